"""Write a report into files: Word, PDF, spreadsheet, JSON."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.reporting.choices import ReportKind, ReportLanguage
from events.reporting.document import Document
from events.reporting.export import WRITERS, write
from events.reporting.models import FrozenReport, Report, ReportTemplate
from events.reporting.periods import Period, PeriodError, period_of
from events.reporting.writing.documents import document_of, drafted_document
from events.reporting.writing.freezing import is_intact
from hub.pdf import PdfUnavailable


class Command(BaseCommand):
    """Export the report of a period: as submitted, as it is being written, or as the records alone draft it."""

    help = "Write the report of a period into files. A submitted report gives its frozen files, unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--period", required=True, help="2023-2027, 2024 or 2023-01-01..2026-06-30")
        parser.add_argument("--format", default="docx,pdf,xlsx,json", help="comma-separated: docx, pdf, xlsx, json")
        parser.add_argument("--out", required=True, type=Path, help="the folder to write into")
        parser.add_argument("--kind", choices=ReportKind.values, default=ReportKind.MONITORING.value)
        parser.add_argument("--language", choices=ReportLanguage.values, help="the form's own if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        period, forms = self._period(options["period"]), self._forms(options["format"])
        folder: Path = options["out"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"--out: {folder} is no folder to write into ({error.strerror}).") from error
        template = self._template(options["kind"])
        language = options["language"] or template.language
        report = Report.objects.filter(
            template=template, first_day=period.first, last_day=period.last, language=language
        ).last()
        frozen = FrozenReport.objects.filter(report=report).first() if report else None
        if frozen is not None:
            self._copy(frozen, forms, folder)
            return
        document = document_of(report) if report else drafted_document(template, period, language)
        self.stdout.write("As it is being written." if report else "Drafted from the records: no report is begun yet.")
        self._write(document, forms, folder)

    def _period(self, text: str) -> Period:
        try:
            return period_of(text)
        except PeriodError as error:
            raise CommandError(f"--period: “{text}” is no period, write 2023-2027 or 2024.") from error

    def _forms(self, text: str) -> list[str]:
        forms = [form.strip().lower() for form in text.split(",") if form.strip()]
        unknown = [form for form in forms if form not in WRITERS]
        if unknown or not forms:
            raise CommandError(f"--format: choose from {', '.join(WRITERS)}; not known: {', '.join(unknown) or '–'}.")
        return forms

    def _template(self, kind: str) -> ReportTemplate:
        found = ReportTemplate.objects.filter(kind=kind, withdrawn=False).first()
        if found is None:
            raise CommandError(f"There is no form of the kind “{kind}”; load_sample_data brings the usual ones.")
        return found

    def _write(self, document: Document, forms: list[str], folder: Path) -> None:
        failed = []
        for form in forms:
            path = folder / f"{document.name}.{form}"
            try:
                path.write_bytes(write(document, form))
            except PdfUnavailable as error:
                failed.append(str(error))
                continue
            self.stdout.write(f"{path} ({path.stat().st_size:,} bytes)")
        if failed:
            raise CommandError(" ".join(failed))

    def _copy(self, frozen: FrozenReport, forms: list[str], folder: Path) -> None:
        kept = {file.format: file for file in frozen.files.all()}
        self.stdout.write(f"As submitted on {frozen.submitted_at:%Y-%m-%d}.")
        for form in forms:
            file = kept.get(form)
            if file is None or not is_intact(file):
                raise CommandError(f"The submitted report has no {form}, or it is not what was submitted.")
            with file.file.open("rb") as content:
                (folder / file.name).write_bytes(content.read())
            self.stdout.write(f"{folder / file.name} (SHA-256 {file.sha256})")
