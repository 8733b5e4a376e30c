"""``/readyz`` tells ready, degraded and dead apart."""

import pytest
from django.db import OperationalError, connection

from hub import health
from hub.health import Finding, Health


@pytest.fixture
def checks(monkeypatch):
    """No checks but those of the test."""
    checks = {}
    monkeypatch.setattr(health, "_checks", checks)
    return checks


@pytest.mark.django_db
def test_ready_hub_says_so(client, checks):
    answer = client.get("/readyz")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer.json() == {"state": "ready", "checks": {"database": {"state": "ready", "words": ""}}}
    assert not answer.cookies


@pytest.mark.django_db
def test_degraded_hub_is_still_sent_people(client, checks):
    health.register("other", lambda: Finding(Health.DEGRADED, "Slow."))
    health.register("fine", lambda: Finding(Health.READY))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["state"]) == (200, "degraded")
    assert answer.json()["checks"]["other"] == {"state": "degraded", "words": "Slow."}


@pytest.mark.django_db
def test_hub_with_a_dead_part_is_dead(client, checks):
    health.register("other", lambda: Finding(Health.DEAD))
    health.register("slow", lambda: Finding(Health.DEGRADED))
    assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_hub_without_database_is_dead_and_asks_nothing_else(client, checks, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("password=secret")

    health.register("other", lambda: pytest.fail("asked"))
    monkeypatch.setattr(connection, "cursor", gone)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["state"]) == (503, "dead")
    assert "secret" not in answer.content.decode()


def test_readiness_takes_no_posts(client):
    assert client.post("/readyz").status_code == 405
