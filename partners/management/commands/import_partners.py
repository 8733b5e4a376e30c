"""Bring partners in from a CSV or Excel file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.choices import Language
from partners.imports import Answers, ImportPlan, Problem, RowPlan, Table, TableError, plan_import, read_table
from partners.imports.table import MAX_BYTES
from partners.services import ImportRefusedError, ImportRowError, import_partners

ROWS_PER_REPORT = 50


class Command(BaseCommand):
    """Preview first, then all rows or none; a second run of the same file writes nothing."""

    help = "Import partners from a CSV or XLSX file: all rows or none. A second run of the same file writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Show what would happen and write nothing.")
        parser.add_argument("--draft", action="store_true", help="Keep new partners as drafts.")
        parser.add_argument(
            "--same",
            action="append",
            default=[],
            metavar="ROW=SLUG",
            help="The partner of this row is the one with this address. Repeatable.",
        )
        parser.add_argument(
            "--new",
            action="append",
            default=[],
            metavar="ROW",
            help="The partner of this row is none of its look-alikes. Repeatable.",
        )
        parser.add_argument("--language", choices=Language.values, default=Language.DANISH.value)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            plan = plan_import(self._table(options["file"]), self._answers(options["same"], options["new"]))
            self._show(plan)
            self._refuse_unready(plan)
            if options["dry_run"]:
                self.stdout.write(_("Only a preview: nothing was written."))
                return
            self._write(plan, as_drafts=options["draft"])

    def _table(self, path: Path) -> Table:
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
            return read_table(content, path.name)
        except OSError as error:
            raise CommandError(
                _("The file %(path)s can’t be opened: %(reason)s.") % {"path": path, "reason": error.strerror}
            ) from error
        except TableError as error:
            raise CommandError(str(error)) from error

    def _answers(self, same: list[str], new: list[str]) -> Answers:
        slugs = {}
        for answer in same:
            row, _equals, slug = answer.partition("=")
            slugs[self._row(row, answer)] = slug.strip()
            if not slug.strip():
                raise CommandError(_("Write --same as row number=address, not “%(text)s”.") % {"text": answer})
        rows = frozenset(self._row(answer, answer) for answer in new)
        if both := sorted(rows & set(slugs)):
            raise CommandError(_("Row %(row)d can’t be both the same and new.") % {"row": both[0]})
        return Answers(slugs, rows)

    @staticmethod
    def _row(text: str, answer: str) -> int:
        if not text.strip().isdecimal():
            raise CommandError(_("“%(text)s” doesn’t begin with a row number.") % {"text": answer})
        return int(text)

    def _show(self, plan: ImportPlan) -> None:
        self.stdout.write(
            _("%(rows)d rows: %(new)d new, %(changed)d changed, %(unchanged)d unchanged.")
            % {
                "rows": len(plan.rows),
                "new": len(plan.new),
                "changed": len(plan.changed),
                "unchanged": len(plan.unchanged),
            }
        )
        for row in plan.changed:
            self.stdout.write(_("Row %(row)d changes “%(title)s”:") % {"row": row.number, "title": row.title})
            for change in row.changes:
                self.stdout.write(f"  {change.label}: {change.before[:100] or '–'} → {change.after[:100]}")

    def _refuse_unready(self, plan: ImportPlan) -> None:
        for problem in plan.problems:
            self._show_problem(problem)
        for row in plan.questions:
            self._ask(row)
        if plan.is_ready:
            return
        rows = len({problem.row for problem in plan.problems})
        faults = []
        if rows:
            faults.append(ngettext("%(count)d row has errors.", "%(count)d rows have errors.", rows) % {"count": rows})
        if asked := len(plan.questions):
            question = ngettext(
                "%(count)d row looks like a partner that is there already.",
                "%(count)d rows look like partners that are there already.",
                asked,
            )
            faults.append(question % {"count": asked})
        raise CommandError(" ".join([*faults, _("Nothing was written.")]))

    def _show_problem(self, problem: Problem) -> None:
        self.stderr.write(
            _("Row %(row)d, column “%(column)s”: %(reason)s")
            % {"row": problem.row, "column": problem.column, "reason": problem.reason}
        )

    def _ask(self, row: RowPlan) -> None:
        self.stderr.write(_("Row %(row)d, “%(title)s”: is it one of these?") % {"row": row.number, "title": row.title})
        for candidate in row.candidates:
            answer = (
                f"--same {row.number}={candidate.slug}" if candidate.slug else _("row %(row)d") % {"row": candidate.row}
            )
            self.stderr.write(f"  {candidate.title}: {candidate.reason} → {answer}")
        self.stderr.write("  " + _("None of them: %(option)s") % {"option": f"--new {row.number}"})

    def _write(self, plan: ImportPlan, *, as_drafts: bool) -> None:
        try:
            result = import_partners(plan, imported_by=None, as_drafts=as_drafts, on_progress=self._progress)
        except ImportRefusedError as refused:
            raise CommandError(str(refused)) from refused
        except ImportRowError as error:
            self._show_problem(error.problem)
            raise CommandError(_("Nothing was written.")) from error
        self.stdout.write(
            self.style.SUCCESS(
                _("Imported: %(created)d created, %(changed)d changed, %(unchanged)d unchanged.")
                % {"created": result.created, "changed": result.changed, "unchanged": result.unchanged}
            )
        )

    def _progress(self, done: int, total: int) -> None:
        if done % ROWS_PER_REPORT == 0 or (done == total and total > ROWS_PER_REPORT):
            self.stdout.write(_("%(done)d of %(total)d written") % {"done": done, "total": total})
