"""Directories: a query string turned into records, facets with counts, and open data."""

from hub.directory.declarations import Facet, FacetSource, Sort, Text, term_facet, title_key
from hub.directory.records import Directory
from hub.directory.snapshot import watch

__all__ = ["Directory", "Facet", "FacetSource", "Sort", "Text", "term_facet", "title_key", "watch"]
