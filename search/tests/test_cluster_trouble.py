"""A real cluster on a faulty way: in time, in the words of the contract, and back by itself."""

import threading
import time

import pytest

from search.engines.base import EngineDocument, EngineRefused, EngineUnavailable, IndexMissing
from search.engines.breaker import CircuitBreaker
from search.engines.elastic import ElasticEngine
from search.engines.resilient import ResilientEngine
from search.tests.contract.cases import document, keys, query
from search.tests.faulty_way import FaultyWay
from search.tests.real_engines import engine_urls, settings_for, skip_or_fail
from search.tests.reference_engine import ReferenceEngine

pytestmark = pytest.mark.engine
FAULTS = ["closed", "silent", "cut", "busy"]


@pytest.fixture(params=engine_urls() or [None])
def url(request):
    if request.param is None:
        skip_or_fail("HUB_TEST_ENGINES names no cluster")
    return request.param


@pytest.fixture
def way(url):
    way = FaultyWay(url)
    yield way
    way.end()


@pytest.fixture
def direct(url):
    """The engine without faults, with one document."""
    engine = ElasticEngine(settings_for(url))
    engine.begin_rebuild().swap()
    engine.write([document("a", title="film")])
    yield engine
    engine.drop()


@pytest.fixture
def engine(way, direct):
    """The same engine on the faulty way."""
    prefix = direct.settings.index_prefix
    engine = ElasticEngine(settings_for(way.url, index_prefix=prefix, timeout_ms=800, write_timeout_ms=1500))
    assert keys(engine.search(query("film"))) == ["a"]
    return engine


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_unavailable_within_a_second(way, engine, fault):
    way.break_with(fault)
    begun = time.monotonic()
    with pytest.raises(EngineUnavailable) as raised:
        engine.search(query("film"))
    assert time.monotonic() - begun < 1
    assert not isinstance(raised.value, EngineRefused)
    for ask in (engine.state, engine.begin_rebuild, lambda: engine.write([document("b", title="film")])):
        with pytest.raises(EngineUnavailable):
            ask()


@pytest.mark.parametrize("fault", FAULTS)
def test_cluster_that_is_back_is_used_again(way, engine, fault):
    way.break_with(fault)
    with pytest.raises(EngineUnavailable):
        engine.search(query("film"))
    way.break_with("")
    assert keys(engine.search(query("film"))) == ["a"]


def test_cluster_that_was_away_at_the_start_is_found_later(way, direct):
    engine = ElasticEngine(settings_for(way.url, index_prefix=direct.settings.index_prefix))
    way.break_with("closed")
    with pytest.raises(EngineUnavailable):
        engine.search(query("film"))
    way.break_with("")
    assert keys(engine.search(query("film"))) == ["a"]


def test_fallback_takes_over_and_hands_back(way, engine):
    resilient = ResilientEngine(engine, ReferenceEngine(), CircuitBreaker(failures_allowed=2, pause_seconds=0.2))
    way.break_with("silent")
    for _ in range(2):
        assert resilient.search(query("film")).is_degraded
    before, begun = way.requests, time.monotonic()
    assert resilient.search(query("film")).is_degraded
    assert time.monotonic() - begun < 0.1
    assert way.requests == before
    way.break_with("")
    time.sleep(0.25)
    assert not resilient.search(query("film")).is_degraded


def test_connection_lost_while_writing_loses_nothing_that_is_written_again(way, engine, direct):
    documents = [document(f"k{n}", title="film", body="word " * 200) for n in range(3000)]
    threading.Timer(0.15, way.break_with, ["cut"]).start()
    with pytest.raises(EngineUnavailable):
        _write_again_and_again(engine, documents)
    way.break_with("")
    engine.write(documents)
    assert direct.state().entries == 3001


def _write_again_and_again(engine, documents):
    while True:
        engine.write(documents)


def test_missing_index_is_told_from_a_missing_cluster_and_never_made_by_writing(engine, direct):
    direct.drop()
    for ask in (lambda: engine.search(query("film")), engine.state, lambda: engine.write([document("b")])):
        with pytest.raises(IndexMissing):
            ask()
    engine.begin_rebuild().swap()
    assert engine.search(query("film")).total == 0


def test_index_of_another_mapping_is_no_index(engine, monkeypatch):
    monkeypatch.setattr("search.engines.elastic.indexes.mapping_hash", lambda: "00000000")
    newer = ElasticEngine(engine.settings)
    for ask in (lambda: newer.search(query("film")), newer.state):
        with pytest.raises(IndexMissing):
            ask()
    rebuild = newer.begin_rebuild()
    newer.write([document("b", title="film")])
    assert keys(engine.search(query("film"))) == ["a", "b"]
    rebuild.swap()
    assert keys(newer.search(query("film"))) == ["b"]
    assert keys(engine.search(query("film"))) == ["a", "b"]  # a process of the version before still answers


def test_rebuild_that_another_one_displaced_cannot_be_swapped_in(engine):
    displaced = engine.begin_rebuild()
    displaced.write([document("x", title="film")])
    engine.begin_rebuild()
    displaced.write([document("y", title="film")])
    with pytest.raises(EngineUnavailable):
        displaced.swap()
    assert keys(engine.search(query("film"))) == ["a"]


def test_hubs_of_one_cluster_leave_each_other_alone(url, direct):
    other = ElasticEngine(settings_for(url, index_prefix=f"{direct.settings.index_prefix}-2"))
    other.begin_rebuild().swap()
    other.write([document("other", title="film")])
    direct.begin_rebuild().swap()
    assert keys(direct.search(query("film"))) == []
    assert keys(other.search(query("film"))) == ["other"]
    other.drop()


def test_document_that_cannot_be_kept_does_not_hold_back_others(direct):
    with pytest.raises(EngineUnavailable):
        direct.write([EngineDocument("bad", 1, text={"no such part": "film"}), document("good", title="film")])
    assert "good" in keys(direct.search(query("film")))


def test_address_that_is_no_cluster_is_unavailable(direct):
    engine = ElasticEngine(settings_for("http://127.0.0.1:1"))
    with pytest.raises(EngineUnavailable):
        engine.search(query("film"))
