"""The file to begin with: the headings in one language, and one row that shows what goes where."""

import csv
import io

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from hub.choices import Language
from partners.imports.columns import COLUMNS


def _rows(language: str) -> list[list[str]]:
    return [[column.heading(language) for column in COLUMNS], [column.example(language) for column in COLUMNS]]


def example_csv(language: str) -> bytes:
    """With a byte order mark, and the separator that Excel expects in that language."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";" if language == Language.DANISH else ",").writerows(_rows(language))
    return text.getvalue().encode("utf-8-sig")


def example_workbook(language: str) -> bytes:
    """The same as an Excel workbook; every cell is text."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in _rows(language):
        sheet.append(row)
    for place in range(1, len(COLUMNS) + 1):
        sheet.cell(1, place).style = "Headline 4"
        sheet.column_dimensions[get_column_letter(place)].width = 24
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
