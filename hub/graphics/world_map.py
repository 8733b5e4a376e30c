"""The map: the world on one sheet, and on a second what lies close to the hub's own city. Dataclasses in, SVG out.

Every place is drawn as a dot and is a link; where there is no room for a finger, several share one that leads
to the list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from hub.graphics.geometry import Line, Point, path_of, simplified
from hub.graphics.labels import Mark, place_labels
from hub.graphics.land import land_around, world_land
from hub.graphics.projections import Around, EqualEarth, cut_line, great_circle
from hub.graphics.svg import marker, number, registration_marks, sheet, text_of
from hub.graphics.touch import Fingers, Target, Together, touch_links

WORLD_WIDTH, WORLD_HEIGHT, NORTH = 960.0, 424.0, 80.0
CLOSE_WIDTH, CLOSE_HEIGHT, CLOSE_KM_ACROSS = 480.0, 440.0, 4000.0
RINGS_KM = (500, 1000, 1500, 2000)
DOT = 5.0
POINTS_OF_THREAD = 25
CROWD = 60  # threads


@dataclass(frozen=True, slots=True)
class SheetOfPlaces:
    """Sizes on one sheet; ``narrow_type`` is that of phones."""

    width: float
    height: float
    fingers: Fingers
    type_size: float
    narrow_type: float


WORLD = SheetOfPlaces(WORLD_WIDTH, WORLD_HEIGHT, fingers=Fingers(36, 74), type_size=15.0, narrow_type=34.0)
CLOSE = SheetOfPlaces(CLOSE_WIDTH, CLOSE_HEIGHT, fingers=Fingers(30, 37), type_size=15.0, narrow_type=18.0)


@dataclass(frozen=True, slots=True)
class Place:
    """A city on the map. ``story`` is what its card says, line by line; ``shape`` numbers its relation to us."""

    name: str
    url: str
    longitude: float
    latitude: float
    story: tuple[str, ...] = ()
    shape: int = 0
    shares_field: bool = False
    ties: int = 0
    is_chosen: bool = True
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class WorldMap:
    """What the map shows. Places come in the order in which the keyboard meets them and names are given room."""

    home: Point
    places: tuple[Place, ...]
    world_label: str
    close_label: str
    together: Together = field(default_factory=Together)

    @property
    def world(self) -> EqualEarth:
        """The projection of the first sheet: the hub's own meridian in the middle."""
        return EqualEarth(WORLD_WIDTH, round(self.home[0]), NORTH)

    @property
    def close(self) -> Around:
        """The projection of the second sheet: the hub's own city in the middle."""
        return Around(*self.home, CLOSE_WIDTH / 2, CLOSE_HEIGHT / 2, CLOSE_WIDTH / CLOSE_KM_ACROSS)

    def is_close(self, place: Place) -> bool:
        """Whether a place is shown on the second sheet."""
        if self.close.distance_km(place.longitude, place.latitude) > CLOSE_KM_ACROSS:
            return False
        x, y = self.close(place.longitude, place.latitude)
        return DOT < x < CLOSE_WIDTH - DOT and DOT < y < CLOSE_HEIGHT - DOT


def draw_world(world_map: WorldMap) -> str:
    """The whole world; places that the second sheet shows are dots alone, within its frame."""
    near, far = _parted(world_map)
    body = (
        f'<path class="sheet__land" d="{world_land(world_map.world, WORLD_HEIGHT)}"/>'
        f"{_frame_of_close_up(world_map)}"
        f"{_threads(far, lambda place: _thread_around_the_world(world_map, place))}"
        f'<g class="is-near">{_dots([(p, world_map.world(p.longitude, p.latitude)) for p in near], DOT * 0.55)}</g>'
        f"{_places(far, world_map.world, WORLD, world_map.together)}"
        f"{registration_marks(16, 16, WORLD_WIDTH - 16, WORLD_HEIGHT - 16)}"
    )
    return sheet("world", world_map.world_label, WORLD_WIDTH, WORLD_HEIGHT, body)


def draw_close_up(world_map: WorldMap) -> str:
    """What lies close to the hub's city, with rings at every 500 km."""
    near, _ = _parted(world_map)
    close = world_map.close
    rings = "".join(
        f'<circle cx="{number(close.x)}" cy="{number(close.y)}" r="{number(close.radius(km))}"/>' for km in RINGS_KM
    )
    distances = "".join(
        f'<text x="{number(close.x)}" y="{number(close.y - close.radius(km) - 4)}">{km} km</text>'
        for km in RINGS_KM[1:-1]
    )
    body = (
        f'<path class="sheet__land" d="{land_around(close, CLOSE_WIDTH, CLOSE_HEIGHT)}"/>'
        f'<g class="sheet__rings" aria-hidden="true">{rings}{distances}</g>'
        f"{_threads(near, lambda place: _thread_on_sheet(close, world_map.home, place))}"
        f"{_places(near, close, CLOSE, world_map.together)}"
        f"{registration_marks(16, 16, CLOSE_WIDTH - 16, CLOSE_HEIGHT - 16)}"
    )
    return sheet("close", world_map.close_label, CLOSE_WIDTH, CLOSE_HEIGHT, body)


def _parted(world_map: WorldMap) -> tuple[list[Place], list[Place]]:
    """The places of the second sheet and those of the first alone."""
    near = [place for place in world_map.places if world_map.is_close(place)]
    return near, [place for place in world_map.places if place not in near]


def _frame_of_close_up(world_map: WorldMap) -> str:
    """Where on the world the second sheet lies, drawn as the field that an animator's camera takes in."""
    steps = [number / 12 for number in range(13)]
    edges = [(0, 0, 1, 0), (1, 0, 0, 1), (1, 1, -1, 0), (0, 1, 0, -1)]
    corners = [
        ((x + dx * step) * CLOSE_WIDTH, (y + dy * step) * CLOSE_HEIGHT) for x, y, dx, dy in edges for step in steps
    ]
    places = [world_map.close.place_at(*corner) for corner in corners]
    parts = cut_line(places, world_map.world.centre)
    drawn = [simplified([world_map.world.on_sheet(*point) for point in part], 0.6) for part in parts]
    return f'<path class="sheet__field" d="{path_of(drawn, close=False)}"/>'


def _thread_around_the_world(world_map: WorldMap, place: Place) -> list[Line]:
    way = great_circle(world_map.home, (place.longitude, place.latitude), POINTS_OF_THREAD)
    parts = cut_line(way, world_map.world.centre)
    return [simplified([world_map.world.on_sheet(*point) for point in part], 0.7) for part in parts]


def _thread_on_sheet(close: Around, home: Point, place: Place) -> list[Line]:
    way = great_circle(home, (place.longitude, place.latitude), POINTS_OF_THREAD)
    return [simplified([close(*point) for point in way], 0.7)]


def thread_width(ties: int, threads: int = 1) -> float:
    """How thick a thread is: it grows with the root of what is shared; among more than 60 ``threads`` all get finer."""
    return min(7.0, 1.0 + sqrt(ties)) * min(1.0, CROWD / threads)


def _threads(places: Sequence[Place], lines_of: Callable[[Place], list[Line]]) -> str:
    tied = [place for place in places if place.ties and place.is_chosen and not place.is_home]
    drawn = []
    for place in tied:
        width = number(thread_width(place.ties, len(tied)))
        drawn.append(f'<path pathLength="1" stroke-width="{width}" d="{path_of(lines_of(place), close=False)}"/>')
    return f'<g class="sheet__threads" aria-hidden="true">{"".join(drawn)}</g>'


def _dots(placed: Sequence[tuple[Place, Point]], size: float) -> str:
    """A marker for each place; those that a filter leaves out stay as ghosts, as on onion skin, below the others."""
    drawn = []
    for place, (x, y) in sorted(placed, key=lambda pair: (pair[0].is_chosen, pair[0].is_home)):
        name = "dot dot--own" if place.shares_field else "dot"
        drawn.append(marker(place.shape, x, y, size * (1.5 if place.is_home else 1), _class_of(name, place)))
        if place.is_home:
            drawn.append(f'<circle class="dot__ring" cx="{number(x)}" cy="{number(y)}" r="{number(size * 2.4)}"/>')
    return f'<g class="sheet__dots" aria-hidden="true">{"".join(drawn)}</g>'


def _class_of(name: str, place: Place) -> str:
    if place.is_home:
        return f"{name} dot--home"
    return name if place.is_chosen else f"{name} dot--ghost"


def _places(
    places: Sequence[Place], projection: Callable[[float, float], Point], on: SheetOfPlaces, together: Together
) -> str:
    placed = [(place, projection(place.longitude, place.latitude)) for place in places]
    chosen = [(place, point) for place, point in placed if place.is_chosen or place.is_home]
    return (
        _dots(placed, DOT)
        + _names(chosen, on, on.type_size, "names")
        + _names(chosen, on, on.narrow_type, "names-narrow")
        + touch_links([_target(*one) for one in chosen], on.fingers, together)
    )


def _names(placed: Sequence[tuple[Place, Point]], on: SheetOfPlaces, type_size: float, name: str) -> str:
    # The hub's own city is named before all others, wherever it comes in the list.
    ordered = sorted(placed, key=lambda pair: not pair[0].is_home)
    marks = [Mark(x, y, DOT * (2.4 if place.is_home else 1), place.name) for place, (x, y) in ordered]
    labels = place_labels(marks, type_size=type_size, width=on.width, height=on.height)
    drawn = "".join(
        f'<text x="{number(label.x)}" y="{number(label.y)}" text-anchor="{label.anchor}">'
        f"{text_of(marks[label.number].name)}</text>"
        for label in labels
    )
    return f'<g class="sheet__{name}" font-size="{number(type_size)}" aria-hidden="true">{drawn}</g>'


def _target(place: Place, point: Point) -> Target:
    return Target(point, place.url, (place.name, *place.story))
