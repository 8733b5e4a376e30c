"""One request that finds, counts and orders."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import FacetedSearch, TermsFacet

from search.engines.base import EngineHit, EngineQuery, EngineResults, EngineUnavailable
from search.engines.elastic.mapping import FACETS
from search.engines.elastic.meanings import Clause, met, phrases, scored
from search.engines.elastic.orders import Scores, order_of
from search.requests import DEEPEST_HIT

MOST_VALUES = 10_000  # of one facet that are counted
MATCHED = "matched"
_FACET_NAME = re.compile(r"[a-z][a-z0-9_]*")


def _field_names(facets: Iterable[str]) -> dict[str, str]:
    """Facets and the names of their fields; what can be no facet's name gets that of a field that nothing has."""
    return {name: name if _FACET_NAME.fullmatch(name) else "no-facet" for name in facets}


class EntrySearch(FacetedSearch):
    """An :class:`EngineQuery` as a cluster takes it: choices narrow the hits, and the counts of the other facets."""

    def __init__(self, asked: EngineQuery, *, index: str, using: Elasticsearch, timeout_ms: int) -> None:
        self.asked, self.scores, self.timeout_ms = asked, Scores(asked), timeout_ms
        self.index, self.using = index, using  # type: ignore[assignment]
        chosen = {name: list(values) for name, values in asked.facets.items() if values}
        self.fields_by_name = _field_names([*asked.counted, *chosen])
        self.facets = {
            field: TermsFacet(field=f"{FACETS}.{field}", size=MOST_VALUES) for field in self.fields_by_name.values()
        }
        filters = {self.fields_by_name[name]: values for name, values in chosen.items()}
        super().__init__(query=asked, filters=filters, sort=order_of(asked))  # type: ignore[arg-type]

    def query(self, search: Any, query: Any) -> Any:
        """Ask for the meaning, and of the hits for what a page shows."""
        first = min(self.asked.offset, DEEPEST_HIT)
        size = min(self.asked.limit, DEEPEST_HIT - first)
        options = {"from": first, "size": size, "version": True, "track_total_hits": True}
        return search.query(self._found()).extra(timeout=f"{self.timeout_ms}ms", **options)

    def aggregate(self, search: Any) -> None:
        """Count facets, and what matches whatever is chosen."""
        super().aggregate(search)
        search.aggs.bucket(MATCHED, "filter", filter={"match_all": {}})

    def _found(self) -> Clause:
        meaning = self.asked.meaning
        scores = [scored(meaning)] if meaning.concepts and self.scores.is_asked_for else []
        filters = [met(meaning)] if meaning.concepts and not self.scores.is_asked_for else []
        return {
            "bool": {
                "must": scores,
                "filter": [{"match_all": {}}, *filters, *phrases(meaning)],
                "should": self.scores.clauses(),
                "must_not": self._never_shown(),
            }
        }

    def _never_shown(self) -> list[Clause]:
        hidden = [{"ids": {"values": sorted(self.asked.hidden)}}] if self.asked.hidden else []
        expired = {"range": {"expires_at": {"lte": self.asked.now.isoformat()}}}
        return [{"term": {"is_deleted": True}}, expired, *hidden]

    def answer(self, engine: str) -> EngineResults:
        """Ask, and give the answer as the contract has it; half an answer is none."""
        answer = self.execute().to_dict()
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineUnavailable("The cluster answered only in part.")
        hits = tuple(
            EngineHit(hit["_id"], self.scores.of(hit), hit["_source"].get("shown", {}), version=hit["_version"])
            for hit in answer["hits"]["hits"]
        )
        counted = answer["aggregations"]
        return EngineResults(
            total=answer["hits"]["total"]["value"],
            matched=counted[MATCHED]["doc_count"],
            hits=hits,
            facets={name: _counts(counted, self.fields_by_name[name]) for name in self.asked.counted},
            engine=engine,
        )


def _counts(counted: Mapping[str, Any], field: str) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in counted[f"_filter_{field}"][field]["buckets"]}
