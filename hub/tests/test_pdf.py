"""PDFs: tagged, made of static files alone, and told apart from a machine that can't make them."""

import builtins
import logging
import os
import re
import zlib

import pytest

from hub.pdf import PdfUnavailable, pdf_from_html, pdf_response

PAGE = '<!doctype html><html lang="da"><head><title>Prøve</title>{head}</head><body><h1>Prøve</h1>{body}</body></html>'
BASE = "http://hub.test/"


@pytest.fixture
def pango():
    """Where Pango is missing these tests are skipped; in CI they fail."""
    try:
        pdf_from_html(PAGE.format(head="", body=""), BASE)
    except PdfUnavailable as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


def plain(made):
    """The PDF with its packed parts unpacked."""
    parts = re.findall(rb"stream\n(.*?)\nendstream", made, re.DOTALL)
    return made + b"".join(zlib.decompress(part) for part in parts if part.startswith(b"x"))


def test_a_pdf_is_tagged_and_says_its_language_and_title(pango):
    made = pdf_from_html(PAGE.format(head="", body="<p>Tekst</p>"), BASE)
    assert made.startswith(b"%PDF-")
    text = plain(made)
    assert b"/MarkInfo" in text
    assert b"/StructTreeRoot" in text
    assert b"/Lang (da)" in text
    assert b"pdfuaid" in text


def test_static_files_of_the_site_are_read(pango, caplog):
    head = '<link rel="stylesheet" href="/static/css/pdf.css">'
    with caplog.at_level(logging.WARNING, "weasyprint"):
        made = pdf_from_html(PAGE.format(head=head, body="<p>Tekst</p>"), BASE)
    assert "Failed" not in caplog.text
    assert b"Archivo" in plain(made)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/a.png",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "ftp://example.org/a.png",
        "/media/documents/secret.png",
        "/static/../manage.py",
        "/static/%2e%2e/manage.py",
        "/static//etc/passwd",
        "//example.org/static/a.png",
        "http://hub.test@example.org/static/css/pdf.css",
    ],
)
def test_nothing_else_is_read(pango, address, caplog, monkeypatch):

    def no_network(*args, **kwargs):
        raise AssertionError("a PDF asked for a connection")

    monkeypatch.setattr("socket.socket.connect", no_network)
    monkeypatch.setattr("socket.create_connection", no_network)
    with caplog.at_level(logging.DEBUG, "weasyprint"):
        made = pdf_from_html(PAGE.format(head="", body=f'<img alt="x" src="{address}">'), BASE)
    assert made.startswith(b"%PDF-")
    assert "Failed to load image" in caplog.text


def test_without_the_library_it_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(PdfUnavailable, match="libpango"):
        pdf_from_html(PAGE, BASE)
    answer = pdf_response(PAGE, base_url=BASE, name="x")
    assert answer.status_code == 503
    assert b"libpango" in answer.content


def test_making_a_pdf_does_not_let_uploads_take_broken_pictures(pango):
    from PIL import ImageFile

    pdf_from_html(PAGE.format(head="", body=""), BASE)
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
