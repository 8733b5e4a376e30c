"""The results page: what a query string asks for, what was found, and what the reader can do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.collation import sort_key
from hub.list_query import FACETS_OPEN, FacetView, Option, Text
from search.choices import Sort
from search.forms import SearchQuery
from search.hits import ShownHit, Time, shown_hit
from search.labels import NAMES, SearchFacet, label_of
from search.requests import DEEPEST_HIT, PER_PAGE, SearchResults
from search.searching import count_without, search

MOST_OPTIONS = 200  # values of one facet that a page offers
GROUPS = {Time.COMING: _("Coming"), Time.PAST: _("Past"), Time.NEVER: _("Without a date")}


@dataclass(frozen=True, slots=True)
class Drop:
    """A filter to take away, and how many things that would give."""

    label: Text
    values: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Hits under one heading; without one where the order is not by date."""

    heading: Text
    hits: list[ShownHit]


class Listing(SearchQuery):
    """A query string with its answer."""

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.results: SearchResults = search(self.request())

    @property
    def total(self) -> int:
        """How many things match."""
        return self.results.total

    @cached_property
    def page(self) -> Page[int]:
        """The page that is shown."""
        paginator = Paginator(range(min(self.total, DEEPEST_HIT)), PER_PAGE)
        return paginator.get_page(self.results.request.page)

    @property
    def is_deeper(self) -> bool:
        """Whether there is more than can be paged through."""
        return self.total > DEEPEST_HIT and not self.page.has_next()

    # Hits

    @cached_property
    def groups(self) -> list[HitGroup]:
        """The hits in their order; by date, coming ones are parted from past ones."""
        words, today, language = self.results.meaning.words, timezone.localdate(), self.results.request.language
        hits = [shown_hit(hit, words, language=language, today=today) for hit in self.results.hits]
        if self.sort != Sort.DATE:
            return [HitGroup("", hits)] if hits else []
        groups: list[HitGroup] = []
        for hit in hits:
            heading = GROUPS[Time.COMING if hit.time == Time.NOW else hit.time]
            if not groups or groups[-1].heading != heading:
                groups.append(HitGroup(heading, []))
            groups[-1].hits.append(hit)
        return groups

    # Facets

    @cached_property
    def facet_views(self) -> list[FacetView]:
        """The facets that have something to offer."""
        views = [view for facet in self.facets if (view := self._facet_view(facet)).options]
        return [
            FacetView(view.key, view.label, view.options, is_open=at < FACETS_OPEN) for at, view in enumerate(views)
        ]

    def _facet_view(self, facet: SearchFacet) -> FacetView:
        chosen = self.chosen.get(facet.key, [])
        counts: Mapping[str, int] = self.results.facets.get(facet.key, {})
        options = [
            Option(
                value, label, counts.get(value, 0), is_chosen, self.query_without(facet.key, value) if is_chosen else ""
            )
            for value in dict.fromkeys([*chosen, *counts])
            if (label := label_of(facet.key, value) or value)
            for is_chosen in [value in chosen]
        ]
        if facet.key == "year":
            options.sort(key=lambda option: option.value, reverse=True)
        else:
            options.sort(key=lambda option: (-option.count, sort_key(option.label)))
        return FacetView(facet.key, facet.label, options[:MOST_OPTIONS])

    # What to do when nothing was found

    @cached_property
    def drops(self) -> list[Drop]:
        """The filters whose removal would give something, the most helpful first."""
        if self.total or not self.results.matched or not self.chosen:
            return []
        drops = [drop for key in self.chosen if (drop := self._drop(key)).count]
        return sorted(drops, key=lambda drop: -drop.count)

    def _drop(self, key: str) -> Drop:
        is_only_one = len(self.chosen) == 1
        count = self.results.matched if is_only_one else count_without(key, self.results.query)
        names = ", ".join(label_of(key, value) or value for value in self.chosen[key])
        return Drop(NAMES[key], names, count, self._query({k: v for k, v in self.chosen.items() if k != key}))

    # What the query was read as

    @property
    def correction(self) -> str:
        """The words as they were read, if one was taken for a slip."""
        return self.results.correction

    @property
    def query_as_written(self) -> str:
        """The address that asks for the words just as they were written."""
        exact = QueryDict(mutable=True)
        exact["q"] = " ".join(f'"{word}"' for word in self.text.replace('"', " ").split())
        return exact.urlencode()
