"""The events of a partner, a city, a project or a venue."""

from dataclasses import dataclass

from django import template
from django.db.models import Q, QuerySet

from events.models import Event, Venue
from hub.models import Record
from partners.models import City, Partner, Project

register = template.Library()
EVENTS_SHOWN = 24
EVENTS_READ = 500


@dataclass(frozen=True, slots=True)
class RelatedEvents:
    """Public events around a record, coming ones soonest first, past ones latest first, unknown dates last."""

    coming: list[Event]
    past: list[Event]


def _events_of(record: Record) -> QuerySet[Event]:
    if isinstance(record, Partner):
        return Event.objects.filter(partner_links__partner=record)
    if isinstance(record, City):
        return Event.objects.filter(Q(city=record) | Q(city_links__city=record))
    if isinstance(record, Project):
        return Event.objects.filter(project=record)
    if isinstance(record, Venue):
        return Event.objects.filter(venue=record)
    return Event.objects.none()


@register.simple_tag
def related_events(record: Record) -> RelatedEvents:
    """At most 24 coming and 24 past public events of a record, in one query."""
    if record.pk is None:
        return RelatedEvents([], [])
    ids = _events_of(record).values("pk")
    events = Event.objects.public().filter(pk__in=ids).select_related("kind", "city", "venue")
    found = list(events.order_by("-start_date", "pk")[:EVENTS_READ])
    dated = [event for event in found if event.start_date]
    coming = sorted((e for e in dated if not e.is_over), key=lambda event: (event.start_date, event.pk))
    past = [event for event in dated if event.is_over] + [event for event in found if not event.start_date]
    return RelatedEvents(coming[:EVENTS_SHOWN], past[:EVENTS_SHOWN])
