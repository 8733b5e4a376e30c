"""What the reporting desk does in the background: only keys are queued."""

import logging

from django_tasks import task

from events.reporting.models import Report
from events.reporting.writing.services import ReportClosedError, draft_report, end_draft, note_progress

logger = logging.getLogger(__name__)


@task()
def draft_in_background(pk: int) -> int:
    """Draft a report section by section; gives how many texts wait for a choice, −1 for a report that can't be."""
    report = Report.objects.filter(pk=pk).select_related("template").first()
    if report is None:
        return -1
    has_failed = True
    try:
        waiting = draft_report(report, lambda done, _total: note_progress(pk, done))
        has_failed = False
        return waiting
    except ReportClosedError:
        logger.warning("report %s was submitted before its draft was made", pk)
        return -1
    finally:
        end_draft(pk, has_failed=has_failed)
