"""Addresses that are nearly right: below a list that has a new address, or with words of the other language.

A middleware rather than the 404 handler, so that it works under ``DEBUG`` too. It comes before Wagtail's redirects,
which drop the query string and which Wagtail also writes by itself while a page is being translated; those that an
editor wrote still go first. Targets are addresses of pages found in the database, never parts of the request.
"""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from hub.addresses import address_book, public_pages
from hub.bilingual import other_language
from hub.choices import Language
from hub.models import RecordIndexPage

MAX_PATH_LENGTH = 500
MAX_PARTS = 10
_LANGUAGE_PATH = re.compile(rf"/(?P<language>{'|'.join(Language.values)})/(?P<rest>.+)")


class MovedAddressMiddleware:
    """Turns a 404 into a 301 where the right address is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        target = right_address(request)
        return _permanent(request, target) if target else response


class RecheckedRedirectsMiddleware:
    """Lets browsers ask again where an address leads: without a word they keep a 301 for ever.

    A merge is undone, a slug is taken back, an editor's redirect ends: readers who were there meanwhile must notice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.MOVED_PERMANENTLY and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return response


def _permanent(request: HttpRequest, target: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(iri_to_uri(f"{target}?{query}" if query else target))


def right_address(request: HttpRequest) -> str | None:
    """Where the path of ``request``, which leads nowhere, should have pointed; ``None`` if nobody knows."""
    path = request.path_info
    match = _LANGUAGE_PATH.fullmatch(path)
    if match is None or len(path) > MAX_PATH_LENGTH or "\0" in path:
        return None
    language = match["language"]
    parts = [part for part in match["rest"].split("/") if part]
    if not 0 < len(parts) <= MAX_PARTS:
        return None
    if _has_editors_redirect(request):
        return None
    target = _below_moved_page(request, language, parts) or _in_other_language(request, language, parts)
    is_local = target is not None and target.startswith("/") and not target.startswith("//")
    return target if is_local and target != path else None


def _has_editors_redirect(request: HttpRequest) -> bool:
    paths = {Redirect.normalise_path(path) for path in (request.path_info, request.get_full_path())}
    redirects = Redirect.get_for_site(Site.find_for_request(request))
    found: bool = redirects.filter(old_path__in=paths, automatically_created=False).exists()
    return found


def _below_moved_page(request: HttpRequest, language: str, parts: list[str]) -> str | None:
    """The address of a page that has moved, or of what lies below a list of records that has."""
    prefixes = {f"/{language}/{'/'.join(parts[:n])}": n for n in range(1, len(parts) + 1)}
    site = Site.find_for_request(request)
    found = Redirect.get_for_site(site).filter(old_path__in=prefixes, redirect_page__isnull=False)
    moved = max(found, key=lambda redirect: len(redirect.old_path), default=None)
    page = public_pages().filter(pk=moved.redirect_page_id).first() if moved else None
    if moved is None or page is None:
        return None
    return _address_below(request, page, parts[prefixes[moved.old_path] :])


def _in_other_language(request: HttpRequest, language: str, parts: list[str]) -> str | None:
    """The address of the same thing where ``parts`` are words of the other language's tree."""
    home = address_book().home(other_language(language))
    root = Page.objects.filter(pk=home.page_id).first() if home else None
    if root is None:
        return None
    paths = {f"{root.url_path}{'/'.join(parts[:n])}/": n for n in range(1, len(parts) + 1)}
    found = Page.objects.filter(url_path__in=paths, live=True).order_by("-depth").first()
    if found is None:
        return None
    translations = public_pages().filter(translation_key=found.translation_key, locale__language_code=language)
    page = translations.first()
    return _address_below(request, page, parts[paths[found.url_path] :]) if page else None


def _address_below(request: HttpRequest, page: Page, rest: list[str]) -> str | None:
    """The address of what ``rest`` names below ``page``; of the page itself if there is no rest."""
    url: str | None = page.get_url(request)
    if not rest or url is None:
        return url
    index_page, subpath = page.specific, "/".join(rest)
    if not isinstance(index_page, RecordIndexPage) or not index_page.has_address(f"{subpath}/"):
        return None
    is_file = "." in rest[-1]
    return url + subpath if is_file else f"{url}{subpath}/"
