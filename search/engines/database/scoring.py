"""Which slots a meaning finds, and their scores: the contract of ``engines.base`` in arrays."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.analysis.meaning import Meaning
from search.engines.base import TIERS, points
from search.engines.database.clauses import Clause, phrase_clauses, weighted_clauses
from search.engines.database.columns import Columns

Postings = Callable[[Sequence[Clause]], list[NDArray[np.int64]]]
Points = NDArray[np.int64]


def found(meaning: Meaning, columns: Columns, postings: Postings) -> tuple[NDArray[np.bool_], Points]:
    """Which slots have what was asked for, and the points of each; everything, unscored, if nothing was asked."""
    scores = np.zeros(len(columns), np.int64)
    if meaning.is_empty:
        return np.ones(len(columns), bool), scores
    weighted, phrases = weighted_clauses(meaning), phrase_clauses(meaning)
    slots = [columns.slots(ids) for ids in postings([*(each.clause for each in weighted), *phrases])]
    best: dict[tuple[int, int], Points] = {}
    for each, at in zip(weighted, slots, strict=False):
        worth = points(meaning.concepts[each.concept].weight, TIERS[each.tier].worth, each.closeness)
        of_tier = best.setdefault((each.concept, each.tier), np.zeros(len(columns), np.int64))
        of_tier[at] = np.maximum(of_tier[at], worth)
    met = np.zeros(len(columns), np.int16)
    for number in range(len(meaning.concepts)):
        own = sum((best[key] for key in best if key[0] == number), np.zeros(len(columns), np.int64))
        met += own > 0
        scores += own
    mask = met >= meaning.required
    for at in slots[len(weighted) :]:
        has = np.zeros(len(columns), bool)
        has[at] = True
        mask &= has
    return mask, scores
