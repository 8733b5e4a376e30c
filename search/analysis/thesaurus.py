"""Words that mean the same, in one language or across both; staff edit them, search reads them here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis.stems import stems
from search.analysis.words import folded_words

Term = tuple[str, ...]  # the folded words of an expression: ("sound", "art")
LONGEST_TERM = 5  # words


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Expressions that mean the same. ``one_way``: the first finds the others, they do not find it."""

    terms: tuple[Term, ...]
    one_way: bool = False

    @classmethod
    def of(cls, expressions: Iterable[str], *, one_way: bool = False) -> "SynonymGroup":
        """The group of some texts; empty ones are left out."""
        terms = [tuple(folded_words(expression)) for expression in expressions]
        return cls(tuple(dict.fromkeys(term for term in terms if term)), one_way)


def same_term(one: Term, other: Term) -> bool:
    """Whether two expressions are forms of each other, word by word."""
    return len(one) == len(other) and all(stems(a) & stems(b) for a, b in zip(one, other, strict=True))


class Thesaurus:
    """All groups, found by the stems of an expression's first word."""

    def __init__(self, groups: Iterable[SynonymGroup] = ()) -> None:
        self._by_first: dict[str, list[tuple[Term, SynonymGroup]]] = defaultdict(list)
        self._words: set[str] = set()
        for group in groups:
            for term in group.terms[:1] if group.one_way else group.terms:
                if len(term) == 1:
                    self._words.add(term[0])
                if len(term) <= LONGEST_TERM:
                    for key in stems(term[0]):
                        self._by_first[key].append((term, group))

    def __contains__(self, word: str) -> bool:
        """Whether ``word`` itself has synonyms, just as it is written."""
        return word in self._words

    def synonyms_of(self, term: Term) -> list[Term]:
        """The expressions that mean the same as ``term``, in their order."""
        return self._related(term, one_way=False)

    def narrower_than(self, term: Term) -> list[Term]:
        """The expressions that ``term`` embraces: they do not mean the same."""
        return self._related(term, one_way=True)

    def _related(self, term: Term, *, one_way: bool) -> list[Term]:
        found: dict[Term, None] = {}
        for key in stems(term[0]):
            for known, group in self._by_first.get(key, ()):
                if group.one_way == one_way and same_term(known, term):
                    found.update(dict.fromkeys(other for other in group.terms if not same_term(other, term)))
        return list(found)

    def longest_at(self, words: list[str], start: int) -> int:
        """How many words from ``start`` on form an expression of several words that is known here; 0 if none."""
        longest = 0
        for key in stems(words[start]):
            for term, _ in self._by_first.get(key, ()):
                if len(term) > max(longest, 1) and same_term(term, tuple(words[start : start + len(term)])):
                    longest = len(term)
        return longest
