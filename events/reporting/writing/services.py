"""Everything that writes a report: begin, draft, edit, choose, comment, lock. Submitting is in ``freezing``."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.reporting.draft.parts import digest
from events.reporting.draft.sections import draft_section
from events.reporting.models import Report, ReportComment, ReportSection, ReportTemplate, ReportText
from events.reporting.periods import Period
from events.reporting.writing.loading import form_fact, load_source, period_of_report

LONGEST_TEXT = 1_000_000


class ReportClosedError(Exception):
    """The report has been submitted: nothing in it changes any more."""


class ClashError(Exception):
    """Somebody else saved in between; ``row`` is how it stands now."""

    def __init__(self, row: ReportText) -> None:
        super().__init__("clash")
        self.row = row


def begin_report(*, template: ReportTemplate, period: Period, language: str, title: str = "") -> Report:
    """A new report with an empty text for each section of its form."""
    with transaction.atomic():
        report = Report.objects.create(
            template=template,
            title=title or _title(template, language),
            first_day=period.first,
            last_day=period.last,
            language=language,
        )
        sections = template.sections.all()
        ReportText.objects.bulk_create([ReportText(report=report, section=section) for section in sections])
        return report


def _title(template: ReportTemplate, language: str) -> str:
    titles = {"da": template.title_da, "en": template.title_en, "fr": template.title_fr}
    return titles.get(language) or template.title_en or template.title_da


def _open_row(report: Report, section: ReportSection) -> ReportText:
    """The text of a section, its row held until the transaction ends. Raises ``ReportClosedError``."""
    if not Report.objects.select_for_update().get(pk=report.pk).is_open:
        raise ReportClosedError
    row, _made = ReportText.objects.select_for_update().get_or_create(report=report, section=section)
    return row


def draft_report(report: Report, on_progress: Callable[[int, int], None] | None = None) -> int:
    """Draft every section from the records; gives how many texts wait for a choice, because they were edited by hand.

    A text that nobody has edited takes the new draft; an edited one stays, and the new draft is offered beside it.
    """
    form = form_fact(report.template)
    source = load_source(period_of_report(report), form, report.language)
    sections = {section.key: section for section in report.template.sections.all()}
    waiting = 0
    for number, section in enumerate(form.sections, start=1):
        draft = draft_section(source, section).text
        waiting += _take_draft(report, sections[section.key], draft)
        if on_progress is not None:
            on_progress(number, len(form.sections))
    return waiting


@transaction.atomic
def _take_draft(report: Report, section: ReportSection, draft: str) -> bool:
    """Put a new draft where nothing was edited, else offer it; gives whether it waits for a choice."""
    row = _open_row(report, section)
    is_edited = row.text != row.drafted
    if is_edited and draft not in (row.drafted, row.text):
        row.offered = draft
        row.save(update_fields=["offered"])
        return True
    row.offered = ""
    if not is_edited and row.text != draft:
        row.text, row.revision, row.changed_at, row.changed_by = draft, row.revision + 1, timezone.now(), None
    if not is_edited or row.text == draft:
        row.drafted, row.based_on = draft, digest(draft)
    row.save()
    return False


@transaction.atomic
def save_text(*, report: Report, section: ReportSection, text: str, revision: int, user: Any) -> ReportText:
    """Save what somebody wrote on top of ``revision``. Raises ``ClashError`` if it is no longer the last one, and
    ``ReportClosedError``; then nothing is changed."""
    row = _open_row(report, section)
    text = text.replace("\r\n", "\n").replace("\x00", "")[:LONGEST_TEXT]
    if row.text == text:
        return row
    if row.revision != revision:
        raise ClashError(row)
    row.text, row.revision, row.changed_at, row.changed_by = text, revision + 1, timezone.now(), user
    row.save(update_fields=["text", "revision", "changed_at", "changed_by"])
    return row


@transaction.atomic
def choose_draft(*, report: Report, section: ReportSection, takes_draft: bool, revision: int, user: Any) -> ReportText:
    """Take the new draft that is offered, or keep the text by hand. Raises as ``save_text`` does."""
    row = _open_row(report, section)
    if row.revision != revision:
        raise ClashError(row)
    if not row.offered:
        return row
    row.drafted, row.based_on = row.offered, digest(row.offered)
    if takes_draft:
        row.text, row.changed_at, row.changed_by = row.offered, timezone.now(), user
    row.offered, row.revision = "", row.revision + 1
    row.save()
    return row


@transaction.atomic
def comment(*, report: Report, section: ReportSection, body: str, user: Any) -> ReportComment:
    """A remark on a section. Raises ``ReportClosedError``."""
    return ReportComment.objects.create(text=_open_row(report, section), author=user, body=body)


def settle(*, remark: ReportComment, user: Any) -> None:
    """Say that a remark has been dealt with; the first to say so is kept."""
    ReportComment.objects.filter(pk=remark.pk, settled_at=None).update(settled_at=timezone.now(), settled_by=user)


def set_lock(*, report: Report, is_locked: bool) -> None:
    """Lock the report's period, or open it again."""
    Report.objects.filter(pk=report.pk).update(is_locked=is_locked)


def ask_for_draft(report: Report) -> bool:
    """Note that a draft is wanted; gives whether it has to be queued (not while one is being made)."""
    asked = Report.objects.filter(pk=report.pk, draft_total=0)
    total = report.template.sections.count()
    now = {"draft_done": 0, "draft_total": total, "draft_failed": False, "draft_asked_at": timezone.now()}
    return total > 0 and asked.update(**now) == 1


def note_progress(pk: int, done: int) -> None:
    """How many sections are done."""
    Report.objects.filter(pk=pk).update(draft_done=done)


def end_draft(pk: int, *, has_failed: bool = False) -> None:
    """No draft is being made any more."""
    Report.objects.filter(pk=pk).update(draft_total=0, draft_done=F("draft_total"), draft_failed=has_failed)
