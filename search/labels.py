"""What facets and their values are called, held in memory: a results page asks the database for no label."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import CharField, F, QuerySet, Value
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from hub.bilingual import BilingualText, active_language, other_language
from hub.choices import HelixSector, Language
from hub.held import Held
from hub.list_query import Text
from hub.models import CreativeField, Scope, Tag, Theme
from hub.searchable import type_with_key
from search.analysis.words import folded_words
from search.facets import COUNTED

YEAR_DIGITS = 4
NAMES: Final[Mapping[str, Text]] = {
    "type": _("Type"),
    "sector": _("Sector"),
    "theme": _("Theme"),
    "tag": _("Tag"),
    "country": _("Country"),
    "field": _("Creative field"),
    "scope": _("Scope"),
    "year": _("Year"),
    "language": _("Language"),
}


@dataclass(frozen=True, slots=True)
class SearchFacet:
    """A facet as pages name it."""

    key: str
    label: Text


FACETS = tuple(SearchFacet(key, NAMES[key]) for key in COUNTED)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both languages; ``word`` stands in where neither is written."""

    da: str
    en: str
    word: str = ""

    def text(self) -> BilingualText:
        """The name in the reader's language, or in the other."""
        language = active_language()
        names = {"da": self.da, "en": self.en}
        for code in (language, other_language(language)):
            if names[code]:
                return BilingualText(names[code], code)
        return BilingualText(self.word, language)


@dataclass(slots=True)
class LabelBook:
    """The names of vocabulary terms and tags by facet and key, and tags and themes by the words they begin with."""

    names: dict[str, dict[str, Named]] = field(default_factory=lambda: defaultdict(dict))
    _words: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, facet: str, key: str, named: Named) -> None:
        """Add a term or tag."""
        self.names[facet][key] = named

    def index(self) -> None:
        """Note the words of tags and themes, once all are added."""
        self._words = sorted(
            {
                (word, facet, key)
                for facet in ("tag", "theme")
                for key, named in self.names[facet].items()
                for text in (named.da, named.en, named.word)
                for word in folded_words(text)
            }
        )

    def beginning_with(self, facet: str, words: list[str]) -> Iterator[str]:
        """The keys of tags or themes that have a word beginning with each of ``words``."""
        found: set[str] | None = None
        for word in words:
            at, keys = bisect_left(self._words, (word, "", "")), set()
            while at < len(self._words) and self._words[at][0].startswith(word):
                if self._words[at][1] == facet:
                    keys.add(self._words[at][2])
                at += 1
            found = keys if found is None else found & keys
        yield from sorted(found or ())


def _terms(facet: str, model: Any) -> QuerySet[Any]:
    text = CharField()
    return (
        model.objects.order_by()
        .annotate(facet=Value(facet, text), word=Value("", text))
        .values_list("facet", F("key"), "title_da", "title_en", "word")
    )


def _tags() -> QuerySet[Any]:
    return (
        Tag.objects.in_use()
        .order_by()
        .annotate(facet=Value("tag", CharField()))
        .values_list("facet", "slug", "name_da", "name_en", "name")
    )


def _build() -> LabelBook:
    """Read all names in one query."""
    book = LabelBook()
    terms = [_terms(facet, model) for facet, model in (("theme", Theme), ("field", CreativeField), ("scope", Scope))]
    for facet, key, title_da, title_en, word in _tags().union(*terms, all=True):
        book.add(facet, key, Named(title_da, title_en, word))
    book.index()
    return book


_book: Held[LabelBook] = Held("search labels", _build, "hub.tag", "hub.theme", "hub.creativefield", "hub.scope")


def label_book() -> LabelBook:
    """All names; an edit is noticed at once in this process and within seconds in others."""
    return _book.get()


def type_label(key: str) -> str:
    """What a type is called in the plural; nothing if there is no such type."""
    found = type_with_key(key)
    return capfirst(str(found.model_class()._meta.verbose_name_plural)) if found else ""


def type_name(key: str) -> str:
    """What one thing of a type is called; nothing if there is no such type."""
    found = type_with_key(key)
    return capfirst(str(found.model_class()._meta.verbose_name)) if found else ""


def label_of(facet: str, value: str) -> str:
    """The name of a facet's value in the reader's language; nothing if there is no such value."""
    match facet:
        case "type":
            return type_label(value)
        case "sector":
            return str(HelixSector(value).label) if value in HelixSector.values else ""
        case "language":
            return str(Language(value).label) if value in Language.values else ""
        case "country":
            return str(countries.name(value))
        case "year":
            return value if value.isascii() and value.isdigit() and len(value) == YEAR_DIGITS else ""
    named = label_book().names[facet].get(value)
    return named.text() if named else ""


def status_label(type_key: str, status: str) -> str:
    """What a status of a type is called; nothing for the usual one."""
    found = type_with_key(type_key)
    if not status or found is None:
        return ""
    field: Any = found.model_class()._meta.get_field("status")
    return "" if status == field.get_default() else str(dict(field.flatchoices).get(status, ""))
