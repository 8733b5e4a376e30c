"""A document as a tagged PDF, from a template of its own by ``hub/pdf.py``."""

import base64
import os
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from events.reporting.document import (
    Block,
    Document,
    Drawing,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    clean,
    in_ranges,
    long_date,
)
from events.reporting.export.numbers import shown
from events.reporting.export.pictures import UnreadablePictureError, printable_svg, scaled
from events.reporting.export.texts import texts_of
from hub.graphics.svg import text_of
from hub.pdf import pdf_from_html

# Longer tables and texts are paper that nobody reads, and hours of work for the typesetter.
LONGEST_RUN = 200_000
FONTS_ARE_OF = "946684800"  # 1 January 2000, in seconds
BASE_URL = "https://hub.invalid/"


@dataclass(frozen=True, slots=True)
class Part:
    """One block as the template needs it."""

    kind: str
    text: str = ""
    anchor: str = ""
    level: int = 1
    markup: SafeString | str = ""
    block: Any = None
    rows: tuple[Any, ...] = ()
    source: str = ""


def pdf_of(document: Document) -> bytes:
    """The PDF of ``document``; the same document gives the same bytes. Raises ``PdfUnavailable`` without Pango."""
    # Unpacked fonts are dated by fontTools: with the time of writing, unless this says otherwise.
    os.environ.setdefault("SOURCE_DATE_EPOCH", FONTS_ARE_OF)
    return pdf_from_html(html_of(document), BASE_URL)


def html_of(document: Document) -> str:
    """The HTML that the PDF is made of."""
    parts = _parts(document)
    context = {
        "document": document,
        "title": clean(document.title),
        "date": long_date(document.date, document.language),
        "parts": parts,
        "contents": [part for part in parts if part.kind == "heading"],
        "texts": texts_of(document.language),
        "static": settings.STATIC_URL,
    }
    with translation.override(document.language):
        return clean(render_to_string("events/reporting/document.html", context))


def _parts(document: Document) -> list[Part]:
    anchors = {f"E{note.number}" for note in document.notes}
    made: list[Part] = []
    for number, block in enumerate(document.blocks):
        part = _part(block, number, document, anchors)
        if made and part.kind == made[-1].kind == "item":
            made[-1] = replace(made[-1], rows=(*made[-1].rows, part.markup))
        else:
            made.append(replace(part, rows=(part.markup,)) if part.kind == "item" else part)
    return made


def _part(block: Block, number: int, document: Document, anchors: set[str]) -> Part:
    if isinstance(block, Heading):
        return Part("heading", clean(block.text), f"h{number}", block.level)
    if isinstance(block, Paragraph):
        markup = mark_safe("".join(_run(run, anchors) for run in block.runs))
        return Part(block.kind, markup=markup)
    if isinstance(block, Table):
        return Part("table", clean(block.caption), block=block, rows=_rows(block, document.language))
    return _pictured(block)


def _run(run: Run, anchors: set[str]) -> str:
    text = text_of(clean(run.text)[:LONGEST_RUN])
    text = f"<strong>{text}</strong>" if run.is_strong else text
    if not run.evidence:
        return text
    first = next((f"E{number}" for number in sorted(run.evidence) if f"E{number}" in anchors), "")
    cited = in_ranges(run.evidence)
    return text + (
        f'<a class="cited" href="#{first}">[{cited}]</a>' if first else f'<span class="cited">[{cited}]</span>'
    )


def _rows(table: Table, language: str) -> tuple[Any, ...]:
    anchors = (*table.anchors, *("" for _row in table.rows[len(table.anchors) :]))
    return tuple(
        (anchor, [(clean(shown(value, language)), not isinstance(value, str | None)) for value in row])
        for anchor, row in zip(anchors, table.rows, strict=True)
    )


def _pictured(block: Picture | Drawing) -> Part:
    caption = clean(block.caption)
    try:
        if isinstance(block, Drawing):
            content, kind = printable_svg(block).encode(), "svg+xml"
        else:
            content = scaled(block.content)[0]
            kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    except UnreadablePictureError:
        return Part("unreadable", clean(block.alt))
    source = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    return Part("picture", clean(block.alt), markup=caption, source=source)
