"""The offline page and the worker that keeps it: those few files, and never a page of the hub."""

import re

import pytest
from django.conf import settings

from hub import offline_views

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("da", "Du er offline"), ("en", "You are offline")])
def test_offline_page_speaks_its_language_and_asks_the_database_nothing(
    client, language, words, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = client.get(f"/{language}/offline/").content.decode()
    assert words in page
    assert f'<html lang="{language}">' in page


def test_worker_keeps_the_offline_pages_and_what_they_are_drawn_with(client):
    answer = client.get("/service-worker.js")
    files = re.search(r"const FILES = \[(.*)\];", answer.content.decode())[1]
    kept = re.findall(r'"([^"]+)"', files.replace("\\u002D", "-"))
    assert kept[:2] == ["/da/offline/", "/en/offline/"]
    for language in ("da", "en"):
        page = client.get(f"/{language}/offline/").content.decode()
        drawn_with = re.findall(r'(?:src|href)="(/static/(?:js|css)/[^"]+)"', page)
        assert set(drawn_with) == set(kept[2:])
    assert all((settings.BASE_DIR / name.removeprefix("/")).is_file() for name in kept[2:])


def test_worker_is_fresh_javascript_for_the_whole_host(client):
    answer = client.get("/service-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]


def test_worker_has_another_version_when_the_page_changes(client, monkeypatch):
    before = client.get("/service-worker.js").content
    monkeypatch.setattr(offline_views, "render_to_string", lambda name: "other words")
    assert client.get("/service-worker.js").content != before
