"""Error pages: helpful, in the reader's language, and never failing themselves."""

import pytest
from django.test import RequestFactory

from hub.error_views import server_error, words_of

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
