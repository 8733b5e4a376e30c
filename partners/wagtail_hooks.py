"""Registrations of the partners app with Wagtail."""

from wagtail.snippets.models import register_snippet

from partners import import_hooks, join_desk  # noqa: F401 (register themselves)
from partners.desk import hooks  # noqa: F401 (registers itself)
from partners.viewsets import VIEWSETS

for viewset in VIEWSETS:
    register_snippet(viewset)
