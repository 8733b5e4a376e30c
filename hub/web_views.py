"""What machines ask for: drawings, robots.txt, health, security contact, favicon."""

import datetime as dt
import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from hub.graphics.drawing import drawing
from hub.models import SiteSettings
from hub.slugs import MAX_LENGTH

DRAWING_WIDTH, DRAWING_HEIGHT = 400, 225
YEAR_SECONDS = 365 * 24 * 3600
SECURITY_CONTACT_DAYS = 180


def _drawing_text(slug: str) -> str:
    if len(slug) > MAX_LENGTH:
        raise Http404
    return drawing(slug, width=DRAWING_WIDTH, height=DRAWING_HEIGHT)


def _drawing_etag(request: HttpRequest, slug: str) -> str:
    return f'"{hashlib.sha256(_drawing_text(slug).encode()).hexdigest()[:20]}"'


@require_safe
@cache_control(public=True, max_age=YEAR_SECONDS, immutable=True)
@condition(etag_func=_drawing_etag)
def drawing_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawing of the record with ``slug``, whether there is one or not: it is made from the word alone."""
    response = HttpResponse(_drawing_text(slug), content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read. A development server that the world can reach by accident stays out of indexes."""
    lines = ["User-agent: *"]
    if settings.DEBUG:
        lines.append("Disallow: /")
    else:
        lines += ["Disallow: /admin/", "Disallow: /account/", "Disallow: /*/portal/", "Disallow: /*/search/?"]
        # Two parameters and more are combinations of facets: the same records over and over again.
        lines.append("Disallow: /*?*&")
        lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('web:sitemap_index'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; asks neither database nor session."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a hole (RFC 9116); 404 while the settings name nobody."""
    contact = SiteSettings.for_request(request).contact_email
    if not contact:
        raise Http404
    # Whole days, so that the answer stays the same for caches.
    expires = timezone.now().astimezone(dt.UTC).date() + dt.timedelta(days=SECURITY_CONTACT_DAYS)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: da, en",
        f"Canonical: {request.build_absolute_uri(reverse('web:security'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that ask at the old place get the drawing."""
    return HttpResponseRedirect(static("img/favicon.svg"))
