"""The query string of the network as typed values: what is asked, what of it exists, and the choices with counts."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub.choices import HelixSector
from hub.list_query import FACETS_OPEN, MAX_VALUE_LENGTH, MAX_VALUES, FacetView, Option, Text
from hub.network.ecosystem import Ecosystem
from hub.network.graph import Question

FACETS: dict[str, Text] = {"year": _("Year"), "theme": _("Theme"), "sector": _("Sector")}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the network can be asked for."""

    value: str
    label: str


class NetworkQuery:
    """What a query string asks of the network."""

    def __init__(self, ecosystem: Ecosystem, query: QueryDict) -> None:
        self.ecosystem = ecosystem
        self.query = query

    @cached_property
    def choices(self) -> dict[str, list[Choice]]:
        """The values that exist: years newest first, themes and sectors in the order of their vocabularies."""
        undertakings = self.ecosystem.undertakings
        years = sorted({year for found in undertakings for year in found.years}, reverse=True)
        used = {theme for found in undertakings for theme in found.themes}
        sectors = {actor.sector for actor in self.ecosystem.actors}
        return {
            "year": [Choice(str(year), str(year)) for year in years],
            "theme": [Choice(key, name) for key, name in self.ecosystem.theme_names if key in used],
            "sector": [Choice(s.value, str(s.label)) for s in HelixSector if s.value in sectors],
        }

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """The values asked for, whether they exist or not."""
        found = {}
        for key in FACETS:
            values = [value.strip()[:MAX_VALUE_LENGTH] for value in self.query.getlist(key)[:MAX_VALUES]]
            found[key] = list(dict.fromkeys(value for value in values if value and "\0" not in value))
        return found

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The values asked for that exist; only they narrow the network."""
        known = {key: {choice.value for choice in choices} for key, choices in self.choices.items()}
        return {key: [value for value in values if value in known[key]] for key, values in self.asked.items()}

    @property
    def unknown(self) -> list[tuple[Text, str]]:
        """Question and value of everything asked for that does not exist; the page says so."""
        return [
            (FACETS[key], value)
            for key, values in self.asked.items()
            for value in values
            if value not in self.chosen[key]
        ]

    @cached_property
    def question(self) -> Question:
        """The same as typed values."""
        return Question(
            years=frozenset(map(int, self.chosen["year"])),
            themes=frozenset(self.chosen["theme"]),
            sectors=frozenset(self.chosen["sector"]),
        )

    def address(self, changed: dict[str, list[str]] | None = None, **further: str) -> str:
        """The query string of the same with other values for some questions and what is given ``further``."""
        made = QueryDict(mutable=True)
        for key, values in (self.chosen | (changed or {})).items():
            made.setlist(key, sorted(values))
        for key, value in further.items():
            if value:
                made[key] = value
        return made.urlencode()

    @cached_property
    def facet_views(self) -> list[FacetView]:
        """The questions with their values: undertakings for years and themes, partners for sectors."""
        views = [FacetView(key, label, self._options(key)) for key, label in FACETS.items()]
        shown = [view for view in views if view.options]
        return [replace(view, is_open=number < FACETS_OPEN) for number, view in enumerate(shown)]

    def _options(self, key: str) -> list[Option]:
        counts = self._counts(key)
        options = []
        for choice in self.choices[key]:
            is_chosen = choice.value in self.chosen[key]
            rest = [value for value in self.chosen[key] if value != choice.value]
            query = self.address({key: rest}) if is_chosen else ""
            if is_chosen or counts.get(choice.value):
                options.append(Option(choice.value, choice.label, counts.get(choice.value, 0), is_chosen, query))
        return options

    def _counts(self, key: str) -> dict[str, int]:
        """How much each value of a question would give with the others as they are."""
        asked = self.question
        counts: dict[str, int] = {}
        if key == "sector":
            for actor in self.ecosystem.actors:
                counts[actor.sector] = counts.get(actor.sector, 0) + 1
            return counts
        others = replace(asked, years=frozenset()) if key == "year" else replace(asked, themes=frozenset())
        for undertaking in filter(others.keeps, self.ecosystem.undertakings):
            for value in undertaking.years if key == "year" else undertaking.themes:
                counts[str(value)] = counts.get(str(value), 0) + 1
        return counts

    @property
    def chips(self) -> list[tuple[Text, Option]]:
        """What is chosen, each with the address that takes it away."""
        return [(view.label, option) for view in self.facet_views for option in view.options if option.is_chosen]
