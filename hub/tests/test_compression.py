"""What goes out compressed, and what never does."""

import gzip

import pytest
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from hub.compression import PublicTextCompressionMiddleware

GZIP = {"accept-encoding": "br, gzip, deflate"}
LONG = "<p>The same again.</p>" * 200


def answer_to(request, content_type="text/html; charset=utf-8", cookie=None):
    def view(_request):
        response = HttpResponse(LONG, content_type=content_type)
        if cookie:
            response.set_cookie(cookie, "value")
        return response

    return PublicTextCompressionMiddleware(view)(request)


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "image/svg+xml", "application/json", "text/csv"])
def test_public_texts_are_compressed(content_type):
    answer = answer_to(RequestFactory(headers=GZIP).get("/en/"), content_type)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(answer.content).decode() == LONG
    assert len(answer.content) < len(LONG) / 5


@pytest.mark.parametrize("content_type", ["image/avif", "application/zip", "application/pdf", ""])
def test_what_is_compressed_already_is_left_alone(content_type):
    answer = answer_to(RequestFactory(headers=GZIP).get("/media/a"), content_type)
    assert "Content-Encoding" not in answer.headers


def test_who_asks_for_no_compression_gets_none():
    assert "Content-Encoding" not in answer_to(RequestFactory().get("/en/")).headers


def test_answer_to_somebody_with_a_session_is_never_compressed():
    request = RequestFactory(headers=GZIP).get("/en/portal/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "somebody"
    assert "Content-Encoding" not in answer_to(request).headers


@pytest.mark.parametrize("cookie", ["csrftoken", "sessionid"])
def test_answer_that_hands_out_a_cookie_is_never_compressed(cookie):
    answer = answer_to(RequestFactory(headers=GZIP).get("/account/login/"), cookie=cookie)
    assert "Content-Encoding" not in answer.headers


def test_compression_stands_outside_the_session_that_may_add_a_cookie():
    order = settings.MIDDLEWARE
    session = f"{SessionMiddleware.__module__}.{SessionMiddleware.__name__}"
    assert order.index("hub.compression.PublicTextCompressionMiddleware") < order.index(session)


@pytest.mark.django_db
def test_home_page_is_compressed_for_visitors_and_whole_for_staff(client, site, administrator_client):
    visitors, staffs = (reader.get("/en/", headers=GZIP) for reader in (client, administrator_client))
    assert visitors.headers["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(visitors.content)
    assert "Content-Encoding" not in staffs.headers
    assert b"</html>" in staffs.content


@pytest.mark.django_db
def test_unchanged_drawing_is_known_again_although_compressed(client):
    first = client.get("/drawings/arsenalet.svg", headers=GZIP)
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get("/drawings/arsenalet.svg", headers=GZIP | {"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
