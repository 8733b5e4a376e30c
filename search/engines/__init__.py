"""Which engine answers."""

from collections.abc import Iterator
from contextlib import contextmanager

from search.engines.base import SearchEngine
from search.engines.database import DatabaseEngine


def engine() -> SearchEngine:
    """The engine that searches ask."""
    return DatabaseEngine()


def primary_engine() -> SearchEngine:
    """The engine that entries are sent to."""
    return DatabaseEngine()


ENGINES = ("database", "sqlite", "postgresql", "elasticsearch", "opensearch")


@contextmanager
def throwaway_engine(name: str, urls: list[str] | None = None) -> Iterator[SearchEngine]:
    """An engine of its own for one measurement, empty and dropped afterwards. Raises ``ValueError`` if it can't be had."""
    yield DatabaseEngine()
