"""The database engine: embedded default, and the fallback when a cluster is down.

Words are found by the database's own full-text index; days, places and facets lie in arrays in this process; scores
follow ``engines.base`` to the letter, so that both databases and every cluster give the same order.
"""

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet
from numpy.typing import NDArray

from search.batches import in_batches
from search.engines.base import POINTS_PER_UNIT, EngineDocument, EngineHit, EngineQuery, EngineResults, EngineState
from search.engines.database import postgres, sqlite
from search.engines.database.columns import Columns, FacetColumn, live_columns
from search.engines.database.ordering import ordered
from search.engines.database.scoring import found
from search.models import SearchItem
from search.sequence import current_moment, next_sequence, next_state

_WRITTEN = (
    "version",
    "changed",
    "is_deleted",
    "start",
    "end",
    "latitude",
    "longitude",
    "expires_at",
    "facets",
    "shown",
)
Mask = NDArray[np.bool_]


def _index() -> ModuleType:
    return postgres if connection.vendor == "postgresql" else sqlite


class DatabaseEngine:
    """Everything findable in the site's own database; see :class:`search.engines.base.SearchEngine`."""

    name = "database"

    def search(self, query: EngineQuery) -> EngineResults:
        """Find, count and order. Three queries, and one more after a change."""
        columns = live_columns.at(current_moment())
        matched, scores = found(query.meaning, columns, _index().matching)
        matched &= self._showable(columns, query)
        chosen = {
            name: columns.facets.get(name, FacetColumn()).having(values, len(columns))
            for name, values in query.facets.items()
            if values
        }
        total = _all_of(matched, chosen)
        slots = ordered(np.flatnonzero(total), scores, columns, query)
        return EngineResults(
            total=int(np.count_nonzero(total)),
            matched=int(np.count_nonzero(matched)),
            hits=self._hits(slots, scores, columns),
            facets={
                name: columns.facets.get(name, FacetColumn()).counts(
                    _all_of(matched, {k: v for k, v in chosen.items() if k != name})
                )
                for name in query.counted
            },
            engine=self.name,
        )

    def _showable(self, columns: Columns, query: EngineQuery) -> Mask:
        mask: Mask = columns.alive & (columns.expires > query.now.timestamp())
        hidden = [columns.slot_of_key[key] for key in query.hidden if key in columns.slot_of_key]
        if hidden:
            mask[hidden] = False
        return mask

    def _hits(self, slots: list[int], scores: NDArray[np.int64], columns: Columns) -> tuple[EngineHit, ...]:
        ids = [int(columns.ids[slot]) for slot in slots]
        rows = {row[0]: row[1:] for row in SearchItem.objects.filter(pk__in=ids).values_list("pk", "shown", "version")}
        return tuple(
            EngineHit(columns.keys[slot], float(scores[slot]) / POINTS_PER_UNIT, *rows[row])
            for slot, row in zip(slots, ids, strict=True)
            if row in rows
        )

    def write(self, documents: Sequence[EngineDocument]) -> None:
        """Keep documents and tombstones, in the caller's transaction if any; in a rebuild under way as well."""
        with transaction.atomic():
            state = next_state()
            for build in (state.build, state.building):
                if build is not None:
                    save(documents, build=build, changed=state.sequence)

    def clear(self) -> None:
        """Forget everything, versions included."""
        with transaction.atomic():
            next_sequence()
            _drop(SearchItem.objects.all())

    def begin_rebuild(self) -> "DatabaseRebuild":
        """Start to replace everything; a rebuild that was left lying is dropped."""
        with transaction.atomic():
            state = next_state()
            if state.building is not None:
                _drop(SearchItem.objects.filter(build=state.building))
            state.building = state.build + 1
            state.save(update_fields=["building"])
            return DatabaseRebuild(state.building)

    def state(self) -> EngineState:
        """What the tables hold."""
        items = SearchItem.objects.filter(is_deleted=False, build=current_moment().build)
        return EngineState(self.name, items.count(), {"database": connection.vendor})


class DatabaseRebuild:
    """Rows of a build that is not searched yet."""

    def __init__(self, build: int) -> None:
        self._build = build

    def write(self, documents: Sequence[EngineDocument]) -> None:
        """Keep documents and tombstones in the new rows."""
        with transaction.atomic():
            save(documents, build=self._build, changed=next_sequence())

    def swap(self) -> None:
        """Search the new rows from now on. The old ones stay until the next rebuild: searches may be reading them."""
        with transaction.atomic():
            state = next_state()
            if state.building == self._build:
                _drop(SearchItem.objects.filter(build__lt=state.build))
                state.build, state.building = self._build, None
                state.save(update_fields=["build", "building"])

    def abandon(self) -> None:
        """Drop the new rows."""
        with transaction.atomic():
            state = next_state()
            if state.building == self._build:
                _drop(SearchItem.objects.filter(build=self._build))
                state.building = None
                state.save(update_fields=["building"])


def save(documents: Sequence[EngineDocument], *, build: int, changed: int) -> None:
    """Keep documents and tombstones in the rows of a build; older versions than what is kept are ignored."""
    newest: dict[str, EngineDocument] = {}
    for document in documents:
        if document.key not in newest or newest[document.key].version <= document.version:
            newest[document.key] = document
    kept = dict(SearchItem.objects.filter(build=build, key__in=list(newest)).values_list("key", "version"))
    newer = {key: found for key, found in newest.items() if found.version >= kept.get(key, found.version)}
    SearchItem.objects.bulk_create(
        [_item(document, build, changed) for document in newer.values()],
        update_conflicts=True,
        unique_fields=["key", "build"],
        update_fields=list(_WRITTEN),
        batch_size=500,
    )
    rows = SearchItem.objects.filter(build=build, key__in=list(newer)).values_list("pk", "key")
    _index().write([(pk, newer[key]) for pk, key in rows])


def _drop(items: QuerySet[SearchItem]) -> None:
    rows = list(items.values_list("pk", flat=True))
    for batch in in_batches(rows, 1000):
        _index().write([(row, EngineDocument("", 0, is_deleted=True)) for row in batch])
    items.delete()


def _all_of(mask: Mask, masks: Mapping[str, Mask]) -> Mask:
    for other in masks.values():
        mask = mask & other
    return mask


def _item(document: EngineDocument, build: int, changed: int) -> SearchItem:
    facts: dict[str, Any] = {name: getattr(document, name) for name in ("key", *_WRITTEN) if name != "changed"}
    facets = {name: list(dict.fromkeys(values)) for name, values in document.facets.items()}
    return SearchItem(**facts | {"facets": facets, "build": build, "changed": changed})
