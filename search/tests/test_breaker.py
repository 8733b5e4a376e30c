"""When the circuit breaker lets calls through."""

import threading

import pytest

from search.engines.breaker import Circuit, CircuitBreaker


@pytest.fixture
def clock():
    class Clock:
        now = 100.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def breaker(clock):
    return CircuitBreaker(failures_allowed=3, pause_seconds=5, clock=clock)


def fail(breaker, times):
    for _ in range(times):
        breaker.failed()


def test_breaker_opens_after_as_many_failures_in_a_row_as_allowed(breaker):
    fail(breaker, 2)
    assert breaker.may_try()
    breaker.succeeded()
    fail(breaker, 2)
    assert breaker.circuit == Circuit.CLOSED
    fail(breaker, 1)
    assert breaker.circuit == Circuit.OPEN
    assert not breaker.may_try()


def test_one_caller_tries_after_the_pause_and_success_closes(breaker, clock):
    fail(breaker, 3)
    clock.now += 4.9
    assert not breaker.may_try()
    clock.now += 0.1
    assert [breaker.may_try() for _ in range(3)] == [True, False, False]
    breaker.succeeded()
    assert breaker.may_try()
    assert breaker.circuit == Circuit.CLOSED


def test_failed_try_opens_for_another_pause(breaker, clock):
    fail(breaker, 3)
    clock.now += 5
    assert breaker.may_try()
    breaker.failed()
    assert not breaker.may_try()
    clock.now += 5
    assert breaker.may_try()


def test_of_many_threads_one_tries(breaker, clock):
    fail(breaker, 3)
    clock.now += 5
    start, tried = threading.Barrier(20), []

    def call():
        start.wait()
        tried.append(breaker.may_try())

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(tried) == [False] * 19 + [True]
