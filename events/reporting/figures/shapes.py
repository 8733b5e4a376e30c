"""What a figure is: a title, a definition, tables of numbers, and a drawing where one helps. Pure."""

from dataclasses import dataclass

from events.reporting.figures.numbers import Number
from hub.graphics.bars import Bar, BarChart, Cell, Matrix

Entry = str | Number


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of a figure; the first value of each row is its name. The last ``totals`` rows are not drawn."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    totals: int = 0

    @property
    def numbers(self) -> list[Number]:
        """Every number in it."""
        return [entry for row in self.rows for entry in row if isinstance(entry, Number)]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``bars`` names the column of the first table that is drawn, 0 for none; ``grid`` draws a matrix."""

    key: str
    title: str
    definition: str
    tables: tuple[FigureTable, ...]
    bars: int = 0
    grid: bool = False
    notes: tuple[str, ...] = ()

    @property
    def numbers(self) -> list[Number]:
        """Every number in it."""
        return [number for table in self.tables for number in table.numbers]


def drawn(figure: Figure, address: str, period: object) -> BarChart | Matrix | None:
    """What ``hub/graphics`` draws of a figure; each value leads to its list below ``address``, if one is given."""

    def url(number: Number) -> str:
        return f"{address}?{number.selection.query(period)}" if address else ""

    table = figure.tables[0]
    if figure.grid:
        cells = tuple(
            tuple(Cell(float(entry.value), entry.shown, url(entry)) for entry in row if isinstance(entry, Number))
            for row in table.rows
        )
        return Matrix(table.caption, tuple(str(row[0]) for row in table.rows), table.headings[1:], cells)
    if not figure.bars:
        return None
    bars = tuple(
        Bar(str(row[0]), float(entry.value), entry.shown, url(entry))
        for row in table.rows[: len(table.rows) - table.totals]
        if isinstance(entry := row[figure.bars], Number)
    )
    return BarChart(table.caption, table.headings[0], table.headings[figure.bars], bars)
