"""The report's desk: all reports, one report, its files; a section is in ``section_views``."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from events.reporting.access import may_report, may_see_desk
from events.reporting.export import CONTENT_TYPES, write
from events.reporting.export.json import json_of
from events.reporting.models import Report
from events.reporting.tasks import draft_in_background
from events.reporting.writing.changes import Change, changes
from events.reporting.writing.documents import document_of
from events.reporting.writing.forms import BeginForm
from events.reporting.writing.freezing import is_intact, submit_report
from events.reporting.writing.loading import load_state
from events.reporting.writing.services import ReportClosedError, ask_for_draft, begin_report, set_lock
from hub.pdf import PdfUnavailable

MOST_CHANGES = 300


def require_reader(request: HttpRequest) -> None:
    """Turn away who may not read the desk."""
    if not may_see_desk(request.user):
        raise PermissionDenied


def require_focal_point(request: HttpRequest) -> None:
    """Turn away who may not write reports."""
    if not may_report(request.user):
        raise PermissionDenied


def report_or_404(pk: int) -> Report:
    """A report with its form."""
    found: Report = get_object_or_404(Report.objects.select_related("template"), pk=pk)
    return found


def frame(*steps: tuple[str, str]) -> dict[str, Any]:
    """What the admin's frame shows: the way here (address and label of each step), the last one as the title."""
    crumbs = [{"url": reverse("reporting_reports:all"), "label": _("Reports")}]
    crumbs += [{"url": url, "label": label} for url, label in steps]
    crumbs[-1]["url"] = ""
    title = crumbs[-1]["label"]
    return {"header_title": title, "page_title": title, "header_icon": "doc-full", "breadcrumbs_items": crumbs}


@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """All reports, and a new one."""
    require_reader(request)
    form = BeginForm(request.POST or None)
    if request.method == "POST":
        require_focal_point(request)
        if form.is_valid():
            report = begin_report(**form.cleaned_data)
            _queue_draft(report)
            messages.success(request, _("“%(title)s” is begun; its draft is being made.") % {"title": report})
            return redirect("reporting_reports:report", report.pk)
    context = {
        "form": form,
        "reports": Report.objects.select_related("template", "frozen"),
        "may_write": may_report(request.user),
    }
    answer = frame() | context
    return render(request, "events/reporting/admin/reports.html", answer, status=422 if form.errors else 200)


def _queue_draft(report: Report) -> bool:
    if not ask_for_draft(report):
        return False
    draft_in_background.enqueue(report.pk)
    return True


@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its sections with how ready they are and what they lack; submitted, what has changed since."""
    require_reader(request)
    found = report_or_404(pk)
    frozen = getattr(found, "frozen", None)
    context = {
        "report": found,
        "state": load_state(found),
        "frozen": frozen,
        "files": [(file, is_intact(file)) for file in frozen.files.all()] if frozen else [],
        "changes": _changes(found)[:MOST_CHANGES] if frozen else [],
        "formats": CONTENT_TYPES,
        "may_write": may_report(request.user),
    }
    return render(request, "events/reporting/admin/report.html", frame(("", str(found))) | context)


def _changes(found: Report) -> list[Change]:
    """What the records say now that the submitted report said otherwise."""
    return changes(found.frozen.data, json.loads(json_of(document_of(found))))


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new draft in the background."""
    require_focal_point(request)
    found = report_or_404(pk)
    if not found.is_open:
        messages.error(request, _("The report has been submitted."))
    elif _queue_draft(found):
        messages.success(request, _("The draft is being made; texts that were edited by hand stay."))
    else:
        messages.info(request, _("A draft is being made already."))
    return redirect("reporting_reports:report", pk)


@require_GET
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """How far the draft has come."""
    require_reader(request)
    found = report_or_404(pk)
    return JsonResponse({"done": found.draft_done, "total": found.draft_total, "failed": found.draft_failed})


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the report."""
    require_focal_point(request)
    try:
        frozen = submit_report(report=report_or_404(pk), user=request.user)
    except ReportClosedError:
        messages.error(request, _("The report has been submitted already."))
        return redirect("reporting_reports:report", pk)
    messages.success(request, _("The report is submitted and frozen."))
    if not frozen.files.filter(format="pdf").exists():
        messages.warning(request, _("It has no PDF: the server lacks the library Pango."))
    return redirect("reporting_reports:report", pk)


@require_POST
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock the period, or open it again."""
    require_focal_point(request)
    set_lock(report=report_or_404(pk), is_locked=request.POST.get("lock") == "yes")
    return redirect("reporting_reports:report", pk)


@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse | FileResponse:
    """One file of the report: the frozen one if it is submitted, else as it stands now."""
    require_reader(request)
    found = report_or_404(pk)
    if form not in CONTENT_TYPES:
        raise Http404
    if not found.is_open:
        return _frozen_file(found, form)
    document = document_of(found)
    try:
        content = write(document, form)
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("reporting_reports:report", pk)
    return _attachment(HttpResponse(content, content_type=CONTENT_TYPES[form]), f"{document.name}.{form}")


def _frozen_file(found: Report, form: str) -> FileResponse:
    kept = found.frozen.files.filter(format=form).first()
    if kept is None or not is_intact(kept):
        raise Http404
    return _attachment(FileResponse(kept.file.open("rb"), content_type=CONTENT_TYPES[form]), kept.name)


def _attachment(response: Any, name: str) -> Any:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
