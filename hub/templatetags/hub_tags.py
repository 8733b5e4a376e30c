"""Template tags and filters of the base app."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hub.accessibility import statement_address
from hub.bilingual import BilingualText, active_language
from hub.list_query import Option
from hub.searchable import card_of

register = template.Library()
_SOURCE_LINK = re.compile(r"^(?P<text>.*?)\s+[-–]\s+(?P<url>https?://\S+)$")


@register.filter
def marked(text: str) -> SafeString | str:
    """``text``, within a ``lang`` span if it had to fall back to the other language."""
    if isinstance(text, BilingualText) and text and text.language != active_language():
        return format_html('<span lang="{}">{}</span>', text.language, str(text))
    return str(text)


@register.filter
def language_of(text: str) -> str:
    """The language of a bilingual text if it is not the reader's, for a ``lang`` attribute; else nothing."""
    language = getattr(text, "language", "")
    return language if language and language != active_language() else ""


@register.simple_tag
def accessibility_statement(settings: Any) -> str:
    """The address of the accessibility statement in the reader's language, or nothing."""
    return statement_address(settings, active_language()) if settings else ""


@register.simple_tag
def facet_option_boxes(key: str, options: Iterable[Option]) -> SafeString:
    """The values of a facet as boxes to tick. There may be hundreds: a loop of the template takes six times as long."""
    name = escape(key)
    return mark_safe("".join(_box(name, option) for option in options))  # each is escaped


def _box(name: str, option: Option) -> str:
    value, label, checked = escape(option.value), escape(option.label), " checked" if option.is_chosen else ""
    return (
        f'<label class="facet__option"><input type="checkbox" name="{name}" value="{value}"{checked}>\n'
        f'    <span>{label}</span> <span class="facet__count">{option.count}</span></label>\n'
    )


POSES = 3


@register.filter
def in_poses(text: str) -> SafeString:
    """The words of a short title as poses of one movement, from squashed to stretched, for the display type."""
    words = str(text).split()
    last = max(len(words) - 1, 1)
    posed = ((1 + round(number * (POSES - 1) / last), word) for number, word in enumerate(words))
    return format_html_join(" ", '<span class="pose-{}">{}</span>', posed)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    text: str
    url: str


@register.filter
def sources(text: str) -> list[Source]:
    """The sources written in ``text``: one on each line or between semicolons, ``name - address``."""
    found = []
    for part in re.split(r"\n|;\s", text):
        if part := part.strip():
            match = _SOURCE_LINK.match(part)
            found.append(Source(match["text"], match["url"]) if match else Source(part, ""))
    return found


@register.filter
def host(address: str) -> str:
    """The host of a web address, as a short name for a link to it; the address itself if it has none."""
    try:
        name = urlsplit(address).hostname
    except ValueError:  # half an IPv6 address, for example
        name = None
    return (name or address).removeprefix("www.")


register.filter(card_of)


@register.filter
def kind_of(record: Any) -> str:
    """The type of a record as portal addresses name it: ``partner``, ``city`` …"""
    return str(record._meta.model_name)
