"""Start-up checks of the search app."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from hub.searchable import SearchableType, all_types
from search.conf import has_cluster
from search.engines import primary_engine
from search.engines.base import EngineUnavailable, IndexMissing


@register()
def check_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every registered type has a model, a builder and a card."""
    return [problem for searchable in all_types() for problem in _problems(searchable)]


@register(deploy=True)
def check_index(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The cluster answers, and its index has the mapping of this release. Asked at deployment only: it takes a call."""
    if not has_cluster():
        return []
    try:
        primary_engine().state()
    except IndexMissing as missing:
        hint = "Run rebuild_search_index; until then the database answers."
        return [Warning(f"The cluster has no index of this version of the hub: {missing}", hint=hint, id="search.W001")]
    except EngineUnavailable as error:
        hint = "Look at HUB_SEARCH_URLS and at the cluster; until then the database answers."
        return [Warning(f"The search cluster does not answer: {error}", hint=hint, id="search.W002")]
    return []


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
