"""What a feed says of one event, as plain values that can be kept and compared. Pure; no Django."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

MAX_EVENTS = 2000


class Unreadable(StrEnum):
    """Why a whole feed can't be read; ``events.choices.FeedProblem`` has the words."""

    NOT_A_FEED = "not_a_feed"
    PAGE_INSTEAD = "page_instead"
    NO_EVENT_DATA = "no_event_data"
    TOO_MANY_EVENTS = "too_many_events"
    TOO_MUCH_WORK = "too_much_work"


class Note(StrEnum):
    """What was noticed about single events; ``events.choices.FeedNote`` has the words."""

    NO_START = "no_start"
    NO_TITLE = "no_title"
    NO_UID = "no_uid"
    BAD_TIME = "bad_time"
    BAD_RULE = "bad_rule"
    END_BEFORE_START = "end_before_start"
    UNKNOWN_ZONE = "unknown_zone"
    DOUBLE = "double"
    PRIVATE = "private"
    CUT_OFF = "cut_off"
    BAD_DATA = "bad_data"


class FeedUnreadableError(Exception):
    """Nothing of the feed can be used."""

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event as the feed tells it. Dates and times are ISO texts in ``timezone``; no time: whole days.

    ``end_date`` is the last day itself. ``description`` is not yet cleaned. Nobody is named: organisers and guests
    are never read.
    """

    title: str
    start_date: str
    timezone: str
    start_time: str = ""
    end_date: str = ""
    end_time: str = ""
    description: str = ""
    is_html: bool = False
    location: str = ""
    url: str = ""
    online_url: str = ""
    status: str = "scheduled"
    attendance: str = "onsite"
    categories: tuple[str, ...] = ()

    def content_hash(self) -> str:
        """The same for the same facts."""
        return digest(json.dumps(self.as_json(), sort_keys=True))

    def as_json(self) -> dict[str, Any]:
        """The facts as they are kept."""
        return asdict(self) | {"categories": list(self.categories)}

    @property
    def first_day(self) -> dt.date:
        """The day on which it begins, in its zone."""
        return dt.date.fromisoformat(self.start_date)

    @property
    def last_day(self) -> dt.date:
        """The day on which it ends, in its zone."""
        return dt.date.fromisoformat(self.end_date or self.start_date)

    def content_key(self) -> str:
        """Tells what it is when its identifier does not: title and first moment."""
        return digest("content", self.title.casefold(), self.start_date, self.start_time, self.timezone)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in a feed: ``series`` stands for its UID, ``recurrence`` for its RECURRENCE-ID.

    ``facts`` is ``None`` where a feed only says that something is cancelled. ``stamp`` is when it was last changed,
    as UTC, or empty.
    """

    series: str
    recurrence: str
    facts: EventFacts | None
    sequence: int = 0
    stamp: str = ""
    is_cancelled: bool = False
    has_uid: bool = True

    @property
    def key(self) -> str:
        """Unique within the feed."""
        return digest(self.series, self.recurrence)


@dataclass(slots=True)
class Reading:
    """What came of reading a feed. What is not in a feed that ``is_whole`` has vanished from it."""

    kind: str
    entries: list[Entry] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    # UIDs of events that are in the feed, but can't be read: they have not vanished.
    unread: set[str] = field(default_factory=set)
    is_whole: bool = True

    def note(self, note: Note, title: str = "") -> None:
        """Write down what was noticed about an event."""
        self.notes.append((note.value, title[:120]))


def digest(*parts: str) -> str:
    """A short stand-in for texts: UIDs are kept as this alone, since some hold addresses of people."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def to_json(reading: Reading) -> str:
    """A reading as text, for the way out of its process."""
    return json.dumps(asdict(reading) | {"unread": sorted(reading.unread)})


def from_json(text: str) -> Reading:
    """The reading that ``to_json`` wrote."""
    raw: dict[str, Any] = json.loads(text)
    entries = [Entry(**entry | {"facts": facts_from(entry["facts"])}) for entry in raw.pop("entries")]
    notes, unread = [tuple(note) for note in raw.pop("notes")], set(raw.pop("unread"))
    return Reading(entries=entries, notes=notes, unread=unread, **raw)


def facts_from(raw: dict[str, Any] | None) -> EventFacts | None:
    """Facts from their JSON."""
    return None if raw is None else EventFacts(**raw | {"categories": tuple(raw["categories"])})
