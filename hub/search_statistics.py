"""How often tags were searched for: search fills this in ``ready()``, the portal reads it; nothing without it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

Counter = Callable[[Collection[str], int], dict[str, int]]
DAYS = 90


@dataclass(frozen=True, slots=True)
class TagSearches:
    """How often a tag was searched for within ``days``."""

    slug: str
    count: int
    days: int


_counters: list[Counter] = []


def register(counter: Counter) -> None:
    """Add a function that counts the searches for tags, given by slug, in the last so many days."""
    if counter not in _counters:
        _counters.append(counter)


def tag_searches(slugs: Collection[str], *, days: int = DAYS) -> list[TagSearches]:
    """The tags that were searched for, most often first; empty while nobody counts."""
    totals: dict[str, int] = {}
    for counter in _counters if slugs else ():
        for slug, count in counter(slugs, days).items():
            totals[slug] = totals.get(slug, 0) + count
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return [TagSearches(slug, count, days) for slug, count in ranked if count]
