"""Start-up checks of the search app."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from hub.searchable import SearchableType, all_types


@register()
def check_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every registered type has a model, a builder and a card."""
    return [problem for searchable in all_types() for problem in _problems(searchable)]


def _problems(searchable: SearchableType) -> Iterator[CheckMessage]:
    try:
        searchable.model_class()
    except (LookupError, ValueError):
        yield Error(f"The searchable type “{searchable.model}” has no model.", id="search.E001")
    if searchable.build is None:
        yield Error(f"The searchable type “{searchable.model}” has no builder.", id="search.E002")
    try:
        get_template(searchable.card)
    except TemplateDoesNotExist:
        yield Error(f"The card “{searchable.card}” of “{searchable.model}” does not exist.", id="search.E003")
