"""What a directory knows of all its records: sort fields and facet values, held in memory until a record changes.

A snapshot holds every record, public or not: which of them a visitor may see is asked anew for each page.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.safestring import SafeString

from hub.bilingual import active_language, text_of_pair
from hub.directory.declarations import Facet, FacetSource, Sort
from hub.held import Held


@dataclass(slots=True)
class FacetValues:
    """The values of one facet: the records that have each, and its Danish and English name where they are data."""

    records: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, tuple[str, str]] = field(default_factory=dict)

    def among(self, pks: set[int]) -> "FacetValues":
        """The same with the records of ``pks`` alone; values that none of them has are left out."""
        kept = {value: records & pks for value, records in self.records.items()}
        return FacetValues({value: records for value, records in kept.items() if records}, self.names)

    def name_of(self, value: str) -> str:
        """The name of ``value`` in the reader's language; the value itself where its name is not data."""
        da, en = self.names.get(value, ("", ""))
        return text_of_pair(da, en) or value


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Fields and facet values of every record of one type, as on one day: open periods go on to that day's year."""

    day: dt.date
    rows: dict[int, dict[str, Any]]
    values: dict[str, FacetValues]
    generation: str = ""
    made_at: dt.datetime = field(default_factory=timezone.now)
    orders: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    cards: dict[tuple[int, str, bool], SafeString] = field(default_factory=dict)

    def in_order(self, name: str, sort: Sort) -> list[int]:
        """All records in the order ``sort``, called ``name``, as readers of the active language expect it."""
        key = (name, active_language())
        if key not in self.orders:
            values = {pk: [row[name] for name in sort.fields] for pk, row in self.rows.items()}
            self.orders[key] = sorted(self.rows, key=lambda pk: sort.key(*values[pk]))
        return self.orders[key]


# Besides the records' own rows, which ``watch`` names: addresses, pictures and the names of tags are on every card.
_held: Held[dict[Any, Snapshot]] = Held(
    "directories", dict, "wagtailcore.page", "wagtailcore.site", "hub.hubimage", "hub.tag"
)


def snapshot_of(key: Any, model: type[Model], facets: tuple[Facet, ...], fields: tuple[str, ...]) -> Snapshot:
    """The snapshot of a record type for the directory ``key``: from memory where nothing has changed, else two queries.

    ``fields`` are read for every record beside its identity.
    """
    snapshots, today = _held.get(), timezone.localdate()
    found = snapshots.get(key)
    if found is None or found.day != today:
        rows, values = _read_rows(model, fields), _read_values(model, facets)
        found = snapshots[key] = Snapshot(today, rows, values, _held.generation)
    return found


def watch(model: type[Model], facets: Iterable[Facet]) -> None:
    """Make snapshots anew when a row changes that the facets and the cards of ``model`` are read from."""
    records: Any = model._default_manager.all()
    cards = records.select_related(*records.card_relations)
    str(cards.query)  # joins are made when the query is
    tables = {model._meta.db_table, *(join.table_name for join in cards.query.alias_map.values())}
    for facet in facets:
        for source in facet.sources:
            tables |= {join.table_name for join in _facet_query(model, facet, source).query.alias_map.values()}
    _held.watch(*(model._meta.label for model in apps.get_models() if model._meta.db_table in tables))


def _read_rows(model: type[Model], fields: tuple[str, ...]) -> dict[int, dict[str, Any]]:
    rows = model._default_manager.order_by("pk").values_list("pk", *fields)
    return {pk: dict(zip(fields, values, strict=True)) for pk, *values in rows}


def _read_values(model: type[Model], facets: tuple[Facet, ...]) -> dict[str, FacetValues]:
    """Every facet's values with the records that have them, in one query."""
    found = {facet.key: FacetValues() for facet in facets}
    queries = [_facet_query(model, facet, source) for facet in facets for source in facet.sources]
    if not queries:
        return found
    expand = {facet.key: facet.expand for facet in facets}
    for key, pk, value, title_da, title_en in queries[0].union(*queries[1:], all=True):
        expander, values = expand[key], found[key]
        for single in expander(value) if expander else (value,):
            values.records[single].add(pk)
            if title_da or title_en:
                values.names.setdefault(single, (title_da or "", title_en or ""))
    return found


def _facet_query(model: type[Model], facet: Facet, source: FacetSource) -> QuerySet[Any]:
    text = CharField()
    titles = {
        f"facet_{code}": Cast(F(f"{source.title_path}_{code}"), text) if source.title_path else Value("", text)
        for code in ("da", "en")
    }
    path = F(source.path) if isinstance(source.path, str) else source.path
    return (
        model._default_manager.order_by()
        .annotate(facet_key=Value(facet.key, text), facet_value=Cast(path, text), **titles)
        .exclude(facet_value=None)
        .exclude(facet_value="")
        .values_list("facet_key", "pk", "facet_value", "facet_da", "facet_en")
    )
