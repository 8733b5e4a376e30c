"""A report as one document: what every writer (Word, PDF, spreadsheet, JSON) is given. Pure, and the same in all.

Texts come from people, so they are made fit for XML here, once: ``clean`` leaves out what no file format may hold.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from babel.dates import format_date

# What XML forbids, and the characters that turn the direction of what follows them, foreign text included.
_UNFIT = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]|[\U0001fffe\U0001ffff]"
)
LOCALES = {"da": "da_DK", "en": "en_GB", "fr": "fr_FR"}
Value = str | int | Decimal | None


def clean(text: object) -> str:
    """``text`` without control, direction and other characters that files refuse; line breaks stay."""
    return _UNFIT.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def long_date(day: dt.date, language: str) -> str:
    """A day as the report's language writes it: 24 November 2026, 24. november 2026, 24 novembre 2026."""
    return str(format_date(day, format="long", locale=LOCALES.get(language, LOCALES["en"])))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, and the numbers of the evidence that proves it."""

    text: str
    evidence: tuple[int, ...] = ()
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first to third level; the title of the document stands above all."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError("A heading has level 1, 2 or 3.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, an item of a list, or a note beside the text."""

    runs: tuple[Run, ...]
    kind: Literal["body", "item", "note"] = "body"

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings. ``anchors`` names its rows, so that citations can lead to them."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    anchors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("A table needs a value for each heading in each row.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in any form that Pillow reads; writers scale it."""

    content: bytes = field(repr=False)
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of hub/graphics (SVG), which a table below it says in words."""

    svg: str = field(repr=False)
    alt: str = ""
    caption: str = ""


Block = Heading | Paragraph | Table | Picture | Drawing


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of evidence as it is cited."""

    number: int
    text: str
    url: str = ""

    @property
    def reference(self) -> str:
        """Its number as it is written."""
        return f"E{self.number}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure for the spreadsheet: what it counts, and its numbers."""

    key: str
    title: str
    definition: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole: ``data`` is what the JSON says besides the text."""

    title: str
    subtitle: str
    publisher: str
    language: str
    date: dt.date
    name: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def notes_by_number(self) -> dict[int, Note]:
        """The evidence by its number."""
        return {note.number: note for note in self.notes}

    @property
    def headings(self) -> list[Heading]:
        """The headings in their order."""
        return [block for block in self.blocks if isinstance(block, Heading)]


def in_ranges(numbers: Iterable[int]) -> str:
    """Numbers of evidence as they are cited: E3–E5, E9."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(_span(first, last) for first, last in spans)


def _span(first: int, last: int) -> str:
    if first == last:
        return f"E{first}"
    return f"E{first}, E{last}" if last == first + 1 else f"E{first}–E{last}"
