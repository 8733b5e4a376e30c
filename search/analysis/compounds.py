"""Danish compounds: which words of the content contain a word, and what a word is made of."""

from collections.abc import Callable, Collection, Iterable, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from search.analysis.stopwords import STOP_WORDS

SHORTEST_PART = 3
SHORTEST_INFLECTED_PART = 4
SHORTEST_SURE_HEAD = 5  # a head this long needs no known word before it: “efterskole” is a school
SHORTEST_SURE_MODIFIER = 7  # a word this long needs no known one after it: “klostergård” has to do with a monastery
SHORTEST_SURE_REST = 4
LINKS = ("", "s", "e", "er", "en")
_ENDINGS = "e en et er ene erne s ens ets ers ernes enes n r t ne rne ns ts rs nes rnes es ing"
ENDINGS = frozenset(_ENDINGS.split())
_SHORT_PARTS = frozenset({"by", "oe", "ur", "is"})
MOST_REMEMBERED = 100_000  # answers of one kind; made-up words must not fill the memory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Compound:
    """A word that contains another; ``is_head`` says whether it is a kind of it (filmskole is a kind of skole)."""

    word: str
    is_head: bool


class _Memory(dict[str, T]):
    """Answers of ``ask`` by word, each asked for once; begins anew when it holds ``MOST_REMEMBERED``."""

    def __init__(self, ask: Callable[[str], T]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> T:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        answer = self[word] = self._ask(word)
        return answer


class Splitter:
    """Takes compounds apart; a part is a word that the content has by itself.

    It stands for the words of one moment, and remembers what it was asked until there are others.
    """

    def __init__(self, words: Collection[str], forms_of: Callable[[str], Set[str]]) -> None:
        self._listed = words
        self._words = frozenset(words)
        self._forms_of = forms_of
        self._is_part = _Memory(self._judge)
        self._is_before = _Memory(lambda part: any(self._is_part[rest] for rest in _without_link_after(part)))
        self._is_after = _Memory(lambda part: any(self._is_part[rest] for rest in _without_link_before(part)))
        self._containing = _Memory(self._search)

    @cached_property
    def _all(self) -> str:
        return "\n" + "\n".join(sorted(self._listed)) + "\n"

    def is_part(self, part: str) -> bool:
        """Whether ``part`` is a word of the content in some form, long enough to be sure of."""
        return self._is_part[part]

    def _judge(self, part: str) -> bool:
        if part in _SHORT_PARTS:
            return part in self._words
        if len(part) < SHORTEST_PART or part in STOP_WORDS or not part.isalpha():
            return False
        if part in self._words:
            return True
        return len(part) >= SHORTEST_INFLECTED_PART and any(_is_form(form, part) for form in self._forms_of(part))

    def containing(self, forms: Iterable[str]) -> list[Compound]:
        """The words of the content that have one of ``forms`` as a part."""
        found: dict[str, bool] = {}
        for form in forms:
            for compound in self._containing[form]:
                found[compound.word] = found.get(compound.word, False) or compound.is_head
        return [Compound(word, is_head) for word, is_head in found.items()]

    def _search(self, form: str) -> tuple[Compound, ...]:
        if (len(form) < SHORTEST_PART and form not in _SHORT_PARTS) or form in STOP_WORDS:
            return ()
        found: dict[str, bool] = {}
        at = self._all.find(form)
        while at >= 0:
            start, end = self._all.rfind("\n", 0, at) + 1, self._all.find("\n", at)
            is_head = self._role(self._all[start:at], form, self._all[at + len(form) : end])
            if is_head is not None:
                word = self._all[start:end]
                found[word] = found.get(word, False) or is_head
            at = self._all.find(form, at + 1)
        return tuple(Compound(word, is_head) for word, is_head in found.items())

    def _role(self, before: str, form: str, after: str) -> bool | None:
        """Head (true) or modifier (false) of the compound, or ``None`` if it is none."""
        if not after or after in ENDINGS:
            if not before:
                return None  # a mere inflection
            sure = len(form) >= SHORTEST_SURE_HEAD and len(before) >= 2
            return True if sure or self._is_before[before] else None
        sure = not before and len(form) >= SHORTEST_SURE_MODIFIER and len(after) >= SHORTEST_SURE_REST
        rest_is_known = sure or self._is_after[after]
        return False if rest_is_known and (not before or self._is_before[before]) else None

    def parts_of(self, word: str) -> tuple[str, ...]:
        """The two parts of a compound, linking letters gone: the split with the longest known head; empty if none."""
        for at in range(SHORTEST_PART - 1, len(word) - SHORTEST_PART + 1):
            head = word[at:]
            if not self._is_part[head]:
                continue
            for first in _without_link_after(word[:at]):
                if self._is_part[first] and not self._is_stem(first, word):
                    return (first, head)
        return ()

    def _is_stem(self, part: str, word: str) -> bool:
        """Whether nothing but forms of ``word`` itself make ``part`` known: “kulis” in “kulisser” is no word."""
        return part not in self._words and self._forms_of(word) >= self._forms_of(part)


def _is_form(form: str, part: str) -> bool:
    """Whether a form is near enough to ``part`` to vouch for it: “gør” does not for “gøt” in “Gøteborg”."""
    begins_alike = form[:SHORTEST_INFLECTED_PART] == part[:SHORTEST_INFLECTED_PART]
    return begins_alike and form not in STOP_WORDS


def _without_link_after(part: str) -> list[str]:
    """What may stand before another part: the word itself, or without a linking letter."""
    return [part[: len(part) - len(link)] for link in LINKS if part.endswith(link)]


def _without_link_before(part: str) -> list[str]:
    return [part[len(link) :] for link in LINKS if part.startswith(link)]
