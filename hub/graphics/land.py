"""The world's land as paths, from Natural Earth's data in ``hub/data/land.json``."""

from functools import cache

from hub.graphics.geometry import Line, area, path_of, simplified, within_box
from hub.graphics.projections import Around, EqualEarth, cut_at_date_line
from hub.seed_files import facts

STEPS_PER_DEGREE = 50
THINNED_TO = 0.8  # units of the sheet; finer than any eye sees
SMALLEST = 4.0  # square units; smaller islands are left out of the whole world
FARTHEST_KM = 6000.0


@cache
def rings() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outlines of the land (and of the Caspian Sea) in degrees."""
    return tuple(_degrees(numbers) for numbers in facts("land")["rings"])


def _degrees(numbers: list[int]) -> tuple[tuple[float, float], ...]:
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE))
    return tuple(points)


@cache
def world_land(projection: EqualEarth, height: float) -> str:
    """The ``d`` of the path of all land on a sheet of the world, cut at the map's edge."""
    outlines = []
    for ring in rings():
        for piece in cut_at_date_line(list(ring), projection.centre):
            drawn = [projection.on_sheet(*point) for point in piece]
            outlines += _thinned(within_box(drawn, -9, -9, projection.width + 9, height + 9), SMALLEST)
    return path_of(outlines, close=True)


@cache
def land_around(projection: Around, width: float, height: float) -> str:
    """The ``d`` of the path of the land around one place, cut just outside of the sheet."""
    outlines = []
    for ring in rings():
        if min(projection.distance_km(*point) for point in ring[::4]) < FARTHEST_KM:
            drawn = [projection(*point) for point in ring]
            outlines += _thinned(within_box(drawn, -9, -9, width + 9, height + 9), SMALLEST)
    return path_of(outlines, close=True)


def _thinned(ring: Line, smallest: float) -> list[Line]:
    if len(ring) < 3 or area(ring) < smallest:
        return []
    # A ring has no ends to keep: it is thinned out from its first point round to it.
    return [simplified([*ring, ring[0]], THINNED_TO)[:-1]]
