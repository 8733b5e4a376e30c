"""A spreadsheet as a table of known columns, whatever it was saved as."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from hub.csv_safety import unguarded
from partners.imports.columns import BY_FIELD, BY_NAME, heading_key
from partners.imports.problems import Problem, TableError
from partners.imports.text_files import read_text_grid
from partners.imports.workbooks import Raw, Unreadable, read_workbook_grid

__all__ = ["MAX_BYTES", "MAX_ROWS", "Problem", "Table", "TableError", "TableRow", "read_table"]

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_CELL_CHARACTERS = 20_000
ZIP_SIGNATURE = b"PK\x03\x04"
# Control characters, halves of surrogate pairs and what is no character at all.
NOT_TEXT = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number as the spreadsheet shows it, its filled cells by field, and what couldn't be read."""

    number: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file; ``headings`` gives each field the heading that the file has for it."""

    headings: Mapping[str, str]
    rows: tuple[TableRow, ...]

    def heading(self, field: str) -> str:
        """The heading of ``field`` as in the file, or as in the template."""
        return self.headings.get(field) or BY_FIELD[field].heading()


def read_table(content: bytes, filename: str) -> Table:
    """Read CSV (UTF-8, UTF-16 with BOM, Windows-1252; comma, semicolon, tab) or the first sheet of an XLSX file.

    What the file is, its content says; ``filename`` only appears in messages.
    Raises ``TableError`` in the reader's language for anything that isn't a table of partners.
    """
    if not content.strip():
        raise TableError(_("The file “%(name)s” is empty.") % {"name": filename})
    if len(content) > MAX_BYTES:
        limit = filesizeformat(MAX_BYTES)
        raise TableError(_("The file “%(name)s” is larger than %(limit)s.") % {"name": filename, "limit": limit})
    read_grid = read_workbook_grid if content.startswith(ZIP_SIGNATURE) else read_text_grid
    filled = _filled_rows(read_grid(content, filename), filename)
    if not filled:
        raise TableError(_("The file “%(name)s” is empty.") % {"name": filename})
    fields, headings = _read_headings(filled[0][1], [row for _number, row in filled[1:]])
    rows = tuple(_read_row(number, row, fields, headings) for number, row in filled[1:])
    if not rows:
        raise TableError(_("The file “%(name)s” has headings but no rows.") % {"name": filename})
    return Table(headings, rows)


def _filled_rows(grid: Iterator[list[Raw]], filename: str) -> list[tuple[int, list[Raw]]]:
    filled = []
    for number, row in enumerate(grid, start=1):
        if not any(isinstance(cell, Unreadable) or cell.strip() for cell in row):
            continue
        if len(filled) > MAX_ROWS:
            raise TableError(
                _("The file “%(name)s” has more than %(limit)d rows; divide it into smaller files.")
                % {"name": filename, "limit": MAX_ROWS}
            )
        filled.append((number, row))
    return filled


def _read_headings(cells: list[Raw], rows: list[list[Raw]]) -> tuple[dict[int, str], dict[str, str]]:
    """Field by place and heading by field; every heading that is wrong is named at once."""
    fields: dict[int, str] = {}
    headings: dict[str, str] = {}
    unknown, repeated = [], []
    for place, cell in enumerate(cells):
        heading = "" if isinstance(cell, Unreadable) else " ".join(cell.split())
        if not heading and not any(_is_filled(row, place) for row in rows):
            continue
        field = BY_NAME.get(heading_key(heading))
        if field is None:
            unknown.append(heading[:60] or _("(column %(number)d, without a heading)") % {"number": place + 1})
        elif field in headings:
            repeated.append(heading)
        else:
            fields[place], headings[field] = field, heading
    _check_headings(headings, unknown, repeated)
    return fields, headings


def _check_headings(headings: dict[str, str], unknown: list[str], repeated: list[str]) -> None:
    faults = []
    if not headings:
        raise TableError(_("No known headings in the first row. Use the template to see what they are called."))
    if unknown:
        names = ", ".join(f"“{name}”" for name in unknown[:20])
        faults.append(_("Unknown columns: %(names)s.") % {"names": names})
    if repeated:
        faults.append(_("Columns given twice: %(names)s.") % {"names": ", ".join(f"“{name}”" for name in repeated)})
    missing = [] if {"title_da", "title_en"} & set(headings) else [BY_FIELD["title_da"].heading()]
    missing += [] if "sector" in headings else [BY_FIELD["sector"].heading()]
    if missing:
        faults.append(_("Missing columns: %(names)s.") % {"names": ", ".join(f"“{name}”" for name in missing)})
    if faults:
        raise TableError(" ".join(faults))


def _is_filled(row: list[Raw], place: int) -> bool:
    cell = row[place] if place < len(row) else ""
    return isinstance(cell, Unreadable) or bool(cell.strip())


def _read_row(number: int, row: list[Raw], fields: dict[int, str], headings: dict[str, str]) -> TableRow:
    cells: dict[str, str] = {}
    problems = []
    for place, cell in enumerate(row):
        if not _is_filled(row, place):
            continue
        field = fields.get(place)
        if field is None:
            column = _("column %(number)d") % {"number": place + 1}
            problems.append(Problem(number, column, _("There is a value here, but the column has no heading.")))
        elif isinstance(cell, Unreadable):
            problems.append(Problem(number, headings[field], cell.reason))
        elif reason := _fault(cell):
            problems.append(Problem(number, headings[field], reason))
        else:
            cells[field] = unguarded(cell.strip())
    return TableRow(number, cells, tuple(problems))


def _fault(text: str) -> str:
    if len(text) > MAX_CELL_CHARACTERS:
        return _("The text has %(count)d characters; at most %(limit)d are allowed.") % {
            "count": len(text),
            "limit": MAX_CELL_CHARACTERS,
        }
    if NOT_TEXT.search(text):
        return _("There are characters in this cell that aren’t text.")
    return ""
