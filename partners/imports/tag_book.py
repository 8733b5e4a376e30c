"""Words that people give → the tags they stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.models import Tag


@dataclass(frozen=True, slots=True)
class TagBook:
    """All tags, read once: which word stands for which, and what may not be given."""

    names: Mapping[int, str]
    by_word: Mapping[str, str]
    withdrawn: frozenset[str]

    def heirs(self, words: Iterable[str]) -> tuple[str, ...]:
        """The names of the tags that ``words`` stand for, without repeats; an unknown word stays as it is."""
        found = {}
        for word in words:
            name = self.by_word.get(word.casefold(), word)
            found.setdefault(name.casefold(), name)
        return tuple(found.values())


def load_tags() -> TagBook:
    """Read every tag in one query. A word means the tag of that name before one that has it as a synonym."""

    tags = list(Tag.objects.select_related("merged_into").order_by("pk"))
    names = {tag.pk: tag.heir().name for tag in tags}
    by_word = {tag.name.casefold(): names[tag.pk] for tag in tags}
    for tag in tags:
        if not tag.withdrawn:
            for word in tag.words:
                by_word.setdefault(word.casefold(), names[tag.pk])
    withdrawn = frozenset(tag.name.casefold() for tag in tags if tag.heir().withdrawn)
    return TagBook(names, by_word, withdrawn)
