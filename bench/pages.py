"""Measures home, directory and record page: queries, CPU, and the ratio to a bare view. Run: python bench/pages.py"""

import logging
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SIZES = (10, 500)
RUNS, WARM_UP = 30, 5
PAGES = {
    "home": "/en/",
    "directory": "/en/partners/",
    "record page": "/en/partners/record-0/",
    "event page": "/en/events/record-0/",
}


def set_up(folder: str) -> None:
    """A database of its own in ``folder``, with the upper page tree."""
    os.environ["HUB_VAR_DIR"] = folder
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings.test"
    import django

    django.setup()
    from django.core.management import call_command

    logging.disable(logging.ERROR)
    warnings.simplefilter("ignore")
    call_command("migrate", verbosity=0)
    grow_upper_tree()


def grow_upper_tree() -> None:
    """Home and index pages in both languages."""
    from events.sample_data import INDEX_PLANS as EVENT_INDEXES
    from hub.models import HomePage
    from hub.site_tree import PagePlan, grow_home, grow_page
    from partners.sample_data import INDEX_PLANS as PARTNER_INDEXES

    home = grow_home(PagePlan(HomePage, "da", "en", "Viborg", "Viborg"))
    for plan in (*PARTNER_INDEXES, *EVENT_INDEXES):
        grow_page(plan, home)


def fill(start: int, end: int) -> None:
    """Partners, projects and events number ``start`` to ``end``, tied to each other and tagged."""
    from django.db import transaction

    from events.tests.factories import EventFactory
    from hub.choices import HelixSector
    from partners.tests.factories import PartnerFactory, ProjectFactory

    sectors = list(HelixSector)
    with transaction.atomic():
        for number in range(start, end):
            texts = {"slug": f"record-{number}", "title_en": f"Record {number}", "title_da": f"Post {number}"}
            tags = [f"tag {number % 7}", f"tag {number % 11}"]
            partner = PartnerFactory(**texts, sector=sectors[number % 4], tags=tags)
            project = ProjectFactory(**texts, tags=tags)
            project.partner_links.create(partner=partner)
            event = EventFactory(**texts, tags=tags, project=project)
            event.partner_links.create(partner=partner)


def median_ms(call: Callable[[], object]) -> float:
    """The median CPU time of ``call`` in milliseconds."""
    for _ in range(WARM_UP):
        call()
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def queries_of(call: Callable[[], object]) -> int:
    """How many queries ``call`` takes."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        asked.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(count):
        call()
    return len(asked)


def measure(records: int) -> None:
    """Print one line for each page."""
    from django.test import Client

    client = Client(raise_request_exception=False)
    bare = median_ms(lambda: client.get("/healthz"))
    for name, path in PAGES.items():
        answer = client.get(path)
        if answer.status_code != 200:
            print(f"{records:>7}  {name:<12} answered {answer.status_code}")
            continue
        queries = queries_of(lambda path=path: client.get(path))
        cpu = median_ms(lambda path=path: client.get(path))
        size = len(answer.content) / 1024
        print(f"{records:>7}  {name:<12} {queries:>7} {cpu:>8.1f} {cpu / bare:>6.1f} {size:>7.1f}")
    print(f"{records:>7}  {'bare view':<12} {0:>7} {bare:>8.2f} {1:>6.1f}")


def main() -> None:
    """Fill and measure at each size."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        print(f"{'records':>7}  {'page':<12} {'queries':>7} {'CPU ms':>8} {'ratio':>6} {'KiB':>7}")
        filled = 0
        for size in SIZES:
            fill(filled, size)
            filled = size
            measure(size)


if __name__ == "__main__":
    main()
