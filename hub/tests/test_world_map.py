"""The map's drawing: one link for each place with room, threads by weight, nothing that a title could break."""

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.graphics.labels import Mark, _box, place_labels
from hub.graphics.touch import DOT, Fingers, Target, Together, touch_links, touches
from hub.graphics.world_map import Place, WorldMap, draw_close_up, draw_world, thread_width

VIBORG = (9.402, 56.4532)
SAPPORO, DAKAR, YORK = (141.3545, 43.0618), (-17.4677, 14.7167), (-1.0873, 53.96)
HOSTILE = '</title><script>alert(1)</script>" onload="x" & \x00\x0b'


def place(name, at, **values):
    return Place(name=name, url=f"/en/cities/{name.lower()}/", longitude=at[0], latitude=at[1], **values)


def drawn(*places):
    world_map = WorldMap(VIBORG, tuple(places), "The world", "Close")
    return draw_world(world_map), draw_close_up(world_map)


def tree(svg):
    return ElementTree.fromstring(svg)  # noqa: S314


def addresses(svg):
    return re.findall(r'<a href="([^"]+)"', svg)


def test_each_place_is_a_link_on_one_sheet_alone_in_the_order_given():
    world, close = drawn(place("Sapporo", SAPPORO), place("York", YORK), place("Dakar", DAKAR))
    assert addresses(world) == ["/en/cities/sapporo/", "/en/cities/dakar/"]
    assert addresses(close) == ["/en/cities/york/"]


def test_places_close_together_are_links_of_their_own_whose_circles_make_room():
    world, _ = drawn(place("Sapporo", SAPPORO), place("Otaru", (134.0, 43.19)))
    assert set(addresses(world)) == {"/en/cities/sapporo/", "/en/cities/otaru/"}


def test_places_without_room_are_one_link_to_the_list_that_names_them():
    otaru = place("Otaru", (141.0, 43.19))
    world_map = WorldMap(VIBORG, (place("Sapporo", SAPPORO), otaru), "The world", "Close", Together("#list", "Both"))
    world = draw_world(world_map)
    assert set(addresses(world)) == {"#list"}
    assert "<title>Sapporo, Otaru\nBoth</title>" in world


def test_threads_grow_with_what_is_shared_and_are_left_out_where_nothing_is():
    world, _ = drawn(place("Sapporo", SAPPORO, ties=1), place("Dakar", DAKAR, ties=9), place("Lima", (-77, -12)))
    assert re.findall(r'pathLength="1" stroke-width="([^"]+)"', world) == ["2", "4"]
    assert thread_width(10_000) == 7
    assert thread_width(9, 600) < thread_width(9, 60) == 4


def test_the_hubs_own_city_has_no_thread_and_a_ring():
    _, close = drawn(place("Viborg", VIBORG, ties=40, is_home=True))
    assert "pathLength" not in close
    assert "dot__ring" in close


@settings(deadline=None, max_examples=60)
@given(st.floats(-180, 180), st.floats(-60, 75), st.floats(-180, 180), st.floats(-60, 75))
def test_no_thread_leaps_from_edge_to_edge_whoever_runs_the_hub(home_x, home_y, x, y):
    world_map = WorldMap((home_x, home_y), (place("Far", (x, y), ties=1),), "World", "Close")
    d = [path.get("d") for path in tree(draw_world(world_map)).iter() if path.get("pathLength")]
    for part in (part for path in d for part in path.split("M")[1:]):
        steps = [int(step) for step in re.findall(r"-?\d+", part.partition("l")[2])]
        assert all(abs(step) <= 480 for step in steps)  # half the map, to the antipode


def test_what_a_filter_leaves_out_stays_as_a_ghost_without_link_name_and_thread():
    world, _ = drawn(place("Sapporo", SAPPORO, ties=3, is_chosen=False))
    assert "dot--ghost" in world
    assert addresses(world) == []
    assert "Sapporo" not in world
    assert "pathLength" not in world


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_and_story_give_well_formed_svg_without_new_elements(name, story):
    for svg in drawn(place("X", SAPPORO, story=(story,)), Place(name, "/x/?a=1&b=2", *YORK)):
        tags = {element.tag.rpartition("}")[2] for element in tree(svg).iter()}
        assert tags <= {"svg", "g", "path", "circle", "text", "a", "title"}


def test_hostile_names_are_text():
    svg = "".join(drawn(Place(HOSTILE, HOSTILE, *SAPPORO, story=(HOSTILE,), ties=1)))
    assert "<script" not in svg
    assert not re.search(r'"\s+onload="', svg)
    assert "style=" not in svg


marks = st.builds(
    Mark, st.floats(0, 960), st.floats(0, 424), st.floats(2, 12), st.text("abcdefgh", min_size=1, max_size=20)
)


@settings(deadline=None, max_examples=60)
@given(st.lists(marks, max_size=30))
def test_names_never_touch_each_other_or_a_mark(found):
    labels = place_labels(found, type_size=15, width=960, height=424)
    boxes = [_box(label, found[label.number].name, 15) for label in labels]
    assert not any(a.touches(b) for number, a in enumerate(boxes) for b in boxes[:number])
    for box in boxes:
        assert box.left >= 0
        assert box.right <= 960
        for mark in found:
            middle_inside = box.left < mark.x < box.right and box.top < mark.y < box.bottom
            assert not middle_inside


points = st.lists(st.tuples(st.floats(0, 960), st.floats(0, 424)), max_size=40)


@settings(deadline=None, max_examples=60)
@given(points, st.sampled_from([30, 36, 74]))
def test_fingers_find_one_thing_at_a_time_and_everything(places, finger):
    targets = [Target(at, f"/{number}/", (str(number),)) for number, at in enumerate(places)]
    found = touches(targets, finger)
    assert sorted(target.url for touch in found for target in touch.targets) == sorted(t.url for t in targets)
    for number, touch in enumerate(found):
        (x, y), (a, b) = touch.middle, touch.targets[0].place
        assert (x - a) ** 2 + (y - b) ** 2 <= (finger / 2 - DOT + 0.2) ** 2
        for other in found[:number]:
            assert (x - other.middle[0]) ** 2 + (y - other.middle[1]) ** 2 >= (finger - 0.6) ** 2


def test_a_name_stands_where_no_line_runs():
    mark = Mark(200, 200, 5, "Seoul")
    along = [(200.0, 200.0, 400.0, 200.0)]  # to the right, where a name would stand first
    (alone,) = place_labels([mark], type_size=15, width=960, height=424)
    (beside,) = place_labels([mark], type_size=15, width=960, height=424, lines=along)
    assert (alone.anchor, beside.anchor) == ("start", "end")


def test_a_name_crossed_everywhere_is_written_all_the_same():
    mark = Mark(200, 200, 5, "Seoul")
    every = [(0.0, float(y), 960.0, float(y)) for y in range(0, 424, 3)]
    assert place_labels([mark], type_size=15, width=960, height=424, lines=every)


def test_a_phone_has_links_of_its_own_where_a_finger_needs_more_room():
    near, far, lone = (
        Target(at, url, (url,)) for at, url in (((90, 90), "/a/"), ((127, 90), "/b/"), ((800, 90), "/c/"))
    )
    links = touch_links([near, far, lone], Fingers(36, 120), Together("#list", "Together"))
    assert re.findall(r'<a href="([^"]+)"(?: class="([^"]+)")?', links) == [
        ("/a/", ""), ("/b/", ""), ("/c/", "on-phones"), ("/a/", "only-phones"), ("/b/", "only-phones"),
    ]  # fmt: skip


def test_without_a_list_the_first_of_a_crowd_is_the_link():
    links = touch_links([Target((9, 9), "/a/", ("A",)), Target((9, 9), "/b/", ("B",))], Fingers(11, 12), Together())
    assert set(addresses(links)) == {"/a/"}
