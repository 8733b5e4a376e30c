"""``read_feed``: what a body is, and what events are in it. Pure; no Django."""

from dataclasses import replace

from events.intake.facts import Entry, FeedUnreadableError, Note, Reading, Unreadable
from events.intake.ical_reader import read_calendar
from events.intake.ical_text import page_text
from events.intake.jsonld_reader import read_json, read_page
from events.intake.window import Terms

_LOOKED_AT = 4096


def read_feed(body: bytes, content_type: str, charset: str, terms: Terms) -> Reading:
    """Every event of a feed, whichever of the known kinds it is.

    What it is is decided by its text: servers say what they like. Raises ``FeedUnreadableError``.
    """
    start = page_text(body[:_LOOKED_AT], charset).lstrip().lower()
    if terms.kind != "jsonld" and (start.startswith("begin:vcalendar") or b"BEGIN:VCALENDAR" in body[:_LOOKED_AT]):
        return _without_doubles(read_calendar(body, charset, terms))
    if terms.kind == "ical":
        is_page = start.startswith(("<!doctype html", "<html", "<!--", "<head", "<body"))
        raise FeedUnreadableError(Unreadable.PAGE_INSTEAD if is_page else Unreadable.NOT_A_FEED)
    if start.startswith(("{", "[")):
        return _without_doubles(read_json(body, charset, terms))
    is_xml = start.startswith("<?xml") and "<html" not in start
    # No XML is ever parsed, so that nothing in it can be expanded or loaded.
    if start.startswith("<") and not is_xml and "<!entity" not in start:
        return _without_doubles(read_page(body, charset, terms))
    raise FeedUnreadableError(Unreadable.NOT_A_FEED)


def _without_doubles(reading: Reading) -> Reading:
    """Drops events that say all the same under another identifier, and tells apart those that have none."""
    seen: set[str] = set()
    keys: dict[str, int] = {}
    kept: list[Entry] = []
    for entry in reading.entries:
        if entry.facts is not None and entry.facts.content_hash() in seen:
            reading.note(Note.DOUBLE, entry.facts.title)
            continue
        if entry.facts is not None:
            seen.add(entry.facts.content_hash())
        keys[entry.key] = keys.get(entry.key, 0) + 1
        number = keys[entry.key]
        kept.append(entry if number == 1 else replace(entry, recurrence=f"{entry.recurrence}#{number}"))
    reading.entries = kept
    return reading
