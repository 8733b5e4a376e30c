"""Every address the hub answers, from the URL resolver: what the access matrix must have a row for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern

LANGUAGE = "<language>/"


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the resolver: its route as one readable text, and its name if it has one."""

    route: str
    name: str
    pattern: URLPattern


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
