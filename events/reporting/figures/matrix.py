"""The alignment matrix: which activities serve both a municipal priority and an objective, or any other two."""

from collections import Counter
from itertools import product

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.reporting.figures.definitions import definition
from events.reporting.figures.facts import Axis, TermFact, World
from events.reporting.figures.numbers import Number, count
from events.reporting.figures.shapes import Entry, Figure, FigureTable

AXIS_NAMES: dict[Axis, str | Promise] = {
    Axis.PRIORITY: gettext_lazy("Municipal priorities"),
    Axis.OBJECTIVE: gettext_lazy("Objectives"),
    Axis.SDG: gettext_lazy("SDGs"),
    Axis.AREA: gettext_lazy("Areas of action"),
    Axis.DIMENSION: gettext_lazy("Dimensions"),
    Axis.SCOPE: gettext_lazy("Scopes"),
    Axis.YEAR: gettext_lazy("Years"),
}


def pair_counts(world: World, rows: Axis, columns: Axis) -> Counter[tuple[str, str]]:
    """How many activities have both, by the keys of row and column; pairs that none has are left out."""
    found: Counter[tuple[str, str]] = Counter()
    for activity in world.activities:
        found.update(set(product(activity.keys(rows), activity.keys(columns))))
    return found


def empty_pairs(world: World, rows: Axis, columns: Axis) -> list[tuple[TermFact, TermFact]]:
    """The pairs that no activity has, row by row: what next year's plan may take up."""
    counts = pair_counts(world, rows, columns)
    pairs = product(world.axis(rows), world.axis(columns))
    return [(row, column) for row, column in pairs if not counts[row.key, column.key]]


def alignment_matrix(world: World, rows: Axis = Axis.PRIORITY, columns: Axis = Axis.OBJECTIVE) -> Figure:
    """Rows against columns, then each axis by itself with what is without a term. Raises ``ValueError`` if they are the
    same axis.

    See ``definitions`` for what it counts: an activity is in as many fields as it has pairs of terms.
    """
    if rows == columns:
        raise ValueError("Two different axes are needed.")
    counts = pair_counts(world, rows, columns)
    row_terms, column_terms = world.axis(rows), world.axis(columns)
    grid: tuple[tuple[Entry, ...], ...] = tuple(
        (str(row.title.shown), *(_field(counts, rows, row, columns, column) for column in column_terms))
        for row in row_terms
    )
    caption = _("%(rows)s against %(columns)s") % {"rows": AXIS_NAMES[rows], "columns": AXIS_NAMES[columns]}
    headings = (str(AXIS_NAMES[rows]), *(str(term.title.shown) for term in column_terms))
    tables = (FigureTable(caption, headings, grid), by_axis(world, rows), by_axis(world, columns))
    about = definition("matrix")
    empty = [f"{row.title.shown} × {column.title.shown}" for row, column in empty_pairs(world, rows, columns)]
    return Figure("matrix", str(about.title), str(about.text), tables, grid=True, notes=tuple(empty))


def _field(counts: Counter[tuple[str, str]], rows: Axis, row: TermFact, columns: Axis, column: TermFact) -> Number:
    return count(counts[row.key, column.key], "activities", (rows.value, row.key), (columns.value, column.key))


def by_axis(world: World, axis: Axis) -> FigureTable:
    """How many activities have each term of an axis, how many have none, and how many there are."""
    had = Counter(key for activity in world.activities for key in set(activity.keys(axis)))
    rows: list[tuple[Entry, ...]] = [
        (str(term.title.shown), count(had[term.key], "activities", (axis.value, term.key))) for term in world.axis(axis)
    ]
    if axis != Axis.YEAR:
        without = sum(1 for activity in world.activities if not activity.keys(axis))
        rows.append((_("Without"), count(without, "activities", ("without", axis.value))))
    rows.append((_("All"), count(len(world.activities), "activities")))
    return FigureTable(str(AXIS_NAMES[axis]), (str(AXIS_NAMES[axis]), _("Activities")), tuple(rows))
