"""How a language puts things together: lists, days, numbers; and texts of people as sentences. Pure."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from babel.lists import format_list
from django.utils.translation import gettext as _

from events.reporting.document import LOCALES, clean, long_date
from events.reporting.figures.numbers import written
from hub.bilingual import active_language

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\s\d\W])")
# What would read as a mark of ours is taken out of people's texts: a citation is the draft's own.
_MARKS = re.compile(r"\[(?=\s*E\d)|^[#\-•]+\s+", re.MULTILINE)


def one_line(text: str) -> str:
    """``text`` without line breaks and without what would read as a mark."""
    return " ".join(_MARKS.sub("", clean(text)).split())


def sentences_of(text: str) -> list[str]:
    """The sentences of what somebody wrote; each ends with a mark."""
    parts = (part.strip() for part in _SENTENCE_END.split(one_line(text)))
    return [part if part.endswith((".", "!", "?", "…", ":")) else f"{part}." for part in parts if part]


def listed(names: Iterable[str]) -> str:
    """A, B and C, in the active language."""
    return str(format_list([one_line(name) for name in names], locale=LOCALES[active_language()]))


def quoted(name: str) -> str:
    """A name in the quotation marks of the texts of the hub."""
    return f"“{one_line(name)}”"


def days(first: dt.date, last: dt.date | None) -> str:
    """When something took place, as part of a sentence."""
    language = active_language()
    if last is None or last == first:
        return _("on %(day)s") % {"day": long_date(first, language)}
    return _("from %(first)s to %(last)s") % {"first": long_date(first, language), "last": long_date(last, language)}


def number(value: int | Decimal) -> str:
    """A whole number in the active language."""
    return written(value)
