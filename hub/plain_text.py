"""Names as people write them: one line, without characters that nobody sees."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control, format (turning the direction of writing, joining nothing), private, surrogate; line and paragraph breaks.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def one_plain_line(text: str) -> None:
    """Refuse characters that hide in a name: they would make two names look the same, or end up in mail headers."""
    if any(unicodedata.category(sign) in UNSEEN for sign in text):
        raise ValidationError(_("Write it on one line, without invisible characters."), code="unseen")


def readable(text: str) -> str:
    """``text`` on one line, without control and direction characters."""
    return " ".join("".join(letter if _is_readable(letter) else " " for letter in text).split())


def _is_readable(letter: str) -> bool:
    is_character = ord(letter) & 0xFFFE != 0xFFFE  # U+FFFE, U+FFFF and the like are none, and XML refuses them
    return is_character and unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
