"""What events and venues say of themselves to machines (schema.org)."""

import datetime as dt
import zoneinfo
from typing import Any

from events.choices import Attendance, EventStatus, OrganiserRole, Recurrence
from events.models import Event, Venue
from hub.structured_data import Surroundings, coordinates, filled, record_facts, reference, register

_STATUS = {
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    # Another day, not another place: that is what schema.org's fourth status, MovedOnline, is for.
    EventStatus.MOVED: "https://schema.org/EventRescheduled",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}
_ATTENDANCE = {
    Attendance.ONSITE: "https://schema.org/OfflineEventAttendanceMode",
    Attendance.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Attendance.MIXED: "https://schema.org/MixedEventAttendanceMode",
}
_ORGANISERS = (OrganiserRole.ORGANISER, OrganiserRole.CO_ORGANISER)


def _when(moment: dt.datetime | None, day: dt.date | None, zone: str) -> str:
    """A moment with the offset of the event's zone, or the day where it lasts whole days."""
    if moment is not None:
        return moment.astimezone(zoneinfo.ZoneInfo(zone)).isoformat(timespec="seconds")
    return day.isoformat() if day else ""


def _place(event: Event, surroundings: Surroundings) -> dict[str, Any]:
    """Venue and city as far as the page shows them."""
    venue, city = surroundings.loaded.get("venue"), surroundings.loaded.get("city")
    town = reference(city, "City", surroundings) if city else {}
    if not venue:
        return town
    return reference(venue, "Place", surroundings) | filled(
        {"address": venue.address, "geo": coordinates(venue), "containedInPlace": town}
    )


def _locations(event: Event, surroundings: Surroundings) -> list[dict[str, Any]]:
    found = []
    if event.attendance != Attendance.ONLINE and (place := _place(event, surroundings)):
        found.append(place)
    if event.attendance != Attendance.ONSITE and event.online_url:
        found.append({"@type": "VirtualLocation", "url": event.online_url})
    return found


_REPEATED = {
    Recurrence.WEEKLY: "P1W",
    Recurrence.FORTNIGHTLY: "P2W",
    Recurrence.MONTHLY_DATE: "P1M",
    Recurrence.MONTHLY_WEEKDAY: "P1M",
    Recurrence.YEARLY: "P1Y",
}


def _repetition(event: Event) -> dict[str, Any]:
    """How it is repeated; nothing for what happens once."""
    schedule = event.schedule
    if schedule is None or not event.recurrence:
        return {}
    return filled(
        {
            "@type": "Schedule",
            "repeatFrequency": _REPEATED[Recurrence(event.recurrence)],
            "startDate": schedule.start_date.isoformat(),
            "startTime": schedule.start_time.isoformat() if schedule.start_time else "",
            "endTime": schedule.end_time.isoformat() if schedule.end_time else "",
            "endDate": event.last_date.isoformat() if event.last_date else "",
            "repeatCount": event.recurs_count,
            "exceptDate": [day.isoformat() for day in schedule.skipped],
            "scheduleTimezone": event.timezone,
        }
    )


def _former_start(event: Event, surroundings: Surroundings) -> str:
    """When it was to begin before it was moved or postponed the last time."""
    changes = surroundings.loaded.get("changes") or []
    moved = next((change for change in reversed(changes) if change.changes_time), None)
    if moved is None or event.status not in (EventStatus.MOVED, EventStatus.POSTPONED):
        return ""
    former = moved.former_time
    return _when(former.starts, former.first, moved.before["timezone"]) if former else ""


def _relatives(event: Event, surroundings: Surroundings) -> dict[str, Any]:
    parent, items = surroundings.loaded.get("parent"), surroundings.loaded.get("programme") or []
    return {
        "superEvent": reference(parent, "Event", surroundings) if parent else {},
        "subEvent": [
            reference(item, "Event", surroundings)
            | filled({"startDate": _when(item.starts_at, item.start_date, item.timezone)})
            for item in items
        ],
    }


def event_data(event: Event, surroundings: Surroundings) -> dict[str, Any]:
    """An event: when, in its own zone, where, whether it takes place and who organises it."""
    links = surroundings.loaded.get("partners") or []
    organisers = [reference(link.partner, "Organization", surroundings) for link in links if link.role in _ORGANISERS]
    return record_facts(event, "Event", surroundings) | filled(
        {
            "startDate": _when(event.starts_at, event.start_date, event.timezone),
            "endDate": _when(event.ends_at, event.end_date, event.timezone),
            "eventStatus": _STATUS[EventStatus(event.status)],
            "eventAttendanceMode": _ATTENDANCE[Attendance(event.attendance)],
            "location": _locations(event, surroundings),
            "organizer": organisers,
            "previousStartDate": _former_start(event, surroundings),
            "eventSchedule": _repetition(event),
            "inLanguage": event.languages,
            "audience": [{"@type": "Audience", "audienceType": label} for label in event.audience_labels],
            "maximumAttendeeCapacity": event.capacity,
            "isAccessibleForFree": True if event.is_free else None,
            **_relatives(event, surroundings),
        }
    )


def venue_data(venue: Venue, surroundings: Surroundings) -> dict[str, Any]:
    """A place with its address and how many people it holds."""
    city = surroundings.loaded.get("city")
    return record_facts(venue, "Place", surroundings) | filled(
        {
            "address": venue.address,
            "geo": coordinates(venue),
            "maximumAttendeeCapacity": venue.capacity,
            "containedInPlace": reference(city, "City", surroundings) if city else {},
        }
    )


def register_all() -> None:
    """Put the builders of this app into the registry."""
    register("events.Event", event_data)
    register("events.Venue", venue_data)
