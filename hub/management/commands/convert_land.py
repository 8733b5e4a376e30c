"""``convert_land``: the world's land from Natural Earth, thinned out into ``hub/data/land.json``."""

import json
import math
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.graphics.geometry import Line, area, simplified

TOLERANCE_DEGREES = 0.07
SMALLEST_AREA = 0.03  # square degrees as at the equator, about 370 km²
SOUTHERNMOST = -60.0  # without Antarctica
STEPS_PER_DEGREE = 50
SOURCE = (
    "Natural Earth 1:50m land (public domain, naturalearthdata.com), as TopoJSON in the npm package world-atlas 2.0.2 "
    "(ISC licence); thinned out by manage.py convert_land. Each ring: longitude and latitude in fiftieths of a degree, "
    "then steps from point to point."
)


def rings_of(topology: dict[str, Any]) -> list[Line]:
    """Every ring of the land, outer and inner, in degrees."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((left + x * scale_x, bottom + y * scale_y))
        arcs.append(arc)
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings += [_joined(ring, arcs) for polygon in polygons for ring in polygon]
    return rings


def _joined(numbers: list[int], arcs: list[Line]) -> Line:
    """The arcs of one ring, one after the other; a negative number means the arc backwards."""
    points: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return points


def _is_shown(ring: Line) -> bool:
    if max(latitude for _, latitude in ring) < SOUTHERNMOST:
        return False
    middle = sum(latitude for _, latitude in ring) / len(ring)
    return area(ring) * math.cos(math.radians(middle)) > SMALLEST_AREA


def encoded(ring: Line) -> list[int]:
    """A ring in whole steps from point to point, without the repeated last point."""
    grid = [(round(x * STEPS_PER_DEGREE), round(y * STEPS_PER_DEGREE)) for x, y in ring]
    numbers, before = [], (0, 0)
    for number, point in enumerate(grid[:-1] if grid[0] == grid[-1] else grid):
        if number == 0 or point != before:
            numbers += [point[0] - before[0], point[1] - before[1]]
            before = point
    return numbers


class Command(BaseCommand):
    """Reads ``land-50m.json`` of world-atlas and writes the small file that the maps are drawn from."""

    help = "Makes hub/data/land.json from the file land-50m.json of the npm package world-atlas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rings = rings_of(json.loads(options["file"].read_text()))
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise CommandError(f"{options['file']} is no TopoJSON of land: {error}") from error
        shown = [encoded(simplified(ring, TOLERANCE_DEGREES)) for ring in rings if _is_shown(ring)]
        target = Path(__file__).resolve().parents[2] / "data" / "land.json"
        lines = ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in shown if len(ring) > 5)
        target.write_text(f'{{"source": {json.dumps(SOURCE)},\n"rings": [\n{lines}\n]}}\n')
        points = sum(map(len, shown)) // 2
        self.stdout.write(f"{len(rings)} rings read, {len(shown)} written with {points} points to {target}")
