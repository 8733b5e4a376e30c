"""What Word calculates itself: the table of contents with its page numbers, and the anchors that it leads to."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from events.reporting.document import Heading

CONTENTS = r'TOC \o "1-3" \h \z \u'


def anchor(number: int) -> str:
    """The name of the bookmark around a heading; names that begin like this are Word's own for contents."""
    return f"_Toc{number:08d}"


def _field_mark(kind: str, *, is_dirty: bool = False) -> Any:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if is_dirty:
        mark.set(qn("w:dirty"), "true")
    run.append(mark)
    return run


def _instruction(text: str) -> Any:
    run, words = OxmlElement("w:r"), OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {text} "
    run.append(words)
    return run


def add_contents(word: Any, headings: Sequence[Heading]) -> None:
    """The table of contents. What it says now are the headings; Word adds the pages when it opens the file."""
    for number, heading in enumerate(headings):
        paragraph = word.add_paragraph(style=f"toc {heading.level}")
        if number == 0:
            paragraph._p.extend([_field_mark("begin", is_dirty=True), _instruction(CONTENTS), _field_mark("separate")])
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor(number))
        run, words = OxmlElement("w:r"), OxmlElement("w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = heading.text
        run.append(words)
        link.append(run)
        paragraph._p.append(link)
        if number == len(headings) - 1:
            paragraph._p.append(_field_mark("end"))


def bookmark(paragraph: Any, number: int) -> None:
    """Put the anchor of the heading's number around what ``paragraph`` says."""
    runs = paragraph._p.findall(qn("w:r"))
    if runs:
        around(runs[0], anchor(number), number + 1, last=runs[-1])


def around(first: Any, name: str, number: int, last: Any = None) -> None:
    """Put a bookmark around the elements from ``first`` to ``last``."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    first.addprevious(start)
    (first if last is None else last).addnext(end)


def add_field(paragraph: Any, instruction: str, shown: Any) -> None:
    """A field at the end of ``paragraph``; ``shown`` is the run with what it says until Word calculates it."""
    marks = (_field_mark("begin"), _instruction(instruction), _field_mark("separate"), shown, _field_mark("end"))
    paragraph._p.extend(marks)


def add_page_number(paragraph: Any) -> None:
    """The number of the page that the paragraph stands on."""
    shown, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = "1"
    shown.append(words)
    add_field(paragraph, "PAGE", shown)
