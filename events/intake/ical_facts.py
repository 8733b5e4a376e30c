"""One iCalendar component → facts. Pure; no Django."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from events.intake import texts
from events.intake.facts import EventFacts, Note, Reading
from events.intake.ical_times import BadTimeError, local_moment

# Outlook, and people by hand, write into the title that something is off.
_CALLED_OFF = re.compile(
    r"^\W{0,3}(?:cancell?ed|aflyst|abgesagt|annulée?|cancelado|cancelada|annullato|inställt|avlyst|peruttu|geannuleerd)"
    r"\W{0,3}[:–-]\s*",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([nN,;\\])")
_EARLIEST_YEAR, _LATEST_YEAR = 1970, 2200


def is_called_off(component: icalendar.Event) -> tuple[bool, str]:
    """Whether the event is cancelled, and its title without the word for it."""
    title = texts.one_line(_text(component, "SUMMARY"), texts.MAX_TITLE)
    bare = _CALLED_OFF.sub("", title)
    is_cancelled = _text(component, "STATUS").strip().upper() in ("CANCELLED", "CANCELED")
    return is_cancelled or (bare != title and bool(bare)), bare or title


def facts_of(
    component: icalendar.Event, title: str, zone: str, known: frozenset[str], reading: Reading, *, is_cancelled: bool
) -> EventFacts | None:
    """The facts, or ``None`` and a note where there is too little to go on. Raises ``BadTimeError``."""
    start = _moment(component, "DTSTART")
    if start is None or not title:
        if not is_cancelled:
            reading.note(Note.NO_TITLE if start is not None else Note.NO_START, title)
        return None
    is_html, description = _description(component)
    location = texts.one_line(_text(component, "LOCATION"), texts.MAX_LOCATION)
    online = texts.web_address(location) or texts.web_address(_text(component, "CONFERENCE"))
    if texts.web_address(location):
        location = ""
    return EventFacts(
        title=title,
        **_times(component, start, title, zone, known, reading),
        description=description,
        is_html=is_html,
        location=location,
        url=texts.web_address(_text(component, "URL")),
        online_url=online,
        status="cancelled" if is_cancelled else "scheduled",
        attendance=_attendance(location, online),
        categories=_categories(component),
    )


def recurrence_of(component: icalendar.Event) -> str:
    """The moment that an occurrence stands for, the same in whatever zone it is written; empty if there is none."""
    value = getattr(component.get("RECURRENCE-ID"), "dt", None)
    if not isinstance(value, dt.datetime):
        return value.isoformat() if isinstance(value, dt.date) else ""
    if value.tzinfo is None:
        return value.strftime("%Y%m%dT%H%M%S")
    return value.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def sequence_of(component: icalendar.Event) -> int:
    """SEQUENCE, 0 where there is none or nonsense."""
    text = _text(component, "SEQUENCE").strip()
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def stamp_of(component: icalendar.Event) -> str:
    """When it was last changed, as UTC; empty if nobody says."""
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        value = getattr(component.get(name), "dt", None)
        if isinstance(value, dt.datetime):
            aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
            return aware.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    return ""


def _text(component: icalendar.Event, name: str) -> str:
    value = component.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return str(value)


def _moment(component: icalendar.Event, name: str) -> dt.date | None:
    """A date, or a time with or without a zone. Raises ``BadTimeError`` if it is neither, or of another age."""
    if name not in component:
        return None
    value = getattr(component[name], "dt", None)
    if not isinstance(value, dt.date) or not _EARLIEST_YEAR <= value.year <= _LATEST_YEAR:
        raise BadTimeError(name)
    return value


def _end(component: icalendar.Event, start: dt.date) -> dt.date | None:
    end = _moment(component, "DTEND")
    if end is not None:
        return end
    duration = getattr(component.get("DURATION"), "dt", None)
    if not isinstance(duration, dt.timedelta):
        return None
    if duration.days < 0:
        return start + dt.timedelta(days=-1)
    if isinstance(start, dt.datetime) and start.tzinfo is not None:
        # Hours are hours, whatever the clocks do in between; days are days.
        days, rest = dt.timedelta(days=duration.days), dt.timedelta(seconds=duration.seconds)
        return ((start + days).astimezone(dt.UTC) + rest).astimezone(start.tzinfo)
    # Less than a day of a whole day is that day.
    return start + duration


def _times(
    component: icalendar.Event, start: dt.date, title: str, zone: str, known: frozenset[str], reading: Reading
) -> dict[str, Any]:
    end = _end(component, start)
    if _is_all_day(component, start, end):
        first = start.date() if isinstance(start, dt.datetime) else start
        last = _last_day(first, end)
        if last < first - dt.timedelta(days=1):
            reading.note(Note.END_BEFORE_START, title)
        last = max(first, last)
        return {"start_date": first.isoformat(), "end_date": last.isoformat(), "timezone": zone}
    assert isinstance(start, dt.datetime)  # noqa: S101 - what is not all day has a time
    begins, own_zone = local_moment(start, zone, known)
    found = {
        "start_date": begins.date().isoformat(),
        "start_time": begins.time().isoformat(),
        "end_date": begins.date().isoformat(),
        "timezone": own_zone,
    }
    if end is None:
        return found
    if not isinstance(end, dt.datetime):
        end = dt.datetime.combine(end, dt.time(), start.tzinfo)
    ends = local_moment(end, zone, known)[0].astimezone(ZoneInfo(own_zone))
    if ends.astimezone(dt.UTC) < begins.astimezone(dt.UTC):
        reading.note(Note.END_BEFORE_START, title)
    elif ends != begins:
        found |= {"end_date": ends.date().isoformat(), "end_time": ends.time().isoformat()}
    return found


def _is_all_day(component: icalendar.Event, start: dt.date, end: dt.date | None) -> bool:
    if not isinstance(start, dt.datetime):
        return True
    is_flagged = _text(component, "X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    midnights = [value.time() == dt.time() for value in (start, end) if isinstance(value, dt.datetime)]
    return is_flagged and all(midnights)


def _last_day(first: dt.date, end: dt.date | None) -> dt.date:
    """The last day itself: an end that is a date, or a midnight, is the day after."""
    if end is None:
        return first
    if isinstance(end, dt.datetime):
        return end.date() - dt.timedelta(days=1 if end.time() == dt.time() else 0)
    return end - dt.timedelta(days=1)


def _description(component: icalendar.Event) -> tuple[bool, str]:
    """Whether it is HTML, and the text: the one with marks, where a calendar has both."""
    alternative = component.get("X-ALT-DESC")
    if alternative is not None and not isinstance(alternative, list):
        is_html = str(alternative.params.get("FMTTYPE", "text/html")).lower() == "text/html"
        text = texts.paragraphs(_ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], str(alternative)))
        if text and is_html:
            return True, text
    text = texts.paragraphs(_text(component, "DESCRIPTION"))
    return texts.is_markup(text), text


def _categories(component: icalendar.Event) -> tuple[str, ...]:
    value = component.get("CATEGORIES", [])
    groups = value if isinstance(value, list) else [value]
    return texts.words([str(word) for group in groups for word in getattr(group, "cats", [])])


def _attendance(location: str, online: str) -> str:
    if location.casefold().strip(" .") in ("online", "virtual", "webinar", "zoom", "teams", "microsoft teams-møde"):
        return "online"
    if online:
        return "mixed" if location else "online"
    return "onsite"
