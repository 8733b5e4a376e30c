"""The clock of whoever reads: the zone that they chose, remembered in a cookie that only choosing sets."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from hub.bilingual import text_of_pair
from hub.geography import zone_names
from hub.held import Held

COOKIE = "hub_zone"
COOKIE_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class ZoneOption:
    """A zone to choose, by the cities of the catalogue that are in it."""

    zone: str
    cities: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """The names of its cities in the reader's language."""
        return ", ".join(sorted(str(text_of_pair(da, en)) for da, en in self.cities))


@dataclass(frozen=True, slots=True)
class VisitorClock:
    """The zone by which times are shown beside the events' own; ``zone`` is empty while none is chosen."""

    zone: str
    name: str
    is_remembered: bool

    def differs(self, zone: str, moment: dt.datetime) -> bool:
        """Whether clocks show another hour there than in ``zone``."""
        own, theirs = zoneinfo.ZoneInfo(self.zone), zoneinfo.ZoneInfo(zone)
        return moment.astimezone(own).utcoffset() != moment.astimezone(theirs).utcoffset()

    @property
    def options(self) -> list[ZoneOption]:
        """The zones of the cities of the catalogue."""
        return sorted(_zones_of_cities.get(), key=lambda option: option.label)


def _read_zones() -> list[ZoneOption]:
    from partners.models import City

    by_zone: dict[str, list[tuple[str, str]]] = {}
    for zone, da, en in City.objects.filter(live=True).values_list("timezone", "title_da", "title_en"):
        by_zone.setdefault(zone, []).append((da, en))
    return [ZoneOption(zone, tuple(cities)) for zone, cities in by_zone.items()]


_zones_of_cities: Held[list[ZoneOption]] = Held("zones of cities", _read_zones, "partners.city")


def zone_name(zone: str) -> str:
    """A zone in words: ``Asia/Ho_Chi_Minh`` → ``Ho Chi Minh``."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def clock_of(request: HttpRequest, city: Any = None) -> VisitorClock:
    """The clock to show: that of ``city`` if one was asked for, else the one that the cookie remembers."""
    if city is not None:
        return VisitorClock(city.timezone, str(city), is_remembered=False)
    zone = request.COOKIES.get(COOKIE, "")
    if zone not in zone_names():
        return VisitorClock("", "", is_remembered=False)
    return VisitorClock(zone, zone_name(zone), is_remembered=True)
