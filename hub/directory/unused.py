"""Values that are asked for and that no record of a directory has: those that exist all the same, and former names."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from hub.directory.declarations import Facet, FacetSource
from hub.querysets import RecordQuerySet

YEAR_DIGITS = 4


def existing(model: type[Model], facet: Facet, values: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Those of ``values`` that a record could have, with Danish and English name where names are data.

    One query for each source of the facet that leads to a vocabulary; none for choices, countries and years.
    """
    if facet.label_of:
        return {value: ("", "") for value in values if _has_label(facet, value)}
    if facet.newest_first:
        return {value: ("", "") for value in values if _is_year(value)}
    found: dict[str, tuple[str, str]] = {}
    for source in facet.sources:
        if source.title_path:
            found |= _rows(model, source, values)
    return found


def _has_label(facet: Facet, value: str) -> bool:
    try:
        return bool(facet.label_of and facet.label_of(value))
    except ValueError:
        return False


def _is_year(value: str) -> bool:
    return len(value) == YEAR_DIGITS and value.isascii() and value.isdigit()


def _rows(model: type[Model], source: FacetSource, values: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Rows of the vocabulary that ``source`` leads to; of records only those that visitors may see."""
    *steps, title = source.title_path.split("__")
    name = source.path.rsplit("__", 1)[-1] if isinstance(source.path, str) else source.known_by
    vocabulary: Any = model
    for step in steps:
        vocabulary = vocabulary._meta.get_field(step).related_model
    known = vocabulary._default_manager.all()
    named = (known.public() if isinstance(known, RecordQuerySet) else known).filter(**{f"{name}__in": list(values)})
    return {key: (da or "", en or "") for key, da, en in named.values_list(name, f"{title}_da", f"{title}_en")}
