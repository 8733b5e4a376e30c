"""Figures as pages show them: every number a link to its list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.reporting.figures import Axis, Figure, all_figures
from events.reporting.figures.loader import load
from events.reporting.figures.matrix import AXIS_NAMES
from events.reporting.figures.numbers import Number
from events.reporting.figures.shapes import FigureTable, drawn
from events.reporting.periods import Period, PeriodError, period_of
from hub.graphics.bars import BarChart, Matrix

USUAL_YEARS = 4


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A value of a table, with the address of its list."""

    text: str
    url: str = ""
    rows: int = 0
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with its values as they are read; the first of each row is its heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[ShownCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure with what is drawn of it; what the drawing's own table says is not among ``tables``."""

    figure: Figure
    tables: tuple[ShownTable, ...]
    chart: BarChart | None = None
    matrix: Matrix | None = None


def shown_figure(figure: Figure, address: str, period: object) -> ShownFigure:
    """``figure`` with its lists below ``address``."""
    picture = drawn(figure, address, period)
    tables = figure.tables[1:] if isinstance(picture, Matrix) else figure.tables
    return ShownFigure(
        figure,
        tuple(_table(table, address, period) for table in tables),
        picture if isinstance(picture, BarChart) else None,
        picture if isinstance(picture, Matrix) else None,
    )


def _table(table: FigureTable, address: str, period: object) -> ShownTable:
    rows = tuple((str(row[0]), tuple(_cell(entry, address, period) for entry in row[1:])) for row in table.rows)
    return ShownTable(table.caption, table.headings, rows)


def _cell(entry: str | Number, address: str, period: object) -> ShownCell:
    if not isinstance(entry, Number):
        return ShownCell(entry)
    is_sum = bool(entry.selection.measure) or entry.value != entry.rows
    return ShownCell(entry.shown, f"{address}?{entry.selection.query(period)}", entry.rows, is_sum)


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The figures that a query string asks for; ``problem`` says which part of it made no sense and was left out."""

    period: Period
    rows: Axis
    columns: Axis
    figures: tuple[ShownFigure, ...]
    problem: str = ""

    @property
    def axes(self) -> list[tuple[str, str]]:
        """What can be chosen for rows and columns."""
        return [(axis.value, str(name)) for axis, name in AXIS_NAMES.items()]


def usual_period() -> Period:
    """The year that is running and the three before it."""
    year = timezone.localdate().year
    return period_of(f"{year - USUAL_YEARS + 1}-{year}")


def figures_page(query: Mapping[str, Any], address: str, *, is_public: bool) -> FiguresPage:
    """The figures of ``?period=2023-2027&rows=sdg&columns=year``, with lists below ``address``."""
    problem, period = "", usual_period()
    if text := query.get("period", ""):
        try:
            period = period_of(text)
        except PeriodError:
            problem = "period"
    rows, columns = _axis(query.get("rows", ""), Axis.PRIORITY), _axis(query.get("columns", ""), Axis.OBJECTIVE)
    if rows == columns:
        problem = "axes" if query.get("rows") or query.get("columns") else problem
        columns = Axis.OBJECTIVE if rows != Axis.OBJECTIVE else Axis.PRIORITY
    world = load(period, is_public=is_public)
    made = all_figures(world, rows=rows, columns=columns, currency=settings.HUB_CURRENCY)
    shown = tuple(shown_figure(figure, address, period) for figure in made)
    return FiguresPage(period, rows, columns, shown, problem)


def _axis(text: str, usual: Axis) -> Axis:
    return Axis(text) if text in set(Axis) else usual
