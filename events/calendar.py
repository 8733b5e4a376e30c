"""Events in the words of calendars (iCalendar, RFC 5545 and 7986). Pure: values in, bytes out.

Hours carry the event's own zone (TZID, with its VTIMEZONE); whole days are dates. DTSTAMP is the last change, so that
the same events are the same bytes, and a calendar that asks again can be told that nothing has changed.
"""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.utils import parseaddr
from functools import lru_cache

from django.utils.encoding import iri_to_uri
from icalendar import Calendar, Event, Timezone, vText

from events.choices import EventStatus
from events.schedules import Schedule

PRODUCT = "-//Viborg Visuals Hub//Events//EN"
REFRESH = dt.timedelta(hours=1)
ENTRIES_HELD = 12_000
YEARS_AROUND = 1
_STATUS = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}
# What no text of a calendar may hold: RFC 5545 knows no control character but the tab; line ends are escaped.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as a calendar tells it."""

    uid: str
    sequence: int
    status: str
    schedule: Schedule
    title: str
    changed_at: dt.datetime
    text: str = ""
    html: str = ""
    url: str = ""
    place: str = ""
    position: tuple[float, float] | None = None
    categories: tuple[str, ...] = ()
    language: str = ""
    # An e-mail address, of what is sent by mail (RFC 5546).
    organiser: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a calendar says of itself; ``method`` (``PUBLISH``, ``CANCEL``) of what is sent by mail, once."""

    name: str
    url: str
    timezone: str
    method: str = ""


def plain(text: str) -> str:
    """``text`` with one kind of line end and nothing that could end a line of the file or hide in it."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text)).strip()


def calendar_text(about: About, entries: Iterable[Entry]) -> bytes:
    """A whole calendar: itself, the zones it uses, its events in the order given."""
    found = list(entries)
    head = Calendar()
    head.add("prodid", PRODUCT)
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    if about.method:
        head.add("method", about.method)
    else:
        _add_subscription(head, about)
    # Bytes are put together: a calendar object of ten thousand events would be sorted and folded as one.
    opened, ended = head.to_ical().split(b"END:VCALENDAR")
    return b"".join([opened, *_zones(about, found), *map(_entry_text, found), b"END:VCALENDAR", ended])


def _add_subscription(head: Calendar, about: About) -> None:
    """Name and address of a calendar that is asked for again and again."""
    for name in ("name", "x-wr-calname"):
        head.add(name, vText(" ".join(plain(about.name).split())))
    head.add("url", iri_to_uri(about.url))
    head.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", "PT1H")


def _zones(about: About, entries: list[Entry]) -> list[bytes]:
    """The zones of the hours, each once; the calendar's own where there is none: an empty calendar is invalid."""
    years: dict[str, list[int]] = {}
    for entry in entries:
        schedule = entry.schedule
        if schedule.start_time is not None:
            years.setdefault(schedule.timezone, []).extend((schedule.start_date.year, schedule.last_day.year))
    if not entries:
        years = {about.timezone: [dt.date.today().year]}
    return [_zone_text(name, min(span), max(span)) for name, span in sorted(years.items())]


@lru_cache(maxsize=256)
def _zone_text(name: str, first_year: int, last_year: int) -> bytes:
    first = dt.date(max(first_year - YEARS_AROUND, dt.MINYEAR + 1), 1, 1)
    last = dt.date(min(last_year + YEARS_AROUND + 1, dt.MAXYEAR), 1, 1)
    return Timezone.from_tzid(name, first_date=first, last_date=last).to_ical()


@lru_cache(maxsize=ENTRIES_HELD)
def _entry_text(entry: Entry) -> bytes:
    made = Event()
    made.add("uid", entry.uid)
    made.add("sequence", entry.sequence)
    made.add("dtstamp", entry.changed_at)
    made.add("last-modified", entry.changed_at)
    made.add("status", _STATUS.get(EventStatus(entry.status), "CONFIRMED"))
    made.add("transp", "TRANSPARENT")
    spoken = {"LANGUAGE": entry.language} if entry.language else {}
    made.add("summary", plain(entry.title), parameters=spoken)
    _add_times(made, entry.schedule)
    if entry.text:
        made.add("description", plain(entry.text), parameters=spoken)
    if entry.html:
        made.add("x-alt-desc", vText(plain(entry.html), params={"FMTTYPE": "text/html"}))
    if entry.url:
        made.add("url", iri_to_uri(entry.url))
    if entry.place:
        made.add("location", plain(entry.place))
    if entry.position:
        made.add("geo", entry.position)
    if entry.organiser:
        made.add("organizer", f"mailto:{parseaddr(entry.organiser)[1]}")
    if words := [word for word in map(plain, entry.categories) if word]:
        made.add("categories", words)
    text: bytes = made.to_ical()
    return text


def _add_times(made: Event, schedule: Schedule) -> None:
    first = schedule.on(schedule.start_date)
    if first.starts is None:
        made.add("dtstart", first.first)
        made.add("dtend", first.last + dt.timedelta(days=1))  # the day on which it is over
    else:
        made.add("dtstart", first.starts)
        if first.ends is not None:
            made.add("dtend", first.ends)
    if not schedule.rule:
        return
    rule: dict[str, object] = dict(schedule.rule)
    if schedule.until is not None:
        rule["UNTIL"] = _until(schedule)
    if schedule.count is not None:
        rule["COUNT"] = schedule.count
    made.add("rrule", rule)
    if skipped := _skipped(schedule):
        made.add("exdate", skipped)


def _until(schedule: Schedule) -> dt.date | dt.datetime:
    """The end of a rule: a day for whole days, otherwise the last moment of that day, in UTC as RFC 5545 asks."""
    until = schedule.until or schedule.start_date
    if schedule.start_time is None:
        return until
    moment = dt.datetime.combine(until, dt.time(23, 59, 59), zoneinfo.ZoneInfo(schedule.timezone))
    return moment.astimezone(dt.UTC)


def _skipped(schedule: Schedule) -> list[dt.date | dt.datetime]:
    """The times that are left out, told as DTSTART is; days on which nothing would be are not told."""
    whole = replace(schedule, skipped=())
    left_out = [whole.on(day) for day in whole.first_days if day in schedule.skipped]
    return [time.starts or time.first for time in left_out]
