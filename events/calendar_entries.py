"""Events as calendars and feeds tell them: what a record comes to, in one language."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from events.calendar import Entry
from events.choices import Attendance, EventStatus
from events.schedules import Schedule
from hub.bilingual import text_in
from hub.sanitising import safe_html

if TYPE_CHECKING:
    from events.models import Event

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def changed_at(event: "Event") -> dt.datetime:
    """When the event was last published."""
    return event.last_published_at or event.first_published_at or LONG_AGO


def place_of(event: "Event") -> str:
    """Venue with its address and city as far as they are public; otherwise where it is online."""
    venue, city = (place if place is not None and place.is_visible else None for place in (event.venue, event.city))
    parts = [str(venue) if venue else "", venue.address if venue else "", str(city) if city else ""]
    if event.attendance == Attendance.ONLINE and event.online_url:
        return event.online_url
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _position(event: "Event") -> tuple[float, float] | None:
    for place in (event.venue, event.city):
        if place is not None and place.is_visible and place.latitude is not None:
            return float(place.latitude), float(place.longitude)
    return None


def local_moment(moment: dt.datetime, zone: str) -> str:
    """A moment in words, by the clock of ``zone``."""
    local = moment.astimezone(zoneinfo.ZoneInfo(zone))
    return f"{formats.date_format(local, 'DATETIME_FORMAT')} ({local.tzname()})"


def schedule_of(event: "Event") -> Schedule | None:
    """When it is in a calendar; a call without a day of its own stands at its deadline. ``None`` for neither."""
    if event.schedule is not None or event.deadline is None:
        return event.schedule
    local = timezone.localtime(event.deadline, zoneinfo.ZoneInfo(event.timezone))
    return Schedule(event.timezone, local.date(), local.time())


def _lines(event: "Event", language: str, url: str) -> Iterable[str]:
    if event.status != EventStatus.SCHEDULED:
        note = text_in(event, "status_note", language)
        yield f"{event.get_status_display()}: {note}" if note else str(event.get_status_display())
    yield text_in(event, "lead", language)
    if event.deadline:
        yield _("Deadline: %(moment)s") % {"moment": local_moment(event.deadline, event.timezone)}
    if price := text_in(event, "cost", language):
        yield _("Price: %(price)s") % {"price": price}
    elif event.is_free:
        yield _("Free of charge")
    if event.online_url:
        yield _("Online: %(address)s") % {"address": event.online_url}
    yield url


def entry_of(event: "Event", language: str, origin: str, *, html: str = "") -> Entry | None:
    """``event`` for a calendar, its texts in ``language``; ``None`` while no day is known.

    ``html`` is the longer text; without it the summary stands there, too.
    """
    schedule = schedule_of(event)
    if schedule is None:
        return None
    title = text_in(event, "title", language)
    url = urljoin(origin, event.get_url(language) or "")
    lines = [str(line) for line in _lines(event, language, url) if line]
    is_deadline = event.schedule is None
    return Entry(
        uid=str(event.uid),
        sequence=event.sequence,
        status=event.status,
        schedule=schedule,
        title=_("Deadline: %(moment)s") % {"moment": title} if is_deadline else str(title),
        changed_at=changed_at(event),
        text="\n\n".join(lines),
        html="".join(f"<p>{_linked(line)}</p>" for line in lines) + html,
        url=url,
        place=place_of(event),
        position=_position(event),
        categories=tuple(tag_words(event)),
        language=title.language,
    )


def _linked(line: str) -> str:
    text = escape(line)
    return f'<a href="{text}">{text}</a>' if line.startswith(("https://", "http://")) and " " not in line else text


def tag_words(event: "Event") -> list[str]:
    """Its kind and its tags, as words."""
    kind = [str(event.kind)] if event.kind else []
    return list(dict.fromkeys([*kind, *sorted(str(tag) for tag in event.tags.all())]))


def whole_entry(event: "Event", language: str, origin: str) -> Entry | None:
    """One event with all of its text."""
    body: Any = text_in(event, "body", language)
    return entry_of(event, language, origin, html=str(safe_html(body)) if body else "")
