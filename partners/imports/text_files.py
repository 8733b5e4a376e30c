"""CSV files in the encodings and with the separators that spreadsheets save."""

import codecs
import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from partners.imports.columns import BY_NAME, heading_key
from partners.imports.problems import TableError
from partners.imports.workbooks import Raw

SEPARATORS = (";", ",", "\t")
# The first bytes of what people send by mistake, and of what others send on purpose.
FOREIGN_SIGNATURES = (
    b"%PDF",
    b"MZ",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
)
OLD_EXCEL_SIGNATURE = b"\xd0\xcf\x11\xe0"
LARGEST_SHARE_OF_CONTROLS = 0.01
# The reader's own limit is 128 kB a cell and names no row; longer cells are named by the table instead.
csv.field_size_limit(10 * 1024 * 1024)


def read_text_grid(content: bytes, filename: str) -> Iterator[list[Raw]]:
    """The rows of a CSV file as lists of texts. Raises ``TableError`` if it isn't one."""
    if content.startswith(OLD_EXCEL_SIGNATURE):
        raise TableError(
            _("“%(name)s” is in an old Excel format, or protected. Save it as .xlsx or CSV.") % {"name": filename}
        )
    if content.startswith(FOREIGN_SIGNATURES):
        raise _not_a_table(filename)
    text = _decode(content, filename)
    controls = sum(1 for sign in text if sign < " " and sign not in "\t\n\r\f")
    if (controls > len(text) * LARGEST_SHARE_OF_CONTROLS and controls > 2) or text.lstrip()[:1] == "<":
        raise _not_a_table(filename)
    separator, text = _separator(text)
    return _rows(text, separator, filename)


def _not_a_table(filename: str) -> TableError:
    return TableError(
        _("“%(name)s” is not a spreadsheet. Give a CSV file or an Excel workbook (.xlsx).") % {"name": filename}
    )


def _decode(content: bytes, filename: str) -> str:
    if content.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _not_a_table(filename)


def _separator(text: str) -> tuple[str, str]:
    """The separator that finds most known headings, and the text without a line that only names it."""
    first, _newline, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip("\r\n")) == len("sep=") + 1:
        return first[len("sep=")], "\n" + rest
    heading_line = next((line for line in text[:20_000].splitlines() if line.strip(" ;,\t")), "")

    def known(separator: str) -> tuple[int, int]:
        cells = heading_line.split(separator)
        return sum(heading_key(cell.strip(' "')) in BY_NAME for cell in cells), len(cells)

    return max(SEPARATORS, key=known), text


def _rows(text: str, separator: str, filename: str) -> Iterator[list[Raw]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            yield list(row)
    except csv.Error as error:
        raise TableError(
            _("“%(name)s” can’t be read beyond line %(line)d: a quotation mark is missing or misplaced.")
            % {"name": filename, "line": reader.line_num}
        ) from error
