"""The orders of the contract as the cluster sorts, and the points that come back with them."""

from collections.abc import Mapping
from typing import Any

from search.choices import Sort
from search.engines.base import POINTS_PER_UNIT, EngineQuery
from search.engines.elastic.meanings import Clause, highest_score

BY_KEY: Clause = {"key": "asc"}
BY_SCORE: Clause = {"_score": "desc"}


def order_of(query: EngineQuery) -> list[Clause]:
    """What to sort by. Days are nested so that only coming, or only past ones, can be looked at."""
    if query.sort == Sort.DATE:
        return [_coming(query), _past(query, undated="_last"), BY_KEY]
    if query.sort == Sort.NEARNESS and query.origin:
        latitude, longitude = query.origin
        near = {"place": {"lat": latitude, "lon": longitude}, "order": "asc", "unit": "km"}
        return [{"_geo_distance": near}, BY_SCORE, BY_KEY]
    return [BY_SCORE, _coming(query), _past(query, undated="_first"), BY_KEY]


def _coming(query: EngineQuery) -> Clause:
    return _by_day("days.first", "asc", {"gte": query.today.isoformat()}, "_last")


def _past(query: EngineQuery, *, undated: str) -> Clause:
    return _by_day("days.last", "desc", {"lt": query.today.isoformat()}, undated)


def _by_day(field: str, order: str, last: Mapping[str, str], missing: str) -> Clause:
    nested = {"path": "days", "filter": {"range": {"days.last": last}}}
    return {field: {"order": order, "nested": nested, "missing": missing}}


class Scores:
    """Points, with so much added to promoted things that they come before all others."""

    def __init__(self, query: EngineQuery) -> None:
        self.sort = query.sort if query.origin or query.sort != Sort.NEARNESS else Sort.RELEVANCE
        promoted = query.promoted if self.sort == Sort.RELEVANCE else ()
        # A power of two, so that sums stay exact in 32 bits.
        step = 1 << highest_score(query.meaning).bit_length()
        self.added = {key: step * (len(promoted) - place) for place, key in enumerate(promoted)}

    @property
    def is_asked_for(self) -> bool:
        """Whether the order looks at scores at all."""
        return self.sort != Sort.DATE

    def clauses(self) -> list[Clause]:
        """What adds it."""
        return [{"constant_score": {"filter": {"ids": {"values": [k]}}, "boost": n}} for k, n in self.added.items()]

    def of(self, hit: Mapping[str, Any]) -> float:
        """The score of a hit as the contract has it."""
        if not self.is_asked_for:
            return 0.0
        points = hit["sort"][1 if self.sort == Sort.NEARNESS else 0]
        return float(points - self.added.get(hit["_id"], 0)) / POINTS_PER_UNIT
