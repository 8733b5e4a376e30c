"""What an import would do, row by row. Reads the catalogue, writes nothing."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from hub.models.former_addresses import former_address_text
from partners.imports.cells import CellError, read_cell
from partners.imports.changes import Change, changes_to, creation_of
from partners.imports.columns import BY_FIELD
from partners.imports.matching import Candidate, Found, Matcher
from partners.imports.problems import Problem
from partners.imports.stock import Holding, Stock, load_stock
from partners.imports.table import Table, TableRow
from partners.imports.wholes import Whole, circular_rows, find_whole, rows_by_name

__all__ = ["Answers", "Candidate", "Change", "ImportPlan", "RowPlan", "RowState", "Whole", "plan_import"]


class RowState(StrEnum):
    """What a row comes to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    QUESTION = "question"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person importing says of look-alikes, by row number: the slug of the same partner, or a new one."""

    same: Mapping[int, str] = field(default_factory=dict)
    new: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What one row comes to; ``values`` are those of its filled cells, as the fields store them."""

    number: int
    state: RowState
    title: str
    values: Mapping[str, Any]
    partner: Holding | None = None
    whole: Whole | None = None
    changes: tuple[Change, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    """What an import of ``table`` would do, given ``answers``."""

    table: Table
    answers: Answers
    rows: tuple[RowPlan, ...]
    stray_problems: tuple[Problem, ...] = ()
    """Problems of no row of the table: answers about rows that aren't there."""

    def in_state(self, state: RowState) -> tuple[RowPlan, ...]:
        """The rows that come to ``state``."""
        return tuple(row for row in self.rows if row.state == state)

    @cached_property
    def new(self) -> tuple[RowPlan, ...]:
        return self.in_state(RowState.NEW)

    @cached_property
    def changed(self) -> tuple[RowPlan, ...]:
        return self.in_state(RowState.CHANGED)

    @cached_property
    def unchanged(self) -> tuple[RowPlan, ...]:
        return self.in_state(RowState.UNCHANGED)

    @cached_property
    def questions(self) -> tuple[RowPlan, ...]:
        return self.in_state(RowState.QUESTION)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, in the order of the rows."""
        return self.stray_problems + tuple(problem for row in self.rows for problem in row.problems)

    @property
    def is_ready(self) -> bool:
        """Whether it may be carried out: no errors, no open questions."""
        return not (self.problems or self.questions)

    @cached_property
    def fingerprint(self) -> str:
        """Two plans with the same fingerprint would write the same."""
        digest = hashlib.sha256()
        for row in self.rows:
            target = row.partner.pk if row.partner else None
            shown = [(change.field, change.before, change.after) for change in row.changes]
            digest.update(repr((row.number, str(row.state), target, shown)).encode())
        return digest.hexdigest()


def plan_import(table: Table, answers: Answers | None = None) -> ImportPlan:
    """Say of each row whether it is new, unchanged, a change, a question or an error. Writes nothing.

    All errors of all rows are collected. The number of queries doesn't depend on the number of rows.
    A row is an existing partner if its CVR number, address or exact title says so; if only the name or the
    website is similar, or the signs contradict each other, it is a question until ``answers`` has the answer.
    """
    return _Planner(table, answers or Answers(), load_stock()).plan()


class _Planner:
    """One planning: what is read and found on the way."""

    def __init__(self, table: Table, answers: Answers, stock: Stock) -> None:
        self.table, self.answers, self.stock = table, answers, stock
        self.matcher = Matcher(stock)
        self.taken: dict[int, int] = {}

    def plan(self) -> ImportPlan:
        rows = [self._place(row) for row in self.table.rows]
        named = rows_by_name(rows)
        rows = [self._settle(row, self._whole(row, named)) for row in rows]
        circular = circular_rows(rows, self.stock)
        reason = _("Partners would be part of each other in a circle.")
        rows = [self._with_problem(row, "parent", reason) if row.number in circular else row for row in rows]
        return ImportPlan(self.table, self.answers, tuple(rows), self._stray_answers())

    def _whole(self, row: RowPlan, named: Mapping[str, RowPlan]) -> Whole | None:
        return find_whole(row.values["parent"], self.stock, named) if "parent" in row.values else None

    def _place(self, row: TableRow) -> RowPlan:
        """Read the cells and find the partner."""
        values, problems = self._read(row)
        titles = (texts.get(name, "") for texts in (values, row.cells) for name in ("title_da", "title_en"))
        title = next(filter(None, titles), "")
        plan = RowPlan(row.number, RowState.NEW, title[:200], values, problems=tuple(problems))
        found = self.matcher.find(row.number, values, self.answers.same.get(row.number), row.number in self.answers.new)
        plan = self._with_found(plan, found)
        self.matcher.remember(row.number, values)
        return plan

    def _read(self, row: TableRow) -> tuple[dict[str, Any], list[Problem]]:
        values: dict[str, Any] = {}
        problems = list(row.problems)
        for name, text in row.cells.items():
            try:
                value = read_cell(name, text, self.stock)
            except CellError as error:
                problems.append(Problem(row.number, self.table.heading(name), str(error)))
            else:
                if value not in ("", ()):
                    values[name] = value
        return values, problems

    def _with_found(self, plan: RowPlan, found: Found) -> RowPlan:
        if found.problem:
            return self._with_problem(plan, found.problem_field, found.problem)
        if found.candidates:
            return replace(plan, state=RowState.QUESTION, candidates=found.candidates)
        if found.holding is None:
            return plan
        twin = self.taken.setdefault(found.holding.pk, plan.number)
        plan = replace(plan, state=RowState.UNCHANGED, partner=found.holding, title=plan.title or found.holding.title)
        if twin != plan.number:
            return self._with_problem(
                plan, self._title_field(), _("Row %(row)d is about the same partner.") % {"row": twin}
            )
        return plan

    def _settle(self, plan: RowPlan, whole: Whole | None) -> RowPlan:
        """Compare with what the partner holds, once it is known what the row's whole is."""
        if "parent" in plan.values and whole is None:
            text = plan.values["parent"]
            reason = _("No partner “%(title)s” in the catalogue or in the file.") % {"title": text}
            plan = self._with_problem(plan, "parent", reason)
        plan = replace(plan, whole=whole)
        if plan.state == RowState.QUESTION:
            return replace(plan, state=RowState.ERROR) if plan.problems else plan
        if plan.partner is None:
            plan = self._check_new(plan)
            changes = creation_of(plan.values, whole, self.stock)
        else:
            changes = changes_to(plan.partner, plan.values, whole, self.stock)
            if changes:
                plan = self._check_change(replace(plan, state=RowState.CHANGED), plan.partner, changes)
        plan = self._check_former_slug(self._check_coordinates(plan))
        return replace(plan, changes=changes, state=RowState.ERROR if plan.problems else plan.state)

    def _check_new(self, plan: RowPlan) -> RowPlan:
        broken = {problem.column for problem in plan.problems}
        if not plan.title and self.table.heading(self._title_field()) not in broken:
            plan = self._with_problem(plan, self._title_field(), _("A new partner needs a name."))
        if "sector" not in plan.values and self.table.heading("sector") not in broken:
            plan = self._with_problem(plan, "sector", _("A new partner needs a sector."))
        return plan

    def _check_change(self, plan: RowPlan, holding: Holding, changes: tuple[Change, ...]) -> RowPlan:
        if not holding.is_free:
            reason = _(
                "“%(title)s” can’t be changed by an import: it has unpublished changes, isn’t published, "
                "is locked or waits for approval. Settle that first."
            )
            plan = self._with_problem(plan, changes[0].field, reason % {"title": holding.title})
        for name, holders in (("slug", self.stock.by_slug), ("cvr", self.stock.by_cvr)):
            holder = holders.get(plan.values.get(name, ""))
            if holder is not None and holder.pk != holding.pk:
                reason = _("Belongs to the partner “%(title)s”.") % {"title": holder.title}
                plan = self._with_problem(plan, name, reason)
        return plan

    def _check_former_slug(self, plan: RowPlan) -> RowPlan:
        """An address that another partner had goes on leading there."""
        slug = plan.values.get("slug", "")
        own = plan.partner.pk if plan.partner else 0
        held = plan.partner.values["slug"] if plan.partner else ""
        if slug == held or self.stock.former_slugs.get(slug, own) == own:
            return plan
        owner = self.stock.formerly_at(slug)
        return self._with_problem(plan, "slug", former_address_text(owner.title if owner else ""))

    def _check_coordinates(self, plan: RowPlan) -> RowPlan:
        held = plan.partner.values if plan.partner else {}
        known = [name for name in ("latitude", "longitude") if plan.values.get(name, held.get(name)) is not None]
        headings = {self.table.heading(name) for name in ("latitude", "longitude")}
        if len(known) == 1 and not headings & {problem.column for problem in plan.problems}:
            missing = "longitude" if known == ["latitude"] else "latitude"
            return self._with_problem(plan, missing, _("Give both latitude and longitude, or neither."))
        return plan

    def _with_problem(self, plan: RowPlan, name: str, reason: str) -> RowPlan:
        problem = Problem(plan.number, self.table.heading(name), reason)
        return replace(plan, state=RowState.ERROR, problems=(*plan.problems, problem))

    def _title_field(self) -> str:
        return next((name for name in ("title_da", "title_en") if name in self.table.headings), "title_da")

    def _stray_answers(self) -> tuple[Problem, ...]:
        rows = {row.number for row in self.table.rows}
        column = BY_FIELD["title_da"].heading()
        reason = _("There is an answer for this row, but the file has no such row.")
        asked = set(self.answers.same) | self.answers.new
        return tuple(Problem(number, column, reason) for number in sorted(asked - rows))
