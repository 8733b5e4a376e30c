"""The database engine: embedded default, and the fallback when a cluster is down.

Words are found by the database's own full-text index; days, places and facets lie in arrays in this process; scores
follow ``engines.base`` to the letter, so that both databases and every cluster give the same order.
"""

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from search.engines.base import POINTS_PER_UNIT, EngineDocument, EngineHit, EngineQuery, EngineResults, EngineState
from search.engines.database import postgres, sqlite
from search.engines.database.columns import Columns, FacetColumn, live_columns
from search.engines.database.ordering import ordered
from search.engines.database.scoring import found
from search.models import SearchItem
from search.sequence import current_moment, next_sequence

_WRITTEN = ("version", "changed", "is_deleted", "start", "end", "latitude", "longitude", "expires_at", "facets", "shown")
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
        chosen = {name: columns.facets.get(name, FacetColumn()).having(values, len(columns)) for name, values in query.facets.items()}
        total = _all_of(matched, chosen)
        slots = ordered(np.flatnonzero(total), scores, columns, query)
        return EngineResults(
            total=int(np.count_nonzero(total)),
            matched=int(np.count_nonzero(matched)),
            hits=self._hits(slots, scores, columns),
            facets={
                name: columns.facets.get(name, FacetColumn()).counts(_all_of(matched, {k: v for k, v in chosen.items() if k != name}))
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
        """Keep documents and tombstones, in the caller's transaction if there is one."""
        newest: dict[str, EngineDocument] = {}
        for document in documents:
            if document.key not in newest or newest[document.key].version <= document.version:
                newest[document.key] = document
        with transaction.atomic():
            kept = dict(SearchItem.objects.filter(key__in=list(newest)).values_list("key", "version"))
            newer = [document for key, document in newest.items() if document.version >= kept.get(key, document.version)]
            self._save(newer)

    def _save(self, documents: Sequence[EngineDocument]) -> None:
        if not documents:
            return
        changed = next_sequence()
        SearchItem.objects.bulk_create(
            [_item(document, changed) for document in documents],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=list(_WRITTEN),
            batch_size=500,
        )
        by_key = {document.key: document for document in documents}
        rows = dict(SearchItem.objects.filter(changed=changed).values_list("key", "pk"))
        _index().write([(pk, by_key[key]) for key, pk in rows.items() if key in by_key])

    def drop(self, keys: Sequence[str]) -> None:
        """Forget rows altogether, versions included."""
        rows = list(SearchItem.objects.filter(key__in=keys).values_list("pk", flat=True))
        _index().write([(row, EngineDocument("", 0, is_deleted=True)) for row in rows])
        SearchItem.objects.filter(pk__in=rows).delete()

    def begin_rebuild(self) -> "DatabaseRebuild":
        """Start to replace everything."""
        return DatabaseRebuild(self)

    def state(self) -> EngineState:
        """What the tables hold."""
        return EngineState(
            self.name, SearchItem.objects.filter(is_deleted=False).count(), {"database": connection.vendor}
        )


class DatabaseRebuild:
    """Rows are replaced one by one, and those that are not written again are dropped at the end."""

    def __init__(self, engine: DatabaseEngine) -> None:
        self._engine = engine
        self._written: set[str] = set()

    def write(self, documents: Sequence[EngineDocument]) -> None:
        """Keep documents and tombstones; what is searched is right all the time."""
        self._engine.write(documents)
        self._written |= {document.key for document in documents}

    def swap(self) -> None:
        """Drop what the new index does not have."""
        kept = dict(SearchItem.objects.filter(is_deleted=False).values_list("key", "version"))
        gone = [EngineDocument(key, version, is_deleted=True) for key, version in kept.items() if key not in self._written]
        self._engine.write(gone)

    def abandon(self) -> None:
        """Nothing to drop: what was written is right."""


def _all_of(mask: Mask, masks: Mapping[str, Mask]) -> Mask:
    for other in masks.values():
        mask = mask & other
    return mask


def _item(document: EngineDocument, changed: int) -> SearchItem:
    facts: dict[str, Any] = {name: getattr(document, name) for name in ("key", *_WRITTEN) if name != "changed"}
    return SearchItem(**facts | {"facets": {k: list(v) for k, v in document.facets.items()}, "changed": changed})
