"""Texts held in Danish and English on one row, each falling back to the other."""

from typing import Any

from django.utils.translation import get_language

from hub.choices import Language

_CODES = frozenset(Language.values)
_DEFAULT = str(Language.DANISH)


class BilingualText(str):
    """A text that knows the language it is written in, so that a fallback can be marked up."""

    language: str

    def __new__(cls, text: str, language: str) -> "BilingualText":
        made = super().__new__(cls, text)
        made.language = language
        return made


def active_language() -> str:
    """The reader's language, or Danish where the active one is not a language of the hub."""
    code = (get_language() or "")[:2]
    return code if code in _CODES else _DEFAULT


def other_language(language: str) -> str:
    """Danish for English and the other way round."""
    return str(Language.ENGLISH if language == Language.DANISH else Language.DANISH)


def text_in(instance: Any, name: str, language: str) -> BilingualText:
    """The text of ``name`` in ``language``, or in the other language if it is missing there."""
    text = getattr(instance, f"{name}_{language}") or ""
    if text:
        return BilingualText(text, language)
    fallback = other_language(language)
    return BilingualText(getattr(instance, f"{name}_{fallback}") or "", fallback)


def text_of_pair(da: str, en: str) -> BilingualText:
    """One of two texts that were read without their record: the reader's, or the other one if it is missing."""
    language = active_language()
    texts = {str(Language.DANISH): da, str(Language.ENGLISH): en}
    if texts[language]:
        return BilingualText(texts[language], language)
    fallback = other_language(language)
    return BilingualText(texts[fallback] or "", fallback)


class Bilingual:
    """Read-only attribute that gives ``<name>_da`` or ``<name>_en`` in the reader's language."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else text_in(instance, self.name, active_language())
