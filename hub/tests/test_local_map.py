"""The local map: north is up, distances are right, nothing in a name becomes markup."""

import pytest
from defusedxml.ElementTree import fromstring

from hub.graphics.local_map import LocalMap, LocalPlace, distance_metres, distance_shown, draw_local_map, offset_metres

VIBORG = LocalPlace("Viborg", 56.4532, 9.402)
AARHUS = LocalPlace("Aarhus", 56.1629, 10.2039)


def test_distances_are_those_of_the_earth():
    assert distance_metres(VIBORG, AARHUS) == pytest.approx(59_000, rel=0.02)
    east, north = offset_metres(VIBORG, AARHUS)
    assert east > 0 > north


def test_the_date_line_is_no_border():
    fiji, samoa = LocalPlace("A", -17, 179.9), LocalPlace("B", -17, -179.9)
    assert distance_metres(fiji, samoa) < 25_000


SHOWN = [(0, "0 m"), (444, "440 m"), (999, "1 km"), (1500, "2 km"), (59_000, "59 km")]
CROWD = tuple(LocalPlace(f"P{n}", 56.45 + n / 900, 9.4) for n in range(40))


@pytest.mark.parametrize(("metres", "shown"), SHOWN)
def test_distances_are_shown_in_short(metres, shown):
    assert distance_shown(metres) == shown


@pytest.mark.parametrize("others", [(), (VIBORG,), (AARHUS,), CROWD])
def test_everything_lies_on_the_sheet(others):
    drawn = fromstring(draw_local_map(LocalMap(VIBORG, others, "Map")))
    circles = [one for one in drawn.iter("{http://www.w3.org/2000/svg}circle") if "mark" in one.get("class")]
    assert circles
    assert all(0 <= float(one.get("cx")) <= 400 and 0 <= float(one.get("cy")) <= 280 for one in circles)


def test_hostile_names_stay_text():
    place = LocalPlace('</svg><script>alert("x")</script>\x00', 0, 0)
    drawn = draw_local_map(LocalMap(place, (), place.name))
    assert "<script" not in drawn
    fromstring(drawn)
