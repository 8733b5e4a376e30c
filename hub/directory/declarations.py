"""What a directory declares: its facets, where their values are found, and its orders."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.bilingual import active_language, other_language
from hub.collation import sort_key
from hub.list_query import Text


@dataclass(frozen=True, slots=True)
class FacetSource:
    """Where a facet's values are found: an ORM path to the key, and to its names where they are data.

    ``known_by`` is the column that a value stands for where the path is an expression.
    """

    path: str | Any
    title_path: str = ""
    known_by: str = "key"


@dataclass(frozen=True, slots=True)
class Facet:
    """One question of a directory. ``label_of`` names a value where its name is not data.

    ``moved`` says what has become of values that no record has, for those that are something else today.
    """

    key: str
    label: Text
    sources: tuple[FacetSource, ...]
    label_of: Callable[[str], Text] | None = None
    expand: Callable[[str], Iterable[str]] | None = None
    newest_first: bool = False
    moved: Callable[[Iterable[str]], Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the list: the fields it reads and the key it makes of their values."""

    label: Text
    fields: tuple[str, ...]
    key: Callable[..., Any]


def title_key(title_da: str, title_en: str) -> str:
    """Alphabetical by the title that the reader sees."""
    texts = {"da": title_da, "en": title_en}
    language = active_language()
    return sort_key(texts[language] or texts[other_language(language)])


def term_facet(key: str, label: Text, path: str, key_field: str = "key") -> Facet:
    """A facet over a vocabulary reached by ``path``."""
    return Facet(key, label, (FacetSource(f"{path}__{key_field}", f"{path}__title"),))
