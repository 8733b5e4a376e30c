"""The first sheet of an Excel workbook as rows of texts."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from partners.imports.problems import TableError

MAX_UNPACKED_BYTES = 25 * 1024 * 1024
MAX_PARTS = 2_000
MAX_COLUMNS = 100
MAX_SHEET_ROWS = 100_000
# What openpyxl and zipfile raise for a damaged or hostile workbook.
DAMAGED = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    SyntaxError,  # the parent of ElementTree’s and lxml’s complaints; openpyxl reads by lxml where it is installed
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose value can't be taken, and why."""

    reason: str


Raw = str | Unreadable


def read_workbook_grid(content: bytes, filename: str) -> Iterator[list[Raw]]:
    """The rows of the first sheet. Raises ``TableError`` for any zip file that isn't a sound, small workbook."""
    _check_parts(content, filename)
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        if not workbook.worksheets:
            raise _not_a_workbook(filename)
        sheet = workbook.worksheets[0]
        # A workbook may claim a million rows: what it says of its size is not believed.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            if number > MAX_SHEET_ROWS:
                raise TableError(
                    _("The first sheet of “%(name)s” is too long. Delete the empty rows at its end.")
                    % {"name": filename}
                )
            yield [_text(cell) for cell in row]
    except DAMAGED as error:
        raise _not_a_workbook(filename) from error


def _not_a_workbook(filename: str) -> TableError:
    return TableError(
        _("“%(name)s” is not an Excel workbook that can be read. Save it again as .xlsx or as CSV.")
        % {"name": filename}
    )


def _check_parts(content: bytes, filename: str) -> None:
    """Look at the list of parts before unpacking any of them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _not_a_workbook(filename) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise _not_a_workbook(filename)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise TableError(
            _("“%(name)s” unpacks to far more than a list of partners needs, so it isn’t opened.") % {"name": filename}
        )


def _text(cell: Any) -> Raw:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Unreadable(_("This cell holds a formula. Replace it with its value (Paste special, Values)."))
    if cell.data_type == "e":
        return Unreadable(_("This cell holds the error %(error)s.") % {"error": value})
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
