"""What a record still lacks: texts in one of the two languages, and facts that would make it more useful."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.bilingual import other_language
from hub.choices import Language

BILINGUAL_TEXTS = ("title", "lead", "body")
STATES = [
    ("complete", gettext_lazy("Danish and English")),
    (Language.DANISH.value, gettext_lazy("Danish is missing something")),
    (Language.ENGLISH.value, gettext_lazy("English is missing something")),
]


def lacks_text_q(language: str) -> Q:
    """The records with a text in the other language that is empty in ``language``."""
    found = Q()
    for name in BILINGUAL_TEXTS:
        found |= Q(**{f"{name}_{language}": ""}) & ~Q(**{f"{name}_{other_language(language)}": ""})
    return found


def incomplete_languages(record: Any) -> list[str]:
    """The codes of the languages in which ``record`` lacks a text that it has in the other one."""
    return [
        code
        for code in Language.values
        if any(
            not getattr(record, f"{name}_{code}") and getattr(record, f"{name}_{other_language(code)}")
            for name in BILINGUAL_TEXTS
        )
    ]


def language_state(record: Any) -> str:
    """What to tell staff about the two languages of ``record``."""
    missing = incomplete_languages(record)
    if not missing:
        return _("complete")
    return _("lacks %(languages)s") % {"languages": ", ".join(str(Language(code).label) for code in missing)}


@dataclass(frozen=True, slots=True)
class Benefit:
    """What filling in fields brings; reached when every one of ``fields`` is filled in."""

    fields: tuple[str, ...]
    brings: "str | Promise"


@dataclass(frozen=True, slots=True)
class Gain:
    """A benefit as one proposal stands to it."""

    brings: str
    fields: tuple[str, ...]
    is_reached: bool


def gains(benefits: Iterable[Benefit], filled: Collection[str]) -> list[Gain]:
    """Each benefit, and whether the filled in fields reach it."""
    return [
        Gain(str(benefit.brings), benefit.fields, all(name in filled for name in benefit.fields))
        for benefit in benefits
    ]
