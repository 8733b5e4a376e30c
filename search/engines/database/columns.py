"""Days, places and facets of everything findable as arrays in this process, brought up to date before each search."""

import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.engines.base import EngineDocument
from search.models import SearchItem
from search.sequence import NOTHING_YET, Moment

NO_DAY: Final = 0
NEVER: Final = np.inf
_FIELDS = ("id", "key", "is_deleted", "start", "end", "latitude", "longitude", "expires_at", "facets")
_COMPACT_AT = 0.25  # share of dead rows from which on everything is read anew


@dataclass(slots=True)
class FacetColumn:
    """One facet: ``slots[i]`` has the value numbered ``values[i]``; ``names`` tells the values."""

    slots: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    values: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    names: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number_of(self, name: str) -> int:
        """The number of a value, a new one if need be."""
        if name not in self.numbers:
            self.numbers[name] = len(self.names)
            self.names.append(name)
        return self.numbers[name]

    def having(self, names: Iterable[str], size: int) -> NDArray[np.bool_]:
        """Which slots have one of the values."""
        wanted = [self.numbers[name] for name in names if name in self.numbers]
        mask = np.zeros(size, bool)
        mask[self.slots[np.isin(self.values, wanted)]] = True
        return mask

    def counts(self, mask: NDArray[np.bool_]) -> dict[str, int]:
        """How many slots of ``mask`` have each value; values with none are left out."""
        counts = np.bincount(self.values[mask[self.slots]], minlength=len(self.names))
        return {self.names[number]: int(counts[number]) for number in np.flatnonzero(counts)}


class Columns:
    """One slot for each row of ``SearchItem``; a changed row gets a new slot and its old one is dead."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.ids = np.empty(0, np.int64)
        self.alive = np.empty(0, bool)
        self.start = np.empty(0, np.int32)
        self.end = np.empty(0, np.int32)
        self.latitude = np.empty(0, np.float64)
        self.longitude = np.empty(0, np.float64)
        self.expires = np.empty(0, np.float64)
        self.facets: dict[str, FacetColumn] = defaultdict(FacetColumn)
        self.slot_of_id = np.full(1, -1, np.int64)
        self.slot_of_key: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def is_sparse(self) -> bool:
        """Whether so many slots are dead that reading anew pays."""
        return bool(len(self) > 1000 and np.count_nonzero(self.alive) < len(self) * (1 - _COMPACT_AT))

    def slots(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The living slots of some row numbers."""
        known = ids[ids < len(self.slot_of_id)]
        slots = self.slot_of_id[known]
        return slots[slots >= 0]

    def append(self, rows: list[tuple[Any, ...]]) -> None:
        """Take over new and changed rows."""
        if not rows:
            return
        first = len(self)
        ids, keys, deleted, start, end, latitude, longitude, expires, facets = map(list, zip(*rows, strict=True))
        latitude, longitude = _on_earth(latitude, longitude)
        self._bury(ids)
        self.keys += keys
        self.slot_of_key |= {key: first + number for number, key in enumerate(keys)}
        self.ids = np.append(self.ids, ids)
        self.alive = np.append(self.alive, ~np.array(deleted, bool))
        self.start = np.append(self.start, _ordinals(s or e for s, e in zip(start, end, strict=True))).astype(np.int32)
        self.end = np.append(self.end, _ordinals(e or s for s, e in zip(start, end, strict=True))).astype(np.int32)
        self.latitude = np.append(self.latitude, np.array(latitude, np.float64))
        self.longitude = np.append(self.longitude, np.array(longitude, np.float64))
        self.expires = np.append(self.expires, [moment.timestamp() if moment else NEVER for moment in expires])
        self._append_facets(first, facets)

    def _bury(self, ids: list[int]) -> None:
        highest = max(ids)
        if highest >= len(self.slot_of_id):
            grown = np.full(max(highest + 1, 2 * len(self.slot_of_id)), -1, np.int64)
            grown[: len(self.slot_of_id)] = self.slot_of_id
            self.slot_of_id = grown
        before = self.slot_of_id[ids]
        self.alive[before[before >= 0]] = False
        self.slot_of_id[ids] = np.arange(len(self), len(self) + len(ids))

    def _append_facets(self, first: int, facets: list[dict[str, list[str]]]) -> None:
        slots: dict[str, list[int]] = defaultdict(list)
        values: dict[str, list[int]] = defaultdict(list)
        for number, of_row in enumerate(facets):
            for name, chosen in of_row.items():
                column = self.facets[name]
                slots[name] += [first + number] * len(chosen)
                values[name] += [column.number_of(value) for value in chosen]
        for name, added in slots.items():
            column = self.facets[name]
            column.slots = np.append(column.slots, np.array(added, np.int32))
            column.values = np.append(column.values, np.array(values[name], np.int32))


def _on_earth(latitudes: list[float | None], longitudes: list[float | None]) -> tuple[list[float], list[float]]:
    places = [EngineDocument("", 0, latitude=a, longitude=o).place for a, o in zip(latitudes, longitudes, strict=True)]
    nowhere = (np.nan, np.nan)
    return [(place or nowhere)[0] for place in places], [(place or nowhere)[1] for place in places]


def _ordinals(days: Iterable[dt.date | None]) -> NDArray[np.int32]:
    return np.array([day.toordinal() if day else NO_DAY for day in days], np.int32)


class LiveColumns:
    """Columns that follow the database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._columns, self._seen = Columns(), NOTHING_YET

    def at(self, moment: Moment) -> Columns:
        """The columns at ``moment``. No query if nothing changed, else one."""
        with self._lock:
            if moment != self._seen:
                is_another = moment.sequence <= self._seen.sequence or moment.build != self._seen.build
                if is_another or self._columns.is_sparse:
                    self.forget()
                changed = SearchItem.objects.filter(changed__gt=self._seen.sequence, build=moment.build)
                rows = changed.order_by("pk").values_list(*_FIELDS)
                self._columns.append(list(rows.iterator(chunk_size=10_000)))
                self._seen = moment
            return self._columns


live_columns = LiveColumns()
