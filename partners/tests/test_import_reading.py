"""Files as spreadsheets save them, and files that only pretend."""

import datetime as dt
import io
import zipfile

import pytest
from django.utils import translation
from openpyxl import Workbook

from partners.imports import TableError, read_table

TEXT = 'Navn;Sektor;Sted;Beskrivelse\r\nNørlum;Erhvervsliv;Viborg;"Første linje\r\nanden; linje"\r\n'


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refusal(content, name="partners.csv"):
    with pytest.raises(TableError) as caught:
        read_table(content, name)
    return str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        ("sep=;\r\n" + TEXT).encode(),
        TEXT.replace(";", "\t").replace("anden\t", "anden;").encode(),
        TEXT.replace(";", ",").replace("anden,", "anden;").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "cp1252", "sep-line", "tabs", "commas"],
)
def test_every_way_to_save_text_gives_the_same_table(content):
    row = read_table(content, "partnere.csv").rows[0]
    assert row.cells["title_da"] == "Nørlum"
    assert row.cells["sector"] == "Erhvervsliv"
    assert row.cells["body_da"].splitlines() == ["Første linje", "anden; linje"]
    assert row.number in (2, 3)


def test_workbook_gives_numbers_and_dates_as_text():
    content = workbook(
        ["Name", "SECTOR ", "Cvr-nummer", "Founded", "Latitude"],
        ["Nørlum", "business", 12345678.0, dt.datetime(2004, 1, 1), 56.45],
        [None, None, None, None, None],
        ["Tumblehead", "business", 87654321, 2010, None],
    )
    first, second = read_table(content, "partners.xlsx").rows
    assert first.cells == {
        "title_en": "Nørlum",
        "sector": "business",
        "cvr": "12345678",
        "founded_year": "2004-01-01",
        "latitude": "56.45",
    }
    assert (second.number, second.cells["founded_year"]) == (4, "2010")


def test_formula_in_a_workbook_is_a_named_problem():
    table = read_table(workbook(["Name", "Sector"], ['=HYPERLINK("http://x")', "business"]), "x.xlsx")
    assert [(problem.row, problem.column) for problem in table.rows[0].problems] == [(2, "Name")]


def test_formula_in_a_text_file_stays_text_and_a_guard_is_taken_off():
    table = read_table(b"name,sector\n'=1+1,business\n=cmd|x,public\n", "x.csv")
    assert [row.cells["title_en"] for row in table.rows] == ["=1+1", "=cmd|x"]


def test_unknown_repeated_and_missing_columns_are_all_named():
    text = refusal(b"Telefon,CVR,cvr-nr.\n1,2,3\n")
    assert "“Telefon”" in text
    assert "“cvr-nr.”" in text
    assert "“Name (da)”" in text
    assert "“Sector”" in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"Name,Sector\n", "no rows"),
        (b"MZ\x90\x00\x03" + bytes(200), "not a spreadsheet"),
        (b"%PDF-1.7 something", "not a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "not a spreadsheet"),
        (b"<html><body>Name,Sector</body></html>", "not a spreadsheet"),
        (bytes(range(256)) * 8, "not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Excel format"),
        (b"PK\x03\x04" + bytes(99), "not an Excel workbook"),
        (b"Dear colleague, here is the list", "No known headings"),
        (b'Name,Sector\n"Half a cell,business\n', "quotation mark"),
        (b"Name,Sector\n" + b"x,business\n" * 5_001, "more than 5000 rows"),
        (b"Name,Sector\n" + b"x,business\n" * 10_000, "more than 5000 rows"),
        (b"Name,Sector\n" + b"x" * (5 * 1024 * 1024), "larger than"),
    ],
)
def test_what_is_no_list_of_partners_is_refused_with_the_reason(content, words):
    assert words in refusal(content).replace(",000", "000").replace("\xa0", " ")


def test_zip_that_is_no_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("notes.txt", "hello")
    assert "not an Excel workbook" in refusal(content.getvalue(), "partners.xlsx")


def test_zip_bomb_is_not_opened():
    content = io.BytesIO(workbook(["Name", "Sector"], ["x", "business"]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(60 * 1024 * 1024))
    assert "unpacks to far more" in refusal(content.getvalue(), "partners.xlsx")


def test_damaged_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>')
        archive.writestr("[Content_Types].xml", "<Types")
    assert "not an Excel workbook" in refusal(content.getvalue(), "partners.xlsx")


def test_nul_byte_and_endless_cell_are_named_with_row_and_column():
    content = b"Name,Sector,Place\nA\x00B,business,x\nNext,business," + b"y" * 1_000_000 + b"\nThird,public,z\n"
    problems = [problem for row in read_table(content, "x.csv").rows for problem in row.problems]
    assert [(problem.row, problem.column) for problem in problems] == [(2, "Name"), (3, "Place")]


def test_message_speaks_the_readers_language_names_the_file():
    assert "“list.csv”" in refusal(b"", "list.csv")
