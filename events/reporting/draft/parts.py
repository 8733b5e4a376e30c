"""What a draft consists of. Pure."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from events.reporting.figures.facts import Pair
from events.reporting.markup import with_citation


@dataclass(frozen=True, slots=True)
class FieldFact:
    """Something that the form asks for in a section."""

    key: str
    title: Pair


@dataclass(frozen=True, slots=True)
class SectionFact:
    """A section of a form."""

    key: str
    number: str
    title: Pair
    title_fr: str = ""
    limit: int | None = None
    limit_unit: str = ""
    takes_activities: bool = False
    fields: tuple[FieldFact, ...] = ()

    def heading(self, language: str) -> str:
        """Number and title in the report's language; French falls back to English."""
        title = (self.title_fr or self.title.en) if language == "fr" else self.title.written_in(language)
        return f"{self.number} {title or self.title.en or self.title.da}".strip()


@dataclass(frozen=True, slots=True)
class FormFact:
    """The form of a report: ``kind`` is a value of ``ReportKind``."""

    key: str
    kind: str
    title: Pair
    title_fr: str = ""
    sections: tuple[SectionFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the evidence that proves it; a heading or a plan claims nothing and has none."""

    text: str
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences below a heading, or without one; as a list, each is an item."""

    sentences: tuple[Sentence, ...]
    heading: str = ""
    is_list: bool = False

    @property
    def text(self) -> str:
        """As it is edited: see ``markup``."""
        said = [with_citation(sentence.text, sentence.evidence) for sentence in self.sentences]
        body = "\n".join(f"- {text}" for text in said) if self.is_list else " ".join(said)
        return f"## {self.heading}\n{body}" if self.heading else body


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: what, and who can fill it (empty: the focal point). ``activity`` is its key, if it has one.

    Drafts speak the language of the report; what is missing is said to whoever reads it, in theirs.
    """

    kind: str
    message: str | Promise
    who: str = ""
    activity: int | None = None
    evidence: int | None = None
    subject: str = ""
    words: tuple[tuple[str, str | int], ...] = ()

    @property
    def text(self) -> str:
        """What is missing, in the active language."""
        return str(self.message) % dict(self.words) if self.words else str(self.message)


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """The draft of one section."""

    key: str
    passages: tuple[Passage, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def text(self) -> str:
        """The draft as it is edited."""
        return "\n\n".join(passage.text for passage in self.passages if passage.sentences)

    @property
    def sentences(self) -> list[Sentence]:
        """Every sentence in it."""
        return [sentence for passage in self.passages for sentence in passage.sentences]


def digest(text: str) -> str:
    """The SHA-256 of a text: what a draft was based on."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def fields_of(rows: list[Any]) -> tuple[FieldFact, ...]:
    """The fields of a section as its JSON gives them; what has no key is left out."""
    named = [row for row in rows if isinstance(row, dict) and row.get("key")]
    return tuple(
        FieldFact(str(row["key"]), Pair(str(row.get("title_da") or ""), str(row.get("title_en") or row["key"])))
        for row in named
    )
