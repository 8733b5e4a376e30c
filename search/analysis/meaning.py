"""What a query means: the concepts that an entry must have, each with every way in which it may be written.

Every engine turns the same :class:`Meaning` into its own language, so all find and rank alike. A concept is worth
its ``weight``; an alternative gives the share of it that ``closeness`` says, in the best tier of the entry that has it.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to write a concept, between 0 and 1 as close to what was asked.

    ``groups``: one word of each group must be there, in any order; one group is a choice of words. With
    ``in_order`` they stand side by side in that order.
    """

    closeness: float
    groups: tuple[frozenset[str], ...]
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that was asked for; ``text`` is how the reader wrote it."""

    text: str
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Meaning:
    """A whole query. ``required`` of the concepts must be met; every one of ``phrases`` must stand word for word."""

    concepts: tuple[Concept, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    required: int = 0
    correction: str = ""

    def with_one_less(self) -> "Meaning":
        """The same with one concept fewer required."""
        return replace(self, required=self.required - 1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for, so that everything is found."""
        return not self.concepts and not self.phrases

    @property
    def words(self) -> frozenset[str]:
        """Every folded word that may have led to a hit: what is marked in its texts."""
        asked = {word for c in self.concepts for a in c.alternatives for group in a.groups for word in group}
        return frozenset(asked | {word for phrase in self.phrases for word in phrase})
