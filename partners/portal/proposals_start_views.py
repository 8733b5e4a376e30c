"""Proposals in the portal: begin, withdraw, take up again; suggestions while typing."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hub.bilingual import active_language
from hub.proposals import kind_for, kind_of
from hub.tagging import matching
from partners.membership import Organisation, answers_for, may_edit, organisations_of
from partners.models import City, Partner
from partners.portal.proposals_drafts import (
    content_of_record,
    first_content,
)
from partners.portal.proposals_fields import nameable
from partners.portal.proposals_requests import own_proposal, user_of
from partners.services import (
    ProposalRefusedError,
    reopen_proposal,
    start_proposal,
    withdraw_proposal,
)

SUGGESTIONS = 10


def _own_organisation(request: HttpRequest, key: str) -> Organisation:
    """The organisation that a form names as ``partner-12``, if it is the reader's own."""
    for organisation in organisations_of(request.user):
        if f"{organisation._meta.model_name}-{organisation.pk}" == key:
            return organisation
    raise Http404


def _answering_organisation(request: HttpRequest, record: Any) -> Organisation:
    """The organisation of the reader's that changes to ``record`` are handed in for."""
    for organisation in organisations_of(request.user):
        if answers_for(organisation, record):
            return organisation
    raise Http404


@require_POST
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Begin a proposal for an organisation of one's own: something new, or changes to a record."""
    record = _named_record(request)
    organisation = (
        _answering_organisation(request, record)
        if record is not None
        else _own_organisation(request, request.POST.get("organisation", ""))
    )
    kind = kind_for(record) if record is not None else kind_of(request.POST.get("kind", ""))
    if kind is None or (record is None and not kind.makes_new):
        raise Http404
    content = (
        content_of_record(kind, record, [organisation]) if record is not None else first_content(kind, organisation)
    )
    try:
        proposal = start_proposal(
            kind=kind, organisation=organisation, record=record, content=content, started_by=user_of(request)
        )
    except ProposalRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:home")
    return redirect("portal:proposal", proposal.uid)


def _named_record(request: HttpRequest) -> Any:
    """The record that changes are proposed to, ``None`` if the form names none; only what the reader may edit."""
    label, key = request.POST.get("type", ""), request.POST.get("record", "")
    if not key:
        return None
    from hub.proposals import all_kinds

    models = {kind.model.lower(): kind.model_class() for kind in all_kinds()}
    if label.lower() not in models or not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    record = models[label.lower()].objects.filter(pk=int(key), merged_into__isnull=True).first()
    if record is None or not may_edit(request.user, record):
        raise Http404
    return record


@require_POST
@login_required
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take it back."""
    found = own_proposal(request, uid)
    try:
        withdraw_proposal(found, withdrawn_by=user_of(request))
        messages.success(request, _("It is withdrawn. What you wrote is kept."))
    except ProposalRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:proposal", found.uid)


@require_POST
@login_required
def reopen(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take it up again."""
    found = own_proposal(request, uid)
    try:
        reopen_proposal(found, reopened_by=user_of(request))
    except ProposalRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:proposal", found.uid)


@require_GET
@login_required
def suggest(request: HttpRequest, what: str) -> JsonResponse:
    """What may be meant, while typing: tags, partners or cities that a member may name."""
    term = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    if not term:
        return JsonResponse({"items": []})
    if what == "tags":
        names = matching(term).values_list("name", flat=True)
    else:
        model: Any = {"partner": Partner, "city": City}[what]
        found = nameable(model, organisations_of(request.user))
        title = f"title_{active_language()}"
        found = found.filter(Q(title_da__icontains=term) | Q(title_en__icontains=term))
        names = found.exclude(**{title: ""}).values_list(title, flat=True)
    return JsonResponse({"items": list(names[:SUGGESTIONS])})
