"""How a proposal will look once it is published."""

import uuid

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from hub.bilingual import active_language
from hub.choices import Language
from partners.portal.proposals_drafts import (
    preview_record,
)
from partners.portal.proposals_requests import own_proposal, proposal_frame


@require_GET
@login_required
@never_cache
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # its annotation knows no addresses with arguments
def preview(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The preview in its frame, with the way back."""
    found = own_proposal(request, uid)
    language = request.GET.get("language", active_language())
    language = language if language in Language.values else active_language()
    context = {"language": language, "languages": Language.choices}
    return render(request, "partners/portal/proposal_preview.html", proposal_frame(found) | context)


@require_GET
@login_required
@never_cache
@xframe_options_sameorigin
def preview_page(request: HttpRequest, uid: uuid.UUID, language: str) -> HttpResponse:
    """The record's page as visitors would see it. The browser is told to run nothing in it and to send no form."""
    found = own_proposal(request, uid)
    if language not in Language.values:
        raise Http404
    record = preview_record(found, request.user)
    response: HttpResponse = record.serve_preview(request, language)
    response["Content-Security-Policy"] = "sandbox allow-same-origin; frame-ancestors 'self'; base-uri 'none'"
    response["X-Robots-Tag"] = "noindex"
    return response
