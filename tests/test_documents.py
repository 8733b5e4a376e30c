"""Documents: judged by their content, and served so that nothing in them runs."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook
from wagtail.documents.models import Document

pytestmark = pytest.mark.django_db

ADD = "/admin/documents/add/"
ADD_MANY = "/admin/documents/multiple/add/"
REFUSED = "The content of this file doesn’t fit its ending"


def archive(*names, size=10):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, b"0" * size)
    return buffer.getvalue()


def workbook():
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


ELF, EXE = b"\x7fELF\x02\x01\x01" + b"\0" * 60, b"MZ\x90\0\x03" + b"\0" * 60
HONEST = {
    "a.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "a.txt": "Ærlige ord, 20 °C\r\n".encode(),
    "latin.txt": "Ærlige ord – “ja”".encode("cp1252"),
    "empty-ish.csv": "\ufeffnavn;by\r\nAnis;Viborg\r\n".encode(),
    "a.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "a.rtf": b"{\\rtf1\\ansi words}",
    "a.docx": archive("[Content_Types].xml", "word/document.xml"),
    "a.xlsx": workbook(),
    "a.pptx": archive("[Content_Types].xml", "ppt/presentation.xml"),
    "a.odt": archive("mimetype", "content.xml"),
    "a.key": archive("Index/Document.iwa"),
    "A.ZIP": archive("pictures/a.png"),
}
DISHONEST = {
    "exe.pdf": EXE,
    "elf.txt": ELF,
    "exe.txt": b"MZ plain words only",
    "exe.zip": EXE,
    "elf.docx": ELF,
    "page.txt": b"<!doctype html><script>alert(1)</script>",
    "deep.txt": b"words\n" * 2000 + b"<ScRiPt>alert(1)</script>",
    "page.csv": b"  <html><body>x</body></html>",
    "picture.txt": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
    "shell.txt": b"#!/bin/sh\nrm -rf /\n",
    "page.pdf": b"<html>%PDF-1.7</html>",
    "zip.docx": archive("pictures/a.png"),
    "macros.docx": archive("word/document.xml", "word/vbaProject.bin"),
    "book.docx": workbook(),
    "cut.zip": archive("a.txt")[:20],
    "bomb.zip": archive("a.txt", size=60_000_000),
    "many.zip": archive(*(f"{number}.txt" for number in range(5_001)), size=0),
    "nul.csv": b"a;b\0c",
    "nothing.pdf": b" ",
    "words.ics": b"Monday at ten",
    "binary.txt": bytes(range(1, 256)),
}


def upload(name, content):
    return SimpleUploadedFile(name, content)


def fields(file, **more):
    return {"title": "Paper", "file": file, "collection": "1", "tags": ""} | more


@pytest.mark.parametrize("name", HONEST)
def test_honest_documents_are_taken(communications_client, name):
    assert communications_client.post(ADD, fields(upload(name, HONEST[name]))).status_code == 302
    with Document.objects.get().open_file() as stored:
        assert stored.read() == HONEST[name]


@pytest.mark.parametrize("name", DISHONEST)
def test_dishonest_documents_are_refused_at_the_field(communications_client, name):
    response = communications_client.post(ADD, fields(upload(name, DISHONEST[name])))
    with translation.override("en"):  # the message is put into words when it is read
        assert REFUSED in response.context["form"].errors["file"][0]
    assert 'value="Paper"' in response.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", DISHONEST)
def test_dishonest_documents_are_refused_among_many(communications_client, name):
    data = {"files[]": upload(name, DISHONEST[name]), "title": "Paper", "collection": "1"}
    answer = json.loads(communications_client.post(ADD_MANY, data).content)
    assert answer["success"] is False
    assert REFUSED in answer["error_message"]
    assert not Document.objects.exists()


ONE_SENTENCE = {
    "page.html": (b"<html></html>", "File extension “html” is not allowed."),
    "drawing.SVG": (b"<svg/>", "File extension “svg” is not allowed."),
    "tool.exe": (EXE, "File extension “exe” is not allowed."),
    "paper": (b"words", "The name of this file has no ending that says what it is."),
    "exe.pdf": (EXE, REFUSED),
    "empty.txt": (b"", "The submitted file is empty."),
}


@pytest.mark.parametrize("name", ONE_SENTENCE)
def test_a_refusal_is_one_true_sentence(communications_client, paper, name):
    content, sentence = ONE_SENTENCE[name]
    for address in (ADD, f"/admin/documents/edit/{paper.pk}/"):
        response = communications_client.post(address, fields(upload(name, content)))
        with translation.override("en"):
            told = list(response.context["form"].errors["file"])
        assert len(told) == 1
        assert told[0].startswith(sentence)
    answer = json.loads(communications_client.post(ADD_MANY, {"files[]": upload(name, content)}).content)
    assert answer["error_message"].count("allowed") == sentence.count("allowed")


def test_a_document_without_a_file_is_told_so_once(communications_client):
    response = communications_client.post(ADD, {"title": "Paper", "collection": "1", "tags": ""})
    with translation.override("en"):
        assert list(response.context["form"].errors["file"]) == ["This field is required."]


def test_honest_document_among_many_is_taken(communications_client):
    data = {"files[]": upload("a.pdf", HONEST["a.pdf"]), "title": "Paper", "collection": "1"}
    assert json.loads(communications_client.post(ADD_MANY, data).content)["success"] is True


@pytest.fixture
def paper(db):
    return Document.objects.create(title="Paper", file=ContentFile(HONEST["a.pdf"], name="paper.pdf"))


def test_replacing_a_document_asks_the_same(communications_client, paper):
    address = f"/admin/documents/edit/{paper.pk}/"
    response = communications_client.post(address, fields(upload("exe.pdf", EXE)))
    with translation.override("en"):  # the message is put into words when it is read
        assert REFUSED in response.context["form"].errors["file"][0]
    paper.refresh_from_db()
    with paper.open_file() as stored:
        assert stored.read() == HONEST["a.pdf"]


def test_editing_without_a_new_file_goes_on_working(communications_client, paper):
    address = f"/admin/documents/edit/{paper.pk}/"
    data = {"title": "Better title", "collection": "1", "tags": ""}
    assert communications_client.post(address, data).status_code == 302
    paper.refresh_from_db()
    assert paper.title == "Better title"


def test_refusal_is_told_in_danish(communications_client, communications_user):
    communications_user.wagtail_userprofile.preferred_language = "da"
    communications_user.wagtail_userprofile.save()
    page = communications_client.post(ADD, fields(upload("exe.pdf", EXE))).content.decode()
    assert "Filens indhold passer ikke til endelsen “.pdf”." in page


def test_documents_are_served_as_downloads_that_run_nothing(client, paper):
    response = client.get(paper.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_documents_are_not_served_beside_their_address(client, settings, paper):
    settings.HUB_SERVES_MEDIA = True
    assert client.get(f"/media/{paper.file.name}").status_code == 404
