"""When and where an event is, in words."""

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.choices import Attendance
from events.schedules import Occurrence

if TYPE_CHECKING:
    from events.models import Event, EventChange

register = template.Library()


@register.simple_tag
def event_when(event: "Event") -> SafeString | str:
    """The days, and the time in the event's own zone, as ``<time>`` elements; what is repeated by its next time."""
    found = shown_time(event)
    if found is None:
        return _("Date not known")
    shown = time_shown(found, event.timezone)
    if not event.recurrence:
        return shown
    said = _("{how}, last on {when}") if event.is_over else _("{how}, next on {when}")
    return format_html(said, how=event.get_recurrence_display(), when=shown)


@register.simple_tag
def event_hours(event: "Event", time: Occurrence | None = None) -> SafeString | str:
    """What a line says after the first day: until when, or from when to when in the event's own zone.

    ``time`` is the one that the line is about; without it, the event's only or next one.
    """
    found = time or shown_time(event)
    if found is None:
        return ""
    if found.last != found.first:
        return format_html(_("until {}"), _day(found.last))
    hours = _hours(found, event.timezone)
    if not event.recurrence:
        return hours
    return format_html("{}, {}", event.get_recurrence_display(), hours) if hours else event.get_recurrence_display()


@register.simple_tag
def slate_day(event: "Event", time: Occurrence | None = None) -> dt.date | None:
    """The day that stands first on an event's line: of ``time``, else its first or next one."""
    found = time or shown_time(event)
    return found.first if found else None


def shown_time(event: "Event") -> Occurrence | None:
    """The time that lists show of an event: its only one, or the next one of what is repeated."""
    if event.recurrence:
        return event.next_time
    if event.start_date is None:
        return None
    return Occurrence(event.start_date, event.end_date or event.start_date, event.starts_at, event.ends_at)


def when_in_words(event: "Event") -> str:
    """The same as plain text."""
    return strip_tags(event_when(event))


def _day(day: dt.date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), formats.date_format(day))


def time_shown(found: Occurrence, zone: str) -> SafeString:
    """Days and hours of one time, by the clock of ``zone``."""
    days = [found.first] if found.last == found.first else [found.first, found.last]
    shown = format_html_join("–", "{}", ((_day(day),) for day in days))
    hours = _hours(found, zone)
    return format_html("{}, {}", shown, hours) if hours else shown


def _hours(found: Occurrence, zone: str) -> SafeString | str:
    """The hours of one time by the clock of ``zone``; nothing for one of whole days."""
    if found.starts is None:
        return ""
    moments = [moment.astimezone(zoneinfo.ZoneInfo(zone)) for moment in (found.starts, found.ends) if moment]
    times = format_html_join(
        "–", '<time datetime="{}">{}</time>', ((m.isoformat(), formats.time_format(m.time())) for m in moments)
    )
    return format_html('{} <span class="zone">({})</span>', times, moments[0].tzname())


@register.filter
def former_when(found: Occurrence | None, zone: str) -> SafeString | str:
    """A time that was announced once, by the clock of ``zone``."""
    return time_shown(found, zone) if found else _("Date not known")


@register.filter
def last_moved(changes: "list[EventChange] | None") -> "EventChange | None":
    """The latest change of the time."""
    return next((change for change in reversed(changes or []) if change.changes_time), None)


@register.simple_tag
def event_place(event: "Event") -> str:
    """Venue and city as far as they are public, or that it is online."""
    places = [str(place) for place in (event.venue, event.city) if place is not None and place.is_visible]
    if event.attendance != Attendance.ONSITE:
        places.append(event.get_attendance_display())
    return ", ".join(dict.fromkeys(places))
