"""Web pages and JSON with schema.org events → entries. Pure, with the standard library alone; no Django.

Scripts are text here: nothing of a page is run, loaded or expanded.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from events.intake.facts import MAX_EVENTS, Entry, FeedUnreadableError, Note, Reading, Unreadable, digest
from events.intake.ical_text import page_text
from events.intake.jsonld_facts import entry_of
from events.intake.window import Terms

MAX_DEPTH = 40
MAX_NODES = 200_000
# Kinds of schema.org event whose names don't end in "Event".
_OTHER_TYPES = frozenset({"Festival", "Hackathon", "CourseInstance", "ConferenceEvent"})
_NOT_EVENTS = frozenset({"PublicationEvent", "BroadcastEvent", "OnDemandEvent"})


class _Scripts(HTMLParser):
    """The texts of the page's ``application/ld+json`` scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._is_inside = tag == "script" and kind == "application/ld+json"
        if self._is_inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.found[-1] += data


def read_page(body: bytes, charset: str, terms: Terms) -> Reading:
    """Every event that a page describes for machines. Raises ``FeedUnreadableError`` if it describes nothing."""
    parser = _Scripts()
    parser.feed(page_text(body, charset))
    parser.close()
    if not parser.found:
        raise FeedUnreadableError(Unreadable.NO_EVENT_DATA)
    reading = Reading("jsonld")
    documents = []
    for script in parser.found:
        try:
            documents.append(_loaded(script))
        except (ValueError, RecursionError):
            reading.note(Note.BAD_DATA)
            reading.is_whole = False
    if not documents:
        raise FeedUnreadableError(Unreadable.NO_EVENT_DATA)
    return _read(documents, reading, terms)


def read_json(body: bytes, charset: str, terms: Terms) -> Reading:
    """Every event of a JSON document. Raises ``FeedUnreadableError`` if it is none, or holds no linked data."""
    try:
        document = _loaded(page_text(body, charset))
    except (ValueError, RecursionError) as error:
        raise FeedUnreadableError(Unreadable.NOT_A_FEED) from error
    if not any("@type" in node or "@graph" in node for node in _nodes(document)) and document != []:
        raise FeedUnreadableError(Unreadable.NO_EVENT_DATA)
    return _read([document], Reading("jsonld"), terms)


def _loaded(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = re.sub(r"^(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>$", "", text).strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError:
        # Commas before a closing bracket are the slip that templates make most.
        return json.loads(re.sub(r",(\s*[\]}])", r"\1", text), strict=False)


def _nodes(document: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document, outer before inner, in its order; to a depth that no honest page has."""
    left: list[tuple[Any, int]] = [(document, 0)]
    seen = 0
    while left and seen < MAX_NODES:
        value, depth = left.pop()
        seen += 1
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, dict):
            yield value
            left += [(inner, depth + 1) for inner in reversed(list(value.values()))]
        elif isinstance(value, list):
            left += [(inner, depth + 1) for inner in reversed(value)]


def types_of(node: dict[str, Any]) -> set[str]:
    """The names of a node's types, without the vocabulary's address."""
    given = node.get("@type", [])
    names = given if isinstance(given, list) else [given]
    return {re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str)}


def _is_event(node: dict[str, Any]) -> bool:
    types = types_of(node) - _NOT_EVENTS
    return any(name.endswith("Event") or name in _OTHER_TYPES for name in types) or (
        "EventSeries" in types and "startDate" in node and "subEvent" not in node
    )


def _read(documents: list[Any], reading: Reading, terms: Terms) -> Reading:
    by_id = {node["@id"]: node for node in _nodes(documents) if isinstance(node.get("@id"), str) and len(node) > 1}
    entries: list[Entry] = []
    seen: set[str] = set()
    for node in filter(_is_event, _nodes(documents)):
        if set(node) <= {"@id", "@type"}:
            continue  # only names an event that stands elsewhere
        if len(seen) >= MAX_EVENTS:
            raise FeedUnreadableError(Unreadable.TOO_MANY_EVENTS)
        same = html.unescape(json.dumps(node, sort_keys=True, default=str))
        if same in seen:
            continue
        seen.add(same)
        entry = entry_of(node, by_id, reading, terms)
        if entry is not None:
            entries.append(entry)
    reading.entries = _told_apart(entries, reading)
    return reading


def _told_apart(entries: list[Entry], reading: Reading) -> list[Entry]:
    """Events that share an identifier are occurrences of one, told apart by when they begin."""
    shared = Counter(entry.series for entry in entries)
    found: dict[str, Entry] = {}
    for entry in entries:
        if shared[entry.series] > 1 and entry.facts is not None:
            moment = entry.facts.start_date + entry.facts.start_time
            entry = replace(entry, recurrence=digest(moment)[:16])
        if entry.key in found:
            reading.note(Note.DOUBLE, entry.facts.title if entry.facts else "")
        else:
            found[entry.key] = entry
    return list(found.values())
