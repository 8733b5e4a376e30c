"""The map as a page shows it: which cities, what each is to us, what is done together. Four queries at most."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from hub import ties
from hub.addresses import index_url
from hub.bilingual import BilingualText, active_language, text_of_pair
from hub.directory import Directory
from hub.graphics.touch import Together
from hub.graphics.world_map import Place, WorldMap, draw_close_up, draw_world
from hub.models.site_settings import SiteSettings

SHAPES = 4


@dataclass(frozen=True, slots=True)
class CityRow:
    """One city as list and map show it."""

    pk: int
    name: BilingualText
    url: str
    country: str
    relations: list[str]
    fields: list[str]
    ties: int
    longitude: float | None
    latitude: float | None
    shape: int
    shares_field: bool
    is_home: bool

    @property
    def has_place(self) -> bool:
        """Whether it can be drawn."""
        return self.longitude is not None and self.latitude is not None

    @property
    def ties_text(self) -> str:
        """What is done together, as a phrase."""
        count = self.ties
        return ngettext("%(count)d project or event together", "%(count)d projects or events together", count) % {
            "count": count
        }


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A relation with its marker and its number of cities."""

    shape: int
    label: str
    count: int


class Atlas:
    """The cities that a query string asks for, drawn and listed; ``list_url`` is where the drawing finds the list."""

    def __init__(self, query: QueryDict, settings: SiteSettings, list_url: str = "#cities") -> None:
        found = ties.places()
        self.settings = settings
        self.list_url = list_url
        self.model: Any = apps.get_model(found.model)
        self.directory: Directory = found.directory(self.model.objects.public(), query)

    @cached_property
    def _shapes(self) -> dict[str, int]:
        """The number of the marker of each relation: the one with most cities has the first."""
        options = {value: len(pks) for value, pks in self._by_value("relation").items()}
        ordered = sorted(options, key=lambda value: (-options[value], value))
        return {value: min(number, SHAPES) for number, value in enumerate(ordered)}

    def _by_value(self, key: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for pk, values in self.directory.values_of(key).items():
            for value in values:
                found.setdefault(value, []).append(pk)
        return found

    @cached_property
    def _all_rows(self) -> dict[int, CityRow]:
        base = index_url(self.model, active_language()) or ""
        relations, fields = self.directory.values_of("relation"), self.directory.values_of("field")
        shared, rows = ties.ties_of_cities(), self.directory.rows
        own = next((pk for pk, row in rows.items() if row["slug"] == self.settings.city_slug), None)
        own_fields = set(fields.get(own, ())) if own else set()
        return {
            pk: CityRow(
                pk=pk,
                name=text_of_pair(row["title_da"], row["title_en"]),
                url=f"{base}{row['slug']}/",
                country=str(countries.name(row["country"])),
                relations=[self.directory.label_of("relation", value) for value in relations.get(pk, ())],
                fields=[self.directory.label_of("field", value) for value in fields.get(pk, ())],
                ties=shared.get(pk, 0),
                longitude=None if row["longitude"] is None else float(row["longitude"]),
                latitude=None if row["latitude"] is None else float(row["latitude"]),
                shape=min((self._shapes[value] for value in relations.get(pk, ())), default=SHAPES),
                shares_field=bool(own_fields & set(fields.get(pk, ()))),
                is_home=pk == own,
            )
            for pk, row in rows.items()
        }

    @cached_property
    def rows(self) -> list[CityRow]:
        """The cities that match, in the order asked for."""
        rows = [self._all_rows[pk] for pk in self.directory.ids]
        return sorted(rows, key=lambda row: 0 if row.is_home else -row.ties) if self.directory.sort == "ties" else rows

    @property
    def drawn(self) -> list[CityRow]:
        """The matching cities that are on the map."""
        return [row for row in self.rows if row.has_place]

    @property
    def without_place(self) -> int:
        """How many of the matching cities cannot be drawn."""
        return len(self.rows) - len(self.drawn)

    @property
    def without_place_query(self) -> str:
        """The query string of the list of exactly those."""
        chosen = self.directory.query.copy()
        chosen["place"] = "unknown"
        return chosen.urlencode()

    @property
    def tied(self) -> int:
        """With how many of the matching cities something is done together; the hub's own city is not counted."""
        return sum(1 for row in self.rows if row.ties and not row.is_home)

    @cached_property
    def map(self) -> WorldMap:
        """The drawing's own data: matching cities by what is shared, then the ghosts of the others."""
        chosen = sorted(self.drawn, key=lambda row: (-row.ties, row.name))
        ghosts = [row for pk, row in self._all_rows.items() if row.has_place and pk not in set(self.directory.ids)]
        shown = [(row, True) for row in chosen] + [(row, False) for row in ghosts]
        city = str(self.settings.city)
        return WorldMap(
            home=(float(self.settings.longitude), float(self.settings.latitude)),
            places=tuple(_place(row, is_chosen) for row, is_chosen in shown),
            world_label=_("The world"),
            close_label=_("Close to %(city)s") % {"city": city},
            together=Together(self.list_url, _("Close together: the list has each of them")),
        )

    @property
    def world_svg(self) -> SafeString:
        """The whole world."""
        return mark_safe(draw_world(self.map))  # every text in it is escaped by hub.graphics.svg

    @property
    def close_svg(self) -> SafeString:
        """What lies close to the hub's own city."""
        return mark_safe(draw_close_up(self.map))

    @property
    def legend(self) -> list[LegendEntry]:
        """The relations of the matching cities with their markers."""
        kept = set(self.directory.ids)
        by_value = {value: len(kept.intersection(pks)) for value, pks in self._by_value("relation").items()}
        return [
            LegendEntry(shape, self.directory.label_of("relation", value), by_value[value])
            for value, shape in sorted(self._shapes.items(), key=lambda pair: pair[1])
            if by_value[value]
        ]

    @property
    def own_fields(self) -> str:
        """The creative fields of the hub's own city, as a phrase."""
        home = next((row for row in self._all_rows.values() if row.is_home), None)
        return ", ".join(home.fields) if home else ""


def _place(row: CityRow, is_chosen: bool) -> Place:
    facts = [row.country, ", ".join(row.relations), ", ".join(row.fields)]
    story = [" · ".join(filter(None, facts)), "" if row.is_home else row.ties_text]
    return Place(
        name=str(row.name),
        url=row.url,
        longitude=row.longitude or 0.0,
        latitude=row.latitude or 0.0,
        story=tuple(line for line in story if line),
        shape=row.shape,
        shares_field=row.shares_field,
        ties=row.ties,
        is_chosen=is_chosen,
        is_home=row.is_home,
    )
