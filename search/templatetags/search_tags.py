"""What templates may show of a hit."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hub.bilingual import active_language
from hub.choices import DatePrecision
from search.documents import Shown, ShownTag
from search.labels import status_label

register = template.Library()
_FORMATS = {DatePrecision.DAY: "DATE_FORMAT", DatePrecision.MONTH: "YEAR_MONTH_FORMAT", DatePrecision.YEAR: "Y"}
TAGS_SHOWN = 5
_KNOWN_LENGTH = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


@register.filter
def hit_days(shown: Shown) -> SafeString:
    """From when until when, as exactly as it is known, as ``<time>`` elements; nothing without a day."""
    precision = DatePrecision(shown.precision) if shown.precision in DatePrecision.values else DatePrecision.DAY
    days = [day for day in (shown.first_day, shown.last_day) if day]
    told = dict.fromkeys(_told(day, precision, active_language()) for day in days)
    return mark_safe("–".join(told))  # each is escaped


@lru_cache(maxsize=4096)
def _told(day: dt.date, precision: DatePrecision, language: str) -> SafeString:
    machine = day.isoformat()[: _KNOWN_LENGTH[precision]]
    return format_html('<time datetime="{}">{}</time>', machine, formats.date_format(day, _FORMATS[precision]))


@register.filter
def hit_tags(tags: Sequence[ShownTag]) -> SafeString:
    """The first tags as items of a list, each with its address. A page shows a hundred."""
    links = ((_tag_address(tag.slug, active_language()), tag.label) for tag in tags[:TAGS_SHOWN])
    return mark_safe("".join(f'<li><a href="{escape(address)}">{escape(label)}</a></li>' for address, label in links))


@lru_cache(maxsize=4096)
def _tag_address(slug: str, language: str) -> str:
    """Addresses begin with the language."""
    return reverse("hub:tag", args=[slug])


@register.filter
def hit_status(shown: Shown) -> str:
    """That something is cancelled, moved or postponed; nothing where all is as announced."""
    return status_label(shown.type, shown.status)
