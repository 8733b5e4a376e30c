"""The query string of a list: what it asks for, and the addresses of the same list asked for otherwise.

Directories and search read and write their addresses here, so that both treat them alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Protocol

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.functional import Promise

from hub.plain_text import readable

Text = str | Promise
OPTIONS_SHOWN = 8
FACETS_OPEN = 2
MAX_VALUES = 50  # of one facet in one address; more is no person's choice
MAX_VALUE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as the page shows it; ``query`` is the address without it, where it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another view of the same list."""

    label: Text
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as the page shows it."""

    key: str
    label: Text
    options: list[Option]

    is_open: bool = False

    @property
    def first(self) -> list[Option]:
        """What is shown at once: the chosen values and the eight most given."""
        return [option for number, option in enumerate(self.options) if number < OPTIONS_SHOWN or option.is_chosen]

    @property
    def rest(self) -> list[Option]:
        """What “show all” adds."""
        return [o for number, o in enumerate(self.options) if number >= OPTIONS_SHOWN and not o.is_chosen]

    @property
    def is_active(self) -> bool:
        """Whether one of its values is chosen."""
        return any(option.is_chosen for option in self.options)


class HasLabel(Protocol):
    """An order, as far as its link goes."""

    @property
    def label(self) -> Text:
        """Its name."""


class HasKeyAndLabel(HasLabel, Protocol):
    """A facet, as far as addresses go."""

    @property
    def key(self) -> str:
        """Its name in addresses."""


class ListQuery:
    """A query string read as facets, order and page. Several values of one facet are joined by *or*."""

    facets: ClassVar[Sequence[HasKeyAndLabel]] = ()
    sorts: ClassVar[Mapping[str, HasLabel]] = {}

    query: QueryDict
    page: Page[Any]

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """The values asked for, facet by facet, whether they exist or not."""
        return self._read_values()

    def _read_values(self) -> dict[str, list[str]]:
        asked = {}
        for facet in self.facets:
            values = [value.strip()[:MAX_VALUE_LENGTH] for value in self.query.getlist(facet.key)[:MAX_VALUES]]
            if kept := list(dict.fromkeys(value for value in values if value and "\0" not in value)):
                asked[facet.key] = kept
        return asked

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The values asked for that exist; only they narrow the list."""
        return {
            key: kept for key, values in self.asked.items() if (kept := [v for v in values if self.is_known(key, v)])
        }

    def is_known(self, key: str, value: str) -> bool:
        """Whether a facet has a value at all."""
        raise NotImplementedError

    @property
    def facet_views(self) -> list[FacetView]:
        """The facets as the page shows them."""
        raise NotImplementedError

    @cached_property
    def unknown(self) -> list[tuple[Text, str]]:
        """Facet and value of everything asked for that no record has; the page says so."""
        labels = {facet.key: facet.label for facet in self.facets}
        return [
            (labels[key], value)
            for key, values in self.asked.items()
            for value in values
            if value not in self.chosen.get(key, [])
        ]

    @property
    def sort_unknown(self) -> str:
        """The order asked for, if there is no such order."""
        asked = self.query.get("sort", "")
        return "" if asked in ("", *self.sorts) else readable(asked)[:60]

    @cached_property
    def sort(self) -> str:
        """The order asked for, or the first one of the directory."""
        asked = self.query.get("sort", "")
        return asked if asked in self.sorts else self._first_sort

    @property
    def _first_sort(self) -> str:
        return next(iter(self.sorts))

    @property
    def sort_is_chosen(self) -> bool:
        """Whether the order is another one than the directory's own."""
        return self.sort != self._first_sort

    @cached_property
    def chips(self) -> list[tuple[Text, Option]]:
        """What is chosen, each with the address that takes it away."""
        return [(view.label, option) for view in self.facet_views for option in view.options if option.is_chosen]

    @property
    def kept(self) -> Mapping[str, str]:
        """What every address of the list says besides facets, order and page."""
        return {}

    def _query(self, chosen: dict[str, list[str]], *, sort: str = "", **extra: str) -> str:
        made = QueryDict(mutable=True)
        made.update(self.kept)
        for facet in self.facets:
            made.setlist(facet.key, sorted(chosen.get(facet.key, [])))
        if (sort or self.sort) != self._first_sort:
            made["sort"] = sort or self.sort
        for key, value in extra.items():
            made[key] = value
        return made.urlencode()

    def query_without(self, key: str, value: str) -> str:
        """The query string with one value less."""
        return self._query(self.chosen | {key: [kept for kept in self.chosen.get(key, []) if kept != value]})

    @cached_property
    def query_without_choices(self) -> str:
        """The query string with no facet chosen."""
        return self._query({})

    @cached_property
    def query_string(self) -> str:
        """The canonical query string of this list: the same for list, JSON and CSV."""
        return self._query(self.chosen)

    def query_for_page(self, number: int) -> str:
        """The query string of another page of the same list."""
        return self._query(self.chosen, page=str(number)) if number > 1 else self.query_string

    @cached_property
    def sort_links(self) -> list[Link]:
        """The orders that the list can be put in."""
        return [
            Link(sort.label, self._query(self.chosen, sort=key), key == self.sort) for key, sort in self.sorts.items()
        ]

    @cached_property
    def page_links(self) -> list[Link]:
        """The pages around this one, with the first and the last."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [
            Link(str(n), self.query_for_page(n) if isinstance(n, int) else "", n == self.page.number) for n in numbers
        ]

    @cached_property
    def page_missing(self) -> bool:
        """Whether another page was asked for than the one that is shown."""
        asked = self.query.get("page", "")
        return bool(asked) and asked != str(self.page.number)
