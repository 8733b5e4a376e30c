"""Words that may be the same word: spelling, endings and slips of the keyboard in Danish and English. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from hub.slugs import slug_for

# Longest first, so that "festivalerne" loses "erne" and not "e".
ENDINGS = ("ernes", "erne", "ingen", "inger", "ings", "ing", "ene", "ers", "ies", "er", "en", "et", "es", "e", "s", "y")
SHORTEST_STEM = 4
# From these lengths on, one or two slips still leave the word recognisable.
ONE_SLIP_LENGTH = 5
TWO_SLIPS_LENGTH = 10


def folded(word: str) -> str:
    """``word`` without case, accents, spaces and punctuation."""
    return slug_for(word).replace("-", "") if word.strip() else ""


def stem(word: str) -> str:
    """A folded word without its plural or inflection ending."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def slips_allowed(word: str) -> int:
    """How many slips a folded word may differ by and still look alike."""
    return (len(word) >= ONE_SLIP_LENGTH) + (len(word) >= TWO_SLIPS_LENGTH)


def edit_distance(one: str, other: str) -> int:
    """Letters added, left out, replaced or swapped with their neighbour (optimal string alignment)."""
    rows: list[list[int]] = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, counterpart in enumerate(other, start=1):
            cost = letter != counterpart
            best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def look_alike(one: str, other: str) -> bool:
    """Whether two words may be the same. Words with different numbers in them never are."""
    first, second = folded(one), folded(other)
    if not first or not second or re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    if stem(first) == stem(second):
        return True
    slips = min(slips_allowed(first), slips_allowed(second))
    return abs(len(first) - len(second)) <= slips and edit_distance(first, second) <= slips


def find(words: Iterable[str], others: Mapping[int, list[str]]) -> list[int]:
    """The keys of ``others`` with a word that looks like one of ``words``."""
    wanted = list(words)
    return [key for key, theirs in others.items() if any(look_alike(a, b) for a in wanted for b in theirs)]


def _shortened(word: str, slips: int) -> set[str]:
    """``word`` and everything left of it when up to ``slips`` letters are taken out."""
    found = last = {word}
    for _ in range(slips):
        last = {text[:i] + text[i + 1 :] for text in last for i in range(len(text))}
        found = found | last
    return found


def pairs(entries: Mapping[int, list[str]]) -> list[tuple[int, int]]:
    """Every two keys with words that look alike, each pair once and the smaller key first.

    Words are compared only where they share a stem or a shortened form: two words within n slips of each other always
    share one with n letters taken out.
    """
    buckets: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for key, words in entries.items():
        for word in words:
            plain = folded(word)
            for text in {stem(plain), *_shortened(plain, slips_allowed(plain))}:
                buckets[text].add((key, word))
    found: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        for (key, word), (other, their_word) in combinations(sorted(bucket), 2):
            if key != other and (key, other) not in found and look_alike(word, their_word):
                found.add((key, other))
    return sorted(found)
