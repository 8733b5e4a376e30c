"""How records, vocabularies and tags are listed, edited and chosen in the admin."""

from hub.viewsets.listing import HarmlessExportMixin, RecordFilterSet, RecordIndexView
from hub.viewsets.records import RecordViewSet
from hub.viewsets.terms import TermViewSet

__all__ = ["HarmlessExportMixin", "RecordFilterSet", "RecordIndexView", "RecordViewSet", "TermViewSet"]
