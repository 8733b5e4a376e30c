"""Models of the search app."""

from search.models.entries import SearchEntry, SearchState, SearchWord
from search.models.items import SearchItem
from search.models.staff import Promotion, SearchDay, Synonym, SynonymLine

__all__ = [
    "Promotion",
    "SearchDay",
    "SearchEntry",
    "SearchItem",
    "SearchState",
    "SearchWord",
    "Synonym",
    "SynonymLine",
]
