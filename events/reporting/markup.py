"""The light marks in which reports are edited: headings, items, and evidence in brackets ([E3–E5, E9]). Pure."""

import re
from collections.abc import Iterable, Iterator

from events.reporting.document import Block, Heading, Paragraph, Run, clean, in_ranges

# A range is written out, so its length is bounded: a slip of the pen must not cite a million pieces.
LONGEST_RANGE = 2000
_PART = r"E\d{1,9}(?:\s*[–-]\s*E\d{1,9})?"
CITATION = re.compile(rf"\s*\[({_PART}(?:\s*,\s*{_PART})*)\]")
_ONE = re.compile(r"E(\d+)(?:\s*[–-]\s*E(\d+))?")
_HEADING = re.compile(r"^(#{2,3})\s+(.+)$")
_ITEM = re.compile(r"^[-•]\s+(.+)$")


def cited_in(citation: str) -> tuple[int, ...]:
    """The numbers that one pair of brackets names, ranges written out."""
    found: dict[int, None] = {}
    for first, last in _ONE.findall(citation):
        start, end = int(first), int(last or first)
        found.update(dict.fromkeys(range(start, min(end, start + LONGEST_RANGE) + 1)))
    return tuple(found)


def citations(text: str) -> tuple[int, ...]:
    """All evidence that ``text`` names, in its order, each once."""
    return tuple(dict.fromkeys(number for match in CITATION.finditer(text) for number in cited_in(match[1])))


def with_citation(sentence: str, evidence: Iterable[int]) -> str:
    """A sentence with the numbers of its evidence behind it."""
    numbers = in_ranges(evidence)
    return f"{sentence} [{numbers}]" if numbers else sentence


def without_citations(text: str) -> str:
    """``text`` as it is counted against a limit: the numbers in brackets and the marks are no words of it."""
    return re.sub(r"(?m)^(#{2,3}|[-•])\s+", "", CITATION.sub("", text)).strip()


def word_count(text: str) -> int:
    """How many words ``text`` has, evidence and marks not counted."""
    return len(without_citations(text).split())


def _runs(text: str) -> Iterator[Run]:
    position = 0
    for match in CITATION.finditer(text):
        yield Run(text[position : match.start()], cited_in(match[1]))
        position = match.end()
    if text[position:]:
        yield Run(text[position:])


def blocks_of(text: str, *, below: int = 1) -> tuple[Block, ...]:
    """The blocks that ``text`` consists of; its headings stand below the level ``below``."""
    found: list[Block] = []
    lines: list[str] = []

    def flush() -> None:
        if lines:
            found.append(Paragraph(tuple(_runs(" ".join(lines)))))
            lines.clear()

    for line in clean(text).split("\n"):
        heading, item = _HEADING.match(line.strip()), _ITEM.match(line.strip())
        if heading or item or not line.strip():
            flush()
        if heading:
            found.append(Heading(heading[2].strip(), min(3, below + len(heading[1]) - 1)))
        elif item:
            found.append(Paragraph(tuple(_runs(item[1].strip())), "item"))
        elif line.strip():
            lines.append(line.strip())
    flush()
    return tuple(found)
