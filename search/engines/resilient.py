"""An engine that another one stands in for."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

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


class ResilientEngine:
    """Asks ``primary``; when that is unavailable, ``fallback`` answers at once and the results say so.

    Writes are never diverted: what the primary did not get is written again later. Threads may share it.
    """

    def __init__(self, primary: SearchEngine, fallback: SearchEngine, breaker: CircuitBreaker) -> None:
        self.primary, self.fallback, self.breaker = primary, fallback, breaker
        self.name, self.trouble = primary.name, ""

    def search(self, query: EngineQuery) -> EngineResults:
        """Find, count and order: with the primary, or else with the fallback."""
        try:
            return self._ask(lambda: self.primary.search(query))
        except EngineUnavailable:
            return replace(self.fallback.search(query), is_degraded=True)

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
            logger.info("%s answers again", self.primary.name)
        self.trouble = trouble
