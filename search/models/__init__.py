"""Models of the search app."""

from search.models.entries import SearchEntry, SearchState, SearchWord
from search.models.items import SearchItem

__all__ = ["SearchEntry", "SearchItem", "SearchState", "SearchWord"]
