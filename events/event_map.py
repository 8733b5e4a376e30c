"""The list of events on a map: the cities where they take place, and how many in each."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.event_times import last_day_of
from hub.bilingual import text_of_pair
from hub.directory import Directory
from hub.graphics.touch import Together
from hub.graphics.world_map import Place, WorldMap, draw_close_up, draw_world
from partners.models import City

NAMED = 3


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A city with the events of the list that take place in it."""

    city: Any
    count: int
    query: str
    names: tuple[str, ...]

    @property
    def has_place(self) -> bool:
        """Whether it can be drawn."""
        return self.city.latitude is not None

    @property
    def count_text(self) -> str:
        """How many events, as a phrase."""
        return ngettext("%(count)d event", "%(count)d events", self.count) % {"count": self.count}


class MapView(Directory):
    """What a list of events needs to be shown on a map."""

    @cached_property
    def places(self) -> list[PlaceRow]:
        """The public cities with events of the list, most events first; one query."""
        by_city: dict[int, list[int]] = defaultdict(list)
        for pk in self.ids:
            if city_id := self.rows[pk]["city_id"]:
                by_city[city_id].append(pk)
        cities = City.objects.public().filter(pk__in=list(by_city)).only(*City.objects.all().link_fields)
        rows = [self._place_row(city, by_city[city.pk]) for city in cities]
        return sorted(rows, key=lambda row: (-row.count, str(row.city)))

    def _place_row(self, city: Any, pks: list[int]) -> PlaceRow:
        rows = sorted((self.rows[pk] for pk in pks), key=lambda row: str(last_day_of(row) or ""), reverse=True)
        names = tuple(str(text_of_pair(row["title_da"], row["title_en"])) for row in rows[:NAMED])
        query = Directory._query(self, self.chosen | {"city": [city.slug]})
        return PlaceRow(city, len(pks), query, names)

    @property
    def without_city(self) -> int:
        """How many events of the list are in no city that is shown."""
        return self.total - sum(row.count for row in self.places)

    def drawn_map(self, home: tuple[float, float], home_name: str, page_url: str) -> "DrawnMap":
        """The map around the hub's own city."""
        places = tuple(_place(row, page_url) for row in self.places if row.has_place)
        labels = (_("The world"), _("Close to %(city)s") % {"city": home_name})
        return DrawnMap(
            WorldMap(home, places, *labels, Together("#places", _("Close together: the list has each of them")))
        )


def _place(row: PlaceRow, page_url: str) -> Place:
    return Place(
        name=str(row.city),
        url=f"{page_url}?{row.query}",
        longitude=float(row.city.longitude),
        latitude=float(row.city.latitude),
        story=(row.count_text, *row.names),
    )


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The two sheets of the map as the page shows them."""

    map: WorldMap

    @property
    def world_svg(self) -> SafeString:
        """The whole world."""
        return mark_safe(draw_world(self.map))  # every text in it is escaped by hub.graphics.svg

    @property
    def close_svg(self) -> SafeString:
        """What lies close to the hub's own city."""
        return mark_safe(draw_close_up(self.map))
