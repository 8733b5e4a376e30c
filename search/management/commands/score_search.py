"""``score_search``: how well search finds what judged queries ask for."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.choices import Language
from search.engines import ENGINES, throwaway_engine
from search.engines.base import EngineUnavailable
from search.golden import GoldenSetError, load, ranked, read_golden_set, throwaway_storage
from search.relevance import QueryScore, report, score_query

MEASURES = ("ndcg_at_10", "recall_at_20", "mrr", "zero_result_accuracy")
HEADS = ("nDCG@10", "recall@20", "MRR", "zero")


class Command(BaseCommand):
    """Loads a relevance set beside the site's own content, runs its queries and prints the measures."""

    help = (
        "Scores search on a relevance set, in throwaway storage: the site's own content is neither found nor changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("golden", type=Path, help="the set, in the form of search_golden.json")
        parser.add_argument("--engine", choices=ENGINES, default="database", help="which engine is asked")
        parser.add_argument("--url", action="append", help="address of a cluster's node, instead of the settings'")
        parser.add_argument("--language", choices=Language.values, default="da", help="the reader's language")
        parser.add_argument("--worst", type=int, default=0, metavar="N", help="also list the N weakest queries")
        parser.add_argument("--json", action="store_true", help="print one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            golden = read_golden_set(options["golden"])
            with throwaway_storage(), throwaway_engine(options["engine"], options["url"]) as engine:
                load(golden, engine)
                answers = ranked(golden.queries, engine, options["language"])
                scores = [score_query(*pair) for pair in zip(golden.queries, answers, strict=True)]
        except (GoldenSetError, EngineUnavailable, ValueError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(scores)))
            return
        self._print(scores, options["worst"])

    def _print(self, scores: list[QueryScore], worst: int) -> None:
        found = report(scores)
        self.stdout.write(f"{'category':<16} {'n':>4}  " + "  ".join(f"{head:>9}" for head in HEADS))
        for name, row in [*found["categories"].items(), ("OVERALL", found["overall"])]:
            cells = "  ".join(f"{_cell(row[measure]):>9}" for measure in MEASURES)
            self.stdout.write(f"{name:<16} {row['queries']:>4}  {cells}")
        judged = sorted((s for s in scores if s.ndcg is not None), key=lambda s: s.ndcg or 0)
        for score in judged[:worst]:
            self.stdout.write(f"  {score.ndcg:.3f}  {score.query.category:<14} {score.query.text}")


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _as_json(scores: list[QueryScore]) -> dict[str, Any]:
    found = report(scores)
    # In a category the share of queries that found nothing exactly when nothing is relevant, as the scorer has it.
    names = {
        name: {m: row[m] for m in MEASURES} | {"zero_result_accuracy": row["answered_rightly"]}
        for name, row in found["categories"].items()
    }
    return {"overall": {measure: found["overall"][measure] for measure in MEASURES}, "categories": names}
