"""iCalendar bytes → content lines → blocks, mending what exporters get wrong. Pure; no Django."""

import codecs
import re
from dataclasses import dataclass, field

# Everything else is dropped before anything is parsed: organisers, guests, alarms and attachments are never read.
EVENT_PROPERTIES = frozenset(
    {
        *("UID", "SEQUENCE", "STATUS", "CLASS", "DTSTAMP", "LAST-MODIFIED"),
        *("DTSTART", "DTEND", "DURATION", "X-MICROSOFT-CDO-ALLDAYEVENT"),
        *("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("SUMMARY", "DESCRIPTION", "X-ALT-DESC", "LOCATION", "URL", "CONFERENCE", "CATEGORIES"),
    }
)
REPEATED = frozenset({"RDATE", "EXDATE", "CATEGORIES"})
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60})[;:]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(slots=True)
class Block:
    """One VEVENT or VTIMEZONE: its lines as they will be parsed, and the first value of each property by name."""

    lines: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class CalendarText:
    """A calendar in parts. ``is_whole``: its last line was there."""

    values: dict[str, str] = field(default_factory=dict)
    zones: list[Block] = field(default_factory=list)
    events: list[Block] = field(default_factory=list)
    is_whole: bool = False


def content_lines(body: bytes, charset: str) -> list[str]:
    """The unfolded lines of a calendar, whatever its line ends, byte order marks and charsets are."""
    body, charset = _plain(body, charset)
    # Joined as bytes: some exporters fold in the middle of a letter.
    return _lines(re.sub(rb"\n[ \t]", b"", body), charset)


def page_text(body: bytes, charset: str) -> str:
    """A page or a JSON document as text, whatever charset it is in."""
    return "\n".join(_lines(*_plain(body, charset)))


def _plain(body: bytes, charset: str) -> tuple[bytes, str]:
    """Without byte order mark, not in UTF-16, lines ended by a newline alone; and the charset that it is in now."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            body, charset = body[len(mark) :], encoding
            break
    encoding = {b"B\0E\0": "utf-16-le", b"\0B\0E": "utf-16-be"}.get(body[:4], charset)
    if encoding.startswith("utf-16"):
        body, charset = body.decode(encoding, "replace").encode(), "utf-8"
    return re.sub(rb"\r+\n|\r", b"\n", body), charset


def _lines(body: bytes, charset: str) -> list[str]:
    return [_CONTROL.sub("", _decoded(line, charset)).strip("\ufeff") for line in body.split(b"\n")]


def _decoded(line: bytes, charset: str) -> str:
    """A line as UTF-8, whatever was announced, if it is; else as announced, else as Western European."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        if charset and codecs.lookup(charset).name != "utf-8":
            return line.decode(charset, "replace")
    except (LookupError, UnicodeError):
        pass
    return line.decode("cp1252", "replace")


def split_line(line: str) -> tuple[str, str, str]:
    """Name, parameters and value of a content line; the value is after the first colon outside quotes."""
    is_quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            is_quoted = not is_quoted
        elif sign == ":" and not is_quoted:
            name, _semicolon, parameters = line[:place].partition(";")
            return name.upper(), parameters, line[place + 1 :]
    name, _colon, value = line.partition(":")
    name, _semicolon, parameters = name.partition(";")
    return name.upper(), parameters, value


def calendar_text(lines: list[str]) -> CalendarText | None:
    """The parts of the calendars in ``lines``; ``None`` if there is none."""
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines):
        return None
    found, path, block = CalendarText(), [], Block()
    for line in lines:
        upper = line.strip().upper()
        if upper.startswith("BEGIN:"):
            path.append(upper[6:])
            if upper[6:] in ("VEVENT", "VTIMEZONE"):
                block = Block()
            if "VTIMEZONE" in path:
                block.lines.append(upper)
        elif upper.startswith("END:"):
            _close(found, path, upper[4:], block)
        elif line.strip() and path:
            _take(found, path, line, block)
    return found


def _close(found: CalendarText, path: list[str], name: str, block: Block) -> None:
    if "VTIMEZONE" in path:
        block.lines.append(f"END:{name}")
    # An inner block that was never closed ends with the outer one.
    while path and path.pop() != name:
        pass
    if name == "VEVENT":
        found.events.append(block)
    elif name == "VTIMEZONE":
        found.zones.append(block)
    elif name == "VCALENDAR":
        found.is_whole = True


def _take(found: CalendarText, path: list[str], line: str, block: Block) -> None:
    match = _NAME.match(line)
    is_property = match is not None and (match[1].isupper() or match[1].upper() in EVENT_PROPERTIES)
    if path[-1] == "VEVENT":
        if is_property:
            _add(block, line)
        elif block.lines:
            # A text whose own line breaks were written as they are.
            block.lines[-1] += "\\n" + line.replace("\\", "\\\\")
    elif "VTIMEZONE" in path and is_property:
        name, _parameters, value = split_line(line)
        block.values.setdefault(name, value.strip())
        if name in ("TZID", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"):
            block.lines.append(line)
    elif path[-1] == "VCALENDAR" and is_property:
        name, _parameters, value = split_line(line)
        found.values.setdefault(name, value.strip())


def _add(block: Block, line: str) -> None:
    name, _parameters, value = split_line(line)
    if not value.strip():
        return
    if name not in EVENT_PROPERTIES or (name in block.values and name not in REPEATED):
        # Kept as a place for lines that go on, and thrown away with them.
        block.lines.append("")
        return
    block.values.setdefault(name, value.strip())
    block.lines.append(line)
