"""Measures map and network at 500 partners and 2,000 ties: queries, CPU cold and warm. Run: python bench/graphics.py"""

import gzip
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.pages import median_ms, queries_of, set_up

PARTNERS, UNDERTAKINGS, CITIES = 500, 2000, 350
PAGES = {
    "network": "/en/network/",
    "network, filtered": "/en/network/?sector=business&sector=public",
    "network, all ties": "/en/network/?show=ties",
    "map": "/en/map/",
    "map, filtered": "/en/map/?sort=title",
}


def fill() -> None:
    """Partners of all sectors, each new undertaking between two of them; most with the few that have many already."""
    import datetime as dt
    import random

    from django.utils import timezone

    from hub.choices import HelixSector
    from partners.models import City, Partner, Project, ProjectCity, ProjectPartner

    pick, now, sectors = random.Random(4), timezone.now(), list(HelixSector)
    common = {"live": True, "first_published_at": now}
    partners = Partner.objects.bulk_create(
        Partner(title_en=f"Partner number {n}", slug=f"partner-{n}", sector=sectors[n % 4], **common)
        for n in range(PARTNERS)
    )
    cities = City.objects.bulk_create(
        City(
            title_en=f"City {n}", slug=f"city-{n}", country="DK", timezone="Europe/Copenhagen",
            latitude=round(pick.uniform(-40, 70), 4), longitude=round(pick.uniform(-180, 180), 4), **common,
        )
        for n in range(CITIES)
    )  # fmt: skip
    projects = Project.objects.bulk_create(
        Project(title_en=f"Project {n}", slug=f"project-{n}", start=dt.date(2010 + n % 16, 1, 1), **common)
        for n in range(UNDERTAKINGS)
    )
    ties: set[tuple[int, int]] = set()
    while len(ties) < UNDERTAKINGS:
        a, b = pick.randrange(PARTNERS), int(PARTNERS * pick.random() ** 2)
        if a != b:
            ties.add((min(a, b), max(a, b)))
    rows = [
        ProjectPartner(project=project, partner=partners[end])
        for project, tie in zip(projects, sorted(ties), strict=True)
        for end in tie
    ]
    ProjectPartner.objects.bulk_create(rows)
    ProjectCity.objects.bulk_create(ProjectCity(project=p, city=cities[n % CITIES]) for n, p in enumerate(projects))


def cpu_ms(call: Callable[[], object]) -> float:
    """The CPU time of one call in milliseconds."""
    begun = time.process_time()
    call()
    return (time.process_time() - begun) * 1000


def main() -> None:
    """Fill, then measure each page with nothing kept and with everything kept."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        from django.core.cache import cache
        from django.test import Client

        from hub.models import HomePage
        from tests.graphics_site import grow_graphic_pages

        grow_graphic_pages(HomePage.objects.get(slug="da"))
        fill()
        client = Client()
        bare = median_ms(lambda: client.get("/healthz"))
        client.get("/en/partners/")
        print(f"{'page':<18} {'queries':>7} {'cold ms':>8} {'warm ms':>8} {'ratio':>6} {'KiB':>7} {'gzip':>6}")
        for name, path in PAGES.items():
            cache.clear()
            cold = cpu_ms(lambda path=path: client.get(path))
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            queries = queries_of(lambda path=path: client.get(path))
            warm = median_ms(lambda path=path: client.get(path))
            size, packed = len(answer.content) / 1024, len(gzip.compress(answer.content)) / 1024
            figures = f"{queries:>7} {cold:>8.0f} {warm:>8.1f} {warm / bare:>6.1f} {size:>7.0f} {packed:>6.1f}"
            print(f"{name:<18} {figures}")


if __name__ == "__main__":
    main()
