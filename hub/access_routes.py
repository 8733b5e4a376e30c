"""Every address the hub answers, from the URL resolver: what the access matrix must have a row for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern
from wagtail.snippets.models import get_snippet_models

LANGUAGE = "<language>/"


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the resolver: its route as one readable text, and its name if it has one."""

    route: str
    name: str
    pattern: URLPattern

    @property
    def is_own(self) -> bool:
        """Whether the view is the hub's own, or one of Wagtail's for a snippet of the hub's."""
        view: Any = self.pattern.callback
        while view is not None:
            found = getattr(view, "view_class", view)
            model = (getattr(view, "view_initkwargs", None) or {}).get("model")
            if found.__module__.split(".")[0] in settings.HUB_APPS or _is_snippet(model):
                return True
            view = getattr(view, "__wrapped__", None)
        return False


def _is_snippet(model: Any) -> bool:
    return model is not None and (apps.get_model(model) if isinstance(model, str) else model) in get_snippet_models()


def _text(pattern: Any) -> str:
    if isinstance(pattern, LocalePrefixPattern):
        return LANGUAGE
    text = str(pattern)
    return re.sub(r"^\^|\$$|\\Z$", "", text) if isinstance(pattern, RegexPattern) else text


def _walk(patterns: list[Any], before: str, names: tuple[str, ...]) -> Iterator[Address]:
    for found in patterns:
        route = before + _text(found.pattern)
        if isinstance(found, URLResolver):
            inner = (*names, found.namespace) if found.namespace else names
            yield from _walk(found.url_patterns, route, inner)
        else:
            yield Address(route, ":".join((*names, found.name)) if found.name else "", found)


def every_address() -> list[Address]:
    """The addresses in the order in which the resolver asks them; one that an earlier one hides is left out."""
    seen: dict[str, Address] = {}
    for address in _walk(get_resolver().url_patterns, "", ()):
        seen.setdefault(address.route, address)
    return list(seen.values())
