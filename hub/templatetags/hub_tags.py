"""Template tags and filters of the base app."""

import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from hub.bilingual import BilingualText, active_language
from hub.rich_text import clean_html
from hub.searchable import searchable_type_for

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


@register.filter
def prose(text: str) -> SafeString:
    """A rich text, its links to pages and records made addresses, with nothing in it but what the editor offers."""
    return mark_safe(clean_html(expand_db_html(str(text))))


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
def card_of(record: Any) -> str:
    """The template of the card that the record's type registered."""
    found = searchable_type_for(record)
    return found.card if found else "components/record_card.html"


@register.filter
def kind_of(record: Any) -> str:
    """The type of a record as portal addresses name it: ``partner``, ``city`` …"""
    return str(record._meta.model_name)
