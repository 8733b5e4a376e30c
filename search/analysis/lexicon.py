"""The words of the content itself: which forms, spellings, compounds and slips of a word it holds."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.compounds import Splitter
from search.analysis.stems import danish_root, stems
from search.analysis.words import loose

# From these lengths on, one or two slips still leave the word recognisable.
ONE_SLIP_LENGTH = 5
TWO_SLIPS_LENGTH = 8
TYPOS_KEPT = 5
LONGEST_SPELLED_ONE_WAY = 2  # letters
LANGUAGES = ("da", "en", "")


Counts = Mapping[tuple[str, str], int]  # (folded word, language) → entries that have it


class Lexicon:
    """Folded words by language, with the number of entries that have each; :meth:`learn` brings it up to date."""

    def __init__(self, counts: Counts) -> None:
        self._by_language: dict[tuple[str, str], int] = {}
        self.counts: dict[str, int] = {}
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_root: dict[str, list[str]] = defaultdict(list)
        self._by_loose: dict[str, list[str]] = defaultdict(list)
        self._by_first_letter: dict[str, list[str]] = defaultdict(list)
        self._sorted: list[str] = []
        self.splitter = Splitter((), self.inflected)
        self.learn(counts)

    def learn(self, counts: Counts) -> None:
        """Replace the counts of some words; words with none are gone. Costs by what is new, not by what there is."""
        fresh = False
        for (word, language), count in counts.items():
            if (word, language) not in self._by_language:
                self._place(word, language)
                fresh = True
            self._by_language[word, language] = count
            self.counts[word] = max(self._by_language.get((word, code), 0) for code in LANGUAGES)
        if fresh or counts:
            self._sorted = sorted(word for word, count in self.counts.items() if count > 0)
            self.splitter = Splitter(self._sorted, self.inflected)

    def _place(self, word: str, language: str) -> None:
        for key in stems(word, language):
            self._by_stem[key].append(word)
        if language == "da" and (root := danish_root(word)):
            self._by_root[root].append(word)
        if word not in self.counts:
            self._by_loose[loose(word)].append(word)
            if len(word) >= ONE_SLIP_LENGTH - 1 and word.isalpha():
                self._by_first_letter[word[0]].append(word)

    def __contains__(self, word: object) -> bool:
        return self.counts.get(word, 0) > 0  # type: ignore[call-overload]

    def __len__(self) -> int:
        return len(self._sorted)

    def count(self, word: str) -> int:
        """How many entries have ``word``."""
        return self.counts.get(word, 0)

    def _present(self, words: Iterable[str]) -> set[str]:
        return {word for word in words if self.counts.get(word, 0) > 0}

    def inflected(self, word: str) -> set[str]:
        """The forms of ``word`` that the content has, itself included if it is there."""
        return self._present(form for key in stems(word) for form in self._by_stem.get(key, ()))

    def derived(self, word: str) -> set[str]:
        """The Danish verbs and nouns of the content that share the root of ``word``."""
        root = danish_root(word)
        return self._present(self._by_root.get(root, ())) if root else set()

    def spelled_like(self, word: str) -> set[str]:
        """The words that read the same without Danish letters and accents.

        A very short one that the content has is itself alone: “AR” is not “år”.
        """
        plain = loose(word)
        if len(plain) <= LONGEST_SPELLED_ONE_WAY and word in self:
            return {word}
        return self._present(self._by_loose.get(plain, ()))

    def beginning_with(self, prefix: str) -> Iterator[str]:
        """The words that begin with ``prefix``, in alphabetical order."""
        words = self._sorted
        for index in range(bisect_left(words, prefix), len(words)):
            if not words[index].startswith(prefix):
                return
            yield words[index]

    def typos(self, word: str) -> list[str]:
        """The words that ``word`` may be a slip for, nearest and most frequent first. The first letter is right."""
        slips = (len(word) >= ONE_SLIP_LENGTH) + (len(word) >= TWO_SLIPS_LENGTH)
        if not slips or not word.isalpha():
            return []
        near = process.extract(
            word, self._by_first_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        likely = [(found, distance) for found, distance, _ in near if found in self and _may_be_a_slip(word, found)]
        ranked = sorted((distance, -self.counts[found], found) for found, distance in likely)
        return [found for distance, _, found in ranked if distance == ranked[0][0]][:TYPOS_KEPT]


def _may_be_a_slip(word: str, found: str) -> bool:
    """Short words of the same length are more often two words than one mistyped, unless two letters changed places."""
    return len(word) > ONE_SLIP_LENGTH or len(word) != len(found) or sorted(word) == sorted(found)
