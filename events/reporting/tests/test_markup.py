"""The marks in which reports are edited."""

import pytest

from events.reporting.document import Heading, Paragraph
from events.reporting.markup import blocks_of, citations, cited_in, with_citation, word_count


def test_marks_become_headings_items_and_paragraphs():
    blocks = blocks_of("## A festival\nIt took place\nin March. [E3]\n\n- one [E4–E6]\n- two")
    assert blocks[0] == Heading("A festival", 2)
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].text == "It took place in March."
    assert blocks[1].runs[0].evidence == (3,)
    assert [block.kind for block in blocks[1:]] == ["body", "item", "item"]
    assert blocks[2].runs[0].evidence == (4, 5, 6)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("a [E1] b [E2, E4-E5]", (1, 2, 4, 5)),
        ("[E] [17] [E1; E2] (E3)", ()),
        ("[E9–E2]", ()),
        ("[E3][E3]", (3,)),
    ],
)
def test_evidence_is_found_in_brackets(text, cited):
    assert citations(text) == cited


def test_endless_range_is_cut():
    assert len(cited_in("E1–E999999999")) < 3000


def test_words_are_counted_without_marks_and_evidence():
    assert word_count("## A festival\n- It took place. [E3–E5]") == 5
    assert word_count("") == 0


def test_sentence_and_citation_come_apart_again():
    assert citations(with_citation("It took place.", (3, 4, 5, 9))) == (3, 4, 5, 9)
    assert with_citation("It took place.", ()) == "It took place."
