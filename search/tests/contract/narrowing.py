"""Facets and their counts, and what is never shown."""

import datetime as dt

import pytest

from search.tests.contract.cases import NOW, document, keys, query

CITIES = [
    document("a", title="film", facets={"type": ["city"], "tag": ["x", "y"]}),
    document("b", title="film", facets={"type": ["city"], "tag": ["y"]}),
    document("c", title="film", facets={"type": ["event"], "tag": ["y", "z"]}),
    document("d", title="film", facets={"type": ["partner"]}),
    document("e", title="music", facets={"type": ["event"], "tag": ["x"]}),
]


class Narrowing:
    @pytest.mark.parametrize(
        ("facets", "found"),
        [
            ({}, "abcd"),
            ({"type": ["city"]}, "ab"),
            ({"type": ["city", "event"]}, "abc"),
            ({"type": ["city"], "tag": ["x"]}, "a"),
            ({"type": ["event", "partner"], "tag": ["y"]}, "c"),
            ({"tag": ["x", "z"]}, "ac"),
            ({"type": []}, "abcd"),
            ({"type": ["nothing"]}, ""),
            ({"unheard_of": ["x"]}, ""),
            ({"shown": ["x"]}, ""),
            ({"key": ["a"]}, ""),
            ({'a.b" OR 1=1 --\x00': ['"*']}, ""),
            ({"": [""]}, ""),
        ],
    )
    def test_values_are_joined_by_or_and_facets_by_and(self, engine, facets, found):
        engine.write(CITIES)
        results = engine.search(query("film", facets=facets))
        assert keys(results) == list(found)
        assert (results.total, results.matched) == (len(found), 4)

    def test_counts_follow_the_choices_in_the_other_facets(self, engine):
        engine.write(CITIES)
        results = engine.search(query("film", counted=["type", "tag", "unheard_of"], facets={"type": ["city"]}))
        assert results.facets == {
            "type": {"city": 2, "event": 1, "partner": 1},
            "tag": {"x": 1, "y": 2},
            "unheard_of": {},
        }

    def test_counts_are_of_everything_without_words(self, engine):
        engine.write(CITIES)
        results = engine.search(query(counted=["type"], limit=0))
        assert results.facets == {"type": {"city": 2, "event": 2, "partner": 1}}
        assert (results.total, results.hits) == (5, ())

    def test_counts_are_true_with_three_choices(self, engine):
        engine.write(CITIES)
        facets = {"type": ["city", "event"], "tag": ["x"], "country": ["DK"]}
        results = engine.search(query("film", counted=["type", "tag", "country"], facets=facets))
        assert (results.total, results.facets) == (0, {"type": {}, "tag": {}, "country": {}})

    def test_only_what_is_asked_is_counted(self, engine):
        engine.write(CITIES)
        assert engine.search(query("film", facets={"tag": ["x"]})).facets == {}

    def test_many_values_are_all_counted(self, engine):
        engine.write([document(f"k{n}", facets={"tag": [f"t{n}", "common"]}) for n in range(300)])
        counted = engine.search(query(counted=["tag"])).facets["tag"]
        assert (len(counted), counted["common"]) == (301, 300)

    def test_value_that_is_named_twice_counts_once(self, engine):
        engine.write([document("a", facets={"tag": ["x", "x"]})])
        assert engine.search(query(counted=["tag"])).facets == {"tag": {"x": 1}}

    def test_values_are_compared_letter_by_letter(self, engine):
        engine.write([document("a", facets={"tag": ["Æ ø", "x,y"]}), document("b", facets={"tag": ["æ ø"]})])
        assert keys(engine.search(query(facets={"tag": ["Æ ø"]}))) == ["a"]
        assert keys(engine.search(query(facets={"tag": ["x,y"]}))) == ["a"]


class Hiding:
    def test_expired_things_are_not_found_nor_counted(self, engine):
        second = dt.timedelta(seconds=1)
        engine.write(
            [
                document("past", title="a", expires_at=NOW - second, facets={"type": ["x"]}),
                document("now", title="a", expires_at=NOW, facets={"type": ["x"]}),
                document("later", title="a", expires_at=NOW + second, facets={"type": ["x"]}),
                document("never", title="a", facets={"type": ["x"]}),
            ]
        )
        results = engine.search(query("a", counted=["type"]))
        assert set(keys(results)) == {"later", "never"}
        assert (results.total, results.matched, results.facets) == (2, 2, {"type": {"x": 2}})

    def test_hidden_keys_are_not_found_nor_counted(self, engine):
        engine.write(CITIES)
        results = engine.search(query("film", counted=["type"], hidden=frozenset({"a", "c", "nobody"})))
        assert keys(results) == ["b", "d"]
        assert (results.total, results.matched) == (2, 2)
        assert results.facets == {"type": {"city": 1, "partner": 1}}

    def test_hidden_keys_are_not_even_promoted(self, engine):
        engine.write(CITIES)
        results = engine.search(query("film", promoted=["d", "c"], hidden=frozenset({"d"})))
        assert keys(results) == ["c", "a", "b"]

    def test_tombstones_are_not_found_nor_counted(self, engine):
        engine.write(CITIES)
        engine.write([document("a", version=2, tombstone=True)])
        results = engine.search(query("film", counted=["type"]))
        assert (keys(results), results.matched) == (["b", "c", "d"], 3)
        assert results.facets == {"type": {"city": 1, "event": 1, "partner": 1}}
