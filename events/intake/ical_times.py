"""Dates, times and zones of iCalendar lines, brought into the form that RFC 5545 wants. Pure; no Django."""

import datetime as dt
import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from events.intake.facts import digest
from events.intake.ical_text import Block, split_line

TIMED = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})
UTC_NAMES = frozenset({"utc", "gmt", "z", "etc/utc", "tzone://microsoft/utc", "coordinated universal time"})
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*([Zz]|[+-]\d\d:?\d\d)?)?"
)
# Outlook writes zones with colons in their names without the quotes that they need.
_TIMED_LINE = re.compile(r"[^:;]+;?(.*?):(\d{4}-?\d\d-?\d\d.*)")
_WINDOWS = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


class BadTimeError(ValueError):
    """A time that can't be understood."""


class Zones:
    """Which IANA zone the names in a calendar mean. Names that have rules but no zone keep their rules."""

    def __init__(self, blocks: Iterable[Block], known: frozenset[str]) -> None:
        self._known = known
        self._rules: dict[str, str] = {}
        self._places: dict[str, str] = {}
        # The rules of zones that are nobody's but the calendar's, by a name that no other calendar has.
        self.blocks: dict[str, list[str]] = {}
        for block in blocks:
            name = block.values.get("TZID", "").strip().strip('"')
            place = block.values.get("X-LIC-LOCATION", "")
            if place in known:
                self._places[name] = place
            rules = [line for line in block.lines if not line.startswith("TZID")]
            alias = f"rules-{digest(*rules)}"
            self._rules.setdefault(name, alias)
            self.blocks[alias] = [rules[0], f"TZID:{alias}", *rules[1:]] if rules else []

    def rules(self, name: str) -> str | None:
        """The name under which the calendar's own rules for ``name`` stand in ``blocks``, or ``None``."""
        return self._rules.get(name)

    def zone(self, name: str) -> str | None:
        """The IANA zone that ``name`` stands for, or ``None``."""
        name = name.strip().strip('"').strip()
        if name.casefold() in UTC_NAMES:
            return "UTC"
        # Old calendars put their own name before the zone's: /mozilla.org/20050126_1/Europe/Berlin
        steps = name.strip("/").split("/")
        for start in range(len(steps)):
            if (tail := "/".join(steps[start:])) in self._known:
                return tail
        return _known_zone(self._places.get(name) or _WINDOWS.get(name.casefold()), self._known)


def _known_zone(name: str | None, known: frozenset[str]) -> str | None:
    return name if name in known else None


def mended_line(line: str, zones: Zones, unknown: set[str]) -> str:
    """A line of dates or times with its zone's IANA name and the right form; other lines as they are.

    Zones that nobody knows are added to ``unknown``; their times are then in the feed's zone.
    """
    name, parameters, value = split_line(line)
    if name not in TIMED:
        return line
    if match := _TIMED_LINE.fullmatch(line):
        parameters, value = match.groups()
    if name == "RDATE" and "/" in value:
        value = ",".join(part.partition("/")[0] for part in value.split(","))
    moments = [_compact(part.strip()) for part in value.split(",") if part.strip()]
    if not moments:
        raise BadTimeError(line)
    made = ["VALUE=DATE"] if all(len(moment) == 8 for moment in moments) else []
    given = _parameters(parameters)
    if "TZID" in given and not made and not any(moment.endswith("Z") for moment in moments):
        zone = zones.zone(given["TZID"])
        if zone == "UTC":
            moments = [f"{moment}Z" for moment in moments]
        elif zone is not None:
            made.append(f"TZID={zone}")
        elif rules := zones.rules(given["TZID"]):
            made.append(f"TZID={rules}")
        else:
            unknown.add(given["TZID"])
    if name == "RECURRENCE-ID" and given.get("RANGE") == "THISANDFUTURE":
        made.append("RANGE=THISANDFUTURE")
    return f"{';'.join([name, *made])}:{','.join(moments)}"


def _parameters(text: str) -> dict[str, str]:
    pairs = re.findall(r'([A-Za-z-]+)=("[^"]*"|[^;]*)', text)
    return {name.upper(): value.strip().strip('"').strip() for name, value in pairs}


def _compact(text: str) -> str:
    """A date as ``20270520`` or a time as ``20270520T190000`` with or without ``Z``. Raises ``BadTimeError``."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise BadTimeError(text)
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        date = dt.date(int(year), int(month), int(day))
        if hour is None:
            return f"{date:%Y%m%d}"
        if hour == "24":
            date, hour = date + dt.timedelta(days=1), "00"
        moment = dt.datetime.combine(date, dt.time(int(hour), int(minute), min(int(second or 0), 59)))
        if offset and offset not in "Zz":
            moment -= _offset(offset)
    except (ValueError, OverflowError) as error:
        raise BadTimeError(text) from error
    return f"{moment:%Y%m%dT%H%M%S}{'Z' if offset else ''}"


def _offset(text: str) -> dt.timedelta:
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return dt.timedelta(minutes=-minutes if text[0] == "-" else minutes)


def local_moment(value: dt.datetime, zone: str, known: frozenset[str]) -> tuple[dt.datetime, str]:
    """``value`` in the zone that it is meant in: its own, or ``zone`` where it has none or only an offset."""
    own = getattr(value.tzinfo, "key", "")
    name = own if own in known and own not in ("UTC", "Etc/UTC") else zone
    aware = value if value.tzinfo is not None else value.replace(tzinfo=ZoneInfo(zone))
    # By way of UTC, so that an hour that the clocks leave out becomes the one that follows.
    return aware.astimezone(dt.UTC).astimezone(ZoneInfo(name)), name
