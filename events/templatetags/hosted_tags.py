"""What a member's home shows of the events that the member answers for."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Count, Q

from events.choices import AnswerState, DelegationState
from events.models import Event
from partners.membership import editable_by, is_staff_for

register = template.Library()
CALLS_SHOWN = 12
VISITED_SHOWN = 30
READ = 60


@dataclass(frozen=True, slots=True)
class Hosted:
    """Calls that were answered (``answer_count``, ``waiting_count``), and events that are visited (``visits``)."""

    calls: list[Event]
    visited: list[Event]


@register.simple_tag
def hosted_by(user: Any) -> Hosted:
    """The events that ``user`` answers for and that others answered or visit, the latest first. One query.

    Staff answer for everything: they find delegations in the admin.
    """
    if not user.is_authenticated:
        return Hosted([], [])
    answered = ~Q(answers__state__in=(AnswerState.DRAFT, AnswerState.WITHDRAWN)) & Q(answers__isnull=False)
    coming = Q(delegations__state__in=(DelegationState.REGISTERED, DelegationState.WAITING))
    counted = editable_by(user, Event).annotate(
        answer_count=Count("answers", filter=answered, distinct=True),
        waiting_count=Count("answers", filter=Q(answers__state=AnswerState.SUBMITTED), distinct=True),
        visits=Count("delegations", filter=coming, distinct=True),
    )
    asked = Q(answer_count__gt=0, merged_into__isnull=True)
    wanted = asked if is_staff_for(user, Event) else asked | Q(visits__gt=0)
    found = list(counted.filter(wanted).order_by("-waiting_count", "-start_date", "pk")[:READ])
    calls = [event for event in found if event.answer_count and event.merged_into_id is None]
    visited = [] if is_staff_for(user, Event) else [event for event in found if event.visits]
    visited.sort(key=lambda event: str(event.start_date or ""), reverse=True)
    return Hosted(calls[:CALLS_SHOWN], visited[:VISITED_SHOWN])
