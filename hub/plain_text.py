"""Names as people write them: one line, without characters that nobody sees."""

import unicodedata
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.utils.translation import gettext_lazy as _

# Control, format (turning the direction of writing, joining nothing), private, surrogate; line and paragraph breaks.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def one_plain_line(text: str) -> None:
    """Refuse characters that hide in a name: they would make two names look the same, or end up in mail headers."""
    if any(unicodedata.category(sign) in UNSEEN for sign in text):
        raise ValidationError(_("Write it on one line, without invisible characters."), code="unseen")


class PlainLinesMixin:
    """A row in which nothing hides: what is one line to people has what they see."""

    @classmethod
    def plain_lines(cls) -> list[str]:
        """The names of the fields that are checked."""
        fields = cls._meta.concrete_fields  # type: ignore[attr-defined]
        return [field.name for field in fields if type(field) is CharField and field.editable and not field.choices]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        faults: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)  # type: ignore[misc]
        except ValidationError as others:
            faults = others.update_error_dict(faults)
        for name in set(self.plain_lines()) - set(exclude or ()) - set(faults):
            try:
                one_plain_line(getattr(self, name) or "")
            except ValidationError as fault:
                faults[name] = [fault]
        if faults:
            raise ValidationError(faults)


def readable(text: str) -> str:
    """``text`` on one line, without control and direction characters."""
    return " ".join("".join(letter if _is_readable(letter) else " " for letter in text).split())


def _is_readable(letter: str) -> bool:
    is_character = ord(letter) & 0xFFFE != 0xFFFE  # U+FFFE, U+FFFF and the like are none, and XML refuses them
    return is_character and unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
