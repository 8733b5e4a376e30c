"""The figures as a spreadsheet: one sheet each, with what it counts above its numbers. Texts never become formulas."""

import datetime as dt
import io
import re
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from events.reporting.document import Document, Sheet, Table, clean, long_date
from events.reporting.export.archive import with_one_date
from events.reporting.export.texts import texts_of
from hub.csv_safety import harmless

LONGEST_CELL = 32_000  # Excel holds 32,767 characters
LONGEST_TITLE = 31
COLUMN_WIDTHS = (42, 18)
_REFUSED_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
BOLD, HEAD = Font(bold=True), Font(bold=True, size=14)


def xlsx_of(document: Document) -> bytes:
    """The spreadsheet of ``document``; the same document gives the same bytes."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    titles: set[str] = set()
    _cover(book.create_sheet(_title(document.title, titles)), document)
    for sheet in document.sheets:
        _write(book.create_sheet(_title(sheet.title, titles)), sheet, texts_of(document.language).definition)
    made_on = dt.datetime.combine(document.date, dt.time())
    properties = book.properties
    properties.title, properties.creator = _text(document.title), _text(document.publisher)
    properties.language, properties.created = document.language, made_on
    made = io.BytesIO()
    book.save(made)
    return with_one_date(made.getvalue(), document.date)


def _title(title: str, taken: set[str]) -> str:
    """A name that a sheet may have, and that no other has: their case is not told apart."""
    plain = _REFUSED_IN_TITLES.sub(" ", clean(title).replace("\n", " ")).strip()[:LONGEST_TITLE] or "–"
    name, count = plain, 1
    while name.casefold() in taken:
        count += 1
        name = f"{plain[: LONGEST_TITLE - len(str(count)) - 1]} {count}"
    taken.add(name.casefold())
    return name


def _text(value: object) -> str:
    text = str(harmless(clean(value)))
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"


def _put(sheet: Any, row: int, column: int, value: Any, font: Font | None = None) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, Decimal | int):
        cell.value = value
        cell.number_format = "#,##0" if isinstance(value, int) else "#,##0.##"
    elif value is not None:
        cell.value = _text(value)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font is not None:
        cell.font = font


def _cover(sheet: Any, document: Document) -> None:
    sheet.column_dimensions["A"].width = 90
    lines = (document.subtitle, document.publisher, long_date(document.date, document.language))
    _put(sheet, 1, 1, document.title, HEAD)
    for row, text in enumerate(lines, start=2):
        _put(sheet, row, 1, text)
    for row, inner in enumerate(document.sheets, start=6):
        _put(sheet, row, 1, inner.title)


def _write(sheet: Any, content: Sheet, definition: str) -> None:
    _put(sheet, 1, 1, content.title, HEAD)
    _put(sheet, 2, 1, definition, BOLD)
    _put(sheet, 3, 1, content.definition)
    widest = max((len(table.headings) for table in content.tables), default=1)
    if widest > 1:
        sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=widest)
    sheet.row_dimensions[3].height = 90
    row = 5
    for table in content.tables:
        row = _write_table(sheet, table, row)
    for column in range(1, widest + 1):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTHS[0 if column == 1 else 1]


def _write_table(sheet: Any, table: Table, row: int) -> int:
    """Write a table from ``row`` on; gives the row at which the next may begin."""
    _put(sheet, row, 1, table.caption, BOLD)
    for column, heading in enumerate(table.headings, start=1):
        _put(sheet, row + 1, column, heading, BOLD)
    for below, values in enumerate(table.rows, start=row + 2):
        for column, value in enumerate(values, start=1):
            _put(sheet, below, column, value)
    return row + len(table.rows) + 3
