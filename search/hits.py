"""A hit as the page shows it: made from the hit alone, without a query."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from search.documents import Shown
from search.labels import type_name
from search.requests import Hit
from search.snippets import marked, passage


class Time(StrEnum):
    """Where something stands in time."""

    COMING = "coming"
    NOW = "now"
    PAST = "past"
    NEVER = "never"


class TimeLabel(models.TextChoices):
    """What readers are told of it."""

    COMING = Time.COMING.value, _("Coming")
    NOW = Time.NOW.value, _("Under way")
    PAST = Time.PAST.value, _("Past")


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit with its words marked. ``language`` is that of its texts if it is not the reader's."""

    shown: Shown
    title: SafeString
    text: SafeString
    type_name: str
    kicker: str
    language: str
    time: Time

    @property
    def time_label(self) -> str:
        """Coming, under way or past; nothing without a date."""
        return "" if self.time == Time.NEVER else str(TimeLabel(self.time.value).label)


def time_of(shown: Shown, today: dt.date) -> Time:
    """Where a hit stands in time: what has a last day lasts until then."""
    first, last = shown.first_day, shown.last_day
    if first is None:
        return Time.NEVER
    if (last or first) < today:
        return Time.PAST
    return Time.COMING if first > today else Time.NOW


def shown_hit(hit: Hit, words: Collection[str], *, language: str, today: dt.date) -> ShownHit:
    """The hit with ``words`` marked."""
    shown = hit.shown
    name = type_name(shown.type)
    return ShownHit(
        shown=shown,
        title=marked(shown.title, words),
        text=_text(shown, words),
        type_name=name,
        kicker="" if shown.kicker.casefold() == name.casefold() else shown.kicker,
        language="" if shown.text_language == language else shown.text_language,
        time=time_of(shown, today),
    )


def _text(shown: Shown, words: Collection[str]) -> SafeString:
    """The summary; a passage of the text where the words are there and not in the summary."""
    summary, is_marked = passage(shown.lead, words)
    if is_marked or (shown.lead and not words):
        return summary
    found, is_marked = passage(shown.body, words)
    return found if is_marked or not shown.lead else summary
