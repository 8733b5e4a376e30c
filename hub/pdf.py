"""PDF made from the hub's own HTML: tagged for screen readers, and without a request to anybody.

WeasyPrint needs Pango, a library of the system. Where it is missing everything else runs, and whoever asks for a PDF
is told what to install.
"""

import mimetypes
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from PIL import ImageFile

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

# PDF/UA-1 (ISO 14289-1): structure, language, title and alternative texts that screen readers need.
ACCESSIBLE_VARIANT = "pdf/ua-1"
WHAT_TO_INSTALL = _(
    "PDFs need the library Pango on the server: on Debian, apt-get install libpango-1.0-0 libpangoft2-1.0-0."
)


class PdfUnavailable(RuntimeError):  # noqa: N818 - it is no fault, but a state of the machine
    """What PDFs are made with is not installed; the message says what to install."""


def pdf_from_html(html: str, base_url: str) -> bytes:
    """The PDF of ``html``, tagged as PDF/UA-1.

    ``html`` needs ``<html lang>`` and ``<title>``; ``base_url`` is the site's own address, by which links become whole.
    Only static files of the site and ``data:`` addresses are read: whatever else is named is left out.
    Raises ``PdfUnavailable`` where Pango is missing.
    """
    weasyprint = _weasyprint()
    document = weasyprint.HTML(string=html, base_url=base_url, url_fetcher=_fetcher(base_url))
    made: bytes = document.write_pdf(pdf_variant=ACCESSIBLE_VARIANT, pdf_tags=True)
    return made


def pdf_response(html: str, *, base_url: str, name: str) -> HttpResponse:
    """The PDF as a download; 503 with what to install where it can't be made."""
    try:
        made = pdf_from_html(html, base_url)
    except PdfUnavailable as error:
        return HttpResponse(f"{error}\n", status=503, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _weasyprint() -> Any:
    # WeasyPrint lets Pillow take broken pictures, for the whole process; uploads must go on refusing them.
    takes_broken = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # OSError: cffi did not find the library
        raise PdfUnavailable(str(WHAT_TO_INSTALL)) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = takes_broken
    return weasyprint


def _fetcher(base_url: str) -> Any:
    from weasyprint.urls import URLFetcher

    prefix = urljoin(base_url, settings.STATIC_URL)

    class StaticFilesOnly(URLFetcher):
        """Reads static files from the disk; nothing goes out to any server, our own included."""

        def fetch(self, url: str, headers: Any = None) -> "URLFetcherResponse":
            if not url.startswith(prefix):
                return super().fetch(url, headers)
            return _static_file(url, url.removeprefix(prefix))

    # All that is left to the library's own ways is what lies in the address itself.
    return StaticFilesOnly(allowed_protocols=("data",), allow_redirects=False)


def _static_file(url: str, rest: str) -> "URLFetcherResponse":
    from weasyprint.urls import URLFetcherResponse

    name = unquote(urlsplit(rest).path)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return URLFetcherResponse(url, _content(name), {"Content-Type": kind})


def _content(name: str) -> bytes:
    """The file as it is served: collected with its hashed name, or where it lies in development."""
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                return bytes(file.read())
        found = finders.find(name)
    except (SuspiciousFileOperation, ValueError) as error:
        raise ValueError("no static file") from error
    if not isinstance(found, str):
        raise ValueError("no static file")
    with open(found, "rb") as file:
        return file.read()
