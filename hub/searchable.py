"""What can be found: apps register their types in ``ready()``; tag pages, theme pages and search ask here."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model


@dataclass(frozen=True, slots=True)
class SearchableType:
    """A type that visitors can find. ``model`` is a label (``"partners.Partner"``)."""

    model: str
    card: str = "components/record_card.html"
    order: int = 100

    def model_class(self) -> type[Any]:
        """The model behind the label."""
        found: type[Any] = apps.get_model(self.model)
        return found


_types: dict[str, SearchableType] = {}


def register(searchable_type: SearchableType) -> None:
    """Add a type; registering it again replaces it."""
    _types[searchable_type.model.lower()] = searchable_type


def all_types() -> list[SearchableType]:
    """Every registered type, in the order in which pages show them."""
    return sorted(_types.values(), key=lambda found: (found.order, found.model))


def searchable_type_for(instance: Model) -> SearchableType | None:
    """The registered type of ``instance``, if it has one."""
    return _types.get(instance._meta.label_lower)
