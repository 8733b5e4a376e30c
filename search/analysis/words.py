"""Text → words, and the forms in which two spellings of one word are the same."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

# Letters that have no accent to strip but an agreed spelling in a–z.
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ł": "l",
    }
)
_WORD = re.compile(r"\w+(?:['’]\w+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$|['’](?=\w)")
# What people write who have no Danish keyboard, or who leave the dots and rings out.
_LOOSE = (("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u"))
LONGEST_WORD = 60  # characters; longer runs of letters are no words


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where it stands in it (``text[start:end]``)."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` in a–z and 0–9: lower case, Danish letters written out, accents and apostrophes gone."""
    lowered = unicodedata.normalize("NFC", _POSSESSIVE.sub("", word.casefold())).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in plain if letter.isalnum() and not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def loose(folded: str) -> str:
    """A folded word as it reads without Danish letters at all: ``aarhus``, ``arhus`` → ``arhus``."""
    for written, plain in _LOOSE:
        folded = folded.replace(written, plain)
    return folded


def words_in(text: str) -> list[Word]:
    """The words of ``text`` in their order; underscores part words, overlong runs are left out."""
    matches = (match for match in _WORD.finditer(text.replace("_", " ")) if len(match.group()) <= LONGEST_WORD)
    return [Word(folded, match.start(), match.end()) for match in matches if (folded := fold(match.group()))]


def places_of(words: Collection[str], text: str) -> list[tuple[int, int]]:
    """Where in ``text`` the words stand whose folded form is one of ``words``: beginning and end of each."""
    return [
        match.span()
        for match in _WORD.finditer(text.replace("_", " "))
        if match.end() - match.start() <= LONGEST_WORD and fold(match.group()) in words
    ]


def folded_words(text: str) -> list[str]:
    """The folded words of ``text`` in their order."""
    return [word.folded for word in words_in(text)]
