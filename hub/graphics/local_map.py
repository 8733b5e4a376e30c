"""The map of a place that one walks in: points with their names, rings of distance, a scale. Dataclasses in, SVG out.

North is up. There are no streets: no map of them may be asked of another server. Colours stand in the drawing itself,
so that it reads on paper as well; stylesheets may change them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hub.graphics.labels import Mark, place_labels
from hub.graphics.svg import marker, number, sheet, text_of

WIDTH, HEIGHT, MARGIN = 400.0, 280.0, 40.0
TYPE_SIZE, MARK_SIZE = 13.0, 5.0
EARTH_METRES = 6_371_000.0
LEAST_METRES = 250.0  # so much at least from the middle to the edge
STEPS_METRES = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
RINGS = 3


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A point with its name; ``shape`` is that of its marker, as in ``svg.marker``."""

    name: str
    latitude: float
    longitude: float
    shape: int = 0


@dataclass(frozen=True, slots=True)
class LocalMap:
    """A place in the middle, and others around it. ``label`` is what screen readers call the drawing."""

    middle: LocalPlace
    others: tuple[LocalPlace, ...]
    label: str


def offset_metres(middle: LocalPlace, place: LocalPlace) -> tuple[float, float]:
    """How far east and how far north of ``middle`` a place lies; right for what is near."""
    turn = (place.longitude - middle.longitude + 180) % 360 - 180
    east = math.radians(turn) * math.cos(math.radians(middle.latitude)) * EARTH_METRES
    return east, math.radians(place.latitude - middle.latitude) * EARTH_METRES


def distance_metres(middle: LocalPlace, place: LocalPlace) -> float:
    """As the crow flies."""
    return math.hypot(*offset_metres(middle, place))


def distance_shown(metres: float) -> str:
    """A distance in short: ``400 m``, ``3 km``."""
    return f"{round(metres / 10) * 10:.0f} m" if metres < 995 else f"{metres / 1000:.0f} km"


def draw_local_map(local: LocalMap) -> str:
    """The drawing."""
    reach = max([LEAST_METRES, *(distance_metres(local.middle, place) for place in local.others)])
    scale = (HEIGHT / 2 - MARGIN) / reach
    step = next((one for one in STEPS_METRES if one * RINGS >= reach), STEPS_METRES[-1])
    body = [_rings(step, scale), _north()]
    body += _points(local, scale)
    return sheet("local", local.label, WIDTH, HEIGHT, "".join(body))


def _rings(step: float, scale: float) -> str:
    drawn = []
    for order in range(1, RINGS + 1):
        radius = order * step * scale
        if radius > HEIGHT / 2 - 4:
            break
        drawn.append(
            f'<circle class="local__ring" cx="{number(WIDTH / 2)}" cy="{number(HEIGHT / 2)}" r="{number(radius)}" '
            f'fill="none" stroke="#4f849d" stroke-dasharray="3 5"/>'
            f'<text class="local__distance" x="{number(WIDTH / 2)}" y="{number(HEIGHT / 2 + radius - 4)}" '
            f'text-anchor="middle" font-size="11" fill="#4a5560">{distance_shown(order * step)}</text>'
        )
    return "".join(drawn)


def _north() -> str:
    x = number(WIDTH - MARGIN / 2)
    return (
        f'<path class="local__north" d="M{x} 36V12m-5 8 5 -8 5 8" fill="none" stroke="#12171d" stroke-width="1.5"/>'
        f'<text class="local__distance" x="{x}" y="50" text-anchor="middle" font-size="11" fill="#4a5560">N</text>'
    )


def _points(local: LocalMap, scale: float) -> list[str]:
    places: Sequence[LocalPlace] = [local.middle, *local.others]
    marks = []
    for place in places:
        east, north = offset_metres(local.middle, place)
        marks.append(Mark(WIDTH / 2 + east * scale, HEIGHT / 2 - north * scale, MARK_SIZE, place.name))
    labels = place_labels(marks, type_size=TYPE_SIZE, width=WIDTH, height=HEIGHT)
    drawn = [
        _mark(mark, place, is_middle=order == 0) for order, (mark, place) in enumerate(zip(marks, places, strict=True))
    ]
    return drawn + [
        f'<text class="local__name" x="{number(found.x)}" y="{number(found.y)}" text-anchor="{found.anchor}" '
        f'font-size="{number(TYPE_SIZE)}" fill="#12171d">{text_of(marks[found.number].name)}</text>'
        for found in labels
    ]


def _mark(mark: Mark, place: LocalPlace, *, is_middle: bool) -> str:
    colour = "#c0270d" if is_middle else "#0a6597"
    name = "local__mark local__mark--middle" if is_middle else "local__mark"
    return f'<g fill="{colour}">{marker(place.shape, mark.x, mark.y, mark.size, name)}</g>'
