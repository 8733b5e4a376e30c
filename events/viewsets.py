"""Events and venues in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from events.models import DelegationRole, Event, EventKind, Venue
from hub.viewsets import RecordFilterSet, RecordViewSet, TermViewSet
from hub.viewsets.listing import EXPORT_HEADINGS


class EventFilterSet(RecordFilterSet):
    """Events by kind, status, attendance, repetition and scope."""

    class Meta:
        model = Event
        fields = ["kind", "status", "attendance", "recurrence", "scope"]


class EventViewSet(RecordViewSet):
    """Events, the latest first."""

    model = Event
    icon = "calendar-alt"
    menu_order = 140
    filterset_class = EventFilterSet
    ordering = "-start_date"
    own_columns = [
        DateColumn("start_date", label=_("First day"), sort_key="start_date"),
        Column("kind", label=_("Kind"), sort_key="kind__title_da"),
        Column("city", label=_("Host city")),
        Column("status", label=_("Event status"), accessor="get_status_display", sort_key="status"),
    ]
    chooser_columns = [DateColumn("start_date", label=_("First day")), Column("kind", label=_("Kind"))]
    export_headings = EXPORT_HEADINGS | {"audience_labels": _("For whom"), "language_labels": _("Held in")}
    own_exports = [
        "kind",
        "status",
        "attendance",
        "timezone",
        "start_date",
        "start_time",
        "end_date",
        "end_time",
        "recurrence",
        "recurs_until",
        "recurs_count",
        "skipped_days",
        "last_date",
        "sequence",
        "parent",
        "call_opens_at",
        "deadline",
        "audience_labels",
        "language_labels",
        "capacity",
        "is_free",
        "cost_da",
        "cost_en",
        "city",
        "venue",
        "project",
        "scope",
        "website",
    ]
    list_related = ["kind", "city", "venue", "project", "scope", "parent"]


class VenueFilterSet(RecordFilterSet):
    """Venues by city."""

    class Meta:
        model = Venue
        fields = ["city"]


class VenueViewSet(RecordViewSet):
    """Venues."""

    model = Venue
    icon = "home"
    menu_order = 150
    filterset_class = VenueFilterSet
    own_columns = [Column("city", label=_("City")), "address", "capacity"]
    chooser_columns = [Column("city", label=_("City"))]
    own_exports = ["city", "owner", "address", "capacity", "website", "latitude", "longitude"]
    list_related = ["city", "owner"]


class EventKindViewSet(TermViewSet):
    """Kinds of event."""

    model = EventKind
    menu_order = 230


class DelegationRoleViewSet(TermViewSet):
    """Roles in delegations."""

    model = DelegationRole
    menu_order = 240


VIEWSETS = [EventViewSet, VenueViewSet, EventKindViewSet, DelegationRoleViewSet]
