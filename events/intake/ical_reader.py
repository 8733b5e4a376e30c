"""iCalendar → entries: one for each event, and for each occurrence of those that come again. Pure; no Django."""

import datetime as dt
import re
from collections.abc import Iterator

import icalendar
import recurring_ical_events

from events.intake.facts import MAX_EVENTS, Entry, FeedUnreadableError, Note, Reading, Unreadable, digest
from events.intake.ical_facts import facts_of, is_called_off, recurrence_of, sequence_of, stamp_of
from events.intake.ical_text import Block, calendar_text, content_lines
from events.intake.ical_times import BadTimeError, Zones, mended_line
from events.intake.texts import one_line
from events.intake.window import SERIES_AHEAD_DAYS, SERIES_OCCURRENCES, Terms

_FREQUENCY = re.compile(r"(?:^|;)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)", re.I)
_TOO_FINE = re.compile(r"(?:^|;)BY(?:HOUR|MINUTE|SECOND)=\d+,", re.I)
# What the library raises on rules and times that make no sense.
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, OverflowError, IndexError, ArithmeticError)


def read_calendar(body: bytes, charset: str, terms: Terms) -> Reading:
    """Every event of a calendar. Raises ``FeedUnreadableError`` if it is none, or has too many events."""
    found = calendar_text(content_lines(body, charset))
    if found is None:
        raise FeedUnreadableError(Unreadable.NOT_A_FEED)
    if len(found.events) > MAX_EVENTS:
        raise FeedUnreadableError(Unreadable.TOO_MANY_EVENTS)
    method = found.values.get("METHOD", "").upper()
    reading = Reading("ical", is_whole=found.is_whole and method != "CANCEL")
    if not found.is_whole:
        reading.note(Note.CUT_OFF)
    zones = Zones(found.zones, terms.zones)
    own_zone = zones.zone(found.values.get("X-WR-TIMEZONE", ""))
    zone = own_zone if own_zone and own_zone != "UTC" else terms.zone
    reader = _Reader(reading, zones, zone, terms, is_cancelling=method == "CANCEL")
    for blocks in _by_uid(found.events).values():
        reader.read(blocks)
        if len(reading.entries) > MAX_EVENTS:
            raise FeedUnreadableError(Unreadable.TOO_MANY_EVENTS)
    return reading


def _by_uid(blocks: list[Block]) -> dict[str, list[Block]]:
    groups: dict[str, list[Block]] = {}
    for number, block in enumerate(blocks):
        groups.setdefault(block.values.get("UID") or f"\x00{number}", []).append(block)
    return groups


class _Reader:
    """Reads the blocks that share one UID; what is wrong with them stops no others."""

    def __init__(self, reading: Reading, zones: Zones, zone: str, terms: Terms, *, is_cancelling: bool) -> None:
        self.reading, self.zones, self.zone, self.terms = reading, zones, zone, terms
        self.is_cancelling = is_cancelling

    def read(self, blocks: list[Block]) -> None:
        """Add the entries of one UID."""
        uid = blocks[0].values.get("UID", "")
        title = one_line(blocks[0].values.get("SUMMARY", ""), 120)
        if all(block.values.get("CLASS", "PUBLIC").upper() != "PUBLIC" for block in blocks):
            self.reading.note(Note.PRIVATE)
            return
        try:
            components = self._newest(self._parsed(blocks), title)
            entries = [entry for component in self._occurrences(components, title) if (entry := self._entry(component))]
        except BadTimeError:
            self._unread(uid, title, Note.BAD_TIME)
        except _BROKEN:
            self._unread(uid, title, Note.BAD_DATA)
        else:
            self.reading.entries += entries

    def _unread(self, uid: str, title: str, note: Note) -> None:
        self.reading.note(note, title)
        if uid:
            self.reading.unread.add(digest(uid))

    def _parsed(self, blocks: list[Block]) -> list[icalendar.Event]:
        lines: list[str] = ["BEGIN:VCALENDAR"]
        events = [self._mended(block) for block in blocks]
        used = {name for event in events for line in event for name in re.findall(r";TZID=(rules-\w+)", line)}
        for name in sorted(used):
            lines += self.zones.blocks[name]
        for event in events:
            lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
        text = "\r\n".join([*lines, "END:VCALENDAR", ""])
        return [found for found in icalendar.Calendar.from_ical(text).walk() if isinstance(found, icalendar.Event)]

    def _mended(self, block: Block) -> list[str]:
        lines, unknown, title = [], set[str](), one_line(block.values.get("SUMMARY", ""), 120)
        for line in filter(None, block.lines):
            try:
                lines.append(mended_line(line, self.zones, unknown))
            except BadTimeError:
                if line.upper().startswith(("DTSTART", "RECURRENCE-ID")):
                    raise
                self.reading.note(Note.BAD_TIME, title)
        if unknown:
            self.reading.note(Note.UNKNOWN_ZONE, title)
        return lines

    def _newest(self, components: list[icalendar.Event], title: str) -> list[icalendar.Event]:
        """Of components that speak of the same occurrence the one that was changed last, in the feed's order."""
        best: dict[str, icalendar.Event] = {}
        for component in components:
            key = recurrence_of(component)
            if key in best:
                self.reading.note(Note.DOUBLE, title)
            if key not in best or _age(component) >= _age(best[key]):
                best[key] = component
        return list(best.values())

    def _occurrences(self, components: list[icalendar.Event], title: str) -> Iterator[icalendar.Event]:
        masters = [c for c in components if "RECURRENCE-ID" not in c and ("RRULE" in c or "RDATE" in c)]
        if not masters or "DTSTART" not in masters[0]:
            yield from components
            return
        rule = masters[0].get("RRULE")
        text = rule.to_ical().decode() if rule is not None and hasattr(rule, "to_ical") else ""
        if rule is not None and (not _FREQUENCY.search(text) or _TOO_FINE.search(text)):
            self.reading.note(Note.BAD_RULE, title)
            del masters[0]["RRULE"]
            yield from components
            return
        calendar = icalendar.Calendar()
        for component in components:
            calendar.add_component(component)
        first = dt.datetime.combine(self.terms.today - dt.timedelta(days=1), dt.time())
        last = first + dt.timedelta(days=SERIES_AHEAD_DAYS)
        found = recurring_ical_events.of(calendar).between(first, last)
        # Times with and without zones don't compare; the days are near enough.
        yield from _told_apart(sorted(found, key=_start)[:SERIES_OCCURRENCES])

    def _entry(self, component: icalendar.Event) -> Entry | None:
        uid = str(component.get("UID", "")).strip()
        called_off, title = is_called_off(component)
        is_cancelled = called_off or self.is_cancelling
        facts = facts_of(component, title, self.zone, self.terms.zones, self.reading, is_cancelled=is_cancelled)
        if facts is None and not (is_cancelled and uid):
            if uid:
                self.reading.unread.add(digest(uid))
            return None
        if facts is not None:
            first, last = dt.date.fromisoformat(facts.start_date), dt.date.fromisoformat(facts.end_date)
            if not self.terms.wants(first, last):
                return None
        if not uid:
            self.reading.note(Note.NO_UID, title)
        return Entry(
            series=digest(uid) if uid else digest("no uid", facts.content_key() if facts else ""),
            recurrence=recurrence_of(component),
            facts=facts,
            sequence=sequence_of(component),
            stamp=stamp_of(component),
            is_cancelled=is_cancelled,
            has_uid=bool(uid),
        )


def _start(component: icalendar.Event) -> str:
    moment: dt.date = component.start
    return moment.strftime("%Y%m%d%H%M")


def _told_apart(occurrences: list[icalendar.Event]) -> Iterator[icalendar.Event]:
    """What follows a change "from here on" has the identifier of that change; its beginning tells it apart."""
    seen = set[str]()
    for occurrence in occurrences:
        if recurrence_of(occurrence) in seen:
            del occurrence["RECURRENCE-ID"]
            occurrence.add("RECURRENCE-ID", occurrence.start)
        seen.add(recurrence_of(occurrence))
        yield occurrence


def _age(component: icalendar.Event) -> tuple[int, str]:
    return sequence_of(component), stamp_of(component)
