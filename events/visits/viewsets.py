"""Every delegation in the admin: a listing to filter and download. Staff change delegations on their portal pages."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import BooleanRadioSelect

from events.models import Delegation
from hub.viewsets import HarmlessExportMixin
from hub.viewsets.policies import ReadOnlyPolicy


class DelegationFilterSet(WagtailFilterSet):
    """By city, state, the day of the event, and whether it was recorded who came."""

    event__start_date = django_filters.DateFromToRangeFilter(label=_("Day of the event"), widget=DateRangePickerWidget)
    is_recorded = django_filters.BooleanFilter(
        label=_("Recorded who came"),
        field_name="recorded_at",
        lookup_expr="isnull",
        exclude=True,
        widget=BooleanRadioSelect,
    )

    class Meta:
        model = Delegation
        fields = ["state", "city", "event__start_date", "is_recorded"]


class DelegationIndexView(HarmlessExportMixin, IndexView):
    """The listing; contacts and names stay on the portal's pages."""

    export_headings = {
        "city": _("City"),
        "event": _("Event"),
        "first_day": _("Day"),
        "state": _("State"),
        "size": _("People"),
        "size_came": _("Came"),
        "created_at": _("Registered"),
        "recorded_at": _("Recorded who came"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """With events, cities and head counts."""
        return Delegation.objects.for_list()


def _city(delegation: Any) -> SafeString:
    address = reverse("visits:delegation", args=[delegation.uid])
    return format_html('<a href="{}">{}</a>', address, delegation.city)


def _event(delegation: Any) -> SafeString:
    address = reverse("visits:delegations", args=[delegation.event.uid])
    return format_html('<a href="{}">{}</a>', address, delegation.event)


def _day(delegation: Any) -> str:
    return date_format(delegation.first_day, "SHORT_DATE_FORMAT") if delegation.first_day else ""


class DelegationViewSet(ModelViewSet):
    """Delegations, the latest first."""

    model = Delegation
    name = "delegations"
    icon = "group"
    menu_hook = "register_catalogue_menu_item"
    menu_order = 145
    menu_label = _("Delegations")
    index_view_class = DelegationIndexView
    filterset_class = DelegationFilterSet
    form_fields: list[str] = []
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    ordering = "-created_at"
    search_fields = ["city__title_da", "city__title_en", "event__title_da", "event__title_en"]
    search_backend_name = None
    list_display = [
        Column("city", label=_("City"), accessor=_city, sort_key="city__title_da"),
        Column("event", label=_("Event"), accessor=_event, sort_key="event__title_da"),
        Column("first_day", label=_("Day"), accessor=_day, sort_key="event__start_date"),
        Column("state", label=_("State"), accessor=lambda row: row.get_state_display(), sort_key="state"),
        Column("size", label=_("People"), sort_key="size"),
        Column("size_came", label=_("Came"), sort_key="size_came"),
        DateColumn("created_at", label=_("Registered"), sort_key="created_at"),
    ]
    list_export = ["city", "event", "first_day", "state", "size", "size_came", "created_at", "recorded_at"]
    export_filename = "delegations"

    @property
    def permission_policy(self) -> ReadOnlyPolicy:
        """Read only: what changes goes through the services."""
        return ReadOnlyPolicy(self.model)

    def get_urlpatterns(self) -> list[Any]:
        """The listing alone."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results")]
