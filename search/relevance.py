"""Measures of relevance over judged queries (formulas of the relevance set's own scorer).

Grades: 3 main topic, 2 a substantial part, 1 a mention worth opening; everything else counts as 0. Gain 2^grade - 1,
discount log2(rank + 1).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NDCG_DEPTH, RECALL_DEPTH = 10, 20


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with the grade of each relevant document; none for a query that must find nothing."""

    text: str
    category: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QueryScore:
    """The measures of one query; ``None`` where a measure does not apply (nothing is relevant)."""

    query: JudgedQuery
    ndcg: float | None
    recall: float | None
    mrr: float | None
    is_empty_rightly: float


def score_query(query: JudgedQuery, ranked: Sequence[str]) -> QueryScore:
    """Measure one answer, best first; repeated documents count once."""
    relevant = {document: grade for document, grade in query.grades.items() if grade > 0}
    ranked = list(dict.fromkeys(ranked))
    right = float(bool(ranked) == bool(relevant))
    if not relevant:
        return QueryScore(query, None, None, None, right)
    best = _dcg(sorted(relevant.values(), reverse=True)[:NDCG_DEPTH])
    ndcg = _dcg(relevant.get(document, 0) for document in ranked[:NDCG_DEPTH]) / best
    recall = sum(d in relevant for d in ranked[:RECALL_DEPTH]) / min(RECALL_DEPTH, len(relevant))
    mrr = next((1 / rank for rank, document in enumerate(ranked, start=1) if document in relevant), 0.0)
    return QueryScore(query, ndcg, recall, mrr, right)


def _dcg(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def summary(scores: Sequence[QueryScore]) -> dict[str, float | int | None]:
    """The means of some queries. Zero-result accuracy is that of the queries that must find nothing."""
    return {
        "queries": len(scores),
        "ndcg_at_10": _mean(score.ndcg for score in scores),
        "recall_at_20": _mean(score.recall for score in scores),
        "mrr": _mean(score.mrr for score in scores),
        "zero_result_accuracy": _mean(s.is_empty_rightly for s in scores if not any(s.query.grades.values())),
        "answered_rightly": _mean(score.is_empty_rightly for score in scores),
    }


def report(scores: Sequence[QueryScore]) -> dict[str, Any]:
    """``{"overall": summary, "categories": {name: summary}}``."""
    names = sorted({score.query.category for score in scores})
    by_name = {name: summary([score for score in scores if score.query.category == name]) for name in names}
    return {"overall": summary(scores), "categories": by_name}
