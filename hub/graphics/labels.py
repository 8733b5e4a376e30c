"""Where names can stand without touching each other. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH_OF_LETTER = 0.59  # of the size of the type, on average and a little more
GAP = 4.0
GRAZE = 6.0  # so much of a line may lie under a name before another place is tried
NAMES_MAX = 50  # more are no picture any longer


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that wants a name: its middle, its size from the middle to the edge, and the name."""

    x: float
    y: float
    size: float
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name that has found its place: ``number`` of its mark, the point of its anchor and where it runs from there."""

    number: int
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "_Box") -> bool:
        beside = self.left >= other.right or other.left >= self.right
        return not (beside or self.top >= other.bottom or other.top >= self.bottom)

    def is_within(self, width: float, height: float) -> bool:
        return self.left >= 2 and self.right <= width - 2 and self.top >= 2 and self.bottom <= height - 2


def place_labels(
    marks: Sequence[Mark],
    *,
    type_size: float,
    width: float,
    height: float,
    lines: Sequence[tuple[float, float, float, float]] = (),
) -> list[Label]:
    """Names for those of the first 50 ``marks`` that have room; none covers one of these, a name or the edge.

    Of the places that are free a name takes the one with the least of ``lines`` (x1, y1, x2, y2) under it.
    """
    # In a crowd names lie over the marks that have none themselves, or nobody would be named.
    named = marks[:NAMES_MAX]
    taken = [_Box(m.x - m.size, m.y - m.size, m.x + m.size, m.y + m.size) for m in named]
    ends = np.array(lines, dtype=float).reshape(-1, 4)
    found = []
    for order, mark in enumerate(named):
        boxes = [(label, _box(label, mark.name, type_size)) for label in _places(order, mark, type_size)]
        free = [
            (label, box)
            for label, box in boxes
            if box.is_within(width, height) and not any(box.touches(other) for other in taken)
        ]
        if free:
            label, box = min(free, key=lambda pair: _under(pair[1], ends) // GRAZE)  # the first of equals
            taken.append(box)
            found.append(label)
    return found


def _under(box: _Box, ends: NDArray[np.float64]) -> float:
    """How much of the lines lies within ``box``, as a length (Liang and Barsky's clipping)."""
    if not len(ends):
        return 0.0
    x1, y1, x2, y2 = ends.T
    enters, leaves = np.zeros(len(ends)), np.ones(len(ends))
    for start, step, low, high in ((x1, x2 - x1, box.left, box.right), (y1, y2 - y1, box.top, box.bottom)):
        flat = np.where(step == 0, 1e-9, step)
        first, last = (low - start) / flat, (high - start) / flat
        enters = np.maximum(enters, np.minimum(first, last))
        leaves = np.minimum(leaves, np.maximum(first, last))
    inside = np.clip(leaves - enters, 0, None) * np.hypot(x2 - x1, y2 - y1)
    return float(inside.sum())


def _places(order: int, mark: Mark, type_size: float) -> Iterable[Label]:
    """To the right, to the left, above, below, then at the corners."""
    away, low, rise = mark.size + GAP, type_size * 0.34, type_size * 0.8
    yield Label(order, mark.x + away, mark.y + low, "start")
    yield Label(order, mark.x - away, mark.y + low, "end")
    yield Label(order, mark.x, mark.y - away, "middle")
    yield Label(order, mark.x, mark.y + away + rise, "middle")
    yield Label(order, mark.x + mark.size, mark.y - mark.size, "start")
    yield Label(order, mark.x + mark.size, mark.y + mark.size + rise, "start")
    yield Label(order, mark.x - mark.size, mark.y - mark.size, "end")
    yield Label(order, mark.x - mark.size, mark.y + mark.size + rise, "end")


def _box(label: Label, name: str, type_size: float) -> _Box:
    width = len(name) * type_size * WIDTH_OF_LETTER
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return _Box(left, label.y - type_size * 0.8, left + width, label.y + type_size * 0.25)
