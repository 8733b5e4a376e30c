"""Lines and rings in the plane: thinned out, cut at the edge of a sheet, measured. Pure."""

from collections.abc import Callable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]


def simplified(line: Sequence[Point], tolerance: float) -> Line:
    """``line`` without the points that lie closer than ``tolerance`` to it (Douglas and Peucker); ends are kept."""
    if len(line) < 3:
        return list(line)
    kept = [False] * len(line)
    kept[0] = kept[-1] = True
    open_spans = [(0, len(line) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        farthest, distance = _farthest(line, first, last)
        if distance > tolerance:
            kept[farthest] = True
            open_spans += [(first, farthest), (farthest, last)]
    return [point for point, is_kept in zip(line, kept, strict=True) if is_kept]


def _farthest(line: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """The point between two others that lies farthest from the stretch between them, and how far."""
    (x1, y1), (x2, y2) = line[first], line[last]
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    found, distance = first, -1.0
    for number in range(first + 1, last):
        x, y = line[number]
        along = ((x - x1) * dx + (y - y1) * dy) / length if length else 0.0
        along = min(1.0, max(0.0, along))
        off = (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2
        if off > distance:
            found, distance = number, off
    return found, distance**0.5 if distance > 0 else distance


def area(ring: Sequence[Point]) -> float:
    """The area inside ``ring``, whatever its direction."""
    closed = [*ring, ring[0]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed))) / 2


def cut_ring(ring: Sequence[Point], axis: int, limit: float, *, keep_below: bool) -> Line:
    """The part of ``ring`` on one side of a straight edge (Sutherland and Hodgman); empty if there is none."""
    sign = 1 if keep_below else -1

    def inside(point: Point) -> bool:
        return sign * (limit - point[axis]) >= 0

    cut: Line = []
    for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
        if inside(before) != inside(point):
            cut.append(_crossing(before, point, axis, limit))
        if inside(point):
            cut.append(point)
    return cut


def _crossing(before: Point, after: Point, axis: int, limit: float) -> Point:
    share = (limit - before[axis]) / (after[axis] - before[axis])
    other = before[1 - axis] + share * (after[1 - axis] - before[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def within_box(ring: Sequence[Point], left: float, top: float, right: float, bottom: float) -> Line:
    """The part of ``ring`` inside a box."""
    cut = list(ring)
    for axis, limit, keep_below in ((0, left, False), (0, right, True), (1, top, False), (1, bottom, True)):
        if not cut:
            break
        cut = cut_ring(cut, axis, limit, keep_below=keep_below)
    return cut


def path_of(lines: Sequence[Sequence[Point]], *, close: bool) -> str:
    """``lines`` as the ``d`` of an SVG path, in whole units and steps from point to point: half the size."""
    parts = []
    for line in lines:
        rounded = _without_repeats(line, round)
        if len(rounded) < (3 if close else 2):
            continue
        (x, y), steps = rounded[0], []
        for next_x, next_y in rounded[1:]:
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
        text = " ".join(steps).replace(" -", "-")
        parts.append(f"M{rounded[0][0]} {rounded[0][1]}l{text}{'z' if close else ''}")
    return "".join(parts)


def _without_repeats(line: Sequence[Point], whole: Callable[[float], int]) -> list[tuple[int, int]]:
    rounded: list[tuple[int, int]] = []
    for x, y in line:
        point = (whole(x), whole(y))
        if not rounded or rounded[-1] != point:
            rounded.append(point)
    return rounded
