"""What may be handed in with an answer, and whether a file is what its name says."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from hub.document_content import UnfitContentError, check_content
from hub.plain_text import readable

MAX_FILES = 5
MAX_FILE_BYTES = 10 * 1024 * 1024
EXTENSIONS = ("pdf", "docx", "odt", "pptx", "xlsx", "rtf", "txt", "jpg", "jpeg", "png", "webp", "zip")
NAME_LENGTH = 160


def shown_name(name: str) -> str:
    """The name of a file on one line, without folders and hidden characters."""
    bare = readable(PurePath(name.replace("\\", "/")).name)
    stem, dot, ending = bare.rpartition(".")
    return (
        bare if len(bare) <= NAME_LENGTH else f"{stem[: NAME_LENGTH - len(dot + ending)]}{dot}{ending}"[-NAME_LENGTH:]
    )


def check_file(file: Any) -> None:
    """Raise ``ValidationError`` with one sentence that names the file, unless it may be handed in."""
    values = {"name": shown_name(file.name or "?"), "limit": filesizeformat(MAX_FILE_BYTES)}
    if file.size == 0:
        raise ValidationError(_("“%(name)s” is empty.") % values, code="empty")
    if file.size > MAX_FILE_BYTES:
        text = _("“%(name)s” is larger than %(limit)s. Make it smaller, or put it on the web and write its address.")
        raise ValidationError(text % values, code="too_large")
    ending = PurePath(values["name"]).suffix.removeprefix(".").lower()
    if ending not in EXTENSIONS:
        text = _("“%(name)s” is of a kind that can’t be handed in. Allowed are: %(allowed)s.")
        raise ValidationError(text % (values | {"allowed": ", ".join(EXTENSIONS)}), code="kind")
    try:
        check_content(file, ending)
    except UnfitContentError as error:
        text = _("The content of “%(name)s” doesn’t fit its ending. Choose the right file.")
        raise ValidationError(text % values, code="unfit_content") from error
