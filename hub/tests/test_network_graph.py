"""The network: measures of a graph small enough to count by hand, a layout that stays, a drawing that is safe."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.bilingual import BilingualText
from hub.graphics.layout import laid_out
from hub.graphics.network_graph import HEIGHT, WIDTH, Edge, Graph, Node, draw_network, short, sizes_for
from hub.network.ecosystem import Actor, Ecosystem, Undertaking, years_between
from hub.network.graph import Network, Question, betweenness

SECTORS = {1: "education", 2: "business", 3: "public", 4: "education", 5: "education", 6: "civil_society"}
TIES = [(1, 2, 2), (2, 3, 1), (3, 4, 1), (2, 4, 1), (5, 6, 1)]


def actor(pk):
    return Actor(pk, BilingualText(f"Partner {pk}", "en"), f"/en/partners/{pk}/", SECTORS[pk])


def undertaking(pk, *partners, years=(), themes=()):
    name = BilingualText(f"Project {pk}", "en")
    return Undertaking(("partners.Project", pk), name, f"/p/{pk}/", years, frozenset(themes), partners)


# 1–2 twice, the triangle 2–3–4, and 6 alone: everything between 1 and the others leads over 2.
ECOSYSTEM = Ecosystem(
    tuple(actor(pk) for pk in (1, 2, 3, 4, 6)),
    (
        undertaking(1, 1, 2, years=(2019,), themes=["film"]),
        undertaking(2, 1, 2, years=(2026,)),
        undertaking(3, 2, 3, 4, years=(2026, 2027), themes=["games"]),
        undertaking(4, 6, years=(2026,)),
    ),
    (("film", "Film"), ("games", "Games")),
)


def network(**question):
    return Network(ECOSYSTEM, Question(**{key: frozenset(value) for key, value in question.items()}), this_year=2026)


def pairs(ties):
    return [(tie.first.pk, tie.second.pk, tie.weight) for tie in ties]


def keys(standings):
    return [standing.actor.pk for standing in standings]


def test_ties_are_counted_once_for_each_pair_strongest_first():
    assert pairs(network().ties) == [(1, 2, 2), (2, 3, 1), (2, 4, 1), (3, 4, 1)]


def test_what_is_only_planned_makes_no_newcomer():
    world = Ecosystem(
        tuple(actor(pk) for pk in (1, 2, 3, 4)),
        (undertaking(1, 1, 2, years=(2027,)), undertaking(2, 2, 3, years=(2026,)), undertaking(3, 3, 4, years=(2024,))),
        (),
    )
    assert keys(Network(world, Question(), this_year=2026).newcomers) == [2]


def test_measures_are_those_counted_by_hand():
    found = network()
    assert pairs(found.ties_across) == [(1, 2, 2), (2, 3, 1), (2, 4, 1), (3, 4, 1)]
    assert keys(found.brokers) == [2]
    assert keys(found.untied) == [6]
    assert keys(found.newcomers) == [3, 4]  # 1 and 2 began in 2019, 6 has no tie
    standing = {s.actor.pk: (s.ties, s.across, s.undertakings) for s in found.standings}
    assert standing == {1: (1, 1, 2), 2: (3, 3, 3), 3: (2, 2, 1), 4: (2, 2, 1), 6: (0, 0, 1)}


def test_betweenness_is_the_share_of_shortest_ways():
    """Of the six pairs of others among five, two (1–3 and 1–4) go over 2."""
    assert network().brokerage[2] == pytest.approx(2 / 6)
    assert betweenness([1, 2, 3], [(1, 2), (2, 3)])[2] == pytest.approx(1)
    assert betweenness([], []) == {}


def test_ties_within_a_sector_do_not_count_as_across():
    found = Network(
        Ecosystem((actor(1), actor(4), actor(2)), (undertaking(1, 1, 4), undertaking(2, 1, 2)), ()),
        Question(),
        this_year=2026,
    )
    assert pairs(found.ties_across) == [(1, 2, 1)]


def test_filters_keep_undertakings_by_year_and_theme_and_partners_by_sector():
    assert pairs(network(years=[2027]).ties) == [(2, 3, 1), (2, 4, 1), (3, 4, 1)]
    assert pairs(network(themes=["film"]).ties) == [(1, 2, 1)]
    assert pairs(network(sectors=["business", "public"]).ties) == [(2, 3, 1)]
    assert pairs(network(years=[2019], themes=["games"]).ties) == []


def test_years_go_on_until_this_one_where_the_end_is_open():
    from datetime import date

    assert years_between(None, None) == ()
    assert years_between(date(2019, 5, 1), date(2021, 1, 1)) == (2019, 2020, 2021)
    assert years_between(date(1000, 1, 1), date(3000, 1, 1))[-1] == 1100  # no list without end
    assert years_between(date(2024, 1, 1), None)[0] == 2024


def test_layout_is_the_same_every_time_and_on_the_sheet():
    nodes = [1, 2, 3, 4, 5, 6]
    places = laid_out(nodes, TIES, 960, 640)
    assert places == laid_out(nodes, list(reversed(TIES)), 960, 640)
    assert set(places) == set(nodes)
    assert all(0 < x < 960 and 0 < y < 640 for x, y in places.values())
    assert len(set(places.values())) == 6


def test_layout_of_nothing_is_nothing():
    assert laid_out([], [], 960, 640) == {}


@settings(deadline=None, max_examples=25)
@given(st.sets(st.tuples(st.integers(0, 12), st.integers(13, 25)), min_size=1, max_size=40))
def test_any_network_fits_on_the_sheet(ties):
    nodes = sorted({node for tie in ties for node in tie})
    places = laid_out(nodes, [(a, b, 1) for a, b in ties], 960, 640)
    assert all(0 <= x <= 960 and 0 <= y <= 640 for x, y in places.values())


def node(key, **values):
    return Node(key, f"Partner {key}", f"/p/{key}/", "education", 0, (100.0 * key, 300.0), **values)


def test_partners_have_their_sector_as_class_and_shape_and_their_ties_as_size():
    other = Node(2, "Other", "/p/2/", "business", 1, (600.0, 300.0), ties=9)
    svg = draw_network(Graph("Network", (node(1, ties=1), other), (Edge(1, 2, 4, is_across=True),)))
    assert '<circle class="node node--education"' in svg
    assert '<path class="node node--business"' in svg
    assert 'class="tie tie--across" data-ends="1 2" stroke-width="2.2"' in svg


def test_markers_grow_with_ties_and_get_finer_in_a_crowd():
    few = sizes_for(Graph("Network", (node(1, ties=9),), ()))
    many = sizes_for(Graph("Network", tuple(node(n, ties=9) for n in range(500)), ()))
    assert few.node(9) > few.node(1) > few.node(0) > 0
    assert many.node(9) < few.node(9)
    assert many.tie(1) < few.tie(1)


def test_ghosts_have_neither_name_nor_link():
    svg = draw_network(Graph("Network", (node(1, is_ghost=True),), ()))
    assert "node--ghost" in svg
    assert "Partner 1" not in svg
    assert "<a " not in svg


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_name_gives_well_formed_svg_without_new_elements(name, story):
    shown = Node(1, name, '/p/"><script>/', "public", 2, (WIDTH / 2, HEIGHT / 2), 1, (story,))
    svg = draw_network(Graph(name, (shown,), ()))
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}  # noqa: S314
    assert tags <= {"svg", "g", "path", "circle", "text", "a", "title"}
    assert not re.search(r"\sstyle=", svg)


def test_long_names_are_cut_in_the_drawing_alone():
    assert short("x" * 30) == "x" * 30
    assert short("x" * 31) == "x" * 29 + "…"


def test_names_are_whole_where_there_is_room():
    long_name = "Viborg Animation Festival (VAF) of the city"
    alone = Graph("Network", (Node(1, long_name, "/1/", "public", 2, (300.0, 300.0)),), ())
    assert f">{long_name}</text>" in draw_network(alone)
    at_the_edge = Graph("Network", (Node(1, long_name, "/1/", "public", 2, (WIDTH - 20, 20.0)),), ())
    assert draw_network(at_the_edge).count("<text") >= 1
