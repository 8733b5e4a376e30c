"""The facets of search, in the order in which the page shows them. The index holds keys, never labels."""

from typing import Final

COUNTED: Final = ("type", "sector", "theme", "tag", "country", "field", "scope", "year", "language")
