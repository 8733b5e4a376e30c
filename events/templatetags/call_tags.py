"""Open calls and their answers, beside what other templates show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

from events.choices import CallState, EventStatus
from events.models import Answer, Event
from partners.membership import may_edit, organisations_of

register = template.Library()
SHOWN = 12


@dataclass(frozen=True, slots=True)
class CallPlace:
    """How whoever reads stands to a call: whether it can be answered, by whom it was, and whether they are its host."""

    event: Event
    is_open: bool
    is_signed_in: bool
    answers: list[Answer]
    is_host: bool

    def __bool__(self) -> bool:
        return bool(self.is_open or self.answers or self.is_host)


@register.simple_tag(takes_context=True)
def call_place(context: Any, event: Event) -> CallPlace | None:
    """The way in to an open call; ``None`` for what is no call and in previews. Visitors cost no query."""
    request = context.get("request")
    if event.pk is None or event.call_state is None or request is None or getattr(request, "is_preview", False):
        return None
    user = getattr(request, "user", None)
    is_open = event.call_state == CallState.OPEN and event.status != EventStatus.CANCELLED
    if user is None or not user.is_authenticated:
        return CallPlace(event, is_open, False, [], False)
    own = Answer.objects.standing().of_organisations(organisations_of(user)).filter(event=event)
    return CallPlace(event, is_open, True, list(own.select_related("partner", "city")), may_edit(user, event))


@register.simple_tag
def own_answers(organisations: Iterable[Any]) -> list[Answer]:
    """The answers of organisations, the latest changed first. One query."""
    found = list(organisations)
    answers = Answer.objects.standing().of_organisations(found).select_related("event", "partner", "city")
    return list(answers[:SHOWN]) if found else []
