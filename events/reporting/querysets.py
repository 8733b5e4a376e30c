"""Named filters of the reporting desk."""

import datetime as dt
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from events.choices import EventStatus
from events.reporting.choices import ActivityState, EvidenceState


def holding_q(today: dt.date, prefix: str = "") -> Q:
    """Evidence that proves something on ``today``, as a condition on rows found by ``prefix``."""

    def named(**lookups: Any) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in lookups.items()})

    in_time = named(expires_on__isnull=True) | named(expires_on__gte=today)
    is_there = ~named(state=EvidenceState.DEAD) | ~named(local_copy="")
    return in_time & ~named(state=EvidenceState.EXPIRED) & is_there


class ActivityQuerySet(models.QuerySet[Any]):
    """What activities can be asked."""

    def in_period(self, first: dt.date, last: dt.date) -> Self:
        """Keep what counts on a day from ``first`` to ``last``, both included. Raises ``ValueError`` if they cross."""
        if last < first:
            raise ValueError("The last day is before the first.")
        return self.filter(counted_on__range=(first, last))

    def in_year(self, year: int) -> Self:
        """Keep what counts in ``year``."""
        return self.in_period(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def counting(self) -> Self:
        """Keep what figures and reports count: accepted or used, not of a cancelled event, nor left behind by a merge:
        whoever is the heir of its project or event has an activity of its own."""
        left_behind = Q(project__merged_into__isnull=False) | Q(event__merged_into__isnull=False)
        is_off = Q(event__status=EventStatus.CANCELLED) | Q(delegation__event__status=EventStatus.CANCELLED)
        return self.filter(state__in=ActivityState.counting()).exclude(left_behind).exclude(is_off)

    def waiting(self) -> Self:
        """Keep what waits for the focal point, the oldest first."""
        return self.filter(state=ActivityState.SUBMITTED).order_by("handed_in_at", "pk")

    def with_proof(self) -> Self:
        """Say of each as ``has_proof`` whether evidence holds today, without a query for each."""
        evidence = apps.get_model("reporting.Evidence")._base_manager.filter(activity=OuterRef("pk"))
        return self.annotate(has_proof=Exists(evidence.filter(holding_q(timezone.localdate()))))

    def proven(self) -> Self:
        """Keep what at least one piece of evidence proves today: only this may become a claim."""
        return self.with_proof().filter(has_proof=True)

    def unproven(self) -> Self:
        """Keep what no evidence proves today."""
        return self.with_proof().filter(has_proof=False)

    def without_section(self) -> Self:
        """Keep what no report would find."""
        return self.filter(section__isnull=True)

    def without_result(self) -> Self:
        """Keep what says nothing of its result in either language."""
        return self.filter(result_da="", result_en="")

    def with_everything(self) -> Self:
        """Load what a report tells of each, in a fixed number of queries."""
        named = ("project", "event", "section", "scope", "responsible", "handed_in_by", "for_partner", "for_city")
        return self.select_related(*named).prefetch_related(
            "objectives",
            "areas_of_action",
            "priorities",
            "sdgs",
            "dimensions",
            "partner_links__partner",
            "city_links__city",
            "people__kind",
            "evidence__responsible",
        )


class EvidenceQuerySet(models.QuerySet[Any]):
    """What evidence can be asked."""

    def holding(self) -> Self:
        """Keep what proves something today: not expired, and alive, unchecked, or dead with a copy kept."""
        return self.filter(holding_q(timezone.localdate()))

    def failing(self) -> Self:
        """Keep what proves nothing any more."""
        return self.exclude(pk__in=self.model._base_manager.filter(holding_q(timezone.localdate())).values("pk"))

    def broken(self) -> Self:
        """Keep what somebody should see to: dead, though a copy may be kept, or expired."""
        gone = Q(state__in=(EvidenceState.DEAD, EvidenceState.EXPIRED))
        return self.filter(gone | Q(expires_on__lt=timezone.localdate()))


class DutyQuerySet(models.QuerySet[Any]):
    """What duties can be asked."""

    def of_obligations_in_force(self) -> Self:
        """Leave out what belongs to obligations that are no longer in force."""
        return self.filter(obligation__is_active=True)

    def with_obligation(self) -> Self:
        """Load what lists tell of each."""
        return self.select_related("obligation__plan", "obligation__owner", "owner", "evidence", "activity")

    def due_from(self, first: dt.date, last: dt.date) -> Self:
        """Keep what falls due from ``first`` to ``last``, both included."""
        return self.filter(due_on__range=(first, last))


class OfficeHolderQuerySet(models.QuerySet[Any]):
    """What holders of offices can be asked."""

    def on(self, day: dt.date) -> Self:
        """Keep those who hold their office on ``day``."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)
