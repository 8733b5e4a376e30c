"""What was read from a feed is compared with what is known of it; nothing here touches an event."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from events.intake.choices import FeedItemState
from events.intake.facts import Entry, EventFacts, Reading
from events.intake.pairing import paired
from events.intake.values import plan, wanted_values
from events.intake.window import PAST_DAYS
from events.models import Feed, FeedItem


@dataclass(slots=True)
class Staged:
    """What one reading came to, in numbers of events."""

    new: int = 0
    changed: int = 0
    cancelled: int = 0
    vanished: int = 0
    unchanged: int = 0

    @property
    def has_news(self) -> bool:
        """Whether anything is other than before."""
        return bool(self.new or self.changed or self.cancelled or self.vanished)


def stage(feed: Feed, reading: Reading) -> Staged:
    """Bring the items of ``feed`` to what was read. Called in a transaction that has locked the feed's row."""
    today = timezone.localdate()
    FeedItem.objects.filter(feed=feed, event=None, end_date__lt=today - dt.timedelta(days=PAST_DAYS + 1)).delete()
    items = {item.key: item for item in feed.items.select_related("event")}
    staged = Staged()
    known, strangers = [], []
    for entry in _with_cancelled_series(reading.entries, items):
        if entry.key in items:
            known.append((items[entry.key], entry))
        elif not entry.is_cancelled and entry.facts is not None:
            strangers.append(entry)
    seen = {item.key for item, _entry in known}
    missing = [item for item in items.values() if item.key not in seen and item.end_date >= today]
    pairs = paired(missing, strangers)
    _rekey(pairs)
    rejected = _rejected_series(items.values())
    for item, entry in [*known, *pairs]:
        _update(feed, item, entry, staged)
    taken = {id(entry) for _item, entry in pairs}
    added = [_made(feed, entry, is_rejected=entry.series in rejected) for entry in strangers if id(entry) not in taken]
    FeedItem.objects.bulk_create(added, batch_size=100)
    staged.new = len(added)
    if reading.is_whole:
        found = {item.pk for item, _entry in pairs}
        _miss([item for item in missing if item.pk not in found and item.series not in reading.unread], staged)
    return staged


def _with_cancelled_series(entries: list[Entry], items: dict[str, FeedItem]) -> list[Entry]:
    """A cancelled series takes all its occurrences along, those too that it no longer names."""
    by_series: dict[str, list[FeedItem]] = {}
    for item in items.values():
        by_series.setdefault(item.series, []).append(item)
    found = []
    for entry in entries:
        if entry.is_cancelled and not entry.recurrence and entry.key not in items:
            # What each of them said stays; only that it is off is new.
            found += [
                replace(entry, recurrence=item.recurrence, facts=None) for item in by_series.get(entry.series, [])
            ]
        else:
            found.append(entry)
    return found


def _rekey(pairs: list[tuple[FeedItem, Entry]]) -> None:
    """Give items the identifiers that they have now; two may change places."""
    for item, _entry in pairs:
        FeedItem.objects.filter(pk=item.pk).update(key=f"~{item.pk}")
    for item, entry in pairs:
        item.key, item.series, item.recurrence = entry.key, entry.series, entry.recurrence
        item.save(update_fields=["key", "series", "recurrence"])


def _rejected_series(items: Iterable[FeedItem]) -> set[str]:
    """Series that come again and that staff want nothing of: further occurrences are not asked about."""
    states: dict[str, set[str]] = {}
    for item in items:
        if item.recurrence:
            states.setdefault(item.series, set()).add(item.state)
    return {series for series, found in states.items() if found == {FeedItemState.REJECTED.value}}


def _made(feed: Feed, entry: Entry, *, is_rejected: bool) -> FeedItem:
    item = FeedItem(feed=feed, key=entry.key, series=entry.series, recurrence=entry.recurrence)
    assert entry.facts is not None  # noqa: S101 - strangers have facts
    _say(item, entry.facts, entry)
    if is_rejected:
        item.state, item.waits = FeedItemState.REJECTED, False
    return item


def _say(item: FeedItem, facts: EventFacts, entry: Entry) -> None:
    item.raw = facts.as_json()
    item.content_hash, item.content_key = facts.content_hash(), facts.content_key()
    item.title = facts.title
    item.start_date, item.end_date = facts.first_day, facts.last_day
    item.sequence, item.stamp = entry.sequence, entry.stamp


def _update(feed: Feed, item: FeedItem, entry: Entry, staged: Staged) -> None:
    facts = entry.facts or replace(item.facts, status="cancelled")
    is_stale = entry.sequence < item.sequence and not (entry.stamp and entry.stamp > item.stamp)
    if is_stale or facts.content_hash() == item.content_hash:
        staged.unchanged += 1
        if is_stale or item.state != FeedItemState.VANISHED:
            if entry.sequence > item.sequence:
                FeedItem.objects.filter(pk=item.pk).update(sequence=entry.sequence, stamp=entry.stamp)
            return
    else:
        is_new_cancellation = facts.status == "cancelled" and item.raw["status"] != "cancelled"
        if is_new_cancellation:
            staged.cancelled += 1
        else:
            staged.changed += 1
        item.changed_at = timezone.now()
    _say(item, facts, entry)
    settle(feed, item)
    item.save()


def settle(feed: Feed, item: FeedItem) -> None:
    """Say of an item, in memory, how it stands between feed and event, and whether staff have to look."""
    is_cancelled = item.raw["status"] == "cancelled"
    if item.event is None:
        # An event that staff have deleted is not wanted back.
        if item.applied:
            item.state = FeedItemState.REJECTED
        elif item.state != FeedItemState.REJECTED:
            item.state = FeedItemState.CANCELLED if is_cancelled else FeedItemState.NEW
        item.waits = item.state == FeedItemState.NEW
        return
    wanted = wanted_values(item.facts, feed, item.applied)
    item.waits = any(field.is_open and field.differs for field in plan(item.event, wanted, item.applied))
    if is_cancelled:
        item.state = FeedItemState.CANCELLED
    else:
        item.state = FeedItemState.CHANGED if item.waits else FeedItemState.ACCEPTED


def _miss(items: list[FeedItem], staged: Staged) -> None:
    """What has not been taken over just goes; what has is asked about, once."""
    for item in items:
        if item.event is None:
            if item.state == FeedItemState.NEW:
                item.delete()
                staged.vanished += 1
            elif item.applied:
                item.state, item.waits = FeedItemState.REJECTED, False
                item.save()
        elif item.state not in (FeedItemState.VANISHED, FeedItemState.CANCELLED):
            item.state, item.waits, item.changed_at = FeedItemState.VANISHED, True, timezone.now()
            item.save()
            staged.vanished += 1
