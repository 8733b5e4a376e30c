"""From a query string to a :class:`SearchRequest`: whatever is written there, a page answers and says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from hub.bilingual import active_language
from hub.list_query import ListQuery, Text
from hub.plain_text import readable
from search.analysis.understanding import MAX_QUERY_LENGTH
from search.choices import Sort
from search.labels import FACETS, label_of
from search.requests import DEEPEST_HIT, PER_PAGE, SearchRequest

LAST_PAGE = DEEPEST_HIT // PER_PAGE
PAGE_DIGITS = 6
NAMES_TOLD = 5  # unknown parts of an address that are named; more is no person's slip
# Parts of addresses that others add to follow people around; they mean nothing here.
TRACKING = ("utm_", "fbclid", "gclid", "msclkid", "mc_")


@dataclass(frozen=True, slots=True)
class SortName:
    """The name of an order."""

    label: Text


class SearchQuery(ListQuery):
    """A query string of the search: words, facets, order, page."""

    facets = FACETS
    sorts = {str(sort.value): SortName(sort.label) for sort in Sort}

    def __init__(self, query: QueryDict) -> None:
        self.query = query

    @cached_property
    def text(self) -> str:
        """The words asked for, cut where no question is longer."""
        return readable(self._written[: 2 * MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH].strip()

    @property
    def _written(self) -> str:
        return str(self.query.get("q", ""))

    @property
    def was_cut(self) -> bool:
        """Whether more was written than is read."""
        return len(self._written.strip()) > MAX_QUERY_LENGTH

    @property
    def kept(self) -> Mapping[str, str]:
        """The words are part of every address."""
        return {"q": self.text} if self.text else {}

    def is_known(self, key: str, value: str) -> bool:
        """Whether a facet has the value at all."""
        return bool(label_of(key, value))

    @property
    def strangers(self) -> list[str]:
        """Parts of the address that mean nothing here; the page says so."""
        known = {"q", "sort", "page", *(facet.key for facet in self.facets)}
        return [readable(name)[:60] for name in self.query if name not in known and not name.startswith(TRACKING)][
            :NAMES_TOLD
        ]

    @cached_property
    def page_asked(self) -> int:
        """The number of the page asked for; the first where it is none, the last one possible where it is too high."""
        asked = self.query.get("page", "")
        if not (asked.isascii() and asked.isdigit()) or int(asked[:PAGE_DIGITS]) < 1:
            return 1
        return LAST_PAGE if len(asked) > PAGE_DIGITS else min(int(asked), LAST_PAGE)

    @property
    def asks_nothing(self) -> bool:
        """Whether neither words nor a facet were given."""
        return not self.text and not self.chosen

    def request(self, *, page: int | None = None) -> SearchRequest:
        """What is asked; another page of it, if given."""
        return SearchRequest(
            text=self.text,
            language=active_language(),
            facets={key: tuple(values) for key, values in self.chosen.items()},
            sort=Sort(self.sort),
            page=page or self.page_asked,
        )
