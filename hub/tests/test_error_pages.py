"""Error pages: helpful, in the reader's language, and never failing themselves."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils import translation

from hub.error_views import permission_denied, server_error, too_many_requests, words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "word", "list_url"), [("da", "Partnere", "/da/"), ("en", "Partners", "/en/")])
def test_404_names_the_lists_in_the_language_of_the_address(client, site, language, word, list_url):
    answer = client.get(f"/{language}/viborg-film_house/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in page
    assert f">{word}</a>" in page
    assert f'action="{list_url}search/"' in page
    assert 'value="viborg film house"' in page


def test_404_escapes_the_words_of_the_address(client, site):
    page = client.get("/en/%22%3E%3Cscript%3Ealert(1)/").content.decode()
    assert "<script>alert" not in page


def test_404_before_there_is_a_tree_still_answers(client):
    assert client.get("/en/anything/").status_code == 404


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/partners/viborg-kunsthal/", "viborg kunsthal"),
        ("/en/", ""),
        ("/", ""),
        ("/wp-login.php", "wp login"),
        ("/en/" + "a" * 10_000, "a" * 76),
    ],
)
def test_words_of_an_address(path, words, settings):
    settings.LANGUAGE_CODE = "en"
    from django.utils.translation import override

    with override("en"):
        assert words_of(path) == words


def test_500_page_asks_the_database_nothing_and_speaks_both_languages(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/en/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong" in page
    assert "Noget gik galt" in page


def test_view_that_fails_answers_with_the_500_page(client, site, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("hub.error_views.render", fail)
    client.raise_request_exception = False
    answer = client.get("/en/nothing-here/")
    assert answer.status_code == 500
    assert "Noget gik galt" in answer.content.decode()


def test_400_page_speaks_both_languages_and_asks_the_request_nothing(client, site):
    answer = client.get("/en/", headers={"host": "evil.example.org"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "That request made no sense here" in page
    assert "Den forespørgsel gav ikke mening" in page
    assert "evil.example.org" not in page


@pytest.mark.parametrize(("language", "words"), [("da", "Du har ikke adgang"), ("en", "You don’t have access")])
def test_403_page_speaks_the_readers_language_and_escapes_what_the_view_said(rf, site, language, words):
    request = rf.get(f"/{language}/portal/")
    with translation.override(language):
        answer = permission_denied(request, PermissionDenied("<script>alert(1)</script>"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert words in page
    assert "<script>alert" not in page


def test_form_that_is_too_old_is_told_so_without_developers_words(site):
    answer = Client(enforce_csrf_checks=True).post(
        "/admin/login/", {"username": "a"}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 403
    assert "CSRF" not in answer.content.decode()
    assert 'class="leader">403' in answer.content.decode()


@pytest.mark.parametrize(
    ("seconds", "words"), [(None, "wait a little"), (30, "wait a minute"), (301, "wait 6 minutes")]
)
def test_429_page_says_how_long_to_wait(rf, site, seconds, words):
    with translation.override("en"):
        answer = too_many_requests(rf.get("/en/"), retry_seconds=seconds)
    assert answer.status_code == 429
    assert words in answer.content.decode()
    assert answer.headers.get("Retry-After") == (str(seconds) if seconds else None)


@pytest.mark.parametrize(("language", "words"), [("da", "hører til en knap"), ("en", "belongs to a button")])
def test_405_has_a_page_in_the_language_of_the_address(client, site, language, words):
    answer = client.get(f"/{language}/portal/proposals/start/", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert words in answer.content.decode()


def test_405_stays_empty_for_whoever_asks_for_no_page(client, site):
    answer = client.get("/en/portal/proposals/start/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.content) == (405, b"")
