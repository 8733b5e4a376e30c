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
    "filtered": "/en/partners/?sector=education&theme=animation",
    "projects": "/en/projects/",
    "events": "/en/events/",
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
    from hub.sample_site import front
    from hub.sample_site.vocabularies import load_vocabularies
    from hub.site_tree import grow_home, grow_page
    from partners.sample_data import INDEX_PLANS as PARTNER_INDEXES

    load_vocabularies()
    home = grow_home(front.home())
    for plan in (*PARTNER_INDEXES, *EVENT_INDEXES):
        grow_page(plan, home)


def fill(start: int, end: int) -> None:
    """Partners, projects and events number ``start`` to ``end`` as a real hub has them.

    Tied to each other, with titles, summaries and texts in both languages, kinds, scopes, themes and about three tags
    each out of sixty.
    """
    import datetime as dt

    from django.db import transaction
    from django.utils import timezone

    from events.models import EventKind
    from events.tests.factories import EventFactory
    from hub.choices import HelixSector
    from hub.models import Scope, Theme
    from partners.models import PartnerKind
    from partners.tests.factories import PartnerFactory, ProjectFactory

    sectors, scopes, themes = list(HelixSector), list(Scope.objects.all()), list(Theme.objects.all())
    for order, key in enumerate(("school", "studio", "association", "festival", "venue", "company")):
        for model in (PartnerKind, EventKind):
            model.objects.get_or_create(key=key, defaults={"title_da": key, "title_en": key, "order": order})
    partner_kinds, event_kinds = list(PartnerKind.objects.all()), list(EventKind.objects.all())
    with transaction.atomic():
        for number in range(start, end):
            texts = {"slug": f"record-{number}"} | texts_of(number)
            more = {
                "tags": [f"tag {number * step % 60}" for step in (1, 7, 13)][: 2 + number % 2],
                "themes": [themes[number % len(themes)]] if themes else [],
                "scope": scopes[number % len(scopes)] if scopes else None,
            }
            start_day = timezone.localdate() + dt.timedelta(days=3 * (number - 250))
            kind = partner_kinds[number % 6]
            partner = PartnerFactory(**texts, **more, sector=sectors[number % 4], kind=kind, place="Viborg")
            project = ProjectFactory(**texts, **more, start=start_day, end=start_day + dt.timedelta(days=400))
            project.partner_links.create(partner=partner)
            event = EventFactory(**texts, **more, project=project, kind=event_kinds[number % 6], start_date=start_day)
            event.partner_links.create(partner=partner)


def texts_of(number: int) -> dict[str, str]:
    """Titles, summaries and texts of the length that the sample content has; every tenth lacks its Danish."""
    lead = "A place where people draw, learn and show moving pictures together, " * 2
    body = "".join(f"<p>{lead}and this is paragraph {n}.</p>" for n in range(4))
    texts = {"title_en": f"Record {number} of the workshop", "lead_en": lead, "body_en": body}
    if number % 10:
        texts |= {"title_da": f"Værksted {number}", "lead_da": f"Et sted på dansk. {lead}", "body_da": body}
    return texts


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
