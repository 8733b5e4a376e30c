"""How long a draft over 2,000 activities takes, with its figures and files: seconds, and the number of queries."""

import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.pages import set_up

ACTIVITIES = 2000


def fill():
    """Activities of four years, each with terms, partners, people and two pieces of evidence."""
    import datetime as dt

    from events.reporting.tests.figure_world import activity, evidence, form, term
    from hub.models import Objective, Priority
    from partners.tests.factories import CityFactory, PartnerFactory

    chance = random.Random(7)
    template = form()
    sections = list(template.sections.filter(takes_activities=True))
    priorities, objectives = [f"p{n}" for n in range(4)], [f"o{n}" for n in range(6)]
    for key in priorities:
        term(Priority, key)
    for key in objectives:
        term(Objective, key)
    partners = [PartnerFactory(title_en=f"Partner {n}") for n in range(40)]
    cities = [CityFactory(title_en=f"City {n}") for n in range(20)]
    for number in range(ACTIVITIES):
        made = activity(
            f"Activity {number}",
            day=dt.date(2023, 1, 1) + dt.timedelta(days=chance.randrange(1460)),
            priorities=chance.sample(priorities, 2),
            objectives=chance.sample(objectives, 2),
            partners=chance.sample(partners, 3),
            cities=chance.sample(cities, chance.randrange(3)),
            people={"audience": chance.randrange(500), "pupils": chance.randrange(50)},
            section=chance.choice(sections),
            summary_en="What was done. It was well received by those who came.",
            result_en="Something came of it.",
            proven=number % 10 != 0,
        )
        evidence(made, "Second")
    return template


def measured(name, work):
    """Run ``work`` once and print how long it took and what it asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - start
    print(f"{name:<42} {seconds:6.2f} s {len(asked):5} queries", flush=True)
    return result


def main():
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        run()


def run():
    from django.db import transaction
    from django.utils import translation

    from events.reporting.export import WRITERS, write
    from events.reporting.figures.view import figures_page
    from events.reporting.periods import period_of
    from events.reporting.writing.documents import document_of
    from events.reporting.writing.loading import load_state
    from events.reporting.writing.services import begin_report, draft_report

    with translation.override("en"):
        with transaction.atomic():
            template = fill()
        report = begin_report(template=template, period=period_of("2023-2026"), language="en")
        measured(f"draft of {ACTIVITIES} activities (goal: 20 s)", lambda: draft_report(report))
        measured("draft again, nothing changed", lambda: draft_report(report))
        measured("readiness of all sections", lambda: load_state(report))
        query = {"period": "2023-2026", "rows": "priority", "columns": "objective"}
        measured("matrix and all figures (goal: 25 queries)", lambda: figures_page(query, "/", is_public=False))
        document = measured("document", lambda: document_of(report))
        for form in (name for name in WRITERS if name != "pdf" or "--pdf" in sys.argv):
            measured(f"written as {form}", lambda form=form: write(document, form))


if __name__ == "__main__":
    main()
