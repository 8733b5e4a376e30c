"""What a query means: the concepts that an entry must have, each with every way in which it may be written.

Every engine turns the same :class:`Meaning` into its own language, so all find and rank alike. A concept is worth
its ``weight``; an alternative gives the share of it that ``closeness`` says, in the best tier of the entry that has it.
"""

from dataclasses import dataclass, replace

from search.analysis.closeness import CLOSENESS


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to write a concept, between 0 and 1 as close to what was asked; above 1 for the very title asked for.

    ``groups``: one word of each group must be there, in any order; one group is a choice of words. With
    ``in_order`` they stand side by side in that order.
    """

    closeness: float
    groups: tuple[frozenset[str], ...]
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that was asked for; ``text`` is how the reader wrote it.

    ``parts`` are what it means word by word, to be asked for if the whole is nowhere: “lysfestival” is light and
    festival. Empty for what means something else than its words.
    """

    text: str
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    is_known: bool = True
    parts: tuple["Concept", ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """A whole query. ``required`` of the concepts must be met; every one of ``phrases`` must stand word for word."""

    concepts: tuple[Concept, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    required: int = 0
    correction: str = ""

    @property
    def known(self) -> int:
        """How many of the concepts the content knows."""
        return sum(concept.is_known for concept in self.concepts)

    def in_parts(self) -> "Meaning":
        """The same with the parts of concepts beside them, any of which may stand for the whole."""
        added = [part for concept in self.concepts for part in concept.parts]
        distinct = tuple({concept.text: concept for concept in (*self.concepts, *added)}.values())
        return replace(self, concepts=distinct, required=self.required + bool(added))

    def with_less(self) -> "Meaning":
        """The same with at least one concept fewer required, and no more than are known."""
        return replace(self, required=min(self.required - 1, self.known))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for, so that everything is found."""
        return not self.concepts and not self.phrases

    @property
    def words(self) -> frozenset[str]:
        """Every folded word that may have led to a hit: what is marked in its texts.

        Of several words that stand for another one, none is marked: “film” alone is not “animated film”.
        """
        ways = (way for concept in self.concepts for way in concept.alternatives)
        asked = {
            word
            for way in ways
            if len(way.groups) == 1 or CLOSENESS.parts <= way.closeness <= 1
            for group in way.groups
            for word in group
        }
        return frozenset(asked | {word for phrase in self.phrases for word in phrase})
