"""One schema.org event → an entry. Pure; no Django."""

import datetime as dt
import re
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from events.intake import texts
from events.intake.facts import Entry, EventFacts, Note, Reading, digest
from events.intake.ical_times import local_moment
from events.intake.window import Terms

_STATUSES = {"EventCancelled": "cancelled", "EventPostponed": "postponed"}
_MODES = {
    "OnlineEventAttendanceMode": "online",
    "MixedEventAttendanceMode": "mixed",
    "OfflineEventAttendanceMode": "onsite",
}
_LAST_MINUTE = dt.time(23, 59)
Node = dict[str, Any]


def entry_of(node: Node, by_id: dict[str, Node], reading: Reading, terms: Terms) -> Entry | None:
    """The entry of an event's node; ``None``, with a note, where there is too little to go on."""
    title = texts.one_line(_text(node.get("name")), texts.MAX_TITLE)
    identity = _identity(node)
    status = _STATUSES.get(_last_step(node.get("eventStatus")), "scheduled")
    try:
        times = _times(node, title, reading, terms)
    except (ValueError, OverflowError):
        times = None
        reading.note(Note.BAD_TIME, title)
    else:
        if times is None:
            reading.note(Note.NO_START, title)
        elif not title:
            reading.note(Note.NO_TITLE)
    if times is None or not title:
        if identity:
            reading.unread.add(digest(identity))
        return None
    if not terms.wants(dt.date.fromisoformat(times["start_date"]), dt.date.fromisoformat(times["end_date"])):
        return None
    description = texts.paragraphs(_unescaped(_text(node.get("description"))))
    location, online = _places(node.get("location"), by_id)
    mode = _MODES.get(_last_step(node.get("eventAttendanceMode")))
    facts = EventFacts(
        title=title,
        **times,
        description=description,
        is_html=texts.is_markup(description),
        location=location,
        url=_page(_text(node.get("url")) or identity, terms),
        online_url=online,
        status=status,
        attendance=mode or ("mixed" if location and online else "online" if online else "onsite"),
        categories=_categories(node.get("keywords")),
    )
    if not identity:
        reading.note(Note.NO_UID, title)
    series = digest(identity) if identity else digest("no uid", facts.content_key())
    return Entry(series, "", facts, is_cancelled=status == "cancelled", has_uid=bool(identity), stamp=_stamp(node))


def _text(value: Any) -> str:
    """A text, wherever it lies: alone, first in a list, or in ``@value``."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("@id") or value.get("url") or value.get("name") or ""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _last_step(value: Any) -> str:
    return re.split(r"[/:#]", _text(value).strip())[-1]


def _unescaped(text: str) -> str:
    """Descriptions are often HTML that was made into text once more, their line breaks twice over."""
    text = text.replace("\\n", "\n")
    if "&lt;" in text and "<" not in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return text


def _identity(node: Node) -> str:
    for name in ("@id", "identifier", "url"):
        text = _text(node.get(name)).strip()
        if text and not text.startswith("_:"):
            return text[:2000]
    return ""


def _page(text: str, terms: Terms) -> str:
    try:
        return texts.web_address(urljoin(terms.page, text.strip()))
    except ValueError:
        return ""


def _stamp(node: Node) -> str:
    try:
        found = dt.datetime.fromisoformat(_text(node.get("dateModified")))
    except ValueError:
        return ""
    return found.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ") if found.tzinfo else ""


def _moment(value: Any) -> dt.date | None:
    """A date or a time; ``None`` if there is none. Raises ``ValueError`` if it makes no sense."""
    text = re.sub(r"\s+(?=[+-]\d)", "", _text(value).strip())
    if not text:
        return None
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
        found: dt.date = dt.date.fromisoformat(text)
    else:
        found = dt.datetime.fromisoformat(re.sub(r"^(\d{4}-\d\d-\d\d)\s+", r"\1T", text)).replace(microsecond=0)
    if not 1970 <= found.year <= 2200:
        raise ValueError(text)
    return found


def _times(node: Node, title: str, reading: Reading, terms: Terms) -> dict[str, Any] | None:
    start, end = _moment(node.get("startDate")), _moment(node.get("endDate"))
    if start is None:
        return None
    if not isinstance(start, dt.datetime) or _lasts_whole_days(start, end):
        first = start.date() if isinstance(start, dt.datetime) else start
        last = end.date() if isinstance(end, dt.datetime) else end or first
        if last < first:
            reading.note(Note.END_BEFORE_START, title)
        return {
            "start_date": first.isoformat(),
            "end_date": max(first, last).isoformat(),
            "timezone": terms.zone,
        }
    begins, zone = local_moment(start, terms.zone, terms.zones)
    found = {
        "start_date": begins.date().isoformat(),
        "start_time": begins.time().isoformat(),
        "end_date": begins.date().isoformat(),
        "timezone": zone,
    }
    if end is None:
        return found
    if not isinstance(end, dt.datetime):
        # Its last day, without an hour: as long as that is the same day nothing is known.
        return found | {"end_date": max(begins.date(), end).isoformat()}
    ends = local_moment(end, terms.zone, terms.zones)[0].astimezone(ZoneInfo(zone))
    if ends.astimezone(dt.UTC) < begins.astimezone(dt.UTC):
        reading.note(Note.END_BEFORE_START, title)
    elif ends != begins:
        found |= {"end_date": ends.date().isoformat(), "end_time": ends.time().isoformat()}
    return found


def _lasts_whole_days(start: dt.datetime, end: dt.date | None) -> bool:
    """From the first to the last minute of days: how calendars of websites write what has no hours."""
    return (
        start.time() == dt.time()
        and isinstance(end, dt.datetime)
        and end.time().replace(second=0) == _LAST_MINUTE
        and end.date() >= start.date()
    )


def _places(value: Any, by_id: dict[str, Node]) -> tuple[str, str]:
    """Where it is, as a line, and its address online."""
    lines, online = [], ""
    for place in value if isinstance(value, list) else [value]:
        if isinstance(place, dict) and set(place) == {"@id"}:
            place = by_id.get(_text(place["@id"]), place)
        if isinstance(place, dict) and "VirtualLocation" in _text(place.get("@type")):
            online = online or texts.web_address(_text(place.get("url")))
        elif isinstance(place, dict):
            parts = [_text(place.get("name")), *_address(place.get("address"), by_id)]
            lines.append(", ".join(dict.fromkeys(part for part in parts if part)))
        elif texts.web_address(_text(place)):
            online = online or texts.web_address(_text(place))
        else:
            lines.append(_text(place))
    return texts.one_line("; ".join(line for line in lines if line), texts.MAX_LOCATION), online


def _address(value: Any, by_id: dict[str, Node]) -> list[str]:
    if isinstance(value, dict):
        value = by_id.get(_text(value["@id"]), value) if set(value) == {"@id"} else value
        return [_text(value.get(name)) for name in ("streetAddress", "postalCode", "addressLocality")]
    return [_text(value)]


def _categories(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    return texts.words([_text(item) for item in value] if isinstance(value, list) else [])
