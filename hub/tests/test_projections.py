"""From globe to sheet: known points, areas, the cut at the map's edge."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.graphics.geometry import area, cut_ring, path_of, simplified, within_box
from hub.graphics.land import land_around, rings, world_land
from hub.graphics.projections import (
    Around,
    EqualEarth,
    cut_at_date_line,
    cut_line,
    from_centre,
    great_circle,
    great_circle_km,
)

VIBORG, SAPPORO = (9.402, 56.4532), (141.3545, 43.0618)
longitudes, latitudes = st.floats(-180, 180), st.floats(-89, 89)


def test_equal_earth_has_the_proportions_that_its_authors_give():
    """The equator is 2.05458 times as long as the central meridian."""
    world = EqualEarth(1000, 0)
    left, right = world.on_sheet(-180, 0)[0], world.on_sheet(180, 0)[0]
    top, bottom = world.on_sheet(0, 90)[1], world.on_sheet(0, -90)[1]
    assert (left, right, top) == pytest.approx((0, 1000, 0))
    assert (right - left) / (bottom - top) == pytest.approx(2.05458, abs=1e-4)


def test_equal_earth_keeps_areas():
    """A field of ten degrees has its true share of the sheet at any latitude."""
    world = EqualEarth(2000, 0)

    def on_sheet(low):
        edge = [(x / 10, y) for y in (low, low + 10) for x in range(101)]
        ring = edge[:101] + edge[101:][::-1]
        return area([world.on_sheet(*point) for point in ring])

    def on_globe(low):
        return math.sin(math.radians(low + 10)) - math.sin(math.radians(low))

    for low in (0, 30, 50, 70):
        assert on_sheet(low) / on_globe(low) == pytest.approx(on_sheet(-10) / on_globe(-10), rel=0.002)


@settings(deadline=None, max_examples=60)
@given(longitudes, latitudes, longitudes)
def test_every_place_lies_on_the_sheet(longitude, latitude, centre):
    world = EqualEarth(960, centre)
    x, y = world(longitude, latitude)
    assert -0.01 <= x <= 960.01
    assert -0.01 <= y <= 960 / 2.05


@settings(deadline=None, max_examples=60)
@given(longitudes, st.floats(-85, 85))
def test_around_puts_distances_and_back_right(longitude, latitude):
    close = Around(*VIBORG, 240, 220, 0.12)
    if close.distance_km(longitude, latitude) > 19_000:  # near the antipode everything is a wide ring
        return
    x, y = close(longitude, latitude)
    assert math.hypot(x - 240, y - 220) == pytest.approx(close.radius(close.distance_km(longitude, latitude)), abs=0.01)
    back = close.place_at(x, y)
    assert great_circle_km(back, (longitude, latitude)) < 1


def test_distances_are_the_known_ones():
    assert great_circle_km((-0.1278, 51.5074), (-74.006, 40.7128)) == pytest.approx(5570, abs=5)  # London, New York
    assert great_circle_km((0, 90), (120, 0)) == pytest.approx(10_007.5, abs=1)


def test_great_circle_begins_and_ends_where_it_should_and_keeps_to_the_shortest_way():
    way = great_circle(VIBORG, SAPPORO, 9)
    assert way[0] == pytest.approx(VIBORG)
    assert way[-1] == pytest.approx(SAPPORO)
    steps = [great_circle_km(a, b) for a, b in pairwise(way)]
    assert sum(steps) == pytest.approx(great_circle_km(VIBORG, SAPPORO))
    assert great_circle(VIBORG, VIBORG, 9) == [VIBORG, VIBORG]


def test_a_way_over_the_date_line_is_cut_in_two_at_the_same_latitude():
    """From Sapporo to Honolulu on a map with Viborg in the middle."""
    parts = cut_line(great_circle(SAPPORO, (-157.86, 21.31), 9), 9)
    assert len(parts) == 2
    assert parts[0][-1][0] == 180
    assert parts[1][0][0] == -180
    assert parts[0][-1][1] == parts[1][0][1]
    assert all(abs(b[0] - a[0]) <= 180 for part in parts for a, b in pairwise(part))


def test_an_island_on_the_date_line_is_cut_and_keeps_its_area():
    island = [(175, -20), (-175, -20), (-175, -10), (175, -10)]
    pieces = cut_at_date_line(island, 0)
    assert sorted(min(x for x, _ in piece) for piece in pieces) == [-180, 175]
    assert sorted(max(x for x, _ in piece) for piece in pieces) == [-175, 180]
    assert sum(map(area, pieces)) == pytest.approx(100)
    assert len(cut_at_date_line(island, 180)) == 1


@settings(deadline=None, max_examples=20)
@given(st.floats(-180, 180))
def test_no_land_reaches_over_the_edge_wherever_the_middle_is(centre):
    for ring in rings()[:60]:
        for piece in cut_at_date_line(list(ring), centre):
            assert all(-180 <= longitude <= 180 for longitude, _ in piece)


def test_longitudes_count_from_the_centre():
    assert from_centre(-170, 11) == 179
    assert from_centre(-168, 11) == -179
    assert from_centre(190, 0) == -170


def test_land_is_there_where_it_should_be_and_small():
    world = world_land(EqualEarth(960, 9, 80), 424)
    assert world.startswith("M")
    assert len(world) < 20_000
    assert len(land_around(Around(*VIBORG, 240, 220, 0.12), 480, 440)) < 10_000


def test_thinning_keeps_ends_and_corners():
    line = [(0, 0), (1, 0.01), (2, 0), (2, 2)]
    assert simplified(line, 0.1) == [(0, 0), (2, 0), (2, 2)]
    assert simplified([(0, 0), (5, 5)], 9) == [(0, 0), (5, 5)]


def test_cutting_a_ring_keeps_what_lies_within():
    square = [(0, 0), (4, 0), (4, 4), (0, 4)]
    assert area(cut_ring(square, 0, 3, keep_below=True)) == 12
    assert area(within_box(square, 1, 1, 9, 9)) == 9
    assert within_box(square, 5, 5, 9, 9) == []


def test_paths_have_whole_numbers_and_leave_out_what_falls_together():
    assert path_of([[(0.2, 0), (9.6, 0), (9.7, 0.1), (9.6, -5)]], close=True) == "M0 0l10 0 0-5z"
    assert path_of([[(0, 0), (0.1, 0.1)]], close=False) == ""
