"""The visit pack: for the city that comes, for the host, and by the mailed link; as page, PDF and calendar."""

import uuid
from typing import Any

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.delegation_links import delegation_of_link
from events.models import Delegation
from events.visit_pack import VisitPack, pack_calendar, pack_of
from events.visits.access import delegation_or_404, may_change
from hub.bilingual import active_language
from hub.mail import hub_name
from hub.pdf import pdf_response
from partners.membership import may_edit

KINDS = ("html", "pdf", "ics")


@never_cache
@require_safe
@login_required
def pack(request: HttpRequest, uid: uuid.UUID, kind: str = "html") -> HttpResponse:
    """For members of the city that comes, for the host and for staff."""
    found = delegation_or_404(uid)
    if not may_change(request.user, found) and not may_edit(request.user, found.event):
        raise Http404
    links = {name: reverse(f"visits:pack_{name}", args=[found.uid]) for name in KINDS}
    return _answer(request, found, kind, links)


@never_cache
@require_safe
@rate_limit(action="hub_signed_link", limit_get=True)
def pack_by_link(request: HttpRequest, token: str, kind: str = "html") -> HttpResponse:
    """For whoever has the mailed link; it ends with the visit."""
    found = delegation_of_link(token)
    if found is None or found.is_over:
        return render(request, "events/visits/link_gone.html", status=410 if found else 404)
    links = {name: reverse(f"visits:link_pack_{name}", args=[token]) for name in KINDS}
    return _answer(request, found, kind, links)


def _answer(request: HttpRequest, found: Delegation, kind: str, links: dict[str, str]) -> HttpResponse:
    made = pack_of(found)
    if kind == "pdf":
        return _pdf(made)
    if kind == "ics":
        response = HttpResponse(pack_calendar(made, active_language()), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="visit.ics"'
        return response
    return render(request, "events/visits/pack.html", {"pack": made, "links": links})


def _pdf(made: VisitPack) -> HttpResponse:
    context: dict[str, Any] = {
        "pack": made,
        "language": active_language(),
        "hub_name": hub_name(),
        "made_at": timezone.now(),
    }
    html = render_to_string("events/visits/pack_paper.html", context)
    return pdf_response(html, base_url=settings.WAGTAILADMIN_BASE_URL, name=f"visit-{made.event.slug}")
