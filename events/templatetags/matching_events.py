"""Coming events and open calls that share tags with somebody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.db.models import Q
from django.utils import timezone

from events.models import Event
from events.querysets import last_day_q
from hub.models import Tag

register = template.Library()
EVENTS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class MatchingEvent:
    """An event, and the tags that are the reason for showing it."""

    event: Event
    shared: list[Tag]
    is_call: bool


@register.simple_tag
def matching_events(tags: Iterable[Tag]) -> list[MatchingEvent]:
    """Public events to come and calls still open that have one of ``tags``, most shared first. Two queries."""
    wanted = {tag.pk for tag in tags}
    if not wanted:
        return []
    now, today = timezone.now(), timezone.localdate()
    is_open = Q(deadline__gte=now)
    to_come = last_day_q("gte", today)
    tagged = Event.objects.filter(tagged_items__tag__in=wanted).values("pk")
    events = Event.objects.public().filter(is_open | Q(deadline__isnull=True) & to_come, pk__in=tagged)
    loaded = events.select_related("kind", "city", "venue").prefetch_related("tags")
    found = [
        MatchingEvent(event, [tag for tag in event.tags.all() if tag.pk in wanted], event.deadline is not None)
        for event in loaded.order_by("start_date", "pk")[: EVENTS_SHOWN * 4]
    ]
    return sorted(found, key=lambda match: -len(match.shared))[:EVENTS_SHOWN]
