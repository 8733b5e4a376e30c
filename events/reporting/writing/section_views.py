"""One section of a report: text with live count, autosave, new drafts, comments; two editors at once."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from events.reporting.access import may_report
from events.reporting.draft.readiness import length
from events.reporting.figures.loader import name_of
from events.reporting.models import Report, ReportComment, ReportSection, ReportText
from events.reporting.writing.forms import CommentForm
from events.reporting.writing.loading import SectionState, load_state
from events.reporting.writing.services import (
    LONGEST_TEXT,
    ClashError,
    ReportClosedError,
    choose_draft,
    comment,
    save_text,
    settle,
)
from events.reporting.writing.views import frame, report_or_404, require_focal_point, require_reader
from hub.differences import pieces


def _section_or_404(report: Report, key: str) -> ReportSection:
    found: ReportSection = get_object_or_404(ReportSection, template=report.template, key=key)
    return found


def _revision(request: HttpRequest) -> int:
    """The revision that a form was opened with; −1, which none is, for nonsense."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Read and edit one section."""
    require_reader(request)
    report = report_or_404(pk)
    row = _section_or_404(report, key)
    if request.method == "POST":
        require_focal_point(request)
        text = request.POST.get("text", "")
        if len(text) > LONGEST_TEXT:
            messages.error(request, _("The text is longer than a million characters; it was not saved."))
            return _shown(request, report, key, typed=text, status=422)
        try:
            save_text(report=report, section=row, text=text, revision=_revision(request), user=request.user)
        except ClashError as clash:
            return _shown(request, report, key, typed=text, clash=clash.row, status=409)
        except ReportClosedError:
            messages.error(request, _("The report has been submitted: nothing in it changes any more."))
            return _shown(request, report, key, typed=text, status=409)
        messages.success(request, _("Saved."))
        return redirect("reporting_reports:section", pk, key)
    return _shown(request, report, key)


def _shown(
    request: HttpRequest,
    report: Report,
    key: str,
    *,
    typed: str | None = None,
    clash: ReportText | None = None,
    remark: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    whole = load_state(report)
    state = whole.section(key)
    if state is None:
        raise Http404
    text = state.text if typed is None else typed
    own = state.section
    context = {
        "report": report,
        "state": state,
        "text": text,
        "revision": state.row.revision if state.row else 0,
        "length": length(text, own.limit_unit or "words"),
        "unit": own.limit_unit or "words",
        "form_section": _section_or_404(report, key),
        "may_write": may_report(request.user) and report.is_open,
        "clash": _clash(clash, text),
        "offer": _offer(state),
        "comments": _comments(state),
        "remark": remark or CommentForm(),
        "evidence": [piece for fact in whole.source.activities_in(own) for piece in fact.evidence if piece.holds],
    }
    steps = ((reverse("reporting_reports:report", args=[report.pk]), str(report)), ("", own.heading(report.language)))
    return render(request, "events/reporting/admin/section.html", frame(*steps) | context, status=status)


def _clash(row: ReportText | None, text: str) -> dict[str, Any] | None:
    if row is None:
        return None
    theirs, mine = pieces(row.text, text)
    return {"who": name_of(row.changed_by), "when": row.changed_at, "theirs": theirs, "mine": mine, "text": row.text}


def _offer(state: SectionState) -> dict[str, Any] | None:
    if state.row is None or not state.row.offered:
        return None
    current, drafted = pieces(state.row.text, state.row.offered)
    return {"current": current, "drafted": drafted}


def _comments(state: SectionState) -> list[ReportComment]:
    if state.row is None:
        return []
    return list(state.row.comments.select_related("author", "settled_by"))


@require_POST
def autosave(request: HttpRequest, pk: int, key: str) -> JsonResponse:
    """Save what is being typed: the new revision, or 409 with who saved in between; then nothing is overwritten."""
    require_focal_point(request)
    report = report_or_404(pk)
    text = request.POST.get("text", "")
    if len(text) > LONGEST_TEXT:
        return JsonResponse({"problem": _("The text is longer than a million characters.")}, status=422)
    own = _section_or_404(report, key)
    try:
        row = save_text(report=report, section=own, text=text, revision=_revision(request), user=request.user)
    except ClashError as clash:
        words = _("%(name)s has saved another text meanwhile. Yours is kept here; press Save to see both.")
        who = name_of(clash.row.changed_by) or _("The draft")
        return JsonResponse({"problem": words % {"name": who}}, status=409)
    except ReportClosedError:
        return JsonResponse({"problem": _("The report has been submitted.")}, status=409)
    return JsonResponse({"revision": row.revision, "said": _("Saved.")})


@require_POST
def choose(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take the new draft, or keep the text by hand."""
    require_focal_point(request)
    report = report_or_404(pk)
    try:
        choose_draft(
            report=report,
            section=_section_or_404(report, key),
            takes_draft=request.POST.get("choice") == "draft",
            revision=_revision(request),
            user=request.user,
        )
    except ClashError:
        messages.error(request, _("The text has been changed meanwhile: look at the difference again."))
    except ReportClosedError:
        messages.error(request, _("The report has been submitted: nothing in it changes any more."))
    return redirect("reporting_reports:section", pk, key)


@require_POST
def add_comment(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Leave a remark."""
    require_focal_point(request)
    report, form = report_or_404(pk), CommentForm(request.POST)
    if not form.is_valid():
        return _shown(request, report, key, remark=form, status=422)
    try:
        comment(report=report, section=_section_or_404(report, key), body=form.cleaned_data["body"], user=request.user)
    except ReportClosedError:
        messages.error(request, _("The report has been submitted: nothing in it changes any more."))
    return redirect("reporting_reports:section", pk, key)


@require_POST
def settle_comment(request: HttpRequest, pk: int, key: str, comment_pk: int) -> HttpResponse:
    """Say that a remark has been dealt with."""
    require_focal_point(request)
    remark = get_object_or_404(ReportComment, pk=comment_pk, text__report=pk, text__section__key=key)
    settle(remark=remark, user=request.user)
    return redirect("reporting_reports:section", pk, key)
