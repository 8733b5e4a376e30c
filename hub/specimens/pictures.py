"""Specimens of the pictures: map, network, strip, month, bars and matrix."""

import datetime as dt
from typing import Any

from django.http import QueryDict

from hub.atlas import Atlas
from hub.bilingual import BilingualText
from hub.graphics.bars import Bar, BarChart, Cell, Matrix
from hub.graphics.month import Entry, month_table
from hub.models import SiteSettings
from hub.network.ecosystem import Actor, Ecosystem, Undertaking
from hub.network.view import NetworkView
from hub.styleguide import BlockSpecimen, Specimen, register

MONTH = dt.date(2027, 5, 1)
FRAMES = [
    {"date": "2019", "title": "Designated", "text": "Viborg becomes a City of Media Arts.", "url": "#"},
    {"date": "2023", "title": "First monitoring report", "text": ""},
    {"date": "2027", "title": "A title that is so long that it needs more than one line of its frame", "text": "Soon."},
    {"date": "2031", "title": "Third report", "text": "And so on."},
]


def _nothing() -> dict[str, Any]:
    return {}


def _atlas() -> Atlas:
    settings = SiteSettings.objects.filter(site__is_default_site=True).first() or SiteSettings()
    return Atlas(QueryDict(), settings)


def _actor(pk: int, name: str, sector: str) -> Actor:
    return Actor(pk, BilingualText(name, "en"), "#", sector)


def _network(query: str = "") -> NetworkView:
    """Five partners and four undertakings, so that the style page needs no records."""
    actors = (
        _actor(1, "The school", "education"),
        _actor(2, "The studio", "business"),
        _actor(3, "The municipality", "public"),
        _actor(4, "An association with a name that is longer than most names are", "civil_society"),
        _actor(5, "Nobody’s partner", "business"),
    )
    pairs = ((1, 2), (2, 3), (1, 2, 3), (3, 4))
    undertakings = tuple(
        Undertaking(
            ("partners.Project", n), BilingualText(f"Project {n}", "en"), "#", (2024 + n,), frozenset({"film"}), pair
        )
        for n, pair in enumerate(pairs, start=1)
    )
    return NetworkView(QueryDict(query), Ecosystem(actors, undertakings, (("film", "Film"),)))


def _no_network() -> NetworkView:
    return NetworkView(QueryDict(), Ecosystem((), (), ()))


def _month(entries: tuple[Entry, ...] = ()) -> dict[str, Any]:
    return {"month": month_table(MONTH, entries, today=MONTH.replace(day=24)), "links": [], "page_url": "#"}


def _full_month() -> dict[str, Any]:
    first = MONTH.replace(day=20)
    return _month(
        (
            Entry("line-1", "A festival", "#", first, first + dt.timedelta(3)),
            Entry("line-2", "A workshop that was called off", "#", first, first, is_off=True),
        )
    )


def _bars(*bars: Bar) -> dict[str, Any]:
    return {"chart": BarChart("Partners by sector", "Sector", "Partners", bars)}


def _matrix(rows: int, columns: int) -> dict[str, Any]:
    cells = tuple(tuple(Cell(r * c % 5, str(r * c % 5), "#") for c in range(columns)) for r in range(rows))
    names = [f"A goal with a name of some length, number {n}" for n in range(1, max(rows, columns) + 1)]
    return {"matrix": Matrix("Goals and areas", tuple(names[:rows]), tuple(names[:columns]), cells)}


register(
    BlockSpecimen("map", lambda: {"heading": ""}, lambda: {"heading": "Cities we work with"}),
    Specimen("components/world_map.html", _nothing, _nothing),
    Specimen("components/graphics_script.html", _nothing, _nothing, in_head=True),
    Specimen("components/city_map.html", lambda: {"atlas": _atlas()}, lambda: {"atlas": _atlas(), "page_url": "#"}),
    Specimen("components/city_table.html", lambda: {"rows": []}, lambda: {"rows": _atlas().rows[:12]}),
    Specimen("components/network_graph.html", lambda: {"network": _no_network()}, lambda: {"network": _network()}),
    Specimen(
        "components/network_measures.html",
        lambda: {"measures": _no_network().measures, "page_url": "#"},
        lambda: {"measures": _network("show=across").measures, "page_url": "#"},
    ),
    Specimen(
        "components/network_table.html",
        lambda: {"network": _network(), "page_url": "#"},
        lambda: {"network": _network("show=ties"), "page_url": "#"},
    ),
    Specimen(
        "components/graphic_filters.html",
        lambda: {"views": [], "page_url": "#"},
        lambda: {"views": _network("sector=business").facet_views, "page_url": "#", "is_open": True},
    ),
    Specimen("components/month_table.html", _month, _full_month),
    Specimen(
        "components/timeline_strip.html",
        lambda: {"frames": FRAMES[1:2], "frame_heading": "p"},
        lambda: {"frames": FRAMES, "label": "The road here", "frame_heading": "h3"},
    ),
    Specimen(
        "components/bar_chart.html",
        lambda: _bars(Bar("Business", 0, "0")),
        lambda: _bars(Bar("Education", 12, "12", "#"), Bar("Business", 7, "7", "#"), Bar("Public", 0, "0")),
    ),
    Specimen("components/matrix.html", lambda: _matrix(1, 1), lambda: _matrix(6, 6)),
)
