"""What templates may show of a hit."""

import datetime as dt

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hub.choices import DatePrecision
from search.documents import Shown
from search.labels import status_label

register = template.Library()
_FORMATS = {DatePrecision.DAY: "DATE_FORMAT", DatePrecision.MONTH: "YEAR_MONTH_FORMAT", DatePrecision.YEAR: "Y"}
_KNOWN_LENGTH = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


@register.filter
def hit_days(shown: Shown) -> SafeString | str:
    """From when until when, as exactly as it is known, as ``<time>`` elements; nothing without a day."""
    precision = DatePrecision(shown.precision) if shown.precision in DatePrecision.values else DatePrecision.DAY
    days = [day for day in (shown.first_day, shown.last_day) if day]
    told = dict.fromkeys(_told(day, precision) for day in days)
    return format_html_join("–", "{}", ((part,) for part in told)) if told else ""


def _told(day: dt.date, precision: DatePrecision) -> SafeString:
    machine = day.isoformat()[: _KNOWN_LENGTH[precision]]
    return format_html('<time datetime="{}">{}</time>', machine, formats.date_format(day, _FORMATS[precision]))


@register.filter
def hit_status(shown: Shown) -> str:
    """That something is cancelled, moved or postponed; nothing where all is as announced."""
    return status_label(shown.type, shown.status)
