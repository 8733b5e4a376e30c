"""What a delegation needs on its way: who, where, when, whom to ask. Gathered once for page, PDF and calendar."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from events.calendar import About, Entry, calendar_text
from events.calendar_entries import entry_of
from events.choices import DelegationState, EventStatus
from events.delegation_calendar import visit_entry, visit_schedule
from events.models import Delegation, Event
from events.schedules import Occurrence
from events.templatetags.event_dates import shown_time, time_shown
from hub.graphics.local_map import LocalMap, LocalPlace, distance_metres, distance_shown, draw_local_map
from hub.mail import hub_name
from hub.models import ContactPerson
from hub.querysets import public_or_none

PROGRAMME_READ = 60
VENUE, CITY, OTHER_VENUE = 0, 1, 2  # the shapes of the map's markers


@dataclass(frozen=True, slots=True)
class Shown:
    """A time by the event's clock, and by that of the city that travels where the two differ."""

    there: SafeString | str
    at_home: SafeString | str


@dataclass(frozen=True, slots=True)
class PackItem:
    """One item of the programme."""

    event: Event
    when: Shown
    place: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """A point of the map in words, with its distance from the venue."""

    name: str
    distance: str


@dataclass(frozen=True, slots=True)
class VisitPack:
    """Everything on one page."""

    delegation: Delegation
    event: Event
    people: list[Any]
    when: Shown | None
    programme: list[PackItem]
    venue: Any
    host: Any
    map: SafeString | str
    nearby: list[Nearby]
    geo: str
    event_contacts: list[ContactPerson]
    host_contacts: list[ContactPerson]

    @property
    def size(self) -> int:
        """How many people come."""
        return sum(row.registered for row in self.people)

    @property
    def is_certain(self) -> bool:
        """Whether the delegation has its places and the event takes place."""
        return self.delegation.state == DelegationState.REGISTERED and self.event.status != EventStatus.CANCELLED


def pack_of(delegation: Delegation) -> VisitPack:
    """Gather it; at most eight queries, whatever the programme. Only contacts who agreed, only what is public."""
    event = Event.objects.select_related("venue", "city").get(pk=delegation.event_id)
    delegation.event = event
    venue, host = public_or_none(event.venue), public_or_none(event.city)
    items = _programme(event)
    local = _local_map(event, venue, host, items)
    return VisitPack(
        delegation=delegation,
        event=event,
        people=[row for row in delegation.people.select_related("role") if row.registered],
        when=_when(delegation),
        programme=[PackItem(item, _shown(shown_time(item), item, delegation), _place(item)) for item in items],
        venue=venue,
        host=host,
        # A city alone is no map: it would look as if everything were in one street.
        map=mark_safe(draw_local_map(local)) if local and (local.others or local.middle.shape == VENUE) else "",
        nearby=_nearby(local),
        geo=f"geo:{local.middle.latitude:.5f},{local.middle.longitude:.5f}" if local else "",
        event_contacts=list(ContactPerson.objects.of(event).shown()),
        host_contacts=list(ContactPerson.objects.of(host).shown()) if host else [],
    )


def pack_calendar(pack: VisitPack, language: str) -> bytes:
    """The visit and each item of the programme that has a day, as one calendar."""
    entries: list[Entry | None] = [visit_entry(pack.delegation, language)]
    entries += [entry_of(item.event, language, settings.WAGTAILADMIN_BASE_URL) for item in pack.programme]
    name = f"{hub_name()}: {pack.event}"
    about = About(name, urljoin(settings.WAGTAILADMIN_BASE_URL, "/"), pack.event.timezone)
    return calendar_text(about, [entry for entry in entries if entry is not None])


def _programme(event: Event) -> list[Event]:
    items = Event.objects.public().filter(parent=event.pk).select_related("kind", "venue", "city")
    found = items.prefetch_related("tags").order_by("start_date", "starts_at", "pk")[:PROGRAMME_READ]
    return list(found)


def _when(delegation: Delegation) -> Shown | None:
    schedule = visit_schedule(delegation)
    if schedule is None:
        return None
    return _shown(schedule.on(schedule.start_date), delegation.event, delegation)


def _shown(found: Occurrence | None, event: Event, delegation: Delegation) -> Shown:
    if found is None:
        return Shown(_("Date not known"), "")
    home = delegation.city.timezone
    return Shown(time_shown(found, event.timezone), _at_home(found, event.timezone, home))


def _at_home(found: Occurrence, there: str, home: str) -> SafeString | str:
    if found.starts is None:
        return ""
    own, other = zoneinfo.ZoneInfo(home), zoneinfo.ZoneInfo(there)
    if found.starts.astimezone(own).utcoffset() == found.starts.astimezone(other).utcoffset():
        return ""
    starts: dt.datetime = found.starts.astimezone(own)
    ends = found.ends.astimezone(own) if found.ends else None
    return time_shown(Occurrence(starts.date(), (ends or starts).date(), starts, ends), home)


def _place(event: Event) -> str:
    return str(event.venue) if event.venue is not None and event.venue.is_visible else ""


def _point(record: Any, shape: int) -> LocalPlace | None:
    if record is None or record.latitude is None or record.longitude is None:
        return None
    return LocalPlace(str(record), float(record.latitude), float(record.longitude), shape)


def _local_map(event: Event, venue: Any, host: Any, items: list[Event]) -> LocalMap | None:
    """The venue in the middle, the city and the venues of the programme around it."""
    venues = {item.venue.pk: item.venue for item in items if item.venue is not None and item.venue.is_visible}
    if venue is not None:
        venues.pop(venue.pk, None)
    points = [_point(venue, VENUE), _point(host, CITY), *(_point(one, OTHER_VENUE) for one in venues.values())]
    found = [point for point in points if point is not None]
    if not found:
        return None
    return LocalMap(found[0], tuple(found[1:]), _("Where it is: %(place)s") % {"place": found[0].name})


def _nearby(local: LocalMap | None) -> list[Nearby]:
    if local is None:
        return []
    return [Nearby(one.name, distance_shown(distance_metres(local.middle, one))) for one in local.others]
