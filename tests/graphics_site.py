"""What the tests of map and network share: their pages, and a catalogue of any size written in bulk."""

import datetime as dt

from django.utils import timezone

from events.models import Event, EventCity, EventPartner
from hub.choices import HelixSector
from hub.models import MapPage, NetworkPage
from hub.site_tree import PagePlan, grow_page
from partners.models import City, Partner, Project, ProjectCity, ProjectPartner

MAP_PLAN = PagePlan(MapPage, "kort", "map", "Kort", "Map")
NETWORK_PLAN = PagePlan(NetworkPage, "netvaerk", "network", "Netværk", "Network")


def grow_graphic_pages(home):
    """Map and network in both languages."""
    grow_page(MAP_PLAN, home)
    grow_page(NETWORK_PLAN, home)


def fill(number):
    """``number`` partners, cities, projects and events; each project and event ties two partners and two cities."""
    now, sectors = timezone.now(), list(HelixSector)

    def rows(model, name, **values):
        return model.objects.bulk_create(
            model(
                title_en=f"{name} {n}",
                slug=f"{name.lower()}-{n}",
                live=True,
                first_published_at=now,
                **{key: value(n) for key, value in values.items()},
            )
            for n in range(number)
        )

    partners = rows(Partner, "Partner", sector=lambda n: sectors[n % 4])
    cities = rows(
        City,
        "City",
        country=lambda n: "KR",
        timezone=lambda n: "Asia/Seoul",
        latitude=lambda n: -50 + n * 101 % 120,
        longitude=lambda n: -170 + n * 67 % 340,
    )
    projects = rows(Project, "Project", start=lambda n: dt.date(2015 + n % 10, 1, 1))
    events = rows(Event, "Event", start_date=lambda n: dt.date(2020 + n % 8, 3, 1), city=lambda n: cities[n])
    for items, partner_rows, city_rows, name in (
        (projects, ProjectPartner, ProjectCity, "project"),
        (events, EventPartner, EventCity, "event"),
    ):
        for step in (0, 7):
            partner_rows.objects.bulk_create(
                partner_rows(**{name: item}, partner=partners[(n + step) % number]) for n, item in enumerate(items)
            )
        city_rows.objects.bulk_create(
            city_rows(**{name: item}, city=cities[(n + 3) % number]) for n, item in enumerate(items)
        )
