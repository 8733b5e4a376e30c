"""An engine that another one stands in for."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from django.utils import timezone

from search.engines.base import (
    EngineDocument,
    EngineQuery,
    EngineRefused,
    EngineResults,
    EngineState,
    EngineUnavailable,
    Rebuild,
    SearchEngine,
)
from search.engines.breaker import CircuitBreaker

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
CATCHING_UP_AT_MOST = dt.timedelta(minutes=5)


class ResilientEngine:
    """Asks ``primary``; when that is unavailable, ``fallback`` answers at once and the results say so.

    Writes are never diverted: what the primary did not get is written again later, and until then the fallback goes on
    answering: ``is_waiting`` says whether a change up to a moment still waits. Threads may share it.
    """

    def __init__(
        self,
        primary: SearchEngine,
        fallback: SearchEngine,
        breaker: CircuitBreaker,
        is_waiting: Callable[[dt.datetime], bool] = lambda until: False,
    ) -> None:
        self.primary, self.fallback, self.breaker, self.is_waiting = primary, fallback, breaker, is_waiting
        self.name, self.trouble = primary.name, ""
        self._back_since: dt.datetime | None = None

    def search(self, query: EngineQuery) -> EngineResults:
        """Find, count and order: with the primary, or else with the fallback."""
        try:
            results = self._ask(lambda: self.primary.search(query))
        except EngineUnavailable:
            return replace(self.fallback.search(query), is_degraded=True)
        return replace(self.fallback.search(query), is_degraded=True) if self._is_behind() else results

    def _is_behind(self) -> bool:
        """Whether the primary is back but has not got yet what was written while it was away."""
        since = self._back_since
        if since is None:
            return False
        # What a cluster refuses for good must not keep it from answering for good.
        is_over = timezone.now() - since > CATCHING_UP_AT_MOST or not self.is_waiting(since)
        if is_over:
            self._back_since = None
        return not is_over

    def state(self) -> EngineState:
        """What the primary keeps. Raises ``EngineUnavailable``, at once while the primary is left alone."""
        return self._ask(self.primary.state)

    def write(self, documents: Sequence[EngineDocument]) -> None:
        """Keep documents in the primary."""
        self.primary.write(documents)

    def begin_rebuild(self) -> Rebuild:
        """Start to replace everything in the primary."""
        return self.primary.begin_rebuild()

    def _ask(self, ask: Callable[[], Answer]) -> Answer:
        if not self.breaker.may_try():
            raise EngineUnavailable(self.trouble)
        try:
            answer = ask()
        except EngineRefused as error:
            self.breaker.succeeded()  # it is there
            self._tell(f"refused: {error}")
            raise
        except BaseException as error:
            self.breaker.failed()
            if isinstance(error, EngineUnavailable):
                self._tell(f"unavailable: {error}")
            raise
        self.breaker.succeeded()
        self._tell("")
        return answer

    def _tell(self, trouble: str) -> None:
        """Log changes, not every search while they last."""
        if trouble and not self.trouble:
            logger.warning("%s is %s; %s answers", self.primary.name, trouble, self.fallback.name)
        elif self.trouble and not trouble:
            self._back_since = timezone.now()
            logger.info("%s answers again", self.primary.name)
        self.trouble = trouble
