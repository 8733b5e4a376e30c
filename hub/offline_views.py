"""The page for readers without a connection, and the worker that keeps it in their browser."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# What bare.html names: the plain addresses, which answer under a manifest of hashed names too.
DRAWN_WITH = ("/static/js/frame.js", "/static/css/tokens.css", "/static/css/hub.css")


def _languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def _version() -> str:
    """Changes whenever the kept pages or what they are drawn with change."""
    digest = hashlib.sha256()
    for code in _languages():
        with translation.override(code):
            digest.update(render_to_string("offline.html").encode())
    for name in DRAWN_WITH:
        digest.update((settings.BASE_DIR / name.removeprefix("/")).read_bytes())
    return digest.hexdigest()[:12]


@require_safe
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """The page itself."""
    return render(request, "offline.html")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker; at the root, since it may only answer for what lies below its own address."""
    pages = [f"/{code}/offline/" for code in _languages()]
    context = {"version": _version(), "files": [*pages, *DRAWN_WITH], "languages": _languages()}
    return render(request, "hub/service_worker.js", context, content_type="text/javascript; charset=utf-8")
