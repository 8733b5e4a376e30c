"""Who is tied to whom through what: apps register in ``ready()``; network and map ask here.

A tie is a common undertaking: a project, an event. Only what is public counts, on every side: the undertaking, the
partner and the city.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, QuerySet, Value

from hub.addresses import index_url
from hub.bilingual import active_language
from hub.directory import Directory
from hub.querysets import public_q


@dataclass(frozen=True, slots=True)
class Part:
    """Where it is written who takes part: a model with foreign keys to the undertaking and to who takes part.

    ``undertaking`` is empty where the undertaking's own row names the participant. ``only`` names lookups that the rows
    must answer to, where not every row is a participation.
    """

    model: str
    undertaking: str
    participant: str
    only: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class TieSource:
    """A type of undertaking. ``start`` and ``end`` are its date fields; ``goes_on`` says what an empty end means."""

    model: str
    partners: tuple[Part, ...]
    cities: tuple[Part, ...]
    start: str
    end: str
    goes_on: bool

    def model_class(self) -> type[Any]:
        """The undertaking's model."""
        found: type[Any] = apps.get_model(self.model)
        return found


@dataclass(frozen=True, slots=True)
class Places:
    """The type of record that the map shows, and the directory that filters it."""

    model: str
    directory: type[Directory]


@dataclass(frozen=True, slots=True)
class Actors:
    """The type of record that the network shows; ``sector`` is the field that colours it."""

    model: str
    sector: str


_sources: dict[str, TieSource] = {}
_places: list[Places] = []
_actors: list[Actors] = []


def register(source: TieSource) -> None:
    """Add a type of undertaking; registering it again replaces it."""
    _sources[source.model.lower()] = source


def register_places(places: Places) -> None:
    """Say what the map shows."""
    _places[:] = [places]


def register_actors(actors: Actors) -> None:
    """Say what the network shows."""
    _actors[:] = [actors]


def places() -> Places:
    """What the map shows."""
    return _places[0]


def actors() -> Actors:
    """What the network shows."""
    return _actors[0]


def public_sources() -> list[TieSource]:
    """The types of undertaking that have a public list in the reader's language."""
    language = active_language()
    return [source for source in _sources.values() if index_url(source.model_class(), language)]


def parts_rows(source: TieSource, parts: Iterable[Part]) -> list[QuerySet[Any]]:
    """Type, undertaking and participant of every public participation, one query set for each part."""
    found = []
    for part in parts:
        undertaking = f"{part.undertaking}__" if part.undertaking else ""
        rows = apps.get_model(part.model)._default_manager.order_by()
        rows = rows.filter(public_q(undertaking), public_q(f"{part.participant}__"), **dict(part.only))
        columns = {
            "tie_type": Value(source.model, CharField()),
            "tie_undertaking": F(f"{undertaking}pk"),
            "tie_participant": F(f"{part.participant}__pk"),
        }
        found.append(rows.annotate(**columns).values_list(*columns))
    return found


def in_one_query(querysets: list[QuerySet[Any]]) -> list[tuple[Any, ...]]:
    """The rows of all ``querysets``, asked for at once; nothing is asked where there are none."""
    if not querysets:
        return []
    return list(querysets[0].union(*querysets[1:], all=True) if querysets[1:] else querysets[0])


def ties_of_cities() -> dict[int, int]:
    """In how many public undertakings each city takes part, by its primary key; one query."""
    querysets = [rows for source in public_sources() for rows in parts_rows(source, source.cities)]
    shared: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for model, undertaking, city in in_one_query(querysets):
        shared[city].add((model, undertaking))
    return {city: len(undertakings) for city, undertakings in shared.items()}
