"""The desk: queue, review side by side, corrections, records that nobody has confirmed."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from hub.confirmations import confirm, unconfirmed
from hub.corrections import close_correction
from hub.differences import differences
from hub.models import Correction, CorrectionState, Record
from hub.searchable import all_types
from partners.choices import ProposalAct
from partners.desk.queue import QueueFilter
from partners.models import Proposal
from partners.services import (
    ProposalRefusedError,
    accept_proposal,
    assign_proposal,
    decline_proposal,
    send_back_proposal,
)
from partners.services.moderating import may_moderate
from partners.services.proposal_steps import kind_of_proposal

MAX_AT_ONCE = 50
MAX_NOTE_LENGTH = 4000
RECORDS_SHOWN = 200


def may_see_desk(user: Any) -> bool:
    """Whether ``user`` moderates any type of record."""
    return any(
        may_moderate(user, found.model_class()) for found in all_types() if issubclass(found.model_class(), Record)
    )


def _require_desk(request: HttpRequest) -> None:
    if not may_see_desk(request.user):
        raise PermissionDenied


def _frame(title: str, *, icon: str = "tasks") -> dict[str, Any]:
    crumbs = [{"url": reverse("desk:queue"), "label": _("Moderation")}, {"url": "", "label": title}]
    return {"header_title": title, "page_title": title, "header_icon": icon, "breadcrumbs_items": crumbs}


def _note(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()[:MAX_NOTE_LENGTH]


def _user(request: HttpRequest) -> Any:
    return request.user


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits, the oldest first."""
    _require_desk(request)
    form = QueueFilter(request.GET)
    items = form.items(_user(request))
    context = {"filter": form, "items": items, "can_accept": any(item.can_be_accepted for item in items)}
    return render(request, "partners/desk/queue.html", _frame(_("Moderation")) | {"breadcrumbs_items": None} | context)


@require_POST
def accept_many(request: HttpRequest) -> HttpResponse:
    """Accept what is ticked, one by one: what can't be accepted is named and stays."""
    _require_desk(request)
    keys = [key for key in request.POST.getlist("item") if key.startswith("proposal-")][:MAX_AT_ONCE]
    numbers = [int(key[9:]) for key in keys if key[9:].isascii() and key[9:].isdigit() and len(key) < 28]
    accepted = 0
    for proposal in Proposal.objects.filter(pk__in=numbers).order_by("submitted_at"):
        try:
            accept_proposal(proposal, accepted_by=_user(request))
            accepted += 1
        except ProposalRefusedError as refusal:
            messages.error(request, str(refusal))
        except PermissionDenied:
            messages.error(request, _("“%(title)s” is not yours to decide on.") % {"title": proposal})
    if accepted:
        text = ngettext("%(count)d proposal accepted.", "%(count)d proposals accepted.", accepted)
        messages.success(request, text % {"count": accepted})
    return redirect("desk:queue")


def _proposal(request: HttpRequest, pk: int) -> Proposal:
    related = ("partner", "city", "owner", "proposed_by", "changed_by", "content_type")
    found: Proposal = get_object_or_404(Proposal.objects.exclude(submitted_at=None).select_related(*related), pk=pk)
    if not may_moderate(request.user, kind_of_proposal(found).model_class()):
        raise PermissionDenied
    return found


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What is live and what is proposed, side by side, and what has happened so far."""
    found = _proposal(request, pk)
    record: Any = found.record
    live = type(record).objects.get(pk=record.pk) if record is not None and record.live else None
    proposed = record.get_latest_revision().as_object() if record is not None else None
    snippet: Any = type(record).snippet_viewset if record is not None else None
    context = {
        "proposal": found,
        "kind": kind_of_proposal(found),
        "record": record,
        "live": live,
        "differences": differences(live, proposed) if found.state == "submitted" and proposed is not None else [],
        "edit_url": reverse(snippet.get_url_name("edit"), args=[record.pk]) if snippet else "",
        # What members wrote and did not choose is theirs.
        "steps": found.steps.exclude(act=ProposalAct.COMPARED).select_related("by"),
        "is_waiting": found.state == "submitted",
    }
    return render(request, "partners/desk/review.html", _frame(str(found)) | context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, send back with a note, decline with a reason, or take it on."""
    found = _proposal(request, pk)
    user, decision = _user(request), request.POST.get("decision", "")
    try:
        if decision == "accept":
            accept_proposal(found, accepted_by=user, note=_note(request, "note"))
            messages.success(request, _("“%(title)s” is accepted and published.") % {"title": found})
        elif decision == "send_back":
            send_back_proposal(found, sent_back_by=user, note=_note(request, "note"))
            messages.success(request, _("“%(title)s” is sent back with your note.") % {"title": found})
        elif decision == "decline":
            decline_proposal(found, declined_by=user, reason=_note(request, "note"))
            messages.success(request, _("“%(title)s” is declined.") % {"title": found})
        elif decision in ("take", "leave"):
            assign_proposal(found, owner=user if decision == "take" else None)
            return redirect("desk:review", pk)
        else:
            return HttpResponse(status=400)
    except ProposalRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:review", pk)
    return redirect("desk:queue")


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """What a reader suggests; staff mend the record in the usual way, then close it."""
    _require_desk(request)
    found = get_object_or_404(Correction.objects.select_related("content_type", "owner"), pk=pk)
    if not may_moderate(request.user, found.content_type.model_class()):
        raise PermissionDenied
    if request.method == "POST":
        decision = request.POST.get("decision", "")
        if decision in ("take", "leave"):
            Correction.objects.filter(pk=found.pk).update(owner=_user(request) if decision == "take" else None)
            return redirect("desk:correction", pk)
        if decision not in (CorrectionState.DONE, CorrectionState.DISMISSED):
            return HttpResponse(status=400)
        close_correction(found, state=CorrectionState(decision), closed_by=_user(request))
        messages.success(request, _("It is settled; the address of whoever wrote is deleted."))
        return redirect("desk:queue")
    record = found.record
    url = reverse(type(record).snippet_viewset.get_url_name("edit"), args=[record.pk]) if record is not None else ""
    context = {"correction": found, "record": record, "edit_url": url}
    return render(request, "partners/desk/correction.html", _frame(_("Suggested correction"), icon="warning") | context)


@require_http_methods(["GET", "POST"])
def stale_records(request: HttpRequest) -> HttpResponse:
    """Public records that were neither published nor confirmed for a year."""
    _require_desk(request)
    models = [t.model_class() for t in all_types() if issubclass(t.model_class(), Record)]
    models = [model for model in models if may_moderate(request.user, model)]
    if request.method == "POST":
        return _confirm_named(request, models)
    groups = []
    for model in models:
        found = unconfirmed(model.objects.all()).order_by("last_published_at", "pk")
        snippet: Any = model.snippet_viewset
        rows = [(record, reverse(snippet.get_url_name("edit"), args=[record.pk])) for record in found[:RECORDS_SHOWN]]
        if rows:
            groups.append((model._meta.verbose_name_plural, ContentType.objects.get_for_model(model).pk, rows))
    return render(
        request, "partners/desk/stale.html", _frame(_("Unconfirmed for a year"), icon="time") | {"groups": groups}
    )


def _confirm_named(request: HttpRequest, models: list[type[Any]]) -> HttpResponse:
    kind, _bar, key = request.POST.get("record", "").partition("-")
    model = next((m for m in models if str(ContentType.objects.get_for_model(m).pk) == kind), None)
    if model is None or not (key.isascii() and key.isdigit() and len(key) < 19):
        return HttpResponse(status=400)
    record = get_object_or_404(model, pk=int(key))
    confirm(record, confirmed_by=_user(request))
    messages.success(request, _("“%(title)s” is noted as right.") % {"title": record})
    return redirect("desk:stale_records")
