"""What machines ask for: drawings, robots.txt, health, security contact, favicon."""

import datetime as dt
import hashlib
import posixpath
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from django.views.static import serve as static_serve

from hub.accessibility import statement_address
from hub.bilingual import active_language
from hub.graphics.drawing import drawing
from hub.health import Health, findings, overall
from hub.mail import is_real_address
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
    if settings.HUB_IS_DEVELOPMENT:
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
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether to send people here: 200 when ready or degraded, 503 when dead; each check's own finding beside it."""
    found = findings()
    health = overall(found.values())
    checks = {name: {"state": finding.health, "words": finding.words} for name, finding in found.items()}
    status = HTTPStatus.SERVICE_UNAVAILABLE if health == Health.DEAD else HTTPStatus.OK
    return JsonResponse({"state": health, "checks": checks}, status=status, headers={"Cache-Control": "no-store"})


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a hole (RFC 9116); 404 while the settings name nobody."""
    contact = SiteSettings.for_request(request).contact_email
    if not is_real_address(contact):
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
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded picture, where no web server in front sends it.

    Documents have a view of their own, which knows who may read them.
    """
    if not settings.HUB_SERVES_MEDIA or posixpath.normpath(path).split("/")[0] == "documents":
        raise Http404
    response = static_serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that ask at the old place get the drawing."""
    return HttpResponseRedirect(static("img/favicon.svg"))


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """``/was``: where public bodies in Denmark are expected to answer for their accessibility."""
    settings_of_site = SiteSettings.for_request(request)
    address = settings_of_site.accessibility_statement_url or statement_address(settings_of_site, active_language())
    if not address:
        raise Http404
    return HttpResponseRedirect(address)
