"""Which engine answers."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.core.signals import setting_changed
from django.db import connection
from django.dispatch import receiver

from search.conf import Product, SearchSettings, search_settings
from search.engines.base import SearchEngine
from search.engines.breaker import CircuitBreaker
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.engines.resilient import ResilientEngine
from search.models import SearchEntry

ENGINES = ("database", "sqlite", "postgresql", "elasticsearch", "opensearch")


def engine() -> SearchEngine:
    """The engine that searches ask: the cluster with the database behind it, or the database."""
    settings = search_settings()
    return _resilient(settings) if settings.urls else DatabaseEngine()


def primary_engine() -> SearchEngine:
    """The engine that entries are sent to."""
    settings = search_settings()
    return _resilient(settings).primary if settings.urls else DatabaseEngine()


@lru_cache(maxsize=1)
def _resilient(settings: SearchSettings) -> ResilientEngine:
    """One for each process: connections and what is known of failures are shared by its threads."""
    breaker = CircuitBreaker(failures_allowed=settings.failures_allowed, pause_seconds=settings.pause_seconds)
    return ResilientEngine(ElasticEngine(settings), DatabaseEngine(), breaker, _is_waiting)


def _is_waiting(until: dt.datetime) -> bool:
    return SearchEntry.objects.dirty().filter(changed_at__lte=until).exists()


@receiver(setting_changed)
def _forget(sender: Any, setting: str, **kwargs: Any) -> None:
    if setting == "SEARCH":
        _resilient.cache_clear()


@contextmanager
def throwaway_engine(name: str, urls: Sequence[str] | None = None) -> Iterator[SearchEngine]:
    """An engine of its own for one measurement, empty and dropped afterwards; one of ``ENGINES``.

    The database engine writes to the site's database: whoever uses it rolls back. Raises ``ValueError`` if the engine
    can't be had here.
    """
    if name in Product:
        with _throwaway_cluster(Product(name), tuple(urls or search_settings().urls)) as cluster:
            yield cluster
        return
    if name not in ("database", connection.vendor):
        raise ValueError(f"The site's database is {connection.vendor}; set DATABASE_URL to try another.")
    yield DatabaseEngine()


@contextmanager
def _throwaway_cluster(product: Product, urls: tuple[str, ...]) -> Iterator[SearchEngine]:
    if not urls:
        raise ValueError("No cluster is set up: set HUB_SEARCH_URLS, or name an address.")
    prefix = f"throwaway-{uuid.uuid4().hex[:12]}"
    found = ElasticEngine(replace(search_settings(), urls=urls, product=Product.AUTO, index_prefix=prefix))
    if (running := found.cluster.info().product) != product:
        raise ValueError(f"What runs there is {running.value}, not {product.value}.")
    try:
        found.begin_rebuild().swap()
        yield found
    finally:
        found.drop()
