"""The desk in the admin: what waits, one activity, duties, private files, the calendar of duties."""

import mimetypes
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from events.reporting.access import may_report, may_see_desk
from events.reporting.duty_forms import DutyForm
from events.reporting.models import Activity, Duty, DutyCalendar, Evidence
from events.reporting.services import ActivityRefusedError, accept_activity, accept_many, send_back
from events.reporting.services.duties import make_duties, mark_duty, standings

MAX_AT_ONCE = 100
MAX_NOTE_LENGTH = 4000


def _require(request: HttpRequest, *, writes: bool = False) -> None:
    if not (may_report if writes else may_see_desk)(request.user):
        raise PermissionDenied


def _frame(title: str, *, icon: str = "tasks") -> dict[str, Any]:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Reporting")}, {"url": "", "label": title}]
    return {"header_title": title, "page_title": title, "header_icon": icon, "breadcrumbs_items": crumbs}


def _keys(request: HttpRequest) -> list[int]:
    said = request.POST.getlist("activity")[:MAX_AT_ONCE]
    return [int(key) for key in said if key.isascii() and key.isdigit() and len(key) < 18]


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What was handed in, the oldest first."""
    _require(request)
    found = Activity.objects.waiting().with_proof().select_related("for_partner", "for_city", "section", "handed_in_by")
    context = {"activities": list(found[:MAX_AT_ONCE]), "may_decide": may_report(request.user)}
    return render(request, "events/reporting/admin/waiting.html", _frame(_("Activities handed in")) | context)


@require_POST
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """Accept what is ticked, one by one: what can't be accepted is named and stays."""
    _require(request, writes=True)
    chosen = Activity.objects.waiting().filter(pk__in=_keys(request))
    accepted, refused = accept_many(chosen, accepted_by=request.user)
    for refusal in refused:
        messages.error(request, refusal)
    if accepted:
        text = ngettext("%(count)d activity accepted.", "%(count)d activities accepted.", accepted)
        messages.success(request, text % {"count": accepted})
    return redirect("reporting_desk:waiting")


@require_GET
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity as a report would know it, with its evidence, and what can be done with it."""
    _require(request)
    found = get_object_or_404(Activity.objects.with_everything(), pk=pk)
    context = {"activity": found, "evidence": list(found.evidence.all()), "may_decide": may_report(request.user)}
    edit_url = reverse(Activity.snippet_viewset.get_url_name("edit"), args=[pk])
    context |= {"edit_url": edit_url, "currency": settings.HUB_CURRENCY}
    return render(request, "events/reporting/admin/activity.html", _frame(str(found)) | context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept it, or send it back with a note."""
    _require(request, writes=True)
    found = get_object_or_404(Activity, pk=pk)
    decision, user = request.POST.get("decision", ""), request.user
    try:
        if decision == "accept":
            accept_activity(found, accepted_by=user)
            messages.success(request, _("“%(title)s” is accepted and counts from now on.") % {"title": found})
        elif decision == "send_back":
            note = request.POST.get("note", "").replace("\x00", "").strip()[:MAX_NOTE_LENGTH]
            send_back(found, sent_back_by=user, note=note)
            messages.success(request, _("“%(title)s” is sent back with your note.") % {"title": found})
        else:
            return HttpResponse(status=400)
    except ActivityRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting_desk:activity", pk)


@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """Every duty, by year, with how it stands."""
    _require(request)
    make_duties()
    found = Duty.objects.of_obligations_in_force().with_obligation().order_by("-due_on", "pk")
    standing = standings(found)
    years: dict[int, list[Any]] = {}
    for one in standing:
        years.setdefault(one.duty.due_on.year, []).append(one)
    calendar = DutyCalendar.objects.filter(user=_user(request)).first()
    address = request.build_absolute_uri(reverse("duty_calendar", args=[calendar.token])) if calendar else ""
    context = {"years": list(years.items()), "calendar_address": address}
    return render(request, "events/reporting/admin/duties.html", _frame(_("Duties"), icon="date") | context)


@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty: how it stands, what proves it; say that it is done."""
    _require(request, writes=request.method == "POST")
    found = get_object_or_404(Duty.objects.with_obligation(), pk=pk)
    form = DutyForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        mark_duty(found, done_on=said.pop("done_on"), marked_by=request.user, **said)
        messages.success(request, _("Noted."))
        return redirect("reporting_desk:duties")
    fresh = Duty.objects.with_obligation().get(pk=pk)
    context = {"standing": standings([fresh])[0], "duty": fresh, "form": form, "may_decide": may_report(request.user)}
    page = render(request, "events/reporting/admin/duty.html", _frame(str(fresh), icon="date") | context)
    page.status_code = 422 if form.errors else 200
    return page


@require_POST
def renew_calendar(request: HttpRequest) -> HttpResponse:
    """A new secret address for one's calendar of duties, or none any more."""
    _require(request)
    DutyCalendar.objects.filter(user=_user(request)).delete()
    if request.POST.get("calendar") == "new":
        DutyCalendar.objects.create(user=_user(request))
        messages.success(request, _("Here is your calendar’s new address; an old one leads nowhere any more."))
    else:
        messages.success(request, _("The calendar’s address leads nowhere any more."))
    return redirect("reporting_desk:duties")


@require_GET
def evidence_file(request: HttpRequest, pk: int, which: str) -> FileResponse:
    """A private file of evidence, or the copy of what it led to: as a download, never shown in our name."""
    _require(request)
    return send_private(get_object_or_404(Evidence, pk=pk), which)


def send_private(piece: Evidence, which: str) -> FileResponse:
    """The file of a piece of evidence as a download. Raises ``Http404`` if there is none."""
    file = piece.local_copy if which == "copy" else piece.file
    if not file:
        raise Http404
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = PurePath(file.name).name
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    answer = FileResponse(opened, as_attachment=True, filename=f"{piece.reference}-{name}", content_type=kind)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _user(request: HttpRequest) -> Any:
    return request.user
