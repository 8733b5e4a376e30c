"""What ``/readyz`` and the checks at deployment say of search."""

import pytest
from django.core.management import CommandError, call_command

from search.checks import check_index
from search.engines import primary_engine
from search.tests.real_engines import engine_urls, settings_for, skip_or_fail

NOWHERE = {"urls": ["http://127.0.0.1:1"]}


def finding(client):
    return client.get("/readyz").json()["checks"]["search"]


@pytest.mark.django_db
def test_search_without_a_cluster_is_ready(client, settings):
    settings.SEARCH = {}
    assert finding(client)["state"] == "ready"
    assert check_index(None) == []


@pytest.mark.django_db
def test_cluster_that_is_away_degrades_the_hub(client, settings):
    settings.SEARCH = NOWHERE
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["state"]) == (200, "degraded")
    assert finding(client) == {"state": "degraded", "words": "The cluster does not answer; the database does."}
    assert [problem.id for problem in check_index(None)] == ["search.W002"]


@pytest.mark.django_db
def test_sync_names_a_cluster_that_is_away(settings):
    settings.SEARCH = NOWHERE
    with pytest.raises(CommandError, match="did not answer; 0 entries wait"):
        call_command("sync_search_index")


@pytest.fixture
def cluster(settings):
    """A cluster without any index."""
    if not engine_urls():
        skip_or_fail("HUB_TEST_ENGINES names no cluster")
    chosen = settings_for(engine_urls()[0])
    settings.SEARCH = {"urls": list(chosen.urls), "index_prefix": chosen.index_prefix, "timeout_ms": 5000}
    yield primary_engine()
    primary_engine().drop()


@pytest.mark.engine
@pytest.mark.django_db
def test_index_that_is_missing_is_told_and_built_by_the_next_sync(client, cluster, capsys):
    assert finding(client)["words"].startswith("The cluster has no index of this version")
    assert [problem.id for problem in check_index(None)] == ["search.W001"]
    call_command("sync_search_index")
    assert "The cluster had no index; " in capsys.readouterr().out
    assert finding(client) == {"state": "ready", "words": "The cluster answers."}
    assert check_index(None) == []
    call_command("sync_search_index")
    assert capsys.readouterr().out == "0 things sent to cluster\n"
