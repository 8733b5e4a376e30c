"""Measures search: index rate, engine call and whole page, at two sizes and two concurrencies, beside a bare view.

Run: python bench/search.py [--engine database|elasticsearch|opensearch] [--url URL] [--sizes 10000,100000]
"""

import argparse
import json
import logging
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SIZES = (1_000, 5_000)  # small enough for `make bench`; the goals are for 10,000 and 100,000
CONCURRENCIES = (1, 8)
AT_ONCE = 500
ROUNDS, WARM_UP = 15, 3
BARE = "/healthz"
HEAD = (
    f"{'things':>8}  {'what':<10} {'at a time':>9} {'p50 ms':>7} {'p95 ms':>8}  {'× bare':>7} {'p95':>7} {'CPU ms':>7}"
)


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="database", choices=["database", "elasticsearch", "opensearch"])
    parser.add_argument("--url", help="address of the cluster; by default the one in HUB_SEARCH_URLS")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of things, rising")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each query is asked")
    parser.add_argument("--queries", action="store_true", help="also show each query by itself")
    parser.add_argument("--json", action="store_true", help="also print the figures as one line of JSON")
    return parser.parse_args()


def set_up(folder: str, asked: argparse.Namespace) -> None:
    """A database of its own in ``folder``, and a cluster's index of its own if one is asked for."""
    os.environ["HUB_VAR_DIR"] = folder
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings.test"
    import django
    from django.conf import settings

    django.setup()
    url = asked.url or os.environ.get("HUB_SEARCH_URLS", "")
    if asked.engine != "database":
        if not url:
            sys.exit("No cluster: give --url or set HUB_SEARCH_URLS.")
        settings.SEARCH = {"urls": url.split(","), "index_prefix": f"bench-{os.getpid()}", "product": asked.engine}
        settings.SEARCH |= {"timeout_ms": 30_000, "write_timeout_ms": 120_000}  # slow answers are measured, too
    from django.core.management import call_command

    logging.disable(logging.ERROR)
    warnings.simplefilter("ignore")
    call_command("migrate", verbosity=0)
    from bench.pages import grow_upper_tree

    grow_upper_tree()


def fill(writer: Any, start: int, end: int) -> float:
    """Write things ``start`` to ``end`` through the projection, which fills the database engine; things a second."""
    from search.batches import in_batches
    from search.outbox import write_entries

    spent = 0.0
    for batch in in_batches(writer.things(start, end), AT_ONCE):
        begun = time.perf_counter()
        write_entries(dict(batch))
        spent += time.perf_counter() - begun
    return (end - start) / spent


def index(count: int) -> float:
    """Build an index of all things on the cluster, as a rebuild does; things a second, refresh and swap included."""
    from search.batches import in_batches
    from search.engine_documents import engine_document
    from search.engines import primary_engine
    from search.models import SearchEntry

    rows = SearchEntry.objects.order_by("key", "language").iterator(chunk_size=AT_ONCE)
    documents = (engine_document(list(entries)) for _, entries in groupby(rows, key=lambda entry: entry.key))
    rebuild, spent = primary_engine().begin_rebuild(), 0.0
    for batch in in_batches(documents, AT_ONCE):
        begun = time.perf_counter()
        rebuild.write(batch)
        spent += time.perf_counter() - begun
    begun = time.perf_counter()
    rebuild.swap()
    return count / (spent + time.perf_counter() - begun)


def milliseconds(calls: Iterable[Callable[[], object]], concurrency: int) -> list[float]:
    """How long each call took, so many of them at a time."""

    def timed(call: Callable[[], object]) -> float:
        begun = time.perf_counter()
        call()
        return (time.perf_counter() - begun) * 1000

    with ThreadPoolExecutor(concurrency) as pool:
        return list(pool.map(timed, calls))


def percentiles(times: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


class Listener:
    """An engine that finds nothing and remembers what it was asked."""

    name = "listener"

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def search(self, query: Any) -> Any:
        """Remember."""
        from search.engines.base import EngineResults

        self.asked.append(query)
        return EngineResults(0, 0, ())


def engine_calls(requests: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """For each request the call that the page makes to the engine."""
    from search.engines import engine
    from search.searching import language_of_content, search

    language_of_content()  # the words are read once for each process
    calls: dict[str, Callable[[], object]] = {}
    for name, request in requests.items():
        listener = Listener()
        search(request, of=listener)  # type: ignore[arg-type]
        calls[name] = partial(_answered, engine(), listener.asked[0])
    return calls


def _answered(by: Any, query: Any) -> None:
    """Ask an engine that must answer itself: the database that stands in for a cluster in trouble is not measured."""
    assert not by.search(query).is_degraded, "The cluster did not answer; has it memory enough?"


def first_readings(requests: dict[str, Any]) -> list[float]:
    """How long it takes to understand each request when nothing is remembered of the words, and to ask nobody."""
    from search.analysis.compounds import Splitter
    from search.searching import language_of_content, search

    times = []
    for request in requests.values():
        lexicon = language_of_content().lexicon
        lexicon.splitter = Splitter(sorted(lexicon.counts), lexicon.inflected)
        times += milliseconds([partial(search, request, of=Listener())], 1)  # type: ignore[arg-type]
    return times


def page_calls(requests: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """For each request the whole page, facets and all."""
    from django.test import Client
    from django.urls import NoReverseMatch, reverse
    from django.utils import translation

    with translation.override("en"):
        try:
            address = reverse("search:results")
        except NoReverseMatch:
            return {}
    client = Client(raise_request_exception=True)

    def ask(request: Any) -> None:
        choices = {"q": request.text, "sort": request.sort, "page": request.page}
        answer = client.get(address, choices | {name: list(values) for name, values in request.facets.items()})
        assert answer.status_code == 200, (answer.status_code, request)

    return {name: partial(ask, request) for name, request in requests.items()}


def measure(size: int, requests: dict[str, Any], asked: argparse.Namespace) -> dict[str, Any]:
    """Print and give the figures at one size."""
    from django.test import Client

    kinds = {"bare view": {"": lambda: Client().get(BARE)}, "engine": engine_calls(requests)}
    kinds["page"] = page_calls(requests)
    figures: dict[str, Any] = {}
    for concurrency in CONCURRENCIES:
        bare = 0.0
        for kind, calls in kinds.items():
            if not calls:
                continue
            repeated = [call for _ in range(asked.rounds) for call in calls.values()] * (
                50 if kind == "bare view" else 1
            )
            milliseconds([*calls.values()] * WARM_UP, concurrency)
            begun = time.process_time()
            middle, slow = percentiles(milliseconds(repeated, concurrency))
            own = (time.process_time() - begun) * 1000 / len(repeated)
            bare = bare or middle
            figures[f"{kind} x{concurrency}"] = {"p50": middle, "p95": slow, "own_cpu": own}
            ratio = f"{middle / bare:>7.1f} {slow / bare:>7.1f} {own:>7.1f}"
            print(f"{size:>8}  {kind:<10} {concurrency:>9} {middle:>7.1f} {slow:>8.1f}  {ratio}")
    middle, slow = percentiles(first_readings(requests))
    print(f"{size:>8}  {'understood':<10} {'first':>9} {middle:>7.1f} {slow:>8.1f}")
    figures["understood first"] = {"p50": middle, "p95": slow}
    if asked.queries:
        show_queries(size, kinds["engine"], asked.rounds)
    return figures


def show_queries(size: int, calls: dict[str, Callable[[], object]], rounds: int) -> None:
    """Print each query by itself."""
    for name, call in calls.items():
        middle, slow = percentiles(milliseconds([call] * max(rounds, 5), 1))
        print(f"{size:>8}    {name:<24} {middle:>7.1f} {slow:>9.1f}")


def main() -> None:
    """Fill and measure at each size."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder, asked)
        from bench.search_content import Writer, queries
        from search.engines import primary_engine
        from search.requests import SearchRequest

        writer, filled, all_figures = Writer(), 0, {}
        requests = {name: SearchRequest(language="en", **values) for name, values in queries(writer).items()}
        try:
            for size in map(int, asked.sizes.split(",")):
                rates = {"projected": fill(writer, filled, size)}
                if asked.engine != "database":
                    rates["indexed"] = index(size)
                filled = size
                print(f"{size:>8}  " + ", ".join(f"{name} {rate:,.0f} a second" for name, rate in rates.items()))
                print(HEAD)
                all_figures[size] = {"rates": rates} | measure(size, requests, asked)
        finally:
            if asked.engine != "database":
                primary_engine().drop()
    print_growth(all_figures)
    if asked.json:
        print(json.dumps(all_figures))


def print_growth(figures: dict[int, dict[str, Any]]) -> None:
    """How the 95th percentiles grew from the first size to the last."""
    first, last = figures[min(figures)], figures[max(figures)]
    for kind in first:
        if kind != "rates" and len(figures) > 1:
            growth = last[kind]["p95"] / first[kind]["p95"]
            print(f"{kind}: p95 grew {growth:.1f}× from {min(figures)} to {max(figures)}")


if __name__ == "__main__":
    main()
