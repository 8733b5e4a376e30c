"""Answers to calls, as their authors write, hand in and take them back."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Answer, Event
from events.portal.answer_access import may_read_files, own_answer, public_call
from events.portal.answer_forms import AnswerForm, FirstAnswerForm, Uploads, uploads_in
from events.services.answers import (
    AnswerRefusedError,
    StaleAnswerError,
    begin_answer,
    save_answer,
    why_closed,
    withdraw_answer,
)
from events.services.answers import remove_file as take_off
from hub.private_files import sent_as_download
from partners.membership import Organisation, organisations_of
from partners.portal.access import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def begin(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The way in to a call: the form, the answer that is there already, or why there is no form."""
    call = public_call(uid)
    organisations = organisations_of(request.user)
    standing = list(Answer.objects.standing().of_organisations(organisations).filter(event=call).for_list())
    free = [one for one in organisations if one not in [answer.organisation for answer in standing]]
    if request.method == "POST":
        return _take_first(request, call, standing, free)
    if len(standing) == 1 and not free:
        return redirect("portal:answer", standing[0].uid)
    form = FirstAnswerForm(organisations=free) if free and not why_closed(call) else None
    return _first_page(request, call, standing, form)


def _first_page(
    request: HttpRequest, call: Event, standing: list[Answer], form: Any, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"call": call, "form": form, "standing": standing, "closed": why_closed(call), **more}
    return render(request, "events/portal/answer_begin.html", context, status=status)


def _take_first(request: HttpRequest, call: Event, standing: list[Answer], free: list[Organisation]) -> HttpResponse:
    form = FirstAnswerForm(request.POST, organisations=free)
    uploads = uploads_in(request.FILES.getlist("files"))
    if not form.is_valid():
        _name_again(form, uploads)
        return _first_page(request, call, standing, form, status=422)
    data = form.to_data(uploads.good, hands_in="submit" in request.POST and not uploads.problems)
    organisation = form.by_key[form.cleaned_data["organisation"]]
    try:
        answer, left_out = begin_answer(event=call, organisation=organisation, data=data, begun_by=signed_in(request))
    except AnswerRefusedError as refusal:
        _name_again(form, uploads)
        return _refused(request, call, form, str(refusal), standing)
    return _saved(request, answer, uploads, left_out)


def _refused(
    request: HttpRequest, call: Event, form: AnswerForm, reason: str, standing: list[Answer] | None = None
) -> HttpResponse:
    """What can't be kept stays on the page: as a form if it can be tried again, else to be copied."""
    if why_closed(call):
        return _first_page(request, call, standing or [], None, status=422, lost=form.data.get("text", ""))
    form.add_error(None, reason)
    return _first_page(request, call, standing or [], form, status=422)


def _name_again(form: AnswerForm, uploads: Uploads) -> None:
    """Browsers forget chosen files when a page comes back: say which ones, and what was wrong with any."""
    for problem in uploads.problems:
        form.add_error("files", problem)
    if uploads.names:
        text = _("Nothing was saved. Choose these files again: %(names)s.")
        form.add_error("files", text % {"names": ", ".join(uploads.names)})


def _saved(request: HttpRequest, answer: Answer, uploads: Uploads, left_out: int) -> HttpResponse:
    """Text and good files are kept; what was wrong with the others is said at their field."""
    problems = list(uploads.problems)
    if left_out:
        text = ngettext(
            "There was no room for %(number)d file more. Take one off first.",
            "There was no room for %(number)d files more. Take some off first.",
            left_out,
        )
        problems.append(text % {"number": left_out})
    if problems:
        return _page(request, answer, _form_of(answer), status=422, problems=problems)
    if "submit" in request.POST:
        messages.success(request, _("Thank you. The answer is handed in; the host sees it now."))
    else:
        messages.success(request, _("The answer is saved."))
    return redirect("portal:answer", answer.uid)


def _form_of(answer: Answer) -> AnswerForm:
    return AnswerForm(initial={"text": answer.text, "version": answer.version})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An answer of one's own: the form while it can be changed, and what became of it."""
    found = own_answer(request, uid)
    if request.method == "POST":
        return _take(request, found)
    return _page(request, found, _form_of(found) if found.can_be_edited else None)


def _page(request: HttpRequest, found: Answer, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    files = list(found.files.all())
    context = {"answer": found, "call": found.event, "form": form, "files": files, "closed": why_closed(found.event)}
    return render(request, "events/portal/answer.html", context | more, status=status)


def _take(request: HttpRequest, found: Answer) -> HttpResponse:
    form = AnswerForm(request.POST)
    uploads = uploads_in(request.FILES.getlist("files"))
    if not form.is_valid():
        _name_again(form, uploads)
        return _page(request, found, form if found.can_be_edited else None, status=422, lost=form.data.get("text", ""))
    data = form.to_data(uploads.good, hands_in="submit" in request.POST and not uploads.problems)
    try:
        left_out = save_answer(found, data, saved_by=signed_in(request))
    except StaleAnswerError as stale:
        return _stale(request, stale.answer, data.text, uploads)
    except AnswerRefusedError as refusal:
        found = own_answer(request, found.uid)
        if not found.can_be_edited:
            return _page(request, found, None, status=422, lost=data.text, refused=str(refusal), names=uploads.names)
        form.add_error(None, str(refusal))
        _name_again(form, uploads)
        return _page(request, found, form, status=422)
    return _saved(request, found, uploads, left_out)


def _stale(request: HttpRequest, current: Answer, mine: str, uploads: Uploads) -> HttpResponse:
    """Both texts on one page: mine in the form, to be saved over what a colleague has saved meanwhile."""
    form = AnswerForm(initial={"text": mine, "version": current.version})
    return _page(request, current, form, status=409, theirs=current.text, names=uploads.names)


@require_POST
@login_required
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take an answer back."""
    found = own_answer(request, uid)
    try:
        withdraw_answer(found, withdrawn_by=signed_in(request))
        messages.success(request, _("The answer is withdrawn. The host does not see it any more."))
    except AnswerRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:answer", found.uid)


@require_POST
@login_required
def remove_file(request: HttpRequest, uid: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Take one file off."""
    found = own_answer(request, uid)
    try:
        take_off(get_object_or_404(found.files, uid=file), removed_by=signed_in(request))
        messages.success(request, _("The file is taken off."))
    except AnswerRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("portal:answer", found.uid)


@require_safe
@login_required
def download(request: HttpRequest, uid: uuid.UUID, file: uuid.UUID) -> HttpResponseBase:
    """A file, for those who answered and for the host once it is handed in; always as a download."""
    found = Answer.objects.filter(uid=uid).select_related("event", "partner", "city").first()
    if found is None or not may_read_files(request, found):
        raise Http404
    kept = get_object_or_404(found.files, uid=file)
    return sent_as_download(kept.file, kept.name)
