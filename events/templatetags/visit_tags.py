"""What other templates may show of delegations: visits as head counts, never names; one's own in the portal."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Q
from django.utils.safestring import SafeString

from events.delegation_places import may_register
from events.models import Delegation, Event
from events.templatetags.event_dates import time_shown
from hub.querysets import public_q, with_relations

register = template.Library()
VISITS_READ = 60
OWN_READ = 30


@register.simple_tag
def visit_when(event: Event, day: dt.date) -> SafeString | str:
    """Days and hours of one time of a repeated event."""
    return time_shown(event.schedule.on(day), event.timezone) if event.schedule else ""


@register.filter
def takes_delegations(event: Event) -> bool:
    """Whether delegations can register."""
    return event.pk is not None and may_register(event)


@dataclass(frozen=True, slots=True)
class Came:
    """How many people came from a city, or to an event: with the other side's record to link to."""

    record: Any
    count: int
    day: dt.date | None = None
    # Who came, where the record is what they came to.
    city: Any = None


def _recorded() -> Any:
    """Delegations that came, between public cities and public events, with what links to both read."""
    found = Delegation.objects.came().filter(public_q("city__"), public_q("event__")).with_size()
    fields = ("occurrence", "event_id", "city_id", *with_relations(Delegation, ("city", "event")))
    return found.select_related("city", "event").only(*fields).order_by("-event__start_date", "-pk")


@register.simple_tag
def cities_that_came(event: Event) -> list[Came]:
    """The public cities whose delegations came to an event, each once with its head count. At most one query."""
    if event.pk is None or not getattr(event, "has_visits", True):
        return []
    found: dict[int, Came] = {}
    for row in _recorded().filter(event=event):
        before = found[row.city_id].count if row.city_id in found else 0
        found[row.city_id] = Came(row.city, before + row.size_came)
    return sorted(found.values(), key=lambda one: str(one.record.title).casefold())


@dataclass(frozen=True, slots=True)
class Visits:
    """Where a city's delegations went, and who came to the events that it hosts."""

    out: list[Came]
    into: list[Came]


@register.simple_tag
def visits_of_city(city: Any) -> Visits:
    """A city's visits as far as it was recorded who came, the latest first. At most one query."""
    if city.pk is None or not getattr(city, "has_visits", True):
        return Visits([], [])
    rows = list(_recorded().filter(Q(city=city) | Q(event__city=city))[:VISITS_READ])
    out = [Came(row.event, row.size_came, row.first_day) for row in rows if row.city_id == city.pk]
    into = [Came(row.event, row.size_came, row.first_day, row.city) for row in rows if row.city_id != city.pk]
    return Visits(out, into)


@register.simple_tag
def own_delegations(organisations: list[Any]) -> list[Any]:
    """The delegations of one's own cities that are not over, in the order of their days; at most three queries."""
    cities = [found for found in organisations if found._meta.model_name == "city"]
    if not cities:
        return []
    rows = Delegation.objects.of_cities(cities).active().with_size().select_related("event", "city")
    coming = [row for row in rows.order_by("-created_at")[:OWN_READ] if not row.is_over]
    return sorted(coming, key=lambda row: (row.first_day or dt.date.max, row.pk))
