"""Proposals in the portal: write, save, hand in, follow."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from partners.models import Proposal
from partners.portal.proposals_clash import choices_in, other_side, show_clash
from partners.portal.proposals_digests import digests
from partners.portal.proposals_drafts import (
    checked_form,
    content_of,
    merged,
    shown_form,
    title_in,
    unchosen_text,
)
from partners.portal.proposals_forms import ProposalForm
from partners.portal.proposals_requests import number_in, own_proposal, proposal_frame, user_of
from partners.services import (
    DraftData,
    ProposalRefusedError,
    RecordMovedError,
    StaleDraftError,
    save_draft,
    submit_proposal,
)
from partners.services.proposal_steps import kind_of_proposal


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
    return render(request, "partners/portal/proposal.html", proposal_frame(found) | {"record": None})


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
        "last_note": found.steps.filter(by_staff=True).exclude(note="").last() if found.state == "sent_back" else None,
        "live_record": found.record if not found.is_new else None,
    }
    return render(request, "partners/portal/proposal_form.html", proposal_frame(found) | context, status=status)


def _take(request: HttpRequest, found: Proposal) -> HttpResponse:
    """Save what was sent; hand it in if that was asked for and nothing is wrong with it."""
    blank = shown_form(found, request.user)
    content, unchosen = blank.raw_from(request.POST), ""
    if "choice" in request.POST:
        theirs, chosen = other_side(found, blank, request), choices_in(request)
        unchosen = unchosen_text(blank, mine=content, theirs=theirs, chosen=chosen)
        content = merged(content, theirs, chosen)
    content = found.content | content
    picture, problem = _uploaded(request, blank)
    draft = DraftData(
        content=content,
        title=title_in(content),
        version=number_in(request.POST.get("version")),
        picture=picture,
        removes_picture="picture_remove" in request.POST,
        base_revision_id=number_in(request.POST.get("base_revision")) or None,
        unchosen=unchosen,
    )
    try:
        saved = save_draft(found, draft, saved_by=user_of(request))
    except StaleDraftError as stale:
        return show_clash(request, stale.proposal, mine=content, theirs=stale.proposal.content)
    except ProposalRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:proposal", found.uid)
    if faults := _faults(blank, request, problem):
        return _complain(request, saved, faults)
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
        submit_proposal(saved, form.to_data(), form.picture_texts(), submitted_by=user_of(request))
    except RecordMovedError as moved:
        theirs = content_of(saved, moved.record)
        return show_clash(
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


def _faults(form: ProposalForm, request: HttpRequest, problem: ValidationError | None) -> dict[str, list[str]]:
    """What of a request could not be kept, and why, field by field."""
    kept = form.raw_from(request.POST)
    text = _("This is far too long: it was not saved. Shorten it, please.")
    faults = {name: [text] for name in form.raw_names if name not in kept}
    return faults | ({"picture": problem.messages} if problem else {})


def _complain(request: HttpRequest, saved: Proposal, faults: dict[str, list[str]]) -> HttpResponse:
    """Everything is kept but one thing: say which, at its field; an endless text stays in the page."""
    form = shown_form(saved, request.user)
    for name in faults:
        form.initial[name] = request.POST.get(name, "")
    form._errors = ErrorDict({name: form.error_class(texts) for name, texts in faults.items()})
    return _show_form(request, saved, form, status=422)


def _with_more_rows(request: HttpRequest, saved: Proposal) -> HttpResponse:
    form = shown_form(saved, request.user)
    field = form.fields.get(request.POST["more"])
    if field is not None and hasattr(field.widget, "extra_rows"):
        field.widget.extra_rows = 2
    return _show_form(request, saved, form)


def _uploaded(request: HttpRequest, form: ProposalForm) -> tuple[Any, ValidationError | None]:
    file = request.FILES.get("picture")
    if file is None:
        return None, None
    try:
        return form.fields["picture"].clean(file), None
    except ValidationError as problem:
        return None, problem


@require_POST
@login_required
def autosave(request: HttpRequest, uid: uuid.UUID) -> JsonResponse:
    """Save while typing. 409 if somebody else has saved, 423 if it can't be edited any more."""
    found = own_proposal(request, uid)
    blank = shown_form(found, request.user)
    content = found.content | blank.raw_from(request.POST)
    picture, problem = _uploaded(request, blank)
    draft = DraftData(content, title_in(content), number_in(request.POST.get("version")), picture)
    try:
        saved = save_draft(found, draft, saved_by=user_of(request))
    except StaleDraftError as stale:
        text = _("%(name)s has changed this meanwhile. Save to see both versions side by side.")
        return JsonResponse({"message": text % {"name": _name_of(stale.proposal.changed_by)}}, status=409)
    except ProposalRefusedError as refusal:
        return JsonResponse({"message": str(refusal)}, status=423)
    form = shown_form(saved, request.user)
    gains = form.gains(kind_of_proposal(saved).benefits)
    faults = _faults(blank, request, problem)
    answer: dict[str, Any] = {
        "version": saved.version,
        "base": digests(saved.content),
        "message": _("Everything else is saved.") if faults else _("Saved"),
        "errors": faults,
        "hints": [_("“%(word)s” looks like “%(tag)s”.") % {"word": w, "tag": t} for w, t in form.tag_hints()],
        "gains": [gain.is_reached for gain in gains],
    }
    if picture is not None:
        answer["picture"] = _("The picture is saved.")
    return JsonResponse(answer)


def _name_of(user: Any) -> str:
    return str(user) if user else _("Somebody")
