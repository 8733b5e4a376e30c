"""From what somebody typed to what it means, with the words of the content and the synonyms of the staff."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.analysis.closeness import CLOSENESS
from search.analysis.lexicon import Lexicon
from search.analysis.meaning import Alternative, Concept, Meaning
from search.analysis.stopwords import STOP_WORDS
from search.analysis.thesaurus import Term, Thesaurus, same_term
from search.analysis.tokens import EDGE, as_indexed
from search.analysis.words import folded_words, words_in

MAX_QUERY_LENGTH = 400  # characters; what follows is no question any more
MAX_CONCEPTS = 12
MAX_WORDS_READ = 3 * MAX_CONCEPTS  # an expression of several words is one concept
MAX_WORDS = 150  # of one alternative, the most frequent ones
LONGEST_TITLE = 8  # words of a query that may be a whole title
LEAST_WEIGHT = 0.01  # of a word that everything has: it still tells where in a text it stands
MAX_WORDS_IN_ORDER = 4  # of one position; engines may have to write out every combination
SHORTEST_PREFIX = 3
_QUOTED = re.compile(r'["“”«»„]([^"“”«»„]+)["“”«»„]')


@dataclass(frozen=True, slots=True)
class Language:
    """What understanding needs to know of the content: its words, how many entries there are, its synonyms."""

    lexicon: Lexicon
    thesaurus: Thesaurus
    entries: int


def understand(text: str, language: Language, *, last_is_prefix: bool = True) -> Meaning:
    """What ``text`` asks for. Empty text means everything, text without a word something that nothing has."""
    text = text[:MAX_QUERY_LENGTH]
    quoted = [tuple(folded_words(found)) for found in _QUOTED.findall(text)]
    phrases = tuple(dict.fromkeys(phrase for phrase in quoted if phrase))
    asked = words_in(_QUOTED.sub(" ", text))
    if text.strip() and not asked and not phrases:
        return Meaning((Concept(text.strip(), (), is_known=False),), required=1)
    kept = [word for word in asked if word.folded not in STOP_WORDS] or asked
    words = [word.folded for word in kept[:MAX_WORDS_READ]]
    reader = _Reader(language, words, last_is_prefix and len(kept) <= MAX_WORDS_READ)
    return reader.read(phrases, () if phrases else tuple(word.folded for word in asked))


class _Reader:
    def __init__(self, language: Language, words: list[str], last_is_prefix: bool) -> None:
        self.language, self.lexicon, self.thesaurus = language, language.lexicon, language.thesaurus
        self.words, self.last_is_prefix = words, last_is_prefix
        self._entries = max(language.entries, 1)
        self.last_typed = words[-1] if words and last_is_prefix else ""
        self.corrected: dict[str, str] = {}
        self._ways: dict[str, list[Alternative]] = {}
        self._correct()

    def _correct(self) -> None:
        """Words that the content does not have in any way are read as the nearest ones that it has."""
        for at, word in enumerate(self.words):
            if self._is_known(at) or (typos := self.lexicon.typos(word)) == []:
                continue
            self.corrected[word] = typos[0]
            self.words[at] = typos[0]

    def _is_known(self, at: int) -> bool:
        word = self.words[at]
        if self.lexicon.inflected(word) or self.lexicon.spelled_like(word) or self._length_at(at) > 1:
            return True
        if at and self._length_at(at - 1) > 1:
            return True
        if word in self.thesaurus or self._word(word):
            return True
        return word == self.last_typed and self._may_begin(word) and any(self.lexicon.beginning_with(word))

    @staticmethod
    def _may_begin(word: str) -> bool:
        return len(word) >= SHORTEST_PREFIX

    def read(self, phrases: tuple[Term, ...], title: Term) -> Meaning:
        """The meaning; ``title`` are all words, those too common to search for included."""
        concepts, at = [], 0
        while at < len(self.words) and len(concepts) < MAX_CONCEPTS:
            length = self._length_at(at)
            is_last = self.last_is_prefix and at + length == len(self.words) and not phrases
            concepts.append(self._concept(tuple(self.words[at : at + length]), may_be_prefix=is_last))
            at += length
        concepts += [self._phrase(phrase) for phrase in phrases[:MAX_CONCEPTS]]
        distinct = self._with_title(tuple({concept.text: concept for concept in concepts}.values()), title)
        correction = " ".join(self.words) if self.corrected else ""
        return Meaning(distinct, phrases, _required(len(distinct)), correction)

    def _with_title(self, concepts: tuple[Concept, ...], title: Term) -> tuple[Concept, ...]:
        """The same, and what has just the query for its title gets more than all concepts give any other thing."""
        groups = tuple(self._in_title(self.corrected.get(word, word)) for word in title)
        if not concepts or not all(groups) or len(groups) > LONGEST_TITLE:
            return concepts
        edge = frozenset((EDGE,))
        heaviest = max(concepts, key=lambda concept: concept.weight)
        closeness = 1 + sum(concept.weight for concept in concepts) / heaviest.weight
        whole = Alternative(closeness, (edge, *groups, edge), in_order=True)
        return tuple(
            replace(each, alternatives=(whole, *each.alternatives)) if each is heaviest else each for each in concepts
        )

    def _in_title(self, word: str) -> frozenset[str]:
        """How a word of the query may stand in a title that is the query: as it is, or else spelled otherwise."""
        if word in STOP_WORDS or word == "by":
            return frozenset(as_indexed(word))
        return frozenset((word,) if word in self.lexicon else self._most_frequent(self.lexicon.spelled_like(word), 2))

    def _length_at(self, at: int) -> int:
        """How many words from ``at`` on are one expression: known to the thesaurus, or a compound written apart."""
        if known := self.thesaurus.longest_at(self.words, at):
            return known
        pair = self.words[at : at + 2]
        return 2 if len(pair) == 2 and self.lexicon.inflected("".join(pair)) else 1

    def _concept(self, term: Term, *, may_be_prefix: bool) -> Concept:
        alternatives = self._expression(term)
        if may_be_prefix and len(term) == 1 and self._may_begin(term[0]) and term[0] not in self.lexicon:
            begun = self._choice(self.lexicon.beginning_with(term[0]), CLOSENESS.prefix)
            alternatives += [begun] if begun else []
        return Concept(
            " ".join(term),
            tuple(_best_first(alternatives)),
            self._rarity(alternatives),
            bool(alternatives),
            tuple(self._concept((word,), may_be_prefix=False) for word in self._words_of(term)),
        )

    def _words_of(self, term: Term) -> Term:
        """The words of an expression or compound that means what they mean, by a synonym that says the same word by
        word: “lysfestival” and “light festival”, but not “børnehave” and “kindergarten”."""
        words = self._taken_apart(term)
        others = map(self._taken_apart, self.thesaurus.synonyms_of(term)) if words else ()
        return words if any(self._say_the_same(words, other) for other in others) else ()

    def _taken_apart(self, term: Term) -> Term:
        return term if len(term) > 1 else self.lexicon.splitter.parts_of(term[0])

    def _say_the_same(self, words: Term, others: Term) -> bool:
        return len(words) == len(others) and all(
            any(same_term(term, (other,)) for term in ((word,), *self.thesaurus.synonyms_of((word,))))
            for word, other in zip(words, others, strict=True)
        )

    def _phrase(self, phrase: Term) -> Concept:
        """A quoted phrase as a concept, so that what has it in the title comes first."""
        words = Alternative(1.0, tuple(frozenset(as_indexed(word)) for word in phrase), in_order=True)
        rarest = min((self.lexicon.count(word) for word in phrase), default=0)
        return Concept(f'"{" ".join(phrase)}"', (words,), _rarity(rarest, self._entries))

    def _expression(self, term: Term) -> list[Alternative]:
        found = self._word(term[0]) if len(term) == 1 else self._apart(term)
        for closeness, others in (
            (CLOSENESS.synonym, self.thesaurus.synonyms_of(term)),
            (CLOSENESS.narrower, self.thesaurus.narrower_than(term)),
        ):
            for other in others:
                ways = self._synonym(other[0]) if len(other) == 1 else self._apart(other, joined=False)
                found += [replace(way, closeness=way.closeness * closeness) for way in ways]
        return found

    def _word(self, word: str) -> list[Alternative]:
        """One word: as it is written, spelled and inflected otherwise, as a part of compounds, taken apart."""
        if word not in self._ways:
            self._ways[word] = self._ways_of(word)
        return list(self._ways[word])

    def _ways_of(self, word: str) -> list[Alternative]:
        forms = self.lexicon.inflected(word)
        spelled = self.lexicon.spelled_like(word)
        for other in spelled - {word}:
            forms = forms | self.lexicon.inflected(other)
        derived = self.lexicon.derived(word) - forms - spelled
        compounds = self.lexicon.splitter.containing(forms | {word})
        heads = {compound.word for compound in compounds if compound.is_head} - forms - spelled - derived
        modifiers = (
            {compound.word for compound in compounds if not compound.is_head} - forms - spelled - derived - heads
        )
        found = [
            self._choice({word} if word in self.lexicon else (), 1.0),
            self._choice((forms if word in self.lexicon else forms | spelled) - {word}, CLOSENESS.inflected),
            self._choice(spelled - forms - {word}, CLOSENESS.spelled),
            self._choice(derived, CLOSENESS.derived),
            self._choice(heads, CLOSENESS.head),
            self._choice(modifiers, CLOSENESS.modifier),
        ]
        parts = self.lexicon.splitter.parts_of(word)
        if parts:
            found += self._of_parts(parts, is_known=word in self.lexicon)
        return [way for way in found if way is not None]

    def _of_parts(self, parts: Term, *, is_known: bool) -> list[Alternative | None]:
        """A compound written apart. Of one that the content does not have, one part at least stands as it was asked:
        any school and any food are not “skolemad”."""
        if is_known:
            return [self._all_of(parts, CLOSENESS.parts)]
        return [self._all_of(parts, CLOSENESS.parts, as_asked=part) for part in parts]

    def _synonym(self, word: str) -> list[Alternative]:
        """A synonym. One that the content does not have is not taken apart: its parts would lead too far."""
        known = bool(self.lexicon.inflected(word))
        return [way for way in self._word(word) if known or len(way.groups) == 1]

    def _apart(self, term: Term, *, joined: bool = True) -> list[Alternative]:
        """Several words: side by side, joined to one word, or anywhere in the entry."""
        ways = (self.lexicon.inflected(word) | self.lexicon.spelled_like(word) for word in term)
        groups = tuple(frozenset(self._most_frequent(way, MAX_WORDS_IN_ORDER)) for way in ways)
        found = [Alternative(1.0, groups, in_order=True)] if all(groups) else []
        if joined:
            found += self._word("".join(term))
            if apart := self._all_of(term, CLOSENESS.apart):
                found.append(apart)
        return found

    def _all_of(self, words: Term, closeness: float, *, as_asked: str = "") -> Alternative | None:
        ways = (self._forms_and_heads(word) if word == as_asked else self._near(word) for word in words)
        groups = tuple(frozenset(self._most_frequent(way, MAX_WORDS)) for way in ways)
        return Alternative(closeness, groups) if all(groups) else None

    def _forms_and_heads(self, word: str) -> set[str]:
        forms = self.lexicon.inflected(word) | self.lexicon.spelled_like(word)
        heads = {c.word for c in self.lexicon.splitter.containing(forms | {word}) if c.is_head}
        return forms | self.lexicon.derived(word) | heads

    def _near(self, word: str) -> set[str]:
        """Forms, heads and synonyms of one word, all as good: for a part of something."""
        synonyms = {
            form
            for term in self.thesaurus.synonyms_of((word,))
            if len(term) == 1
            for form in self.lexicon.inflected(term[0])
        }
        return self._forms_and_heads(word) | synonyms

    def _choice(self, words: Iterable[str], closeness: float) -> Alternative | None:
        kept = self._most_frequent(words, MAX_WORDS)
        return Alternative(closeness, (frozenset(kept),)) if kept else None

    def _most_frequent(self, words: Iterable[str], at_most: int) -> list[str]:
        return sorted(words, key=lambda word: (-self.lexicon.counts[word], word))[:at_most]

    def _rarity(self, alternatives: list[Alternative]) -> float:
        """How rare the concept is in near ways. Ways overlap, so their counts must not be added up."""
        near = [way for way in alternatives if way.closeness >= CLOSENESS.counted]
        return _rarity(_union(min(map(self._share, way.groups)) for way in near) * self._entries, self._entries)

    def _share(self, words: Iterable[str]) -> float:
        """Which share of the entries has one of ``words``, roughly."""
        return _union(min(self.lexicon.count(word) / self._entries, 1.0) for word in words)


def _best_first(alternatives: list[Alternative]) -> list[Alternative]:
    best: dict[tuple[tuple[frozenset[str], ...], bool], Alternative] = {}
    for way in sorted(alternatives, key=lambda way: -way.closeness):
        best.setdefault((way.groups, way.in_order), way)
    return list(best.values())


def _union(shares: Iterable[float]) -> float:
    """The share that has at least one of several things, as if each were there or not regardless of the others."""
    return 1.0 - math.prod(1.0 - share for share in shares)


def _rarity(count: float, entries: int) -> float:
    """Inverse document frequency, as BM25 takes it, of something that ``count`` of ``entries`` have."""
    return max(math.log(1 + (entries - min(count, entries) + 0.5) / (min(count, entries) + 0.5)), LEAST_WEIGHT)


def _required(concepts: int) -> int:
    """All of one or two, all but one of three and four, seven tenths of more."""
    if concepts <= 2:
        return concepts
    return concepts - 1 if concepts <= 4 else math.ceil(concepts * 0.7)
