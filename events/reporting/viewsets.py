"""Activities, evidence, obligations and forms of reports in the admin."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from events.reporting import columns
from events.reporting.activity_views import ActivityCreateView, ActivityEditView
from events.reporting.filters import ActivityFilterSet, EvidenceFilterSet
from events.reporting.models import (
    Activity,
    Evidence,
    Obligation,
    ObligationPlan,
    Office,
    OfficeHolder,
    PeopleKind,
    ReportTemplate,
)
from hub.viewsets import HarmlessExportMixin, RecordIndexView, TermViewSet
from hub.viewsets.terms import TermChooserViewSet

MENU = "register_reporting_menu_item"


class ActivityViewSet(SnippetViewSet):
    """Activities, the latest first."""

    model = Activity
    menu_hook = MENU
    menu_order = 30
    icon = "tasks"
    index_view_class = RecordIndexView
    add_view_class = ActivityCreateView
    edit_view_class = ActivityEditView
    chooser_viewset_class = TermChooserViewSet
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-counted_on"
    filterset_class = ActivityFilterSet
    list_display = [
        "title",
        columns.YearColumn("year", label=_("Year"), sort_key="counted_on"),
        Column("section", label=_("Section")),
        Column("state", label=_("State"), accessor=columns.state_of, sort_key="state"),
        Column("origin", label=_("Made from"), accessor=columns.made_from),
        Column("proof", label=_("Proof"), accessor=columns.proof_of),
        Column("look", label=_("Look"), accessor=columns.look_at),
    ]
    list_export = [
        "title_da",
        "title_en",
        "start_date",
        "end_date",
        "state",
        "section",
        "scope",
        "project",
        "event",
        "organisation",
        "hours_planned",
        "hours_spent",
        "money_planned",
        "money_spent",
        "is_proven",
        "is_sample",
        "source",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With proof, section and origin, in a fixed number of queries."""
        found = Activity.objects.with_proof().annotate(evidence_count=Count("evidence", distinct=True))
        if "export" in request.GET:
            return found.with_everything()
        return found.select_related("section", "for_partner", "for_city")


class NoAddingPolicy(ModelPermissionPolicy):
    """Rows that are added elsewhere."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class EvidenceIndexView(HarmlessExportMixin, IndexView):
    """The listing of evidence."""


class EvidenceViewSet(SnippetViewSet):
    """Evidence of all activities: what is dead or expired, and whose it is. New evidence is added at its activity."""

    model = Evidence
    menu_hook = MENU
    menu_order = 40
    icon = "link"
    index_view_class = EvidenceIndexView
    chooser_viewset_class = TermChooserViewSet
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-pk"
    filterset_class = EvidenceFilterSet
    search_fields = ["title", "url"]
    search_backend_name = None
    list_display = [
        "__str__",
        Column("activity", label=_("Activity")),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("state", label=_("State"), accessor=columns.evidence_state, sort_key="state"),
        Column("whose", label=_("Responsible"), accessor=columns.whose),
        DateColumn("expires_on", label=_("Expires"), sort_key="expires_on"),
        DateColumn("checked_at", label=_("Last checked"), sort_key="checked_at"),
    ]
    permission_policy = NoAddingPolicy(Evidence)
    list_export = ["number", "title", "activity", "kind", "url", "state", "http_status", "checked_at", "expires_on"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With activity and people, in one query."""
        people = ("responsible", "activity__responsible", "activity__handed_in_by")
        return Evidence.objects.select_related("activity", *people)


class ObligationViewSet(SnippetViewSet):
    """Obligations: who sees to them, when they fall due, what they follow from."""

    model = Obligation
    menu_hook = MENU
    menu_order = 60
    icon = "clipboard-list"
    index_view_class = RecordIndexView
    chooser_viewset_class = TermChooserViewSet
    copy_view_enabled = False
    list_per_page = 50
    ordering = "order"
    list_filter = ["plan", "level", "is_active"]
    list_display = [
        "title",
        Column("plan", label=_("Plan")),
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
        Column("owner", label=_("Owner")),
        Column("recurrence", label=_("Falls due"), accessor="get_recurrence_display"),
        BooleanColumn("is_active", label=_("In force"), sort_key="is_active"),
    ]
    list_export = [
        "key", "plan", "title_da", "title_en", "level", "owner", "recurrence", "every_years", "first_due", "last_due",
        "rule", "target", "unit_da", "unit_en", "source",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With plan and owner, in one query."""
        return Obligation.objects.select_related("plan", "owner")


class OfficeHolderViewSet(SnippetViewSet):
    """Who holds which office from when to when."""

    model = OfficeHolder
    menu_hook = MENU
    menu_order = 70
    icon = "user"
    chooser_viewset_class = TermChooserViewSet
    copy_view_enabled = False
    list_filter = ["office"]
    list_display = [
        "name",
        Column("office", label=_("Office")),
        DateColumn("first_day", label=_("From"), sort_key="first_day"),
        DateColumn("last_day", label=_("Until"), sort_key="last_day"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With offices, in one query."""
        return OfficeHolder.objects.select_related("office")


class ReportTemplateViewSet(TermViewSet):
    """Forms of reports with their sections, limits and instructions."""

    model = ReportTemplate
    menu_hook = MENU
    menu_order = 90
    icon = "form"


class PeopleKindViewSet(TermViewSet):
    """Kinds of people."""

    model = PeopleKind
    menu_order = 250


class OfficeViewSet(TermViewSet):
    """Offices."""

    model = Office
    menu_order = 260


class ObligationPlanViewSet(TermViewSet):
    """Plans of obligations."""

    model = ObligationPlan
    menu_order = 270


VIEWSETS = [
    ActivityViewSet,
    EvidenceViewSet,
    ObligationViewSet,
    OfficeHolderViewSet,
    ReportTemplateViewSet,
    PeopleKindViewSet,
    OfficeViewSet,
    ObligationPlanViewSet,
]
