"""Inflection in Danish and English: the keys under which two forms of one word meet."""

import threading
from functools import lru_cache

import snowballstemmer

from search.analysis.irregular import LEMMAS


class _Stemmers(threading.local):
    """Snowball keeps the word at hand in the stemmer, so each thread needs its own."""

    def __init__(self) -> None:
        self.danish = snowballstemmer.stemmer("danish")
        self.english = snowballstemmer.stemmer("english")


_snowball = _Stemmers()
# Danish endings that the Snowball rules leave on short words (by, byen, byerne), longest first.
_LIGHT_ENDINGS = ("ernes", "enes", "erne", "ene", "ers", "ens", "ets", "ums", "er", "en", "et", "um", "es", "e", "s")
_SHORTEST_LIGHT_STEM = 2
_VOWELS = frozenset("aeiouy")


def _light(word: str) -> str:
    for ending in _LIGHT_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_LIGHT_STEM:
            stem = word[: -len(ending)]
            return stem if _VOWELS & set(stem) else word
    return word


def _contracted(word: str) -> str | None:
    """``teater`` → ``teatr``, as in teatret and theatre: the e that falls out before an ending."""
    if len(word) > 4 and word.endswith(("er", "el")) and word[-3] not in _VOWELS:
        return word[:-2] + word[-1]
    return None


# Adjectives that take a t in the neuter: digitalt, kreativt, populært. Shorter words end so by themselves: salt, kort.
_NEUTER = ("igt", "ivt", "alt", "aert", "bart", "somt")
_SHORTEST_NEUTER = 6


def _without_neuter(word: str) -> str:
    return word[:-1] if len(word) >= _SHORTEST_NEUTER and word.endswith(_NEUTER) else word


@lru_cache(maxsize=131072)
def danish_stems(word: str) -> frozenset[str]:
    """The keys of a folded word read as Danish."""
    lemma = LEMMAS.get(word) or _without_neuter(word)
    keys = {f"d:{_snowball.danish.stemWord(lemma)}", f"l:{_light(lemma)}"}
    if lemma.endswith("erne"):  # a plural of many, or a noun itself: kaserne, kasernen
        keys.add(f"l:{lemma[:-1]}")
    if contracted := _contracted(lemma):
        keys.add(f"l:{contracted}")
    return frozenset(keys)


@lru_cache(maxsize=131072)
def english_stems(word: str) -> frozenset[str]:
    """The keys of a folded word read as English."""
    return frozenset({f"e:{_snowball.english.stemWord(LEMMAS.get(word, word))}"})


# Verbs and the nouns made of them: udveksle, udveksler, udvekslet, udveksling, udvekslinger; uddanne, uddannelse.
_DERIVED = (
    "elserne elsens elsen elser else ningerne ningens ningen ninger nings ning ingerne ingens ingen inger ings ing "
    "erne ende ede eren ere ers et te er e"
)
_DERIVED_ENDINGS = tuple(_DERIVED.split())
_SHORTEST_DERIVED_STEM = 4


@lru_cache(maxsize=131072)
def danish_root(word: str) -> str:
    """What a Danish verb shares with the nouns made of it; empty for words too short to tell."""
    for ending in _DERIVED_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_DERIVED_STEM:
            return word[: -len(ending)]
    return word if len(word) >= _SHORTEST_DERIVED_STEM else ""


def stems(word: str, language: str = "") -> frozenset[str]:
    """The keys of a folded word: forms of one word share at least one. Without a language it is read as both."""
    if word.isdigit():
        return frozenset((word,))
    if language == "da":
        return danish_stems(word)
    if language == "en":
        return english_stems(word)
    return danish_stems(word) | english_stems(word)
