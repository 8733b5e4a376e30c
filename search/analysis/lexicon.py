"""The words of the content itself: which forms, spellings, compounds and slips of a word it holds."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.compounds import Splitter
from search.analysis.stems import danish_root, stems
from search.analysis.words import loose

# From these lengths on, one or two slips still leave the word recognisable.
ONE_SLIP_LENGTH = 5
TWO_SLIPS_LENGTH = 8
TYPOS_KEPT = 5


Counts = Mapping[tuple[str, str], int]  # (folded word, language) → entries that have it


class Lexicon:
    """Folded words by language, with the number of entries that have each. Never changed: ``with_changes`` makes a new one."""

    def __init__(self, counts: Counts) -> None:
        self.by_language = {key: count for key, count in counts.items() if count > 0}
        self.counts: dict[str, int] = {}
        for (word, _), count in self.by_language.items():
            self.counts[word] = max(self.counts.get(word, 0), count)

    def __contains__(self, word: object) -> bool:
        return word in self.counts

    def __len__(self) -> int:
        return len(self.counts)

    def with_changes(self, counts: Counts) -> "Lexicon":
        """The lexicon with the counts of some words replaced; words with none are gone."""
        return Lexicon({**self.by_language, **counts})

    def count(self, words: Iterable[str]) -> int:
        """How many entries have one of ``words``, at most: entries that have several are counted for each."""
        return sum(self.counts.get(word, 0) for word in words)

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word, language in self.by_language:
            for key in stems(word, language):
                found[key].append(word)
        return found

    @cached_property
    def _by_root(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word, language in self.by_language:
            if language == "da" and (root := danish_root(word)):
                found[root].append(word)
        return found

    @cached_property
    def _by_loose(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            found[loose(word)].append(word)
        return found

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.counts)

    @cached_property
    def _by_first_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            if len(word) >= ONE_SLIP_LENGTH - 1 and word.isalpha():
                found[word[0]].append(word)
        return found

    @cached_property
    def splitter(self) -> Splitter:
        """What takes compounds apart with these words."""
        return Splitter(self.counts, self.inflected)

    def inflected(self, word: str) -> set[str]:
        """The forms of ``word`` that the content has, itself included if it is there."""
        return {form for key in stems(word) for form in self._by_stem.get(key, ())}

    def derived(self, word: str) -> set[str]:
        """The Danish verbs and nouns of the content that share the root of ``word``."""
        root = danish_root(word)
        return set(self._by_root.get(root, ())) if root else set()

    def spelled_like(self, word: str) -> set[str]:
        """The words that read the same without Danish letters and accents."""
        return set(self._by_loose.get(loose(word), ()))

    def beginning_with(self, prefix: str) -> Iterator[str]:
        """The words that begin with ``prefix``, in alphabetical order."""
        for index in range(bisect_left(self._sorted, prefix), len(self._sorted)):
            if not self._sorted[index].startswith(prefix):
                return
            yield self._sorted[index]

    def typos(self, word: str) -> list[str]:
        """The words that ``word`` may be a slip for, nearest and most frequent first. The first letter is right."""
        slips = (len(word) >= ONE_SLIP_LENGTH) + (len(word) >= TWO_SLIPS_LENGTH)
        if not slips or not word.isalpha():
            return []
        near = process.extract(
            word, self._by_first_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        ranked = sorted((distance, -self.counts[found], found) for found, distance, _ in near)
        return [found for distance, _, found in ranked if distance == ranked[0][0]][:TYPOS_KEPT]
