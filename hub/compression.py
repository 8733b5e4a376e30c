"""Texts go out compressed, unless they hold something that a stranger could guess from their length.

Compression together with a secret and something a stranger may choose lets that stranger measure the secret out of
the length of the answer (BREACH). Public pages have no secret; who has a session gets pages as they are.
See docs/decisions/0006-public-texts-are-compressed-by-the-hub.md.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT_TYPES = (
    "text/",
    "image/svg+xml",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/atom+xml",
    "application/javascript",
    "application/manifest+json",
)


def holds_no_secret(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer is the same for everybody: nobody is signed in, and nothing is handed out in a cookie."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and not response.cookies


class PublicTextCompressionMiddleware(GZipMiddleware):
    """Django's compression for public texts alone; pictures and archives are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress ``response`` where that helps and harms nobody."""
        is_text = response.headers.get("Content-Type", "").startswith(TEXT_TYPES)
        if not (is_text and holds_no_secret(request, response)):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
