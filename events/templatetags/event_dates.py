"""When and where an event is, in words."""

import zoneinfo

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.models import Event

register = template.Library()


@register.simple_tag
def event_when(event: Event) -> SafeString | str:
    """The days, and the time in the event's own zone, as ``<time>`` elements."""
    if event.start_date is None:
        return _("Date not known")
    last = event.end_date or event.start_date
    days = [event.start_date] if last == event.start_date else [event.start_date, last]
    shown = format_html_join(
        "–", '<time datetime="{}">{}</time>', ((day.isoformat(), formats.date_format(day)) for day in days)
    )
    hours = _hours(event)
    return format_html("{}, {}", shown, hours) if hours else shown


@register.simple_tag
def event_hours(event: Event) -> SafeString | str:
    """What a line says after the first day: until when, or from when to when in the event's own zone."""
    if event.start_date and event.end_date and event.end_date != event.start_date:
        last = format_html(
            '<time datetime="{}">{}</time>', event.end_date.isoformat(), formats.date_format(event.end_date)
        )
        return format_html(_("until {}"), last)
    return _hours(event)


def _hours(event: Event) -> SafeString | str:
    """The hours of an event in its own zone; nothing for one of whole days."""
    if event.starts_at is None:
        return ""
    zone = zoneinfo.ZoneInfo(event.timezone)
    moments = [moment.astimezone(zone) for moment in (event.starts_at, event.ends_at) if moment]
    times = format_html_join(
        "–", '<time datetime="{}">{}</time>', ((m.isoformat(), formats.time_format(m.time())) for m in moments)
    )
    return format_html('{} <span class="zone">({})</span>', times, moments[0].tzname())


@register.simple_tag
def event_place(event: Event) -> str:
    """Venue and city as far as they are public, or that it is online."""
    places = [str(place) for place in (event.venue, event.city) if place is not None and place.is_visible]
    if event.attendance != "onsite":
        places.append(event.get_attendance_display())
    return ", ".join(dict.fromkeys(places))
