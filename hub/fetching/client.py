"""``fetch``: one address, its redirects, its body unpacked within the limits."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPResponse
from urllib.parse import urljoin

from hub.fetching.policy import PUBLIC, FetchPolicy, Target, checked_target
from hub.fetching.problems import FetchError, FetchProblem
from hub.fetching.transport import Deadline, answer

USER_AGENT = "PartnerNetworkHub/1 (calendar feeds)"
REDIRECTS = {301, 302, 303, 307, 308}
NOT_MODIFIED = 304
CHUNK_BYTES = 64 * 1024
# 16 above the window's size: with the head and the check sum of gzip.
WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. ``url`` is where the redirects ended; ``body`` is unpacked, and empty if ``is_unchanged``."""

    url: str
    body: bytes
    content_type: str
    charset: str
    etag: str
    last_modified: str
    is_unchanged: bool = False


def fetch(
    url: str, *, accept: str = "*/*", etag: str = "", last_modified: str = "", policy: FetchPolicy = PUBLIC
) -> Fetched:
    """Get ``url``, following redirects, each checked as the first was.

    ``etag`` and ``last_modified`` are what the last answer said; then the answer may be that nothing has changed.
    Raises ``FetchError`` for everything that can go wrong. ``policy`` is for tests; everything else keeps ``PUBLIC``.
    """
    deadline = Deadline(policy.total_seconds)
    headers = {
        "Accept": accept,
        "Accept-Encoding": "gzip, identity",
        "Connection": "close",
        "User-Agent": USER_AGENT,
        **({"If-None-Match": etag} if etag else {}),
        **({"If-Modified-Since": last_modified} if last_modified else {}),
    }
    target = checked_target(url, policy)
    for _hop in range(policy.max_redirects + 1):
        with answer(target, headers, policy, deadline) as response:
            if response.status not in REDIRECTS:
                return _fetched(target, response, policy)
            target = _next(target, response, policy)
    raise FetchError(FetchProblem.TOO_MANY_REDIRECTS)


def _next(target: Target, response: HTTPResponse, policy: FetchPolicy) -> Target:
    location = response.headers.get("Location", "")
    # Header bytes are read as Latin-1; addresses in them are UTF-8, if not percent-encoded.
    location = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    if not location:
        raise FetchError(FetchProblem.REFUSED, str(response.status))
    found = checked_target(urljoin(target.url, location), policy)
    if target.scheme == "https" and found.scheme != "https":
        raise FetchError(FetchProblem.TOO_MANY_REDIRECTS, "https to http")
    return found


def _fetched(target: Target, response: HTTPResponse, policy: FetchPolicy) -> Fetched:
    if response.status not in (200, NOT_MODIFIED):
        raise FetchError(FetchProblem.REFUSED, str(response.status))
    is_unchanged = response.status == NOT_MODIFIED
    media = Message()
    media["Content-Type"] = response.headers.get("Content-Type", "")
    return Fetched(
        url=target.url,
        body=b"" if is_unchanged else _body(response, policy),
        content_type=media.get_content_type() if response.headers.get("Content-Type") else "",
        charset=str(media.get_content_charset() or ""),
        etag=_kept(response, "ETag"),
        last_modified=_kept(response, "Last-Modified"),
        is_unchanged=is_unchanged,
    )


def _kept(response: HTTPResponse, name: str) -> str:
    """A header that is sent back next time, if it can be kept and sent."""
    value = str(response.headers.get(name, ""))
    return value if len(value) <= 200 and value.isascii() and value.isprintable() else ""


def _body(response: HTTPResponse, policy: FetchPolicy) -> bytes:
    """The whole body, unpacked; neither what comes nor what it unpacks to is more than is allowed."""
    if (response.length or 0) > policy.max_bytes:
        raise FetchError(FetchProblem.TOO_LARGE)
    body = bytearray()
    for piece in _unpacked(response, policy.max_bytes):
        body += piece
        if len(body) > policy.max_bytes:
            raise FetchError(FetchProblem.TOO_LARGE)
    return bytes(body)


def _pieces(response: HTTPResponse, max_bytes: int) -> Iterator[bytes]:
    total = 0
    while piece := response.read(CHUNK_BYTES):
        total += len(piece)
        if total > max_bytes:
            raise FetchError(FetchProblem.TOO_LARGE)
        yield piece
    if response.length:
        # The connection ended before the announced length was there.
        raise FetchError(FetchProblem.NOT_HTTP)


def _unpacked(response: HTTPResponse, max_bytes: int) -> Iterator[bytes]:
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        yield from _pieces(response, max_bytes)
        return
    if encoding not in WINDOWS:
        raise FetchError(FetchProblem.BAD_COMPRESSION)
    unpacker = zlib.decompressobj(WINDOWS[encoding])
    try:
        for piece in _pieces(response, max_bytes):
            # One byte more than allowed is enough to see that it is too much; the rest is never unpacked.
            yield unpacker.decompress(piece, max_bytes + 1)
            if unpacker.unconsumed_tail:
                raise FetchError(FetchProblem.TOO_LARGE)
    except zlib.error as error:
        raise FetchError(FetchProblem.BAD_COMPRESSION) from error
    if not unpacker.eof:
        raise FetchError(FetchProblem.BAD_COMPRESSION)
