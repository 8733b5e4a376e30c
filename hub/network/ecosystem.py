"""Partners and what they do together, as far as it is public; read in five queries whatever their number."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import Cast
from django.utils import timezone

from hub import ties
from hub.addresses import index_url
from hub.bilingual import BilingualText, active_language, text_of_pair
from hub.models.taxonomies import Theme

YEARS_MAX = 100
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Actor:
    """A partner: a node of the network."""

    pk: int
    name: BilingualText
    url: str
    sector: str


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A project or an event: what ties partners together. ``years`` is empty where no date is known."""

    key: Key
    name: BilingualText
    url: str
    years: tuple[int, ...]
    themes: frozenset[str]
    partners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ecosystem:
    """Everything that the network is drawn from, in a fixed order."""

    actors: tuple[Actor, ...]
    undertakings: tuple[Undertaking, ...]
    theme_names: tuple[tuple[str, str], ...]


def read_ecosystem() -> Ecosystem:
    """What is public in the reader's language today."""
    actors = _read_actors()
    known = {actor.pk for actor in actors}
    sources = ties.public_sources()
    members = _read_members(sources, known)
    themes, names = _read_themes(sources)
    return Ecosystem(tuple(actors), tuple(_read_undertakings(sources, members, themes)), names)


def _read_actors() -> list[Actor]:
    found = ties.actors()
    model: Any = apps.get_model(found.model)
    base = index_url(model, active_language()) or ""
    columns = ("pk", "slug", "title_da", "title_en", found.sector)
    return [
        Actor(pk, text_of_pair(da, en), f"{base}{slug}/", sector)
        for pk, slug, da, en, sector in model.objects.public().order_by("pk").values_list(*columns)
    ]


def _read_members(sources: list[ties.TieSource], known: set[int]) -> dict[Key, set[int]]:
    """The public partners of each undertaking."""
    members: dict[Key, set[int]] = defaultdict(set)
    querysets = [rows for source in sources for rows in ties.parts_rows(source, source.partners)]
    for model, undertaking, partner in ties.in_one_query(querysets):
        if partner in known:
            members[model, undertaking].add(partner)
    return members


def _read_themes(sources: list[ties.TieSource]) -> tuple[dict[Key, set[str]], tuple[tuple[str, str], ...]]:
    """The themes of each undertaking, given directly or by a tag, and the names of all themes."""
    querysets = []
    for source in sources:
        for path in ("themes__key", "tagged_items__tag__theme__key"):
            rows = source.model_class().objects.public().order_by().exclude(**{path: None})
            columns = {"tie_type": Value(source.model, CharField()), "tie_undertaking": F("pk"), "tie_theme": F(path)}
            querysets.append(rows.annotate(**columns).values_list(*columns))
    found: dict[Key, set[str]] = defaultdict(set)
    for model, undertaking, theme in ties.in_one_query(querysets):
        found[model, undertaking].add(theme)
    themes = Theme.objects.order_by("order", "key").values_list("key", "title_da", "title_en")
    return found, tuple((key, str(text_of_pair(da, en))) for key, da, en in themes)


def _read_undertakings(
    sources: list[ties.TieSource], members: dict[Key, set[int]], themes: dict[Key, set[str]]
) -> list[Undertaking]:
    """The undertakings that tie somebody, in a fixed order."""
    querysets = []
    for source in sources:
        columns = {
            "tie_type": Value(source.model, CharField()),
            "tie_undertaking": F("pk"),
            "tie_slug": F("slug"),
            "tie_title_da": F("title_da"),
            "tie_title_en": F("title_en"),
            "tie_start": Cast(F(source.start), DateField()),
            "tie_end": Cast(F(source.end), DateField()),
        }
        querysets.append(source.model_class().objects.public().order_by().annotate(**columns).values_list(*columns))
    bases = {source.model: index_url(source.model_class(), active_language()) or "" for source in sources}
    goes_on = {source.model: source.goes_on for source in sources}
    rows = sorted(ties.in_one_query(querysets), key=lambda row: (row[0], row[1]))
    return [
        Undertaking(
            key=(model, pk),
            name=text_of_pair(da, en),
            url=f"{bases[model]}{slug}/",
            years=years_between(start, end if end or goes_on[model] else start),
            themes=frozenset(themes.get((model, pk), ())),
            partners=tuple(sorted(members[model, pk])),
        )
        for model, pk, slug, da, en, start, end in rows
        if members.get((model, pk))
    ]


def years_between(start: dt.date | None, end: dt.date | None) -> tuple[int, ...]:
    """Every year of a period; one without an end goes on until this year."""
    if start is None:
        return ()
    last = end.year if end else max(start.year, timezone.localdate().year)
    return tuple(range(start.year, min(last, start.year + YEARS_MAX) + 1))
