"""Directories: a query string turned into records, facets with counts, and open data.

One ``Directory`` answers the list, ``data.json`` and ``data.csv`` alike. Several values of one facet are joined
by *or*, facets by *and*; the count beside a value says how many records it would give with the other facets
as they are. Whatever the number of records, it takes two queries: who may be seen, and the cards of one page (with a
fixed number of prefetches); two more for sort fields and facet values when records have changed since.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from hub.bilingual import active_language, text_of_pair
from hub.collation import sort_key
from hub.directory.cards import draw_cards
from hub.directory.declarations import Facet, Sort
from hub.directory.snapshot import FacetValues, Snapshot, snapshot_of
from hub.directory.unused import existing
from hub.list_query import FACETS_OPEN, MAX_VALUE_LENGTH, MAX_VALUES, FacetView, ListQuery, Option
from hub.querysets import RecordQuerySet


class Directory(ListQuery):
    """The records of one type that a query string asks for."""

    facets: ClassVar[tuple[Facet, ...]] = ()
    sorts: ClassVar[dict[str, Sort]] = {}
    per_page: ClassVar[int] = 24
    further_fields: ClassVar[tuple[str, ...]] = ()  # read with the identities, for views that are no cards
    further_names: ClassVar[tuple[str, ...]] = ()  # what narrows the list beside facets
    view_parameters: ClassVar[frozenset[str]] = frozenset()  # say how the list is shown, not what is in it

    def __init__(self, records: RecordQuerySet, query: QueryDict) -> None:
        self.records = records
        self.query = query

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """The values asked for; those that have moved on since are read as what they are today."""
        moved, asked = self._moved, self._read_values()
        return {key: list(dict.fromkeys(moved(key).get(value, value) for value in asked[key])) for key in asked}

    def is_known(self, key: str, value: str) -> bool:
        """Whether a record has the value, or could have it."""
        return value in self._values[key].records or value in self._unused[key]

    @cached_property
    def refused(self) -> list[tuple[str, str]]:
        """Name and value of everything in the query string that a feed can't obey: it would silently give too much.

        A feed has no place to say so beside its data, as the page has. Parts without a value ask for nothing.
        """
        known = {facet.key for facet in self.facets} | {"sort", "page"} | self.view_parameters | set(self.further_names)
        names = [(name, value) for name in self.query if name not in known for value in self.query.getlist(name)]
        values = [
            (facet.key, value)
            for facet in self.facets
            for value in self.query.getlist(facet.key)
            if (word := value.strip()) and self._moved(facet.key).get(word, word) not in self.chosen.get(facet.key, [])
        ]
        sorts = [("sort", value) for value in self.query.getlist("sort") if value and value not in self.sorts]
        return [(name, value[:MAX_VALUE_LENGTH]) for name, value in (*names, *values, *sorts)][:MAX_VALUES]

    @cached_property
    def _moves(self) -> dict[str, Mapping[str, str]]:
        asked = self._read_values()
        missing = {facet.key: self._without_record(facet.key, asked) for facet in self.facets if facet.moved}
        return {f.key: f.moved(missing[f.key]) for f in self.facets if f.moved and missing[f.key]}

    def _moved(self, key: str) -> Mapping[str, str]:
        return self._moves.get(key, {})

    @cached_property
    def _unused(self) -> dict[str, dict[str, tuple[str, str]]]:
        missing = {facet.key: self._without_record(facet.key, self.asked) for facet in self.facets}
        model = self.records.model
        return {f.key: existing(model, f, missing[f.key]) if missing[f.key] else {} for f in self.facets}

    def _without_record(self, key: str, asked: dict[str, list[str]]) -> list[str]:
        return [value for value in asked.get(key, ()) if value not in self._values[key].records]

    # Identities and facets

    @cached_property
    def _snapshot(self) -> Snapshot:
        of_sorts = (name for sort in self.sorts.values() for name in sort.fields)
        fields = tuple(dict.fromkeys([*of_sorts, *self.further_fields]))
        return snapshot_of(type(self), self.records.model, self.facets, fields)

    @cached_property
    def rows(self) -> dict[int, dict[str, Any]]:
        """Sort fields and further fields of every record that may be seen, whether it matches or not."""
        rows = self._snapshot.rows
        return {pk: rows[pk] for pk in self.records.order_by("pk").values_list("pk", flat=True) if pk in rows}

    @cached_property
    def _values(self) -> dict[str, FacetValues]:
        pks = set(self.rows)
        held = {key: values.among(pks) for key, values in self._snapshot.values.items()}
        return held | self.values_of_the_moment()

    def values_of_the_moment(self) -> dict[str, FacetValues]:
        """The values of facets that change with the hour, from ``rows``; facets without sources get theirs here."""
        return {}

    def among_rows(self) -> set[int]:
        """The records that match what is asked for beside the facets."""
        return set(self.rows)

    def _matching(self, *, without: str = "") -> set[int]:
        matching = set(self.among_rows())
        for key, values in self.chosen.items():
            if key != without:
                found = self._values[key].records
                matching &= set().union(*(found.get(value, ()) for value in values))
        return matching

    def values_of(self, key: str) -> dict[int, list[str]]:
        """The values that each record has for the facet ``key``, the ones with most records first."""
        found: dict[int, list[str]] = defaultdict(list)
        records = self._values[key].records
        for value in sorted(records, key=lambda value: (-len(records[value]), value)):
            for pk in records[value]:
                found[pk].append(value)
        return found

    def label_of(self, key: str, value: str) -> str:
        """The name of a value of the facet ``key`` in the reader's language."""
        return self._label(next(facet for facet in self.facets if facet.key == key), value)

    @cached_property
    def ids(self) -> list[int]:
        """The identities of all matching records, in the chosen order."""
        matching = self._matching()
        return [pk for pk in self._snapshot.in_order(self.sort, self.sorts[self.sort]) if pk in matching]

    @cached_property
    def total(self) -> int:
        """How many records match."""
        return len(self.ids)

    @cached_property
    def facet_views(self) -> list[FacetView]:
        """The facets that have something to offer, with true counts."""
        views = [view for view in map(self._facet_view, self.facets) if view.options]
        return [replace(view, is_open=number < FACETS_OPEN) for number, view in enumerate(views)]

    def _facet_view(self, facet: Facet) -> FacetView:
        values, others, chosen = (
            self._values[facet.key],
            self._matching(without=facet.key),
            self.chosen.get(facet.key, []),
        )
        options = []
        unused = dict.fromkeys(value for value in chosen if value not in values.records)
        for value, records in (*values.records.items(), *((value, set()) for value in unused)):
            count, is_chosen = len(records & others), value in chosen
            if count or is_chosen:
                query = self.query_without(facet.key, value) if is_chosen else ""
                options.append(Option(value, self._label(facet, value), count, is_chosen, query))
        if facet.newest_first:
            options.sort(key=lambda option: option.value, reverse=True)
        else:
            options.sort(key=lambda option: (-option.count, sort_key(option.label)))
        return FacetView(facet.key, facet.label, options)

    def _label(self, facet: Facet, value: str) -> str:
        if facet.label_of:
            return str(facet.label_of(value))
        if value in self._unused[facet.key]:
            return text_of_pair(*self._unused[facet.key][value]) or value
        return self._values[facet.key].name_of(value)

    # Whether it is still what somebody has

    @property
    def fingerprint(self) -> str:
        """The same for as long as the list holds the same records, in the same order, unchanged."""
        snapshot = self._snapshot
        return f"{snapshot.generation} {snapshot.day} {active_language()} {self.ids}"

    @property
    def changed_at(self) -> dt.datetime:
        """When any record of the type was last noticed to have changed; never earlier than it did."""
        return self._snapshot.made_at

    # Records

    @cached_property
    def page(self) -> Page[int]:
        """The page asked for; the nearest one that exists if it does not."""
        return Paginator(self.ids, self.per_page).get_page(self.query.get("page"))

    @cached_property
    def cards(self) -> list[SafeString]:
        """The cards of the records of this page."""
        return draw_cards(self._snapshot, self.records, list(self.page.object_list))

    def open_data(self, language: str) -> list[dict[str, Any]]:
        """All matching records as public facts, in the order of the list."""
        return [record.open_data(language) for record in self.all_records(self.records.for_open_data())]

    def all_records(self, loaded: QuerySet[Any]) -> list[Any]:
        """All matching records, loaded as ``loaded`` does, in the order of the list."""
        return self._in_order(loaded.filter(pk__in=self.ids) if self.total < len(self.rows) else loaded)

    def _in_order(self, records: QuerySet[Any]) -> list[Any]:
        found = {record.pk: record for record in records}
        return [found[pk] for pk in self.ids if pk in found]
