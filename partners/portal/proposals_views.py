"""Proposals in the portal: begin, write, hand in, follow, withdraw."""

import uuid
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hub.bilingual import active_language
from hub.choices import Language
from hub.image_forms import PictureField
from hub.proposals import kind_for, kind_of
from hub.tagging import matching
from partners.membership import Organisation, answers_for, may_edit, organisations_of
from partners.models import City, Partner, Proposal
from partners.portal.proposals_drafts import (
    checked_form,
    clashing_fields,
    content_of,
    content_of_record,
    first_content,
    merged,
    preview_record,
    shown_form,
    title_in,
)
from partners.portal.proposals_fields import Raw, nameable
from partners.portal.proposals_forms import ProposalForm, digests
from partners.services import (
    DraftData,
    ProposalRefusedError,
    RecordMovedError,
    StaleDraftError,
    reopen_proposal,
    save_draft,
    start_proposal,
    submit_proposal,
    withdraw_proposal,
)
from partners.services.proposal_steps import kind_of_proposal

SUGGESTIONS = 10


def own_proposal(request: HttpRequest, uid: uuid.UUID) -> Proposal:
    """The proposal, if the reader is a member of its organisation today; to everybody else there is none."""
    proposals = Proposal.objects.select_related("partner", "city", "content_type", "picture", "changed_by")
    found: Proposal | None = proposals.filter(uid=uid).of_organisations(organisations_of(request.user)).first()
    if found is None or kind_of(found.kind) is None:
        raise Http404
    return found


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


# Beginning


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
            kind=kind, organisation=organisation, record=record, content=content, started_by=_user(request)
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


# Writing


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def proposal(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The form while it can be edited; in any case what has happened so far."""
    found = own_proposal(request, uid)
    if request.method == "POST":
        return _take(request, found) if found.can_be_edited else redirect("portal:proposal", found.uid)
    if found.can_be_edited:
        return _show_form(request, found, shown_form(found, request.user))
    return render(request, "partners/portal/proposal.html", _frame(found) | {"record": None})


def _frame(found: Proposal) -> dict[str, Any]:
    return {
        "portal_here": "proposals",
        "proposal": found,
        "kind": kind_of_proposal(found),
        "organisation": found.organisation,
        "steps": found.steps.select_related("by"),
    }


def _show_form(
    request: HttpRequest, found: Proposal, form: ProposalForm, *, base: str = "", status: int = 200
) -> HttpResponse:
    kind = kind_of_proposal(found)
    gains = form.gains(kind.benefits)
    context = {
        "form": form,
        "sections": form.shown_sections(),
        "gains": gains,
        "reached": sum(gain.is_reached for gain in gains),
        "hints": form.tag_hints(),
        "base": base or digests(found.content),
        "last_note": found.steps.exclude(note="").last() if found.state == "sent_back" else None,
        "live_record": found.record if not found.is_new else None,
    }
    return render(request, "partners/portal/proposal_form.html", _frame(found) | context, status=status)


def _take(request: HttpRequest, found: Proposal) -> HttpResponse:
    """Save what was sent; hand it in if that was asked for and nothing is wrong with it."""
    blank = shown_form(found, request.user)
    content = blank.raw_from(request.POST)
    if "choice" in request.POST:
        content = merged(content, _theirs(found, blank, request), _choices(request))
    content = found.content | content
    picture, problem = _uploaded(request)
    draft = DraftData(
        content=content,
        title=title_in(content),
        version=_number(request.POST.get("version")),
        picture=picture,
        removes_picture="picture_remove" in request.POST,
        base_revision_id=_number(request.POST.get("base_revision")) or None,
    )
    try:
        saved = save_draft(found, draft, saved_by=_user(request))
    except StaleDraftError as stale:
        return _show_clash(request, stale.proposal, mine=content, theirs=stale.proposal.content)
    except ProposalRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:proposal", found.uid)
    too_long = [name for name in blank.raw_names if name not in blank.raw_from(request.POST)]
    if problem or too_long:
        return _complain(request, saved, content, problem, too_long)
    if "more" in request.POST:
        return _with_more_rows(request, saved)
    if "submit" in request.POST:
        return _hand_in(request, saved)
    if "preview" in request.POST:
        return redirect("portal:preview", saved.uid)
    messages.success(request, _("The draft is saved. Only your organisation sees it."))
    return redirect("portal:proposal", saved.uid)


def _hand_in(request: HttpRequest, saved: Proposal) -> HttpResponse:
    form = checked_form(saved, saved.content, request.user)
    if not form.is_valid():
        return _show_form(request, saved, form, status=422)
    try:
        submit_proposal(saved, form.to_data(), form.picture_texts(), submitted_by=_user(request))
    except RecordMovedError as moved:
        theirs = content_of(saved, moved.record)
        return _show_clash(
            request, saved, mine=saved.content, theirs=theirs, base_revision=moved.record.live_revision_id
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _show_form(request, saved, form, status=422)
    except ProposalRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:proposal", saved.uid)
    messages.success(request, _("Thank you. It is with the moderators now; you will hear from them by e-mail."))
    return redirect("portal:proposal", saved.uid)


def _complain(
    request: HttpRequest, saved: Proposal, content: Raw, problem: ValidationError | None, too_long: list[str]
) -> HttpResponse:
    """Everything is kept but one thing: say which, at its field; an endless text stays in the page."""
    form = shown_form(saved, request.user)
    for name in too_long:
        form.initial[name] = request.POST.get(name, "")
    faults = {name: [_("This is far too long: it was not saved. Shorten it, please.")] for name in too_long}
    if problem:
        faults["picture"] = problem.messages
    form._errors = ErrorDict({name: form.error_class(texts) for name, texts in faults.items()})
    return _show_form(request, saved, form, status=422)


def _with_more_rows(request: HttpRequest, saved: Proposal) -> HttpResponse:
    form = shown_form(saved, request.user)
    field = form.fields.get(request.POST["more"])
    if field is not None and hasattr(field.widget, "extra_rows"):
        field.widget.extra_rows = 2
    return _show_form(request, saved, form)


def _uploaded(request: HttpRequest) -> tuple[Any, ValidationError | None]:
    file = request.FILES.get("picture")
    if file is None:
        return None, None
    try:
        return PictureField().clean(file), None
    except ValidationError as problem:
        return None, problem


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0


def _user(request: HttpRequest) -> Any:
    return request.user


# Two at once


def _choices(request: HttpRequest) -> dict[str, str]:
    start = "choice-"
    return {name[len(start) :]: str(value) for name, value in request.POST.items() if name.startswith(start)}


def _theirs(found: Proposal, form: ProposalForm, request: HttpRequest) -> Raw:
    """The other side of a clash: what a colleague saved, or the record as it was published meanwhile."""
    record = found.record
    if request.POST.get("base_revision") and record is not None:
        return content_of(found, record)
    return dict(found.content)


def _show_clash(
    request: HttpRequest, found: Proposal, *, mine: Raw, theirs: Raw, base_revision: int | None = None
) -> HttpResponse:
    """Both texts side by side, to choose from field by field."""
    form = shown_form(found, request.user)
    base = request.POST.get("base", "")
    if base_revision and found.base_revision_id and found.base_revision:
        base = digests(content_of(found, found.base_revision.as_object()))
    context = {
        "clashes": clashing_fields(form, mine=mine, theirs=theirs, base=base),
        "kept": _hidden_inputs(form, mine),
        "base_revision": base_revision,
        "base": digests(theirs),
        "by": found.changed_by if not base_revision else None,
    }
    return render(request, "partners/portal/proposal_clash.html", _frame(found) | context, status=409)


def _hidden_inputs(form: ProposalForm, content: Raw) -> list[tuple[str, str]]:
    """``content`` as names and values, as the form itself would send it."""
    found = []
    for name, values in content.items():
        for value in values:
            if hasattr(form.fields.get(name), "roles"):
                role, _bar, said = value.partition("|")
                found += [(f"{name}-name", said), (f"{name}-role", role)]
            else:
                found.append((name, value))
    return found


@require_POST
@login_required
def autosave(request: HttpRequest, uid: uuid.UUID) -> JsonResponse:
    """Save while typing. 409 if somebody else has saved, 423 if it can't be edited any more."""
    found = own_proposal(request, uid)
    blank = shown_form(found, request.user)
    content = found.content | blank.raw_from(request.POST)
    picture, problem = _uploaded(request)
    draft = DraftData(content, title_in(content), _number(request.POST.get("version")), picture)
    try:
        saved = save_draft(found, draft, saved_by=_user(request))
    except StaleDraftError as stale:
        text = _("%(name)s has changed this meanwhile. Save to see both versions side by side.")
        return JsonResponse({"message": text % {"name": _name_of(stale.proposal.changed_by)}}, status=409)
    except ProposalRefusedError as refusal:
        return JsonResponse({"message": str(refusal)}, status=423)
    form = shown_form(saved, request.user)
    gains = form.gains(kind_of_proposal(saved).benefits)
    answer: dict[str, Any] = {
        "version": saved.version,
        "base": digests(saved.content),
        "message": _("Saved"),
        "hints": [_("“%(word)s” looks like “%(tag)s”.") % {"word": w, "tag": t} for w, t in form.tag_hints()],
        "gains": [gain.is_reached for gain in gains],
    }
    if problem:
        answer["errors"] = {"picture": problem.messages}
    elif picture is not None:
        answer["picture"] = _("The picture is saved.")
    return JsonResponse(answer)


def _name_of(user: Any) -> str:
    return str(user) if user else _("Somebody")


# Seeing and ending


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
    return render(request, "partners/portal/proposal_preview.html", _frame(found) | context)


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


@require_POST
@login_required
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take it back."""
    found = own_proposal(request, uid)
    try:
        withdraw_proposal(found, withdrawn_by=_user(request))
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
        reopen_proposal(found, reopened_by=_user(request))
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
