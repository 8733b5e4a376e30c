"""Submitting: the files and data of a report as they were handed in, kept with their SHA-256."""

import hashlib
import json
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from events.reporting.choices import ActivityState, ReportState
from events.reporting.export import WRITERS, write
from events.reporting.export.json import canonical
from events.reporting.models import Activity, FrozenFile, FrozenReport, Report
from events.reporting.writing.documents import document_of
from events.reporting.writing.services import ReportClosedError
from hub.pdf import PdfUnavailable


def sha256_of(content: bytes) -> str:
    """The digest that a frozen file is known by."""
    return hashlib.sha256(content).hexdigest()


def submit_report(*, report: Report, user: Any) -> FrozenReport:
    """Freeze the report: every file that can be made (no PDF without Pango), the data, and who handed it in when.

    What it tells becomes *used*. Raises ``ReportClosedError`` if it has been submitted already.
    """
    document = document_of(report)
    files: dict[str, bytes] = {}
    for form in WRITERS:
        try:
            files[form] = write(document, form)
        except PdfUnavailable:  # the report can be handed in all the same; the page says which files there are
            continue
    with transaction.atomic():
        if not Report.objects.select_for_update().get(pk=report.pk).is_open:
            raise ReportClosedError
        data = json.loads(files["json"])
        frozen = FrozenReport.objects.create(
            report=report,
            data=data,
            sha256=sha256_of(canonical(data)),
            submitted_at=timezone.now(),
            submitted_by=user,
        )
        for form, content in files.items():
            _keep(frozen, form, f"{document.name}.{form}", content)
        told = [entry["uid"] for entry in data["activities"]]
        Activity.objects.filter(uid__in=told, state=ActivityState.ACCEPTED).update(state=ActivityState.USED)
        report.state = ReportState.SUBMITTED
        report.save(update_fields=["state"])  # tells what is held in memory
    return frozen


def _keep(frozen: FrozenReport, form: str, name: str, content: bytes) -> None:
    kept = FrozenFile(frozen=frozen, format=form, name=name, sha256=sha256_of(content))
    kept.file.save(f"reports/{frozen.pk}/{name}", ContentFile(content))


def is_intact(kept: FrozenFile) -> bool:
    """Whether a frozen file still is what was handed in."""
    try:
        with kept.file.open("rb") as file:
            return sha256_of(file.read()) == kept.sha256
    except OSError:
        return False
