"""Marked passages: the right words, the best place, and never any markup but ``<mark>``."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.snippets import SNIPPET_LENGTH, marked, snippet

WORDS = st.sets(st.sampled_from(["film", "aar", "aarhus", "x", "animation", "b", "script"]))
TEXTS = st.text(st.sampled_from("filmFILMåÅr <>&\"'xb_-…script/\u202e\u0000æøé\n")) | st.text()


def unmarked(markup):
    return markup.replace("<mark>", "").replace("</mark>", "")


@given(TEXTS, WORDS)
def test_marking_adds_marks_to_the_escaped_text_and_nothing_else(text, words):
    markup = str(marked(text, words))
    assert unmarked(markup) == html.escape(text)
    assert re.sub(r"</?mark>", "", markup).count("<") == 0
    assert markup.count("<mark>") == markup.count("</mark>")
    assert not re.search(r"<mark>[^<]*<mark>", markup)


@given(st.text(min_size=200, max_size=2000) | TEXTS.map(lambda text: text * 30), WORDS)
def test_a_passage_is_a_part_of_the_text_and_short(text, words):
    plain = html.unescape(unmarked(str(snippet(text, words))))
    bare = plain.removeprefix("…").removesuffix("…")
    assert bare in text or plain in text
    assert len(bare) <= SNIPPET_LENGTH + 1


@pytest.mark.parametrize(
    ("text", "words", "markup"),
    [
        ("Film i Århus", {"aarhus"}, "Film i <mark>Århus</mark>"),
        ("Aarhus og århus", {"aarhus"}, "<mark>Aarhus</mark> og <mark>århus</mark>"),
        ("short film night", {"short", "film"}, "<mark>short film</mark> night"),
        ("<b>film</b> & co", {"film"}, "&lt;b&gt;<mark>film</mark>&lt;/b&gt; &amp; co"),
        ("filmen", {"film"}, "filmen"),
        ("the city's film", {"city"}, "the <mark>city&#x27;s</mark> film"),
        ("", {"film"}, ""),
    ],
)
def test_whole_words_are_marked_however_they_are_spelled(text, words, markup):
    assert marked(text, words) == markup


def test_the_passage_with_most_different_words_is_shown():
    filler = "lorem ipsum " * 40
    text = f"film {filler} film film {filler} animation and film together {filler}"
    assert "<mark>animation</mark> and <mark>film</mark> together" in snippet(text, {"film", "animation"})


def test_without_a_word_the_beginning_is_shown_and_cut_at_a_word():
    text = "lorem ipsum " * 100
    shown = str(snippet(text, {"film"}))
    assert shown.startswith("lorem ipsum")
    assert shown.endswith(("lorem…", "ipsum…"))


def test_a_word_at_the_very_end_is_found():
    text = "lorem ipsum " * 100 + "film"
    assert str(snippet(text, {"film"})).endswith("<mark>film</mark>")


def test_a_text_without_any_space_is_cut_all_the_same():
    assert len(snippet("a" * 5000, {"film"})) <= SNIPPET_LENGTH + 2
