"""Text as engines keep it: folded words in order, stop words marked, gaps between what does not belong together."""

from collections.abc import Iterable

from search.analysis.stopwords import DANISH, ENGLISH
from search.analysis.words import folded_words

GAP = "|"
EDGE = "||"  # around a title; nothing else has it
STOP_MARK = "_"
LONGEST_TEXT = 30_000  # characters of one part; what follows is not searched
_MARKED = {"da": DANISH, "en": ENGLISH | {"by"}, "": frozenset[str]()}


def analysed(text: str, language: str) -> str:
    """The words of ``text`` joined by spaces; stop words of its language begin with ``_``.

    A stop word is kept for exact phrases only: “by” in an English text is not the Danish word for a town.
    """
    marked = _MARKED[language]
    return " ".join(f"{STOP_MARK}{word}" if word in marked else word for word in folded_words(text[:LONGEST_TEXT]))


def with_gaps(texts: Iterable[str]) -> str:
    """Analysed texts in one, so that no phrase reaches from one into the next; each text once."""
    return f" {GAP} ".join(dict.fromkeys(text for text in texts if text))


def edged(analysed_text: str) -> str:
    """An analysed text with its edges marked, so that a phrase may ask for the whole of it."""
    return f"{EDGE} {analysed_text} {EDGE}" if analysed_text else ""


def content_words(analysed_text: str) -> set[str]:
    """The words of an analysed text that can be searched for by themselves."""
    return {word for word in analysed_text.split() if not word.startswith((STOP_MARK, GAP))}


def as_indexed(word: str) -> tuple[str, ...]:
    """The ways in which a word of an exact phrase may stand in an index."""
    return (word, f"{STOP_MARK}{word}")
