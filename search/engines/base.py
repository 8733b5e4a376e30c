"""What every engine is asked and answers; ``search/tests/engine_contract.py`` holds them to it.

One document stands for one thing, whatever the number of its languages: hits and counts are of things. Engines find
and rank by :class:`~search.analysis.meaning.Meaning` alone, in the tiers below, so that all give the same order.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from search.analysis.meaning import Meaning
from search.choices import Sort

# The parts of a document's text, from what it is about to what it mentions. Values are analysed words
# (search.analysis.tokens) joined by spaces; GAP words stand between what does not belong together.
TITLE, TAGS, NAMES, LEAD, BODY = TEXT_PARTS = ("title", "tags", "names", "lead", "body")


@dataclass(frozen=True, slots=True)
class Tier:
    """Parts of the text, and what it is worth to have a concept in any of them. An alternative's groups may be met
    in different parts of one tier; side by side means within one part."""

    parts: tuple[str, ...]
    worth: float


# A document gets, for each concept, weight × Σ over tiers (worth × closeness of the best alternative met there),
# and `points_of_meeting` for each concept that it has at all.
TIERS: Final = (
    Tier((TITLE,), 1.0),
    Tier((TITLE, TAGS), 3.5),
    Tier((TITLE, TAGS, NAMES, LEAD), 1.2),
    Tier(TEXT_PARTS, 3.0),
)


POINTS_PER_UNIT: Final = 1000


def points(weight: float, worth: float, closeness: float) -> int:
    """What it is worth to have a concept in a tier, in whole points: a score is their sum.

    Sums of whole numbers are the same everywhere; sums of fractions differ between an engine that counts in 32 bits
    and one that counts in 64, and with them the order of two nearly equal things.
    """
    return round(weight * worth * closeness * POINTS_PER_UNIT)


def most_points(meaning: Meaning) -> int:
    """More than which no text can give, if every concept is met as it was asked."""
    return sum(points(concept.weight, tier.worth, 1.0) for concept in meaning.concepts for tier in TIERS)


def points_of_meeting(meaning: Meaning) -> int:
    """What each concept that is met anywhere adds: more than all texts can give together, so that things that have
    more of what was asked for come first. Nothing if things must have all of it."""
    return most_points(meaning) if meaning.required < len(meaning.concepts) else 0


class EngineUnavailable(Exception):  # noqa: N818 - says what is the case, as Django's DoesNotExist does
    """The engine did not answer, or not in time; another one may."""


class EngineRefused(EngineUnavailable):
    """The engine is there and answers, but not to this; the next question may well be answered."""


class IndexMissing(EngineRefused):
    """The engine is there and has no index of this version of the hub: a rebuild makes one."""


@dataclass(frozen=True, slots=True)
class EngineDocument:
    """One thing as an engine keeps it. A tombstone (``is_deleted``) has nothing but key and version.

    ``shown`` holds by language what a hit shows, as plain JSON (:class:`search.documents.Shown`); engines keep it
    unread. ``start`` and ``end`` are local days. A higher ``version`` always wins, whenever it comes; of the same
    version the later write.
    """

    key: str
    version: int
    is_deleted: bool = False
    text: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    start: dt.date | None = None
    end: dt.date | None = None
    latitude: float | None = None
    longitude: float | None = None
    expires_at: dt.datetime | None = None
    shown: Mapping[str, Any] = field(default_factory=dict)

    @property
    def first_day(self) -> dt.date | None:
        """The first day, if it has any."""
        return self.start or self.end

    @property
    def last_day(self) -> dt.date | None:
        """The last day, if it has any."""
        return self.end or self.start

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude, if both are known and on Earth."""
        if self.latitude is None or self.longitude is None:
            return None
        is_on_earth = -90 <= self.latitude <= 90 and -180 <= self.longitude <= 180
        return (self.latitude, self.longitude) if is_on_earth else None


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """What an engine is asked.

    ``facets`` narrow: values of one facet are joined by *or*, facets by *and*; a facet that nothing has is no error.
    ``counted`` are the facets to count. ``promoted`` keys that are found come first in the order by relevance, in
    their order; ``hidden`` keys are not found at all. ``now`` decides what has expired (``expires_at`` up to and with
    it), ``today`` what lies ahead; ``origin`` is latitude and longitude for the order by nearness. Hits beyond
    ``search.requests.DEEPEST_HIT`` are left out; counts stay true.
    """

    meaning: Meaning
    now: dt.datetime
    today: dt.date
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    counted: Sequence[str] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    origin: tuple[float, float] | None = None
    promoted: Sequence[str] = ()
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EngineHit:
    """One thing found. ``score`` is its points / ``POINTS_PER_UNIT``, true in the orders that ask for it."""

    key: str
    score: float
    shown: Mapping[str, Any]
    version: int = 0


@dataclass(frozen=True, slots=True)
class EngineResults:
    """An engine's answer. ``total`` things match text and facets, ``matched`` the text alone.

    ``facets``: for each counted facet its values with the number of things that have each, given the text and the
    choices in the *other* facets; values with none are left out. ``engine`` names who answered; ``is_degraded`` says
    that it stood in for another one.
    """

    total: int
    matched: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    engine: str = ""
    is_degraded: bool = False


class SearchEngine(Protocol):
    """An engine. Orders, all ending with the key so that they are total:

    - relevance: score, then coming things soonest first, then things without a day, then past ones, latest first;
    - date: coming soonest first, then past latest first, then without a day;
    - nearness: distance from ``origin``, then without a place; score decides between equals. Without an origin, the
      order by relevance.

    A thing lasts from ``start`` to ``end``, or one day if one of them is missing. It is coming if its last day is
    today or later; coming ones are ordered by their first day, past ones by their last.

    A concept is met by an alternative with at least one group whose groups are all met; a concept without such an
    alternative by nothing. A word of a phrase is met as it is or marked as a stop word (``_word``).

    Every method raises :class:`EngineUnavailable` when the engine can't do it now.
    """

    name: str

    def search(self, query: EngineQuery) -> EngineResults:
        """Find, count and order."""

    def write(self, documents: Sequence[EngineDocument]) -> None:
        """Keep documents and tombstones; older versions than what is kept are ignored. Seen by searches after.

        While a rebuild is under way, by whatever process, they reach the new index too.
        """

    def begin_rebuild(self) -> "Rebuild":
        """Start to replace everything, beside what is searched now."""

    def state(self) -> "EngineState":
        """What the engine keeps, for staff and probes."""


class Rebuild(Protocol):
    """A new index that is being filled. Until ``swap`` nobody sees it, and nothing less is found."""

    def write(self, documents: Sequence[EngineDocument]) -> None:
        """Keep documents and tombstones in the new index; older versions than what is kept are ignored."""

    def swap(self) -> None:
        """Search the new index from now on; the one before is kept until the next rebuild."""

    def abandon(self) -> None:
        """Drop the new index."""


@dataclass(frozen=True, slots=True)
class EngineState:
    """``entries`` findable things; ``details`` are names and values for staff, in English."""

    name: str
    entries: int
    details: Mapping[str, str] = field(default_factory=dict)
