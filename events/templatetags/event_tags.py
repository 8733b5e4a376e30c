"""What other templates may show of events."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Q, QuerySet
from django.utils import timezone

from events.choices import EventStatus
from events.models import Event

register = template.Library()
SERIES_READ = 100


@register.simple_tag
def coming_events(count: int, tag_slug: str = "") -> list[Event]:
    """The next ``count`` public events for lists, soonest first; only those tagged ``tag_slug`` if given.

    What is repeated stands at its next time. One query.
    """
    events = Event.objects.public().coming()
    if tag_slug:
        tagged = Q(tagged_items__tag__slug=tag_slug) | Q(tagged_items__tag__merged_into__slug=tag_slug)
        events = events.filter(pk__in=Event.objects.filter(tagged).values("pk"))
    return _soonest(events.filter(_next_q(events, count)), count)


def _next_q(events: Any, count: int) -> Q:
    """The next ones of what happens once, and everything that is repeated."""
    return Q(pk__in=events.filter(recurrence="").values("pk")[:count]) | ~Q(recurrence="")


def _soonest(events: QuerySet[Event], count: int) -> list[Event]:
    found = events.select_related("kind", "city", "venue")[: count + SERIES_READ]
    return sorted(found, key=_next_day)[:count]


def _next_day(event: Event) -> Any:
    found = event.next_time
    return (found.first if found else event.start_date, event.pk)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next events, and the open calls that end first."""

    coming: list[Event]
    calls: list[Event]


@register.simple_tag
def events_ahead(count: int, calls: int) -> Ahead:
    """The next ``count`` public events and the ``calls`` open calls that end first; one query for both."""
    public, now = Event.objects.public(), timezone.now()
    coming = public.coming()
    is_open = Q(deadline__gt=now) & (Q(call_opens_at__isnull=True) | Q(call_opens_at__lte=now))
    of_calls = public.filter(is_open).exclude(status=EventStatus.CANCELLED).order_by("deadline", "pk")
    is_next = Q(pk__in=coming.values("pk")) & _next_q(coming, count)
    wanted = public.filter(is_next | Q(pk__in=of_calls.values("pk")[:calls])).select_related("kind", "city", "venue")
    found = list(wanted.order_by("start_date", "starts_at", "pk")[: count + calls + SERIES_READ])
    dated = [event for event in found if event.start_date and not event.is_over]
    open_ones = [event for event in found if event.is_open_call and event.status != EventStatus.CANCELLED]
    return Ahead(
        sorted(dated, key=_next_day)[:count], sorted(open_ones, key=lambda event: (event.deadline, event.pk))[:calls]
    )
