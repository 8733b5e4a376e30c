"""Which of the events that a feed seems to have lost are among those that it seems to have gained."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from events.intake.facts import Entry
from events.models import FeedItem

Pair = tuple[FeedItem, Entry]
# An occurrence that a whole series took along when it moved is near where it was.
MOST_DAYS_MOVED = dt.timedelta(days=6)


def paired(missing: list[FeedItem], strangers: list[Entry]) -> list[Pair]:
    """Items that are still there under another identifier: feeds that make up their UIDs anew at every fetch.

    The same content is the same event; then the same series at about the same time; then the same page.
    """
    pairs = _in_order(missing, strangers, lambda item: item.content_key, lambda entry: _facts(entry).content_key())
    pairs += _by_series(*_left(missing, strangers, pairs))
    return pairs + _by_page(*_left(missing, strangers, pairs))


def _facts(entry: Entry) -> Any:
    return entry.facts


def _left(missing: list[FeedItem], strangers: list[Entry], pairs: list[Pair]) -> tuple[list[FeedItem], list[Entry]]:
    items, entries = {item.pk for item, _entry in pairs}, {id(entry) for _item, entry in pairs}
    return [m for m in missing if m.pk not in items], [s for s in strangers if id(s) not in entries]


def _in_order(
    missing: Iterable[FeedItem],
    strangers: Iterable[Entry],
    key_of_item: Callable[[FeedItem], str],
    key_of_entry: Callable[[Entry], str],
) -> list[Pair]:
    waiting = defaultdict(list)
    for item in missing:
        waiting[key_of_item(item)].append(item)
    return [(waiting[key].pop(0), entry) for entry in strangers if waiting[key := key_of_entry(entry)]]


def _by_series(missing: list[FeedItem], strangers: list[Entry]) -> list[Pair]:
    waiting = defaultdict(list)
    for item in sorted(missing, key=lambda item: (item.start_date, item.pk)):
        waiting[item.series].append(item)
    pairs = []
    for entry in sorted(strangers, key=lambda entry: (_facts(entry).start_date, _facts(entry).start_time)):
        first = _facts(entry).first_day
        near = [item for item in waiting[entry.series] if abs(item.start_date - first) <= MOST_DAYS_MOVED]
        if near:
            nearest = min(near, key=lambda item: abs(item.start_date - first))
            waiting[entry.series].remove(nearest)
            pairs.append((nearest, entry))
    return pairs


def _by_page(missing: list[FeedItem], strangers: list[Entry]) -> list[Pair]:
    """Only where a page is that of one event alone, on both sides."""
    pages = {item.raw["url"]: item for item in missing if item.raw["url"]}
    before = Counter(item.raw["url"] for item in missing)
    after = Counter(_facts(entry).url for entry in strangers)
    return [
        (pages[url], entry)
        for entry in strangers
        if (url := _facts(entry).url) and before[url] == 1 and after[url] == 1
    ]
