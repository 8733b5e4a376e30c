"""What a document really is: its content judged against the ending of its name."""

import re
import zipfile
from collections.abc import Callable
from typing import IO

import filetype
from PIL import Image

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_PACKING_RATIO = 200
MAX_PACKED_FILES = 5_000
SMALL_BYTES = 10 * 1024 * 1024
CHUNK_BYTES = 1024 * 1024
TEXT_ENCODINGS = ("utf-8", "cp1252")

# One of these has to be in the archive.
PARTS = {
    "docx": ("word/document.xml",),
    "xlsx": ("xl/workbook.xml",),
    "pptx": ("ppt/presentation.xml",),
    "odt": ("content.xml",),
    "key": ("Index.zip", "Index/Document.iwa", "index.apxl", "index.apxl.gz"),
}
MACROS = re.compile(r"(^|/)(vbaProject\.bin|Basic/|Scripts/)", re.IGNORECASE)
# What browsers, shells or script hosts would run, in files that should be plain words.
RUNNABLE_TEXT = re.compile(
    rb"<\s*(!doctype|html|head|body|script|iframe|svg|object|embed|\?xml|\?php|%)|^\s*#!|^\s*MZ", re.IGNORECASE
)
HEAD_BYTES = 4096


class UnfitContentError(ValueError):
    """The content is not what the ending says, or more than anybody needs."""


def check_content(file: IO[bytes], extension: str) -> None:
    """Raise ``UnfitContentError`` unless ``file`` is what ``extension`` (``"pdf"``) says; leaves it at its start."""
    check = CHECKS.get(extension.lower())
    if check is None:
        raise UnfitContentError(extension)
    file.seek(0)
    try:
        check(file, extension.lower())
    finally:
        file.seek(0)


def _check_by_signature(file: IO[bytes], extension: str) -> None:
    """PDF and RTF begin with what the library knows them by."""
    kind = filetype.guess(file.read(HEAD_BYTES))
    if kind is None or kind.extension != extension:
        raise UnfitContentError(extension)


def _check_picture(file: IO[bytes], extension: str) -> None:
    """A picture that can be read to its end, of the kind that its ending says."""
    _check_by_signature(file, "jpg" if extension == "jpeg" else extension)
    file.seek(0)
    try:
        with Image.open(file) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnfitContentError(extension) from error


def _check_archive(file: IO[bytes], extension: str) -> None:
    """ZIP and the office formats made of it: readable, of a sensible size, with the part that makes the format."""
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        raise UnfitContentError(extension)
    try:
        entries = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnfitContentError(extension) from error
    _refuse_bomb(entries)
    names = {entry.filename for entry in entries}
    wanted = PARTS.get(extension)
    if wanted and (not names.intersection(wanted) or any(MACROS.search(name) for name in names)):
        raise UnfitContentError(extension)


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    is_dense = unpacked > SMALL_BYTES and unpacked > packed * MAX_PACKING_RATIO
    if len(entries) > MAX_PACKED_FILES or unpacked > MAX_UNPACKED_BYTES or is_dense:
        raise UnfitContentError("zip")


def _check_text(file: IO[bytes], extension: str) -> None:
    """Words in UTF-8 or Windows-1252, without NUL and without what would run if opened elsewhere."""
    content = file.read()
    if b"\0" in content or RUNNABLE_TEXT.search(content[:HEAD_BYTES]) or b"<script" in content.lower():
        raise UnfitContentError(extension)
    if filetype.guess(content[:HEAD_BYTES]) is not None or not _is_text(content):
        raise UnfitContentError(extension)
    if extension == "ics" and not content.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        raise UnfitContentError(extension)


def _is_text(content: bytes) -> bool:
    for encoding in TEXT_ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(sign.isprintable() or sign in "\t\r\n\f\ufeff\u00a0\u00ad\u200b" or sign.isspace() for sign in text)
    return False


CHECKS: dict[str, Callable[[IO[bytes], str], None]] = {
    **dict.fromkeys(("pdf", "rtf"), _check_by_signature),
    **dict.fromkeys((*PARTS, "zip"), _check_archive),
    **dict.fromkeys(("jpg", "jpeg", "png", "webp"), _check_picture),
    **dict.fromkeys(("csv", "ics", "txt"), _check_text),
}
