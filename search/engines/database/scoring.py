"""Which slots a meaning finds, and their scores: the contract of ``engines.base`` in arrays."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.analysis.meaning import Meaning
from search.engines.base import TEXT_PARTS, TIERS, points, points_of_meeting
from search.engines.database.clauses import Clause, phrase_clauses, weighted_clauses
from search.engines.database.columns import Columns

Postings = Callable[[Sequence[Clause]], list[NDArray[np.int64]]]
Points = NDArray[np.int64]
EVERYWHERE = next(number for number, tier in enumerate(TIERS) if tier.parts == TEXT_PARTS)


def found(meaning: Meaning, columns: Columns, postings: Postings) -> tuple[NDArray[np.bool_], Points]:
    """Which slots have what was asked for, and the points of each; everything if nothing was asked."""
    scores = np.zeros(len(columns), np.int64)
    weighted, phrases = weighted_clauses(meaning), phrase_clauses(meaning)
    if None in phrases:
        return np.zeros(len(columns), bool), scores
    clauses = [*(each.clause for each in weighted), *(phrase for phrase in phrases if phrase)]
    slots = [columns.slots(ids) for ids in postings(clauses)]
    best: dict[tuple[int, int], Points] = {}
    for each, at in zip(weighted, slots, strict=False):
        worth = points(meaning.concepts[each.concept].weight, TIERS[each.tier].worth, each.closeness)
        of_tier = best.setdefault((each.concept, each.tier), np.zeros(len(columns), np.int64))
        of_tier[at] = np.maximum(of_tier[at], worth)
    for of_tier in best.values():
        scores += of_tier
    met = np.zeros(len(columns), np.int64)
    for number in range(len(meaning.concepts)):
        pairs = zip(weighted, slots, strict=False)
        met += _having((at for each, at in pairs if (each.concept, each.tier) == (number, EVERYWHERE)), columns)
    scores += met * points_of_meeting(meaning)
    mask = met >= meaning.required
    for at in slots[len(weighted) :]:
        mask &= _having([at], columns)
    return mask, scores


def _having(slots: Iterable[NDArray[np.int64]], columns: Columns) -> NDArray[np.bool_]:
    mask = np.zeros(len(columns), bool)
    for at in slots:
        mask[at] = True
    return mask
