"""What is written of a document: Word, PDF, spreadsheet, JSON."""

import io
import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from PIL import Image

from events.reporting.document import Document, Drawing, Paragraph, Picture, Run, clean, in_ranges, long_date
from events.reporting.export import WRITERS, write
from events.reporting.export.pdf import html_of
from events.reporting.export.pictures import LARGEST_SIDE_PIXELS, UnreadablePictureError, scaled
from events.reporting.tests.documents import DAY, HOSTILE, full_document, hostile_document, picture

FOOTNOTES = "word/footnotes.xml"


def part_of(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


@pytest.mark.parametrize("form", WRITERS)
def test_a_document_written_twice_has_the_same_bytes(form):
    assert write(full_document(), form) == write(full_document(), form)


@pytest.mark.parametrize("form", WRITERS)
def test_hostile_texts_are_written_as_texts(form):
    content = write(hostile_document(), form)
    assert b"\x08\x1b" not in content or form == "pdf"
    assert len(content) > 500


@pytest.mark.parametrize("form", WRITERS)
def test_a_million_characters_are_written(form):
    text = "word " * 200_000
    document = full_document(blocks=(Paragraph((Run(text),)),))
    assert len(write(document, form)) > 1000


def test_word_has_headings_footnotes_contents_and_its_language():
    content = write(full_document("da"), "docx")
    word = docx.Document(io.BytesIO(content))
    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Executive summary"),
        ("Heading 1", "Local initiatives"),
        ("Heading 2", "A festival"),
        ("Heading 1", "Annex"),
    ]
    notes = part_of(content, FOOTNOTES)
    assert "E7 Press cutting" in notes
    body = part_of(content, "word/document.xml")
    assert (body.count("<w:footnoteReference"), body.count("NOTEREF _Note")) == (1, 2)
    assert 'TOC \\o "1-3"' in body
    assert 'w:val="da-DK"' in part_of(content, "word/styles.xml")
    assert "24. november 2026" in body
    assert word.core_properties.created.date() == DAY


def test_word_tables_have_header_rows_and_pictures_alternative_texts():
    word = docx.Document(io.BytesIO(write(full_document(), "docx")))
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert described == ["Bars: activities by year", "A red square"]


def test_word_keeps_footnotes_and_headings_when_it_is_opened_and_saved():
    word = docx.Document(io.BytesIO(write(full_document(), "docx")))
    again = io.BytesIO()
    word.save(again)
    assert "E7 Press cutting" in part_of(again.getvalue(), FOOTNOTES)


def test_spreadsheet_has_a_sheet_for_each_figure_with_its_definition():
    book = openpyxl.load_workbook(io.BytesIO(write(full_document(), "xlsx")))
    assert book.sheetnames == ["Membership Monitoring Report", "Trend by year"]
    sheet = book["Trend by year"]
    assert sheet["A3"].value == "Activities that count, by year."
    assert [cell.value for cell in sheet[7]] == [2024, 3, 1234.5]


def test_spreadsheet_cells_never_compute():
    book = openpyxl.load_workbook(io.BytesIO(write(hostile_document("=1+1"), "xlsx")))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert cells
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=1+1" in [cell.value for cell in cells]


def test_json_says_figures_text_and_evidence_without_surrogates():
    content = json.loads(write(hostile_document(), "json"))
    assert content["told"] == clean(HOSTILE)
    assert content["evidence"][0]["number"] == 1
    assert content["figures"][0]["tables"][0]["rows"] == [[clean(HOSTILE)]]


@pytest.mark.skipif(not (shutil.which("pdfinfo") or os.environ.get("CI")), reason="poppler-utils is not installed")
def test_pdf_is_tagged_has_its_title_and_leads_from_contents_to_pages(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(write(full_document(), "pdf"))
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in said
    assert "Membership Monitoring Report" in said
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Contents" in text
    assert "[E7, E9]" in text


def test_pdf_html_escapes_what_people_wrote():
    html = html_of(hostile_document())
    assert "<script>" not in html
    assert "\u202e" not in html


def test_large_picture_is_scaled_down_and_keeps_its_shape():
    made = io.BytesIO()
    Image.effect_noise((4200, 2800), 90).convert("RGB").save(made, "PNG")
    assert len(made.getvalue()) > 10 * 1024 * 1024
    content, width, height = scaled(made.getvalue())
    assert (width, height) == (LARGEST_SIDE_PIXELS, 1067)
    assert len(content) < 2 * 1024 * 1024
    word = write(full_document(blocks=(Picture(made.getvalue(), "Noise"),)), "docx")
    assert len(word) < 2 * 1024 * 1024


def test_picture_that_is_none_is_said_instead_of_failing():
    with pytest.raises(UnreadablePictureError):
        scaled(b"GIF89a nothing")
    document = full_document(blocks=(Picture(b"nothing", "A view"), Drawing("no drawing", "A chart")))
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(write(document, "docx"))).paragraphs)
    assert "A picture can’t be shown: A view" in text
    assert "A picture can’t be shown: A chart" in text


def test_see_through_picture_stays_so():
    assert scaled(picture(mode="RGBA"))[0].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("numbers", "cited"),
    [((), ""), ((4,), "E4"), ((4, 3), "E3, E4"), ((5, 3, 4, 9, 3), "E3–E5, E9")],
)
def test_evidence_is_cited_in_ranges(numbers, cited):
    assert in_ranges(numbers) == cited


@pytest.mark.parametrize(
    ("language", "written"), [("da", "24. november 2026"), ("en", "24 November 2026"), ("fr", "24 novembre 2026")]
)
def test_dates_are_written_as_each_language_does(language, written):
    assert long_date(DAY, language) == written


def test_word_footnotes_are_one_for_each_citation():
    runs = tuple(Run(f"Sentence {number}.", tuple(range(1, number + 1))) for number in range(1, 7))
    document: Document = replace(full_document(), blocks=(Paragraph(runs),))
    notes = part_of(write(document, "docx"), FOOTNOTES)
    assert notes.count("<w:footnoteRef/>") == 6
    assert "E1 (see note 1); E2" in notes
    many = replace(document, blocks=(Paragraph((Run("All.", tuple(range(1, 9))),)),))
    assert "E1–E8 (see the annex)" in part_of(write(many, "docx"), FOOTNOTES)
