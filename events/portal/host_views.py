"""Answers to calls, as the host and staff read and decide on them."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Answer
from events.portal.answer_access import hosted_answer, hosted_call
from events.portal.answer_forms import DecisionForm
from events.services.answers import AnswerRefusedError, decide_answer
from partners.portal.access import signed_in


@require_safe
@login_required
@never_cache
def answers(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Everything that was handed in to a call, the earliest first."""
    call = hosted_call(request, uid)
    found = Answer.objects.handed_in().filter(event=call).for_list().order_by("submitted_at", "pk")
    return render(request, "events/portal/host_answers.html", {"call": call, "answers": list(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One answer with its files; accept or decline it."""
    found = hosted_answer(request, uid)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if "accept" not in request.POST and "decline" not in request.POST:
            form.add_error(None, _("Accept or decline."))
        elif form.is_valid():
            return _decide(request, found, form)
    context = {"answer": found, "call": found.event, "files": list(found.files.all()), "form": form}
    return render(request, "events/portal/host_answer.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, found: Answer, form: DecisionForm) -> HttpResponse:
    accepts = "accept" in request.POST
    try:
        decide_answer(found, accepts=accepts, note=form.cleaned_data["note"], decided_by=signed_in(request))
    except AnswerRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:host_answers", found.event.uid)
    done = _("The answer is accepted; they are told by mail.") if accepts else _("Declined; they are told by mail.")
    messages.success(request, done)
    return redirect("portal:host_answers", found.event.uid)
