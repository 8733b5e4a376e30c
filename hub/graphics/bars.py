"""Bars and matrix: dataclasses in, SVG out. Both grow with their place: lengths are shares of it, letters stay as big.

The table that says the same is the component's (``bar_chart.html``, ``matrix.html``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.graphics.svg import XMLNS, number, text_of

ROW_HEIGHT, BAR_HEIGHT = 44, 14
CELL_HEIGHT, HEAD_WIDTH = 40.0, 10.0  # the latter in per cent
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``shown`` is its value as it is to be read, ``url`` leads to what it counts."""

    label: str
    value: float
    shown: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars below each other. ``caption`` says what is counted; the headings are those of the table."""

    caption: str
    label_heading: str
    value_heading: str
    bars: tuple[Bar, ...]

    @property
    def largest(self) -> float:
        """The value that fills the width."""
        return max((bar.value for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a matrix: its value, and where what it counts is listed."""

    value: float
    shown: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows against columns; ``cells`` has one tuple for each row, as long as ``columns``."""

    caption: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.rows) or any(len(row) != len(self.columns) for row in self.cells):
            raise ValueError("A matrix needs a cell for each column in each row.")

    @property
    def largest(self) -> float:
        """The value with the fullest field."""
        return max((cell.value for row in self.cells for cell in row), default=0)

    @property
    def lettered_columns(self) -> list[tuple[str, str]]:
        """The columns with the letters that stand for them in the drawing."""
        return list(zip(map(letter, range(len(self.columns))), self.columns, strict=True))

    @property
    def table_rows(self) -> list[tuple[str, tuple[Cell, ...]]]:
        """The rows with their names, for the table."""
        return list(zip(self.rows, self.cells, strict=True))


def letter(position: int) -> str:
    """A, B … Z, AA, AB …, as spreadsheets count."""
    before, last = divmod(position, len(LETTERS))
    return (letter(before - 1) if before else "") + LETTERS[last]


def _share(value: float, largest: float) -> float:
    return max(0.0, value) / largest if largest > 0 else 0.0


def draw_bars(chart: BarChart) -> str:
    """Each label with its value above its bar; a value of nothing has its ground alone."""
    rows = "".join(_bar(bar, order, chart.largest) for order, bar in enumerate(chart.bars))
    height = ROW_HEIGHT * len(chart.bars)
    return f'<svg {XMLNS} class="bars" width="100%" height="{height}" aria-hidden="true">{rows}</svg>'


def _bar(bar: Bar, order: int, largest: float) -> str:
    top = order * ROW_HEIGHT
    width = number(100 * _share(bar.value, largest))
    return (
        f'<text class="bars__label" x="0" y="{top + 17}">{text_of(bar.label)}</text>'
        f'<text class="bars__value" x="100%" y="{top + 17}" text-anchor="end">{text_of(bar.shown)}</text>'
        f'<rect class="bars__ground" x="0" y="{top + 23}" width="100%" height="{BAR_HEIGHT}"/>'
        f'<rect class="bars__bar" x="0" y="{top + 23}" width="{width}%" height="{BAR_HEIGHT}"/>'
    )


def draw_matrix(matrix: Matrix) -> str:
    """Numbers for rows, letters for columns, and in each field a disc whose area grows with the value."""
    width = (100 - HEAD_WIDTH) / max(1, len(matrix.columns))
    heads = "".join(
        f'<text class="matrix__head" x="{number(HEAD_WIDTH + (column + 0.5) * width)}%" y="24">{letter(column)}</text>'
        for column in range(len(matrix.columns))
    )
    rows = "".join(_matrix_row(row, order, width, matrix.largest) for order, row in enumerate(matrix.cells))
    height = number(CELL_HEIGHT * (len(matrix.rows) + 1))
    return f'<svg {XMLNS} class="matrix" width="100%" height="{height}" aria-hidden="true">{heads}{rows}</svg>'


def _matrix_row(cells: Sequence[Cell], order: int, width: float, largest: float) -> str:
    top = CELL_HEIGHT * (order + 1)
    middle = number(top + CELL_HEIGHT / 2)
    drawn = [
        f'<line class="matrix__line" x1="0" x2="100%" y1="{number(top)}" y2="{number(top)}"/>',
        f'<text class="matrix__head" x="{number(HEAD_WIDTH / 2)}%" y="{number(top + 25)}">{order + 1}</text>',
    ]
    for column, cell in enumerate(cells):
        x = number(HEAD_WIDTH + (column + 0.5) * width)
        if cell.value > 0:
            radius = number(3 + (CELL_HEIGHT / 2 - 5) * _share(cell.value, largest) ** 0.5)
            drawn.append(f'<circle class="matrix__disc" cx="{x}%" cy="{middle}" r="{radius}"/>')
        else:
            drawn.append(f'<circle class="matrix__empty" cx="{x}%" cy="{middle}" r="2"/>')
    return "".join(drawn)
