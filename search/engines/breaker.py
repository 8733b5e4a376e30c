"""A circuit breaker: what failed several times in a row is left alone for a while, then tried by one, then by all.

pybreaker holds its lock while the call runs, so that threads would search one after another; this one does not.
"""

import threading
import time
from collections.abc import Callable
from enum import StrEnum


class Circuit(StrEnum):
    """Whether calls go through: all of them, none, or one to try."""

    CLOSED = "closed"
    OPEN = "open"
    TRYING = "trying"


class CircuitBreaker:
    """Threads ask ``may_try`` before each call, and report ``succeeded`` or ``failed`` after it, always."""

    def __init__(
        self, *, failures_allowed: int, pause_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.failures_allowed, self.pause_seconds, self._clock = failures_allowed, pause_seconds, clock
        self._lock = threading.Lock()
        self._circuit, self._failures, self._opened_at = Circuit.CLOSED, 0, 0.0

    @property
    def circuit(self) -> Circuit:
        """Where it stands."""
        return self._circuit

    def may_try(self) -> bool:
        """Whether to call now. After the pause, one caller may; the others wait for its report."""
        with self._lock:
            if self._circuit == Circuit.OPEN and self._clock() - self._opened_at >= self.pause_seconds:
                self._circuit = Circuit.TRYING
                return True
            return self._circuit == Circuit.CLOSED

    def succeeded(self) -> None:
        """The call was answered."""
        with self._lock:
            self._circuit, self._failures = Circuit.CLOSED, 0

    def failed(self) -> None:
        """The call was not answered."""
        with self._lock:
            self._failures += 1
            if self._circuit == Circuit.TRYING or self._failures >= self.failures_allowed:
                self._circuit, self._opened_at = Circuit.OPEN, self._clock()
