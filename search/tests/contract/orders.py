"""In which order hits come, and which of them a page shows."""

import pytest

from search.choices import Sort
from search.engines.base import POINTS_PER_UNIT, points_of_meeting
from search.requests import DEEPEST_HIT
from search.tests.contract.cases import AARHUS, LVIV, SYDNEY, VIBORG, concept, day, document, keys, query, worth

DATED = [
    document("long ago", title="film", start=day(-400), end=day(-399)),
    document("yesterday", title="film", start=day(-1)),
    document("ended yesterday", title="film", start=day(-90), end=day(-1)),
    document("going on", title="film", start=day(-30), end=day(3)),
    document("ends today", title="film", start=day(-2), end=day(0)),
    document("today", title="film", start=day(0)),
    document("only an end", title="film", end=day(1)),
    document("next year", title="film", start=day(380)),
    document("undated", title="film"),
    document("also undated", title="film"),
]
COMING = ["going on", "ends today", "today", "only an end", "next year"]
PAST = ["ended yesterday", "yesterday", "long ago"]
UNDATED = ["also undated", "undated"]


class Orders:
    def test_equal_scores_come_soonest_first_then_undated_then_past(self, engine):
        engine.write(DATED)
        assert keys(engine.search(query("film"))) == COMING + UNDATED + PAST
        assert keys(engine.search(query())) == COMING + UNDATED + PAST

    def test_score_goes_before_days(self, engine):
        engine.write([*DATED, document("old but apt", title="film kunst", start=day(-1000))])
        found = keys(engine.search(query("film", "kunst", required=1)))
        assert found == ["old but apt", *COMING, *UNDATED, *PAST]

    def test_order_by_date_puts_undated_things_last(self, engine):
        engine.write([*DATED, document("apt", title="kunst film")])
        found = keys(engine.search(query("film", "kunst", required=1, sort=Sort.DATE)))
        assert found == [*COMING, *PAST, "also undated", "apt", "undated"]

    def test_key_decides_between_equals(self, engine):
        engine.write([document(key, title="film", start=day(5)) for key in ("b:2", "a:10", "b:10", "a:9", "B:1")])
        for sort in (Sort.RELEVANCE, Sort.DATE):
            assert keys(engine.search(query("film", sort=sort))) == ["B:1", "a:10", "a:9", "b:10", "b:2"]

    def test_order_by_nearness_puts_things_without_a_place_last(self, engine):
        engine.write([document("sydney", title="film", place=SYDNEY), document("nowhere", title="film"),
                      document("aarhus", body="film", place=AARHUS), document("viborg", body="film", place=VIBORG),
                      document("lviv", title="film", place=LVIV), document("no film", place=VIBORG)])  # fmt: skip
        near_viborg = query("film", sort=Sort.NEARNESS, origin=VIBORG)
        assert keys(engine.search(near_viborg)) == ["viborg", "aarhus", "lviv", "sydney", "nowhere"]
        near_lviv = query("film", sort=Sort.NEARNESS, origin=LVIV)
        assert keys(engine.search(near_lviv)) == ["lviv", "aarhus", "viborg", "sydney", "nowhere"]

    def test_score_decides_between_equally_near_things(self, engine):
        engine.write([document("a", body="film", place=VIBORG), document("b", title="film", place=VIBORG),
                      document("c", body="film"), document("d", title="film")])  # fmt: skip
        results = engine.search(query("film", sort=Sort.NEARNESS, origin=VIBORG))
        assert keys(results) == ["b", "a", "d", "c"]
        assert [hit.score for hit in results.hits] == [worth("title"), worth("body")] * 2

    def test_nearness_without_an_origin_is_relevance(self, engine):
        engine.write([document("b", title="film", place=VIBORG), document("a", body="film", place=VIBORG)])
        assert keys(engine.search(query("film", sort=Sort.NEARNESS))) == ["b", "a"]

    @pytest.mark.parametrize("place", [(95.0, 10.0), (10.0, 200.0), (float("nan"), 1.0)])
    def test_place_that_is_none_on_earth_is_no_place(self, engine, place):
        engine.write([document("a", title="film", place=place), document("b", title="film", place=SYDNEY)])
        assert keys(engine.search(query("film", sort=Sort.NEARNESS, origin=VIBORG))) == ["b", "a"]


class Promoting:
    def test_promoted_things_that_are_found_come_first_in_their_order(self, engine):
        engine.write([document(key, title="film", body="film" if key == "e" else "") for key in "abcde"])
        engine.write([document("unasked", title="music")])
        results = engine.search(query("film", promoted=["d", "unasked", "nobody", "b"]))
        assert keys(results) == ["d", "b", "a", "c", "e"]
        assert {hit.score for hit in results.hits} == {worth("title")}
        assert results.total == 5

    def test_promoted_things_keep_their_scores(self, engine):
        engine.write([document("a", title="film kunst"), document("b", body="film")])
        asked = [concept("film", weight=7.7), concept("kunst", weight=9.1)]
        whole = query(*asked, required=1, promoted=["b", "x", "y", "z"])
        meeting = points_of_meeting(whole.meaning) / POINTS_PER_UNIT
        assert [(hit.key, hit.score) for hit in engine.search(whole).hits] == [
            ("b", round(meeting + worth("body", weight=7.7), 3)),
            ("a", round(2 * meeting + worth("title", weight=7.7) + worth("title", weight=9.1), 3)),
        ]

    def test_promoted_things_stand_on_the_first_page_only(self, engine):
        engine.write([document(key, title="film") for key in "abcdef"])
        pages = [keys(engine.search(query("film", promoted=["e", "c"], offset=at, limit=2))) for at in (0, 2, 4)]
        assert pages == [["e", "c"], ["a", "b"], ["d", "f"]]

    def test_promoted_things_must_have_the_chosen_facets(self, engine):
        engine.write([document("a", title="film", facets={"type": ["x"]}), document("b", title="film")])
        assert keys(engine.search(query("film", promoted=["b"], facets={"type": ["x"]}))) == ["a"]

    def test_other_orders_promote_nothing(self, engine):
        engine.write([document("a", title="film", start=day(1)), document("b", title="film", start=day(2))])
        assert keys(engine.search(query("film", promoted=["b"], sort=Sort.DATE))) == ["a", "b"]


class Paging:
    def test_pages_make_the_whole_without_gaps_or_doubles(self, engine):
        engine.write([document(f"k{n:02}", title="film", start=day(n % 3)) for n in range(25)])
        whole = keys(engine.search(query("film")))
        paged = [key for at in range(0, 30, 7) for key in keys(engine.search(query("film", offset=at, limit=7)))]
        assert paged == whole
        assert len(set(paged)) == 25

    @pytest.mark.parametrize("offset", [3, 9_999, DEEPEST_HIT, 10**6, 10**12])
    def test_page_beyond_the_end_has_counts_and_no_hits(self, engine, offset):
        engine.write([document("a", title="film", facets={"t": ["x"]}), document("b", title="film")])
        results = engine.search(query("film", offset=offset, counted=["t"]))
        assert (results.hits, results.total, results.matched) == ((), 2, 2)
        assert results.facets == {"t": {"x": 1}}

    def test_no_limit_asks_for_counts_alone(self, engine):
        engine.write([document("a", title="film")])
        results = engine.search(query("film", limit=0))
        assert (results.hits, results.total) == ((), 1)

    def test_more_than_the_deepest_hit_may_be_asked_for(self, engine):
        engine.write([document("a", title="film"), document("b", title="film")])
        assert keys(engine.search(query("film", offset=1, limit=DEEPEST_HIT * 2))) == ["b"]
