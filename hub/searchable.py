"""What can be found: apps register types in ``search_index`` modules; tag and theme pages and search ask here."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model

from hub.bilingual import BilingualText

NO_TEXT = BilingualText("", "da")


@dataclass(frozen=True, slots=True)
class TagWords:
    """A tag as search sees it: what it is called here, and every word that stands for it."""

    slug: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing in one language, as its app's builder describes it.

    Texts know the language they are written in. ``names`` are further names in any language: exonyms, places,
    countries. ``related`` are the names of other things to find it by, which count as much as ``body``. ``facets``
    hold keys, never labels. ``start`` and ``end`` are local days, known to the ``precision``
    (:class:`hub.choices.DatePrecision`). ``picture`` is ``url``, ``width`` and ``height``; without one, ``drawing`` is
    the slug of its drawing. What ``is_modest`` never stands before a thing of its own name.
    """

    title: BilingualText
    url: str
    lead: BilingualText = NO_TEXT
    body: BilingualText = NO_TEXT
    kicker: str = ""
    place: str = ""
    status: str = ""
    names: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    tags: tuple[TagWords, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start: dt.date | None = None
    end: dt.date | None = None
    precision: str = "day"
    latitude: float | None = None
    longitude: float | None = None
    expires_at: dt.datetime | None = None
    picture: Mapping[str, Any] = field(default_factory=dict)
    drawing: str = ""
    is_sample: bool = False
    is_modest: bool = False


@dataclass(frozen=True, slots=True)
class SearchableType:
    """A type that visitors can find.

    ``model`` is a label (``"partners.Partner"``). ``build`` describes a public instance in one language, that language
    being active. ``mentioned_by`` gives the instances whose description names this one, to be described anew with it.
    ``shown_as`` is the key of another type whose name and filter it shares: readers tell lists from pages by no name.
    """

    model: str
    build: Callable[[Any, str], SearchDocument] | None = None
    card: str = "components/record_card.html"
    order: int = 100
    mentioned_by: Callable[[Any], Iterable[Model]] | None = None
    shown_as: str = ""

    @property
    def key(self) -> str:
        """The key of the type, in facets and keys."""
        return self.model.lower()

    def model_class(self) -> type[Any]:
        """The model behind the label."""
        found: type[Any] = apps.get_model(self.model)
        return found


_types: dict[str, SearchableType] = {}


def register(searchable_type: SearchableType) -> None:
    """Add a type; registering it again replaces it."""
    _types[searchable_type.key] = searchable_type


def all_types() -> list[SearchableType]:
    """Every registered type, in the order in which pages show them."""
    return sorted(_types.values(), key=lambda found: (found.order, found.model))


def searchable_type_for(instance: Model) -> SearchableType | None:
    """The registered type of ``instance``, if it has one."""
    return _types.get(instance._meta.label_lower)


def card_of(record: Any) -> str:
    """The template of the card that the record's type registered."""
    found = searchable_type_for(record)
    return found.card if found else "components/record_card.html"


def type_with_key(key: str) -> SearchableType | None:
    """The registered type with a key (``"partners.partner"``)."""
    return _types.get(key)
