"""Versions, tombstones, what is kept, and rebuilds."""

import threading

from search.tests.contract.cases import day, document, keys, query


class Keeping:
    def test_late_write_of_an_older_version_never_wins(self, engine):
        engine.write([document("a", version=7, title="new")])
        engine.write([document("a", version=6, title="old"), document("b", title="new")])
        assert keys(engine.search(query("new"))) == ["a", "b"]
        assert keys(engine.search(query("old"))) == []

    def test_newer_version_replaces_everything_of_the_older(self, engine):
        engine.write(
            [document("a", title="old", body="gone", facets={"t": ["x"]}, start=day(1), shown={"da": {"x": 1}})]
        )
        engine.write([document("a", version=2, title="new", shown={"da": {"y": 2}})])
        assert keys(engine.search(query("gone"))) == []
        results = engine.search(query("new", counted=["t"]))
        assert (results.hits[0].version, results.hits[0].shown) == (2, {"da": {"y": 2}})
        assert results.facets == {"t": {}}

    def test_of_the_same_version_the_later_write_is_kept(self, engine):
        engine.write([document("a", version=3, title="first")])
        engine.write([document("a", version=3, title="second")])
        assert keys(engine.search(query("second"))) == ["a"]

    def test_versions_may_come_together_in_any_order(self, engine):
        engine.write([document("a", version=version, title=f"v{version}") for version in (2, 5, 3)])
        assert keys(engine.search(query("v5"))) == ["a"]
        assert engine.state().entries == 1

    def test_tombstone_outlives_late_writes(self, engine):
        engine.write([document("a", version=1, title="film")])
        engine.write([document("a", version=3, tombstone=True)])
        engine.write([document("a", version=2, title="film")])
        assert keys(engine.search(query("film"))) == []

    def test_tombstone_may_come_before_what_it_buries(self, engine):
        engine.write([document("a", version=3, tombstone=True)])
        engine.write([document("a", version=2, title="film")])
        assert keys(engine.search(query())) == []

    def test_late_tombstone_buries_nothing_newer(self, engine):
        engine.write([document("a", version=5, title="film")])
        engine.write([document("a", version=4, tombstone=True)])
        assert keys(engine.search(query("film"))) == ["a"]

    def test_newer_version_brings_a_thing_back(self, engine):
        engine.write([document("a", version=1, title="film"), document("a", version=2, tombstone=True)])
        engine.write([document("a", version=3, title="film")])
        assert keys(engine.search(query("film"))) == ["a"]

    def test_versions_may_be_large(self, engine):
        engine.write([document("a", version=2**62 + 1, title="film")])
        engine.write([document("a", version=2**62, title="old")])
        assert engine.search(query("film")).hits[0].version == 2**62 + 1

    def test_writing_nothing_is_allowed(self, engine):
        engine.write([])
        assert engine.state().entries == 0

    def test_state_counts_what_can_be_found(self, engine):
        engine.write([document("a"), document("b"), document("c", tombstone=True)])
        state = engine.state()
        assert (state.name, state.entries) == (engine.name, 2)
        assert engine.search(query()).engine == engine.name

    def test_what_hits_show_comes_back_as_it_was(self, engine):
        shown = {
            "da": {"title": "Ånd & <b>ild</b>", "tags": [{"slug": "x", "label": "Æ"}], "image": {}, "n": None},
            "en": {"title": "“Spirit”\u202e\n\t", "tags": [], "image": {"url": "/a?b=c&d", "width": 3}, "flag": True},
        }
        engine.write([document("a", title="film", shown=shown)])
        assert engine.search(query("film")).hits[0].shown == shown

    def test_words_of_what_is_shown_are_not_searched(self, engine):
        engine.write([document("a", title="film", shown={"da": {"title": "hemmelig"}})])
        assert keys(engine.search(query("hemmelig"))) == []


class Rebuilding:
    def test_new_index_is_seen_when_it_is_swapped_in(self, engine):
        engine.write([document("old", title="film"), document("both", title="film")])
        rebuild = engine.begin_rebuild()
        rebuild.write([document("both", version=2, title="film"), document("new", title="film")])
        assert keys(engine.search(query("film"))) == ["both", "old"]
        rebuild.swap()
        assert keys(engine.search(query("film"))) == ["both", "new"]
        assert engine.state().entries == 2

    def test_writes_during_a_rebuild_are_in_both(self, engine):
        engine.write([document("a", version=1, title="film"), document("b", version=1, title="film")])
        rebuild = engine.begin_rebuild()
        engine.write([document("a", version=3, tombstone=True), document("c", version=2, title="film")])
        assert keys(engine.search(query("film"))) == ["b", "c"]
        rebuild.write([document(key, version=1, title="film") for key in "ab"])
        rebuild.swap()
        assert keys(engine.search(query("film"))) == ["b", "c"]

    def test_abandoned_rebuild_leaves_everything_as_it_was(self, engine):
        engine.write([document("a", title="film")])
        rebuild = engine.begin_rebuild()
        rebuild.write([document("b", title="film")])
        rebuild.abandon()
        assert keys(engine.search(query("film"))) == ["a"]
        engine.write([document("c", title="film")])
        assert keys(engine.search(query("film"))) == ["a", "c"]

    def test_rebuild_that_was_forgotten_is_in_nobodys_way(self, engine):
        engine.write([document("a", title="film")])
        engine.begin_rebuild().write([document("forgotten", title="film")])
        rebuild = engine.begin_rebuild()
        rebuild.write([document("b", title="film")])
        rebuild.swap()
        assert keys(engine.search(query("film"))) == ["b"]

    def test_rebuilds_can_follow_each_other(self, engine):
        for number in range(3):
            rebuild = engine.begin_rebuild()
            rebuild.write([document(f"k{number}", title="film")])
            rebuild.swap()
            assert keys(engine.search(query("film"))) == [f"k{number}"]
        engine.write([document("k2", version=2, title="music")])
        assert keys(engine.search(query("music"))) == ["k2"]

    def test_old_versions_lose_after_the_swap_too(self, engine):
        rebuild = engine.begin_rebuild()
        rebuild.write([document("a", version=5, title="film")])
        rebuild.swap()
        engine.write([document("a", version=4, title="old")])
        assert keys(engine.search(query("film"))) == ["a"]

    def test_no_search_during_rebuilds_finds_less(self, engine):
        everything = [document(f"k{n:02}", title="film") for n in range(40)]
        engine.write(everything)
        counts, failures, is_over = [], [], threading.Event()

        def keep_searching():
            try:
                while not is_over.is_set():
                    counts.append(engine.search(query("film")).total)
            except Exception as failure:
                failures.append(failure)
            finally:
                _close_connections()

        searcher = threading.Thread(target=keep_searching)
        searcher.start()
        try:
            for _ in range(3):
                rebuild = engine.begin_rebuild()
                for document_ in everything:
                    rebuild.write([document_])
                rebuild.swap()
        finally:
            is_over.set()
            searcher.join()
        assert not failures
        assert counts
        assert set(counts) == {40}


def _close_connections():
    from django.db import connections

    connections.close_all()
