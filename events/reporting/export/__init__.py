"""One document, four files: Word, PDF, spreadsheet, JSON."""

from collections.abc import Callable

from events.reporting.document import Document
from events.reporting.export.docx import docx_of
from events.reporting.export.json import json_of
from events.reporting.export.pdf import pdf_of
from events.reporting.export.xlsx import xlsx_of

WRITERS: dict[str, Callable[[Document], bytes]] = {"docx": docx_of, "pdf": pdf_of, "xlsx": xlsx_of, "json": json_of}
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def write(document: Document, form: str) -> bytes:
    """The file of ``document`` in ``form`` (``"docx"`` …). Raises ``KeyError`` for a form that there is not, and
    ``PdfUnavailable`` where PDFs can't be made."""
    return WRITERS[form](document)
