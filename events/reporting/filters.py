"""How activities and evidence are narrowed down in the admin."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from events.reporting.choices import ActivityState, EvidenceKind, EvidenceState
from events.reporting.models import ORIGINS, Activity, Evidence, ReportSection

SOURCES = [
    ("project", _("A project")),
    ("event", _("An event")),
    ("delegation", _("A delegation")),
    ("nothing", _("Nothing")),
]
LACKS = [("section", _("No section")), ("result", _("No result"))]
PROOFS = [("proven", _("Proven")), ("missing", _("Evidence is missing"))]
CARES = [("holds", _("Proves something")), ("broken", _("Dead or expired"))]


class ActivityFilterSet(WagtailFilterSet):
    """Activities by year, section, state, source and proof; figures link to these lists."""

    year = django_filters.NumberFilter(label=_("Year"), method="in_year", min_value=1900, max_value=9999)
    first = django_filters.DateFilter(label=_("Counts from"), field_name="counted_on", lookup_expr="gte")
    last = django_filters.DateFilter(label=_("Counts until"), field_name="counted_on", lookup_expr="lte")
    section = django_filters.ModelChoiceFilter(
        label=_("Section"), queryset=ReportSection.objects.filter(takes_activities=True).select_related("template")
    )
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=ActivityState.choices)
    origin = django_filters.ChoiceFilter(
        label=_("Made from"), choices=SOURCES, method="made_from", widget=RadioSelect, empty_label=_("All")
    )
    proof = django_filters.ChoiceFilter(
        label=_("Proof"), choices=PROOFS, method="with_proof", widget=RadioSelect, empty_label=_("All")
    )
    counts = django_filters.ChoiceFilter(
        label=_("Figures"),
        choices=[("yes", _("Only what counts"))],
        method="that_counts",
        widget=RadioSelect,
        empty_label=_("All"),
    )
    lacks = django_filters.ChoiceFilter(
        label=_("Lacks"), choices=LACKS, method="that_lacks", widget=RadioSelect, empty_label=_("All")
    )
    is_sample = django_filters.BooleanFilter(label=_("Sample"), widget=BooleanRadioSelect)

    class Meta:
        model = Activity
        fields = ["scope", "objectives", "areas_of_action", "priorities", "sdgs", "dimensions"]

    def in_year(self, activities: QuerySet[Any], name: str, year: Any) -> QuerySet[Any]:
        """Keep what counts in the year."""
        return activities.filter(counted_on__year=int(year))

    def made_from(self, activities: QuerySet[Any], name: str, source: str) -> QuerySet[Any]:
        """Keep what was made from such a record, or from nothing."""
        if source == "nothing":
            return activities.filter(**{f"{origin}__isnull": True for origin in ORIGINS})
        return activities.filter(**{f"{source}__isnull": False})

    def that_counts(self, activities: Any, name: str, value: str) -> QuerySet[Any]:
        """Keep what figures and reports count."""
        return activities.counting()

    def that_lacks(self, activities: Any, name: str, lack: str) -> QuerySet[Any]:
        """Keep what is in no section, or says nothing of its result."""
        return activities.without_section() if lack == "section" else activities.without_result()

    def with_proof(self, activities: Any, name: str, proof: str) -> QuerySet[Any]:
        """Keep what is proven today, or is not."""
        return activities.filter(has_proof=proof == "proven")


class EvidenceFilterSet(WagtailFilterSet):
    """Evidence by kind, by what the last check said, by whether somebody should see to it."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=EvidenceKind.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=EvidenceState.choices)
    care = django_filters.ChoiceFilter(
        label=_("Today"), choices=CARES, method="today", widget=RadioSelect, empty_label=_("All")
    )

    class Meta:
        model = Evidence
        fields = ["kind", "state", "care"]

    def today(self, evidence: Any, name: str, care: str) -> QuerySet[Any]:
        """Keep what proves something today, or what somebody should see to."""
        return evidence.holding() if care == "holds" else evidence.broken()
