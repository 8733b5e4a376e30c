"""How far a duty has come, counted from the records: one typed function for each rule.

Each rule looks at the days of one duty and at nothing else; the same records give the same answer. What counts is
defined here and in the data dictionary, nowhere else.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.choices import DelegationState, EventStatus
from events.models import Delegation, DelegationPeople
from events.reporting.choices import ActivityState
from events.reporting.models import Activity, Obligation
from events.reporting.services.prefilling import home_slug

ANNUAL_CONFERENCE, SUB_NETWORK_MEETING = "annual_conference", "sub_network_meeting"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a duty is about, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Reached:
    """How far it has come: the number, and what is missing still by key (roles that have not come)."""

    number: Decimal
    missing: tuple[str, ...] = field(default=())


Rule = Callable[[Obligation, Period], Reached]


def _own_people(period: Period, *kinds: str) -> Any:
    """People of our own city's delegations to events of ``kinds`` in the period, whose coming was recorded.

    Cancelled events and cancelled or waiting delegations count for nothing. A visit is in the period that its first
    day lies in.
    """
    day = Q(delegation__occurrence__range=(period.first, period.last)) | Q(
        delegation__occurrence__isnull=True, delegation__event__start_date__range=(period.first, period.last)
    )
    return DelegationPeople.objects.filter(
        day,
        delegation__state=DelegationState.REGISTERED,
        delegation__city__slug=home_slug(),
        delegation__event__kind__key__in=kinds,
        came__gt=0,
    ).exclude(delegation__event__status=EventStatus.CANCELLED)


def conference_by_roles(obligation: Obligation, period: Period) -> Reached:
    """How many of the obligation's roles came to the annual conference: each role counts once, however many came."""
    came = set(_own_people(period, ANNUAL_CONFERENCE).values_list("role__key", flat=True))
    wanted = list(obligation.roles)
    missing = tuple(role for role in wanted if role not in came)
    return Reached(Decimal(len(wanted) - len(missing)), missing)


def sub_network_people(obligation: Obligation, period: Period) -> Reached:
    """Head count of our people at sub-network meetings; of the best attended one, since the target is for one.

    Roles limit who counts; without any, everybody does.
    """
    people = _own_people(period, SUB_NETWORK_MEETING)
    if obligation.roles:
        people = people.filter(role__key__in=obligation.roles)
    best = people.values("delegation").annotate(size=Sum("came")).order_by("-size").values_list("size", flat=True)
    return Reached(Decimal(best.first() or 0))


def exchanges(obligation: Obligation, period: Period) -> Reached:
    """Exchanges with other cities, ours to them and theirs to us: delegations of which people came.

    Conferences and meetings of the network are duties of their own and not counted here; several delegations to one
    event of ours are one exchange, and so are several of ours to one event.
    """
    day = Q(occurrence__range=(period.first, period.last)) | Q(
        occurrence__isnull=True, event__start_date__range=(period.first, period.last)
    )
    visits = Delegation.objects.came().filter(day).exclude(event__status=EventStatus.CANCELLED)
    visits = visits.exclude(event__kind__key__in=(ANNUAL_CONFERENCE, SUB_NETWORK_MEETING))
    home = home_slug()
    is_ours, is_here = Q(city__slug=home), Q(event__city__slug=home)
    abroad = visits.filter(is_ours, ~is_here).values_list("event", flat=True).distinct().count()
    hosted = visits.filter(~is_ours, is_here).values_list("event", flat=True).distinct().count()
    return Reached(Decimal(abroad + hosted))


def hours_spent(obligation: Obligation, period: Period) -> Reached:
    """Hours spent on accepted activities that count in the period."""
    counted = Activity.objects.counting().in_period(period.first, period.last)
    return Reached(counted.aggregate(total=Sum("hours_spent"))["total"] or Decimal(0))


def activities_planned(obligation: Obligation, period: Period) -> Reached:
    """Activities in the period that are on their way, whatever their state but sent back: the plan has content."""
    found = Activity.objects.in_period(period.first, period.last).exclude(state=ActivityState.SENT_BACK)
    return Reached(Decimal(found.count()))


def report_submitted(obligation: Obligation, period: Period) -> Reached:
    """Monitoring reports that were submitted in the days of the duty."""
    from events.reporting.choices import ReportKind
    from events.reporting.models import FrozenReport

    found = FrozenReport.objects.filter(
        report__template__kind=ReportKind.MONITORING,
        submitted_at__date__range=(period.first, period.last),
    )
    return Reached(Decimal(found.count()))


RULES: dict[str, tuple[str | Promise, Rule]] = {
    "conference_by_roles": (_("Roles that came to the annual conference"), conference_by_roles),
    "sub_network_people": (_("People at the best attended sub-network meeting"), sub_network_people),
    "exchanges": (_("Exchanges with other cities, there and here"), exchanges),
    "hours_spent": (_("Hours spent on accepted activities"), hours_spent),
    "activities_planned": (_("Activities on their way"), activities_planned),
    "report_submitted": (_("Monitoring reports submitted"), report_submitted),
}


def rule_choices() -> list[tuple[str, str]]:
    """Every rule with its words, and none."""
    return [("", str(_("By hand"))), *((key, str(label)) for key, (label, _rule) in RULES.items())]


def reached(obligation: Obligation, period: Period) -> Reached | None:
    """How far it has come by its rule; ``None`` for a duty that is done by hand, or whose rule is no more."""
    found = RULES.get(obligation.rule)
    return found[1](obligation, period) if found else None
