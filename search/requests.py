"""What a reader asks and what comes back, whatever the engine."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from search.analysis.meaning import Meaning
from search.choices import Sort
from search.documents import Shown
from search.engines.base import EngineQuery

PER_PAGE = 20
DEEPEST_HIT = 10_000  # engines answer no further; the page says so and offers to narrow


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """``facets`` holds the chosen keys of each facet; ``page`` counts from 1; ``language`` is the reader's."""

    text: str = ""
    language: str = "da"
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE

    @property
    def offset(self) -> int:
        """How many hits come before this page."""
        return (self.page - 1) * self.per_page

    def last_page(self, total: int) -> int:
        """The last page there is of ``total`` hits; the first one of none."""
        return max(-(-min(total, DEEPEST_HIT) // self.per_page), 1)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, as the reader sees it."""

    key: str
    score: float
    shown: Shown


@dataclass(frozen=True, slots=True)
class SearchResults:
    """``total`` things match text and facets, ``matched`` the text alone; facets as in ``EngineResults``.

    ``request`` is what is answered: of a page beyond the last, the last. ``query`` is what the engine was asked.
    ``correction`` is the query as it was read, if a word was taken for a slip; ``is_degraded`` says that the database
    answered in place of the engine; ``meaning`` is what the query was taken to mean, for marking words.
    """

    request: SearchRequest
    query: EngineQuery
    meaning: Meaning
    total: int
    matched: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    correction: str = ""
    engine: str = ""
    is_degraded: bool = False
    answered_at: dt.datetime | None = None
