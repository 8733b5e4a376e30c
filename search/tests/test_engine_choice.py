"""Which engine the settings choose."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from search.conf import Product, SearchSettings, has_cluster, search_settings
from search.engines import engine, primary_engine, throwaway_engine
from search.engines.base import EngineUnavailable
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.engines.resilient import ResilientEngine
from search.tests.contract.cases import document, keys, query
from search.tests.real_engines import engine_urls, skip_or_fail

NOWHERE = "http://127.0.0.1:1"


def test_database_answers_without_a_cluster(settings):
    settings.SEARCH = {}
    assert not has_cluster()
    assert isinstance(engine(), DatabaseEngine)
    assert isinstance(primary_engine(), DatabaseEngine)


def test_database_stands_behind_a_cluster(settings):
    settings.SEARCH = {"urls": [NOWHERE], "index_prefix": "other"}
    assert has_cluster()
    assert isinstance(engine(), ResilientEngine)
    assert isinstance(engine().fallback, DatabaseEngine)
    assert isinstance(primary_engine(), ElasticEngine)
    assert engine() is engine()
    assert engine().primary is primary_engine()
    assert primary_engine().settings.index_prefix == "other"


@pytest.mark.django_db
def test_database_answers_when_the_cluster_is_away(settings):
    settings.SEARCH = {"urls": [NOWHERE]}
    results = engine().search(query("film"))
    assert (results.engine, results.is_degraded, results.total) == ("database", True, 0)
    with pytest.raises(EngineUnavailable):
        primary_engine().write([document("a")])


def test_settings_are_typed_and_have_defaults(settings):
    settings.SEARCH = {"urls": ["https://one:9200", "https://two:9200"], "product": "opensearch", "timeout_ms": 500}
    found = search_settings()
    assert found == SearchSettings(("https://one:9200", "https://two:9200"), Product.OPENSEARCH, timeout_ms=500)
    assert found.timeout_seconds == 0.5


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"product": "solr"}, "product"),
        ({"url": ["http://x"]}, "url"),
        ({"urls": ["localhost:9200"]}, "http://"),
        ({"index_prefix": "Hub*"}, "index_prefix"),
        ({"timeout_ms": 0}, "timeout_ms"),
    ],
)
def test_wrong_settings_are_named(settings, values, named):
    settings.SEARCH = values
    with pytest.raises(ImproperlyConfigured, match=named):
        search_settings()


def test_throwaway_engine_that_is_not_to_be_had_is_named(settings):
    settings.SEARCH = {}
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    for name, words in ((other, connection.vendor), ("opensearch", "HUB_SEARCH_URLS")):
        with pytest.raises(ValueError, match=words), throwaway_engine(name):
            pass


@pytest.mark.engine
def test_throwaway_engine_leaves_nothing_behind():
    if not engine_urls():
        skip_or_fail("HUB_TEST_ENGINES names no cluster")
    url = engine_urls()[0]
    running = ElasticEngine(SearchSettings((url,))).cluster.info().product
    with throwaway_engine(running, [url]) as found:
        found.write([document("a", title="film")])
        assert keys(found.search(query("film"))) == ["a"]
    with pytest.raises(EngineUnavailable):
        found.search(query("film"))
    other = Product.OPENSEARCH if running == Product.ELASTICSEARCH else Product.ELASTICSEARCH
    with pytest.raises(ValueError, match=running), throwaway_engine(other, [url]):
        pass
