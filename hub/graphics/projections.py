"""From the globe to the sheet: Equal Earth for the world, Lambert's azimuthal for what lies around one city. Pure.

Both keep areas true. Degrees in, units of the sheet out, the vertical growing downwards as in SVG.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from hub.graphics.geometry import Line, Point, cut_ring

EARTH_RADIUS_KM = 6371.0
HALF_TURN, FULL_TURN = 180.0, 360.0
# Šavrič, Patterson and Jenny (2018): The Equal Earth map projection, doi:10.1080/13658816.2018.1504949.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = math.sqrt(3) / 2


def from_centre(longitude: float, centre: float) -> float:
    """``longitude`` counted from ``centre``: from -180 up to, and not including, 180."""
    return (longitude - centre + HALF_TURN) % FULL_TURN - HALF_TURN


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The whole world on a sheet of ``width``, the meridian ``centre`` in the middle, latitude ``north`` on top."""

    width: float
    centre: float
    north: float = 90.0

    @property
    def scale(self) -> float:
        """Units of the sheet for one radius of the globe."""
        return self.width / (2 * self._raw(HALF_TURN, 0.0)[0])

    @staticmethod
    def _raw(longitude: float, latitude: float) -> Point:
        theta = math.asin(ROOT * math.sin(math.radians(latitude)))
        square = theta * theta
        sixth = square**3
        slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
        x = math.radians(longitude) * math.cos(theta) / (ROOT * slope)
        return x, theta * (A1 + A2 * square + sixth * (A3 + A4 * square))

    def on_sheet(self, longitude: float, latitude: float) -> Point:
        """A point of a line that has been cut: ``longitude`` counts from the centre and may be ±180."""
        x, y = self._raw(longitude, latitude)
        return self.width / 2 + x * self.scale, (self._raw(0, self.north)[1] - y) * self.scale

    def __call__(self, longitude: float, latitude: float) -> Point:
        """Where a place lies on the sheet."""
        return self.on_sheet(from_centre(longitude, self.centre), latitude)


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around one place, which is in the middle at (``x``, ``y``); Lambert's azimuthal equal-area."""

    longitude: float
    latitude: float
    x: float
    y: float
    units_per_km: float

    def distance_km(self, longitude: float, latitude: float) -> float:
        """The way along the globe from the middle."""
        return great_circle_km((self.longitude, self.latitude), (longitude, latitude))

    def radius(self, distance_km: float) -> float:
        """How far from the middle a place lies on the sheet that is ``distance_km`` away on the globe."""
        return 2 * EARTH_RADIUS_KM * self.units_per_km * math.sin(distance_km / EARTH_RADIUS_KM / 2)

    def __call__(self, longitude: float, latitude: float) -> Point:
        """Where a place lies on the sheet."""
        turn = math.radians(longitude - self.longitude)
        own, other = math.radians(self.latitude), math.radians(latitude)
        cosine = math.sin(own) * math.sin(other) + math.cos(own) * math.cos(other) * math.cos(turn)
        scale = EARTH_RADIUS_KM * self.units_per_km * math.sqrt(2 / max(1 + cosine, 1e-9))
        east = scale * math.cos(other) * math.sin(turn)
        north = scale * (math.cos(own) * math.sin(other) - math.sin(own) * math.cos(other) * math.cos(turn))
        return self.x + east, self.y - north

    def place_at(self, x: float, y: float) -> Point:
        """The place (longitude, latitude) that lies at a point of the sheet."""
        east, north = (x - self.x) / self.units_per_km, (self.y - y) / self.units_per_km
        away = math.hypot(east, north)
        if away == 0:
            return self.longitude, self.latitude
        angle = 2 * math.asin(min(1.0, away / (2 * EARTH_RADIUS_KM)))
        own = math.radians(self.latitude)
        latitude = math.asin(math.cos(angle) * math.sin(own) + north * math.sin(angle) * math.cos(own) / away)
        turn = math.atan2(
            east * math.sin(angle), away * math.cos(own) * math.cos(angle) - north * math.sin(own) * math.sin(angle)
        )
        return from_centre(self.longitude + math.degrees(turn), 0), math.degrees(latitude)


def _vector(place: Point) -> tuple[float, float, float]:
    longitude, latitude = map(math.radians, place)
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )


def _angle(start: Point, end: Point) -> float:
    cosine = sum(a * b for a, b in zip(_vector(start), _vector(end), strict=True))
    return math.acos(min(1.0, max(-1.0, cosine)))


def great_circle_km(start: Point, end: Point) -> float:
    """The shortest way between two places (longitude, latitude)."""
    return EARTH_RADIUS_KM * _angle(start, end)


def great_circle(start: Point, end: Point, points: int) -> Line:
    """The shortest way between two places as ``points`` places, ends included."""
    angle = _angle(start, end)
    if math.sin(angle) < 1e-6:  # the same place, or its antipode, to which all ways are equally short
        return [start, end]
    first, last = _vector(start), _vector(end)
    line = []
    for number in range(points):
        share = number / (points - 1)
        near, far = math.sin((1 - share) * angle), math.sin(share * angle)
        x, y, z = ((near * a + far * b) / math.sin(angle) for a, b in zip(first, last, strict=True))
        line.append((math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))))
    return line


def cut_line(line: Line, centre: float) -> list[Line]:
    """``line`` in longitudes counted from ``centre``, cut where it leaves the map on one side and enters on the other.

    Each cut ends the one part at ±180 and begins the next at ∓180, at the latitude of the crossing.
    """
    turned = [(from_centre(longitude, centre), latitude) for longitude, latitude in line]
    parts: list[Line] = [turned[:1]]
    for (before, low), (after, high) in pairwise(turned):
        if abs(after - before) > HALF_TURN:
            edge = HALF_TURN if before > 0 else -HALF_TURN
            beyond = after + 2 * edge
            crossing = low + (high - low) * (edge - before) / (beyond - before) if beyond != before else low
            parts[-1].append((edge, crossing))
            parts.append([(-edge, crossing)])
        parts[-1].append((after, high))
    return parts


def cut_at_date_line(ring: Line, centre: float) -> list[Line]:
    """A ring on the globe in longitudes counted from ``centre``, cut at the map's edge so that nothing crosses it."""
    unrolled = [(from_centre(ring[0][0], centre), ring[0][1])]
    for longitude, latitude in ring[1:]:
        before = unrolled[-1][0]
        unrolled.append((before + from_centre(longitude, before + centre), latitude))
    pieces = []
    for turn in (-FULL_TURN, 0.0, FULL_TURN):
        shifted = [(longitude + turn, latitude) for longitude, latitude in unrolled]
        piece = cut_ring(shifted, 0, HALF_TURN, keep_below=True)
        piece = cut_ring(piece, 0, -HALF_TURN, keep_below=False) if piece else []
        if len(piece) > 2:
            pieces.append(piece)
    return pieces
