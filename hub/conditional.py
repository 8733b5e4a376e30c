"""Answers that need not be made again for those who have them already: ETag, Last-Modified and 304."""

import datetime as dt
import hashlib
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

FRESH_SECONDS = 300  # how long a feed may be read again without asking


def answer_if_changed(
    request: HttpRequest, *, fingerprint: str, changed_at: dt.datetime, build: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """304 for those who have what ``fingerprint`` stands for, otherwise what ``build`` makes.

    The whole address is part of the tag: texts name the host and the query string.
    """
    said = f"{request.build_absolute_uri()} {fingerprint}"
    etag = f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
    seconds = int(changed_at.timestamp())
    known = get_conditional_response(request, etag=etag, last_modified=seconds)
    response: HttpResponseBase = build() if known is None else known
    if known is None and response.status_code != 200:
        return response
    response["ETag"] = etag
    response["Last-Modified"] = http_date(seconds)
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response
