"""What happens when the primary engine is away."""

import datetime as dt
import logging

import pytest
from django.utils import timezone

from search.engines import _is_waiting
from search.engines.base import EngineUnavailable, IndexMissing
from search.engines.breaker import Circuit, CircuitBreaker
from search.engines.resilient import CATCHING_UP_AT_MOST, ResilientEngine
from search.models import SearchEntry
from search.tests.contract.cases import document, keys, query
from search.tests.reference_engine import ReferenceEngine


class Primary(ReferenceEngine):
    name = "primary"
    trouble = None
    asked = 0

    def search(self, asked):
        self.asked += 1
        if self.trouble:
            raise self.trouble
        return super().search(asked)

    def state(self):
        if self.trouble:
            raise self.trouble
        return super().state()


@pytest.fixture
def now():
    return [0.0]


@pytest.fixture
def engine(now):
    breaker = CircuitBreaker(failures_allowed=2, pause_seconds=5, clock=lambda: now[0])
    engine = ResilientEngine(Primary(), ReferenceEngine(), breaker)
    engine.primary.write([document("from primary", title="film")])
    engine.fallback.write([document("from fallback", title="film")])
    return engine


def test_primary_answers_while_it_can(engine):
    results = engine.search(query("film"))
    assert (keys(results), results.is_degraded, results.engine) == (["from primary"], False, "primary")


def test_fallback_answers_at_once_and_says_so(engine):
    engine.primary.trouble = EngineUnavailable("gone")
    results = engine.search(query("film"))
    assert (keys(results), results.is_degraded, results.engine) == (["from fallback"], True, "reference")


def test_primary_that_is_away_is_left_alone_and_comes_back_by_itself(engine, now):
    engine.primary.trouble = EngineUnavailable("gone")
    for _ in range(10):
        assert engine.search(query("film")).is_degraded
    assert engine.primary.asked == 2
    engine.primary.trouble = None
    assert engine.search(query("film")).is_degraded
    now[0] += 5
    assert not engine.search(query("film")).is_degraded
    assert engine.breaker.circuit == Circuit.CLOSED


def test_fallback_goes_on_until_the_primary_has_what_was_written_meanwhile(engine):
    waiting = [True]
    engine.is_waiting = lambda until: waiting[0] and until <= timezone.now()
    assert not engine.search(query("film")).is_degraded
    engine.primary.trouble = EngineUnavailable("gone")
    engine.search(query("film"))
    engine.primary.trouble = None
    results = engine.search(query("film"))
    assert (keys(results), results.is_degraded) == (["from fallback"], True)
    waiting[0] = False
    assert not engine.search(query("film")).is_degraded
    waiting[0] = True  # what is written from now on reaches the primary
    assert not engine.search(query("film")).is_degraded


def test_what_is_refused_for_good_does_not_keep_the_primary_away(engine, monkeypatch):
    engine.is_waiting = lambda until: True
    engine.primary.trouble = EngineUnavailable("gone")
    engine.search(query("film"))
    engine.primary.trouble = None
    assert engine.search(query("film")).is_degraded
    later = timezone.now() + CATCHING_UP_AT_MOST + dt.timedelta(seconds=1)
    monkeypatch.setattr("search.engines.resilient.timezone.now", lambda: later)
    assert not engine.search(query("film")).is_degraded


@pytest.mark.django_db
def test_a_change_waits_until_it_is_in_the_cluster():
    now = timezone.now()
    SearchEntry.objects.create(key="a:1", language="da", type="a", version=1, changed_at=now, is_dirty=True)
    assert _is_waiting(now)
    assert not _is_waiting(now - dt.timedelta(seconds=1))
    SearchEntry.objects.update(is_dirty=False)
    assert not _is_waiting(now)


def test_refusals_do_not_open_the_circuit(engine):
    engine.primary.trouble = IndexMissing("no index")
    for _ in range(10):
        assert engine.search(query("film")).is_degraded
    engine.primary.trouble = None
    assert not engine.search(query("film")).is_degraded


def test_fault_of_the_program_is_not_hidden_and_does_not_wedge_the_circuit(engine, now):
    engine.primary.trouble = EngineUnavailable("gone")
    engine.search(query("film"))
    engine.search(query("film"))
    now[0] += 5
    engine.primary.trouble = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        engine.search(query("film"))
    engine.primary.trouble = None
    now[0] += 5
    assert not engine.search(query("film")).is_degraded


def test_state_is_of_the_primary_or_unavailable(engine):
    assert engine.state().name == "primary"
    engine.primary.trouble = EngineUnavailable("gone")
    for _ in range(3):
        with pytest.raises(EngineUnavailable):
            engine.state()


def test_writes_are_never_diverted(engine):
    engine.write([document("new", title="film")])
    assert keys(engine.fallback.search(query("film"))) == ["from fallback"]
    assert "new" in keys(engine.search(query("film")))


def test_trouble_is_logged_when_it_begins_and_ends(engine, caplog, now, monkeypatch):
    monkeypatch.setattr(logging.getLogger("search"), "propagate", True)
    caplog.set_level(logging.INFO, logger="search.engines.resilient")
    engine.primary.trouble = EngineUnavailable("gone")
    for _ in range(5):
        engine.search(query("film"))
    engine.primary.trouble = None
    now[0] += 5
    engine.search(query("film"))
    assert [record.levelname for record in dict.fromkeys(caplog.records)] == ["WARNING", "INFO"]
