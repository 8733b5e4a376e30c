"""Lists of keys that the database holds as JSON: whether each key is one that exists."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.choices import language_label
from hub.choices import Audience

MAX_CHOICES = 20


def _check_keys(values: Any, is_known: Any) -> None:
    if not isinstance(values, list) or len(values) > MAX_CHOICES or not all(is_known(value) for value in values):
        raise ValidationError(_("Choose from the list."))


def validate_audiences(values: Any) -> None:
    """Raise ``ValidationError`` unless ``values`` is a list of audiences."""
    _check_keys(values, lambda value: value in Audience.values)


def _is_language(code: Any) -> bool:
    try:
        return bool(language_label(code))
    except (TypeError, ValueError):
        return False


def validate_languages(values: Any) -> None:
    """Raise ``ValidationError`` unless ``values`` is a list of languages."""
    _check_keys(values, _is_language)
