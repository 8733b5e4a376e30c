"""The orders of ``engines.base`` over slots."""

import math

import numpy as np
from numpy.typing import NDArray

from search.choices import Sort
from search.engines.base import EngineQuery
from search.engines.database.columns import NO_DAY, Columns
from search.requests import DEEPEST_HIT

EARTH_RADIUS_KM = 6371.0088
COMING, UNDATED, PAST = 0, 1, 2
Slots = NDArray[np.int64]


def ordered(slots: Slots, scores: NDArray[np.int64], columns: Columns, query: EngineQuery) -> list[int]:
    """The slots of the page asked for, in the order asked for; promoted ones first."""
    promoted = query.promoted if _is_by_relevance(query) else ()
    first = [columns.slot_of_key[key] for key in dict.fromkeys(promoted) if key in columns.slot_of_key]
    wanted = set(slots.tolist())
    first = [slot for slot in first if slot in wanted]
    rest = slots[~np.isin(slots, first)] if first else slots
    until = min(query.offset + query.limit, DEEPEST_HIT)
    tail = _sorted(rest, scores, columns, query, max(until - len(first), 0)) if until > len(first) else []
    return [*first, *tail][query.offset : until]


def _is_by_relevance(query: EngineQuery) -> bool:
    return query.sort == Sort.RELEVANCE or (query.sort == Sort.NEARNESS and query.origin is None)


def _sorted(slots: Slots, scores: NDArray[np.int64], columns: Columns, query: EngineQuery, until: int) -> list[int]:
    """The first ``until`` slots. Keys decide between equals, but are compared only where they must be."""
    sort_keys = _sort_keys(slots, scores, columns, query)
    order = np.lexsort(sort_keys[::-1])
    slots, sort_keys = slots[order], [values[order] for values in sort_keys]
    if not len(slots):
        return []
    starts = np.flatnonzero(np.concatenate([[True], np.any([v[1:] != v[:-1] for v in sort_keys], axis=0)]))
    found: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(slots)], strict=True):
        if len(found) >= until:
            break
        found += sorted(slots[start:end].tolist(), key=columns.keys.__getitem__)
    return found[:until]


def _sort_keys(
    slots: Slots, scores: NDArray[np.int64], columns: Columns, query: EngineQuery
) -> list[NDArray[np.float64]]:
    score = -scores[slots].astype(np.float64)
    if query.sort == Sort.NEARNESS and query.origin is not None:
        return [_distances(slots, columns, query.origin), score]
    phase, day = _days(slots, columns, query)
    if query.sort == Sort.DATE:
        return [np.where(phase == UNDATED, PAST + 1, phase).astype(np.float64), day]
    return [score, phase.astype(np.float64), day]


def _days(slots: Slots, columns: Columns, query: EngineQuery) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Coming, without a day or past; and what orders within: soonest first, then latest first."""
    first, last = columns.start[slots].astype(np.int64), columns.end[slots].astype(np.int64)
    phase = np.where(first == NO_DAY, UNDATED, np.where(last >= query.today.toordinal(), COMING, PAST))
    return phase, np.where(phase == PAST, -last, np.where(phase == UNDATED, 0, first)).astype(np.float64)


def _distances(slots: Slots, columns: Columns, origin: tuple[float, float]) -> NDArray[np.float64]:
    """Kilometres from ``origin`` on the sphere, infinite without a place."""
    latitude, longitude = np.radians(columns.latitude[slots]), np.radians(columns.longitude[slots])
    own_latitude, own_longitude = math.radians(origin[0]), math.radians(origin[1])
    half = (
        np.sin((latitude - own_latitude) / 2) ** 2
        + np.cos(latitude) * math.cos(own_latitude) * np.sin((longitude - own_longitude) / 2) ** 2
    )
    distance = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return np.where(np.isnan(distance), np.inf, distance)
