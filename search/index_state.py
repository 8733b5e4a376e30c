"""How the index is doing: what is projected, what the engine has not got yet, what the engine says of itself."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Max, Min, Q

from search.engines import engine, primary_engine
from search.engines.base import EngineUnavailable, SearchEngine
from search.labels import type_label
from search.models import SearchEntry


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What an engine says of itself; ``is_answering`` is false where it does not."""

    name: str
    is_answering: bool
    entries: int = 0
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndexState:
    """``things`` are findable records and pages, ``entries`` these in each language; ``dirty`` ones wait for the engine
    since ``waiting_since``, ``tombstones`` among them. ``by_type`` are things by the name of their type."""

    things: int
    entries: int
    dirty: int
    tombstones: int
    last_change: dt.datetime | None
    waiting_since: dt.datetime | None
    by_type: list[tuple[str, int]]
    asked: str
    engines: list[EngineReport]


def index_state() -> IndexState:
    """The state now. Two queries, and one question to each engine."""
    live, dirty = Q(is_deleted=False), Q(is_dirty=True)
    counts = SearchEntry.objects.aggregate(
        entries=Count("pk", filter=live),
        things=Count("key", filter=live, distinct=True),
        dirty=Count("pk", filter=dirty),
        tombstones=Count("pk", filter=dirty & ~live),
        last_change=Max("changed_at"),
        waiting_since=Min("changed_at", filter=dirty),
    )
    rows = SearchEntry.objects.filter(live).order_by().values("type").annotate(things=Count("key", distinct=True))
    by_type = sorted(((type_label(row["type"]) or row["type"], row["things"]) for row in rows), key=lambda row: -row[1])
    engines = {found.name: found for found in (primary_engine(), engine())}
    return IndexState(
        **counts, by_type=by_type, asked=engine().name, engines=[_report(found) for found in engines.values()]
    )


def _report(asked: SearchEngine) -> EngineReport:
    name = asked.name
    try:
        state = asked.state()
    except EngineUnavailable:
        return EngineReport(name, is_answering=False)
    return EngineReport(state.name or name, True, state.entries, state.details)
