"""Directories: a query string turned into records, facets with counts, and open data.

One ``Directory`` answers the list, ``data.json`` and ``data.csv`` alike. Several values of one facet are joined
by *or*, facets by *and*; the count beside a value says how many records it would give with the other facets
as they are. Whatever the number of records, it takes two queries: who may be seen, and the cards of one page (with a
fixed number of prefetches); two more for sort fields and facet values when records have changed since.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from hub.collation import sort_key
from hub.directory.cards import draw_cards
from hub.directory.declarations import Facet, Sort
from hub.directory.snapshot import FacetValues, Snapshot, snapshot_of
from hub.list_query import FACETS_OPEN, MAX_VALUE_LENGTH, MAX_VALUES, FacetView, ListQuery, Option
from hub.querysets import RecordQuerySet


class Directory(ListQuery):
    """The records of one type that a query string asks for."""

    facets: ClassVar[tuple[Facet, ...]] = ()
    sorts: ClassVar[dict[str, Sort]] = {}
    per_page: ClassVar[int] = 24
    further_fields: ClassVar[tuple[str, ...]] = ()  # read with the identities, for views that are no cards
    view_parameters: ClassVar[frozenset[str]] = frozenset()  # say how the list is shown, not what is in it

    def __init__(self, records: RecordQuerySet, query: QueryDict) -> None:
        self.records = records
        self.query = query

    def is_known(self, key: str, value: str) -> bool:
        """Whether any record has the value."""
        return value in self._values[key].records

    @cached_property
    def refused(self) -> list[tuple[str, str]]:
        """Name and value of everything in the query string that a feed can't obey: it would silently give too much.

        A feed has no place to say so beside its data, as the page has. Parts without a value ask for nothing.
        """
        known = {facet.key for facet in self.facets} | {"sort", "page"} | self.view_parameters
        names = [(name, value) for name in self.query if name not in known for value in self.query.getlist(name)]
        values = [
            (facet.key, value)
            for facet in self.facets
            for value in self.query.getlist(facet.key)
            if (word := value.strip()) and word not in self.chosen.get(facet.key, []) and not self._exists(facet, word)
        ]
        sorts = [("sort", value) for value in self.query.getlist("sort") if value and value not in self.sorts]
        return [(name, value[:MAX_VALUE_LENGTH]) for name, value in (*names, *values, *sorts)][:MAX_VALUES]

    def _exists(self, facet: Facet, value: str) -> bool:
        """Whether ``value`` is one that records could have, though none has it now."""
        if facet.label_of:
            try:
                return bool(facet.label_of(value))
            except ValueError:
                return False
        if facet.newest_first:
            return len(value) == len("2026") and value.isascii() and value.isdigit()
        paths = [source.path.split("__") for source in facet.sources if isinstance(source.path, str)]
        return "\0" not in value and any(self._has_row(path, value) for path in paths if len(path) > 1)

    def _has_row(self, path: list[str], value: str) -> bool:
        """Whether the vocabulary that ``path`` leads to has ``value``."""
        *steps, name = path
        model: Any = self.records.model
        for step in steps:
            model = model._meta.get_field(step).related_model
        return bool(model.objects.filter(**{name: value}).exists())

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
        return {key: values.among(pks) for key, values in self._snapshot.values.items()}

    def _matching(self, *, without: str = "") -> set[int]:
        matching = set(self.rows)
        for key, values in self.chosen.items():
            if key != without:
                found = self._values[key].records
                matching &= set().union(*(found[value] for value in values))
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
        for value, records in values.records.items():
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
        return str(facet.label_of(value)) if facet.label_of else self._values[facet.key].name_of(value)

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
        """All matching records as public facts, in the order of the list; none where a facet asks for what none has."""
        if any(key not in self.chosen for key in self.asked):
            return []
        records = self.records.filter(pk__in=self.ids) if self.chosen else self.records
        return [record.open_data(language) for record in self._in_order(records.for_open_data())]

    def _in_order(self, records: QuerySet[Any]) -> list[Any]:
        found = {record.pk: record for record in records}
        return [found[pk] for pk in self.ids if pk in found]
