"""Slugs: addresses made from Danish and English titles."""

from collections.abc import Callable

from anyascii import anyascii
from django.utils.text import slugify

# Danish writes the letters out where they can't be used; anyascii alone would make "o" of "ø".
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
MAX_LENGTH = 80


def slug_for(text: str) -> str:
    """An ASCII slug of ``text``, at most 80 characters, never empty."""
    return slugify(anyascii(text.translate(_DANISH)))[:MAX_LENGTH].strip("-") or "record"


def free_slug(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """``wanted``, or ``wanted-2``, ``wanted-3`` … whichever is free first."""
    slug, number = wanted, 1
    while is_taken(slug):
        number += 1
        ending = f"-{number}"
        slug = wanted[: MAX_LENGTH - len(ending)] + ending
    return slug
