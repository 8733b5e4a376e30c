"""What the focal point's start page says: what is due, what waits, what is missing, how ready the report is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from events.reporting.choices import ActivityState
from events.reporting.models import Activity, Duty, Evidence
from events.reporting.services.duties import DutyState, Standing, standings

SHOWN = 6
BROKEN_SHOWN = 3
# Duties are looked at so far back: what is older and open was missed, and is only in the list of duties.
YEARS_BACK = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: how many, in words, and where they are listed."""

    key: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class ReadySection:
    """How ready a section of the report is, in percent, and what it is called."""

    title: str
    percent: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready the report is that is being written."""

    title: str
    url: str
    sections: tuple[ReadySection, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the start page."""

    due: list[Standing]
    waiting: list[Activity]
    waiting_count: int
    gaps: list[Gap]
    broken: list[Evidence]
    latest: list[Activity]
    readiness: Readiness | None = None
    counts: dict[str, int] = field(default_factory=dict)


# Gives how ready the report is that is being written, or ``None`` while none is; set by whoever knows.
_readiness: list[Callable[[], Readiness | None]] = []


def register_readiness(source: Callable[[], Readiness | None]) -> None:
    """Say who knows how ready the report is; the last one to say so is asked."""
    _readiness[:] = [source]


def desk_of(user: Any) -> Desk:
    """The start page for ``user``: a fixed number of queries, however many activities there are."""
    counts = Activity.objects.aggregate(
        waiting=Count("pk", filter=Q(state=ActivityState.SUBMITTED)),
        drafts=Count("pk", filter=Q(state=ActivityState.DRAFT)),
        accepted=Count("pk", filter=Q(state__in=ActivityState.counting())),
    )
    named = ("for_partner", "for_city", "section")
    waiting = Activity.objects.waiting().select_related(*named)
    return Desk(
        due=due_soon(),
        waiting=list(waiting[:SHOWN]),
        waiting_count=counts["waiting"],
        gaps=_gaps(counts),
        broken=_broken(),
        latest=list(Activity.objects.select_related(*named).order_by("-changed_at", "-pk")[:SHOWN]),
        readiness=_readiness[0]() if _readiness else None,
        counts=counts,
    )


def due_soon() -> list[Standing]:
    """The duties that are overdue or due soon, and if there are none the next ones, in order of their day."""
    today = timezone.localdate()
    near = (
        Duty.objects.of_obligations_in_force()
        .with_obligation()
        .filter(done_on__isnull=True, due_on__gte=today.replace(year=today.year - YEARS_BACK, day=1))
    )
    open_ones = [found for found in standings(near[: SHOWN * 3], today) if found.is_open]
    pressing = [found for found in open_ones if found.state in (DutyState.OVERDUE, DutyState.SOON)]
    return (pressing or open_ones)[:SHOWN]


def _broken() -> list[Evidence]:
    """Evidence that somebody should see to."""
    people = ("responsible", "activity__responsible", "activity__handed_in_by")
    return list(
        Evidence.objects.broken().select_related("activity", *people).order_by("-checked_at", "-pk")[:BROKEN_SHOWN]
    )


def _gaps(counts: dict[str, int]) -> list[Gap]:
    """What the report lacks, each with the list in which it is mended; what lacks nothing is left out."""
    counting = Activity.objects.counting()
    found = [
        Gap("unproven", counting.unproven().count(), "counts=yes&proof=missing"),
        Gap("no_section", counting.without_section().count(), "counts=yes&lacks=section"),
        Gap("no_result", counting.without_result().count(), "counts=yes&lacks=result"),
        Gap("broken", Evidence.objects.broken().count(), "care=broken"),
        Gap("drafts", counts["drafts"], "state=draft"),
    ]
    return [gap for gap in found if gap.count]
