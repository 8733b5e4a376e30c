"""A document as a Word file: real styles, real footnotes, a table of contents, its language set."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from events.reporting.document import (
    LOCALES,
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
from events.reporting.export.archive import with_one_date
from events.reporting.export.footnotes import REFERENCE_STYLE, TEXT_STYLE, Footnotes
from events.reporting.export.numbers import shown
from events.reporting.export.pictures import UnreadablePictureError, as_pixels, scaled
from events.reporting.export.texts import texts_of
from events.reporting.export.word_fields import add_contents, add_page_number, bookmark

TEXT_WIDTH_MM = 165
LARGEST_PICTURE_MM = 110
INK = RGBColor(0x12, 0x17, 0x1D)
ACCENT = RGBColor(0xC0, 0x27, 0x0D)
# How many pieces of evidence one footnote names in full; more are named by their numbers, and found in the annex.
NAMED_IN_FULL = 3


def docx_of(document: Document) -> bytes:
    """The Word file of ``document``; the same document gives the same bytes."""
    return _Writer(document).written()


class _Writer:
    """Writes one document; remembers which evidence has its footnote already."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = texts_of(document.language)
        self.word = docx.Document()
        self.footnotes = Footnotes(self.word)
        self.notes = document.notes_by_number
        self.cited: dict[int, int] = {}
        self.headings = 0

    def written(self) -> bytes:
        """The bytes of the file."""
        _set_styles(self.word, LOCALES.get(self.document.language, LOCALES["en"]).replace("_", "-"))
        self._set_properties()
        self._title_page()
        for block in self.document.blocks:
            self._block(block)
        self.footnotes.close()
        made = io.BytesIO()
        self.word.save(made)
        return with_one_date(made.getvalue(), self.document.date)

    def _set_properties(self) -> None:
        made_on = dt.datetime.combine(self.document.date, dt.time())
        core = self.word.core_properties
        core.title, core.subject = clean(self.document.title)[:255], clean(self.document.subtitle)[:255]
        core.author = core.last_modified_by = clean(self.document.publisher)[:255]
        core.language, core.comments, core.keywords = self.document.language, "", ""
        core.created = core.modified = made_on
        core.revision = 1

    def _title_page(self) -> None:
        self.word.add_paragraph(clean(self.document.title), style="Title")
        self.word.add_paragraph(clean(self.document.subtitle), style="Subtitle")
        self.word.add_paragraph(
            f"{clean(self.document.publisher)}\n{long_date(self.document.date, self.document.language)}"
        )
        if self.document.headings:
            self.word.add_paragraph(self.words.contents, style="TOC Heading")
            add_contents(self.word, [Heading(clean(h.text), h.level) for h in self.document.headings])
            self.word.add_page_break()
        add_page_number(self.word.sections[0].footer.paragraphs[0])
        self.word.sections[0].footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            paragraph = self.word.add_heading(clean(block.text), block.level)
            bookmark(paragraph, self.headings)
            self.headings += 1
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._picture(block)

    def _paragraph(self, block: Paragraph) -> None:
        styles = {"body": "Body Text", "item": "List Bullet", "note": "Intense Quote"}
        paragraph = self.word.add_paragraph(style=styles[block.kind])
        for run in block.runs:
            paragraph.add_run(clean(run.text)).bold = run.is_strong or None
            if run.evidence:
                self._cite(paragraph, run)

    def _cite(self, paragraph: Any, run: Run) -> None:
        """The footnote of a run: a new one for evidence that has none yet, else the marks of those that are there."""
        new = [number for number in run.evidence if number not in self.cited]
        notes = sorted({self.cited[number] for number in run.evidence if number in self.cited})
        if not new and len(notes) <= NAMED_IN_FULL:
            for position, number in enumerate(notes):
                if position:
                    paragraph.add_run(",").font.superscript = True
                self.footnotes.refer(paragraph, number)
        elif len(new) > NAMED_IN_FULL or not new:
            self.footnotes.add(paragraph, f"{in_ranges(run.evidence)} ({self.words.see_annex})")
        elif len(run.evidence) == 1 and (note := self.notes.get(new[0])) is not None:
            self.cited[note.number] = self.footnotes.add(paragraph, clean(f"{note.reference} {note.text}"), note.url)
        else:
            number = self.footnotes.add(paragraph, clean("; ".join(map(self._named, run.evidence))))
            self.cited |= dict.fromkeys(new, number)

    def _named(self, number: int) -> str:
        note = self.notes.get(number)
        if number in self.cited:
            return f"E{number} ({self.words.see_note % self.cited[number]})"
        if note is None:
            return f"E{number}"
        return " ".join(part for part in (note.reference, note.text, note.url) if part)

    def _table(self, block: Table) -> None:
        self.word.add_paragraph(clean(block.caption), style="Caption")
        table = self.word.add_table(rows=1, cols=max(1, len(block.headings)), style="Light Grid Accent 1")
        _describe(table, clean(block.caption))
        _fill(table.rows[0].cells, block.headings, self.document.language)
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
        # Row by row, python-docx looks through all rows; a copy of one row stays quick in long tables.
        for row in block.rows:
            _fill(table.add_row().cells, row, self.document.language)
        self.word.add_paragraph()

    def _picture(self, block: Picture | Drawing) -> None:
        try:
            picture = as_pixels(block) if isinstance(block, Drawing) else block
            content, width, height = scaled(picture.content)
        except UnreadablePictureError:
            self.word.add_paragraph(f"{self.words.picture_missing} {clean(block.alt)}", style="Intense Quote")
            return
        shape = self.word.add_picture(io.BytesIO(content), width=Mm(_width_mm(width, height)))
        properties = shape._inline.docPr
        properties.set("descr", clean(block.alt))
        properties.set("name", f"{self.words.picture} {properties.get('id')}")
        if block.caption:
            self.word.add_paragraph(clean(block.caption), style="Caption")


def _width_mm(width: int, height: int) -> float:
    return min(TEXT_WIDTH_MM, LARGEST_PICTURE_MM * max(1, width) / max(1, height))


def _describe(table: Any, caption: str) -> None:
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), caption)
    table._tbl.tblPr.append(described)


def _fill(cells: Any, values: tuple[Any, ...], language: str) -> None:
    for cell, value in zip(cells, values, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(clean(shown(value, language)))
        if isinstance(value, int | Decimal):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _set_styles(word: Any, language: str) -> None:
    """A4, the hub's colours, the document's language, and the styles that python-docx's template lacks."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - TEXT_WIDTH_MM) / 2)
    styles = word.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = defaults.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        defaults.append(spoken)
    spoken.set(qn("w:val"), language)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        styles[name].font.color.rgb = ACCENT if name == "Title" else INK
    for level in (1, 2, 3):
        contents = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        contents.base_style = styles["Normal"]
        contents.paragraph_format.left_indent = Mm(5 * (level - 1))
        contents.paragraph_format.space_after = Pt(2)
    _add_note_styles(styles)


def _add_note_styles(styles: Any) -> None:
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(qn("w:styleId"), TEXT_STYLE)
    text.base_style = styles["Normal"]
    text.font.size = Pt(8.5)
    text.paragraph_format.space_after = Pt(0)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), REFERENCE_STYLE)
    mark.font.superscript = True
