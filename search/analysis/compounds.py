"""Danish compounds: which words of the content contain a word, and what a word is made of."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from search.analysis.stopwords import STOP_WORDS

SHORTEST_PART = 3
SHORTEST_INFLECTED_PART = 4
SHORTEST_SURE_HEAD = 5  # a head this long needs no known word before it: “efterskole” is a school
LINKS = ("", "s", "e", "er", "en")
_ENDINGS = "e en et er ene erne s ens ets ers ernes enes n r t ne rne ns ts rs nes rnes es ing"
ENDINGS = frozenset(_ENDINGS.split())
_SHORT_PARTS = frozenset({"by", "oe", "ur", "is"})


@dataclass(frozen=True, slots=True)
class Compound:
    """A word that contains another; ``is_head`` says whether it is a kind of it (filmskole is a kind of skole)."""

    word: str
    is_head: bool


class Splitter:
    """Takes compounds apart; a part is a word that the content has by itself."""

    def __init__(self, words: Collection[str], forms_of: Callable[[str], Collection[str]]) -> None:
        self._words = words
        self._forms_of = forms_of

    @cached_property
    def _all(self) -> str:
        return "\n" + "\n".join(sorted(self._words)) + "\n"

    def is_part(self, part: str) -> bool:
        """Whether ``part`` is a word of the content in some form, long enough to be sure of."""
        if part in _SHORT_PARTS:
            return part in self._words
        if len(part) < SHORTEST_PART or part in STOP_WORDS or not part.isalpha():
            return False
        if part in self._words:
            return True
        return len(part) >= SHORTEST_INFLECTED_PART and any(form not in STOP_WORDS for form in self._forms_of(part))

    def _before(self, part: str) -> bool:
        """Whether ``part`` can stand before another: a word, or a word and a linking letter."""
        return any(part.endswith(link) and self.is_part(part[: len(part) - len(link)]) for link in LINKS)

    def containing(self, forms: Iterable[str]) -> list[Compound]:
        """The words of the content that have one of ``forms`` as a part."""
        found: dict[str, bool] = {}
        for form in forms:
            if len(form) < SHORTEST_PART and form not in _SHORT_PARTS:
                continue
            at = self._all.find(form)
            while at >= 0:
                start, end = self._all.rfind("\n", 0, at) + 1, self._all.find("\n", at)
                word = self._all[start:end]
                is_head = self._role(word[: at - start], form, word[at - start + len(form) :])
                if is_head is not None:
                    found[word] = found.get(word, False) or is_head
                at = self._all.find(form, at + 1)
        return [Compound(word, is_head) for word, is_head in found.items()]

    def _role(self, before: str, form: str, after: str) -> bool | None:
        """Head (true) or modifier (false) of the compound, or ``None`` if it is none."""
        if not before and not after:
            return None
        if not after or after in ENDINGS:
            if not before:
                return None  # a mere inflection
            sure = len(form) >= SHORTEST_SURE_HEAD and len(before) >= 2
            return True if sure or self._before(before) else None
        rest_is_known = any(after.startswith(link) and self.is_part(after[len(link) :]) for link in LINKS)
        if rest_is_known and (not before or self._before(before)):
            return False
        return None

    def parts_of(self, word: str) -> tuple[str, ...]:
        """The two parts of a compound, linking letters gone: the split with the longest known head; empty if none."""
        for at in range(SHORTEST_PART - 1, len(word) - SHORTEST_PART + 1):
            head = word[at:]
            if not self.is_part(head):
                continue
            for link in LINKS:
                first = word[:at]
                if first.endswith(link) and self.is_part(first[: len(first) - len(link)]):
                    return (first[: len(first) - len(link)], head)
        return ()
