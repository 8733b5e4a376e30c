"""What visitors see when something is missing or broken."""

import re
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from hub.addresses import address_book
from hub.bilingual import active_language
from hub.resending import fields_to_resend, is_for_portal

MAX_WORDS_LENGTH = 80
# Of a form that has expired, this much is shown again; never what should not be on a screen.
KEPT_FIELDS, KEPT_LENGTH = 100, 20_000
_SECRET = re.compile(r"csrf|password|code|credential|token|key", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")
_ENDING = re.compile(r"\.[a-z0-9]{2,5}$")


def words_of(path: str) -> str:
    """The words of an address, to search for: ``/en/partners/viborg-kunsthal/`` gives ``viborg kunsthal``."""
    parts = [part for part in path[:MAX_WORDS_LENGTH].split("/") if part]
    last = _ENDING.sub("", unquote(parts[-1])) if len(parts) > 1 or not _is_language(parts) else ""
    return _NO_WORD.sub(" ", last).strip()


def _is_language(parts: list[str]) -> bool:
    return not parts or parts[0] == active_language()


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page: what there is instead, in the reader's language, and a search for the words of the address."""
    language = active_language()
    book = address_book()
    context = {
        "lists": book.indexes(language),
        "home_entry": book.home(language),
        "words": words_of(request.path_info),
    }
    return render(request, "404.html", context, status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without a valid token: says what to do, and gives back what was written.

    Signing in renews the token: what a page of the portal sends that was open before can be sent again as it was.
    """
    kept = [
        (name.replace("_", " "), value[:KEPT_LENGTH])
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and not _SECRET.search(name)
    ]
    context: dict[str, Any] = {"kept": kept[:KEPT_FIELDS], "try_again": request.path}
    if is_for_portal(request) and _comes_from_here(request):
        context |= {"fields": fields_to_resend(request), "had_files": bool(request.FILES)}
    return render(request, "403_csrf.html", context, status=403)


def _comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser vouches that one of the hub's own pages sent this; only such a form may be sent again."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def server_error(request: HttpRequest) -> HttpResponse:
    """The 500 page: in both languages, from a template that asks for nothing."""
    return HttpResponseServerError(get_template("500.html").render())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 400 page: in both languages; the request may be too broken to ask for its language.

    Too much text in a form is nothing broken: that is told in the reader's language.
    """
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return render(request, "413.html", {"limit": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}, status=413)
    return HttpResponseBadRequest(get_template("400.html").render())


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 403 page; says what the view said, if it said anything."""
    return render(request, "403.html", {"message": str(exception or "")}, status=403)


def too_many_requests(request: HttpRequest, *, retry_seconds: int | None = None) -> HttpResponse:
    """The 429 page; ``retry_seconds`` also goes into ``Retry-After``."""
    minutes = -(-retry_seconds // 60) if retry_seconds else None
    response = render(request, "429.html", {"retry_minutes": minutes}, status=429)
    if retry_seconds:
        response.headers["Retry-After"] = str(retry_seconds)
    return response
