"""Which cities' notices fit each other, and which events fit a notice: by tags and days, with the reason."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from events.choices import EventStatus, NoticeKind
from events.models import Event, Notice
from events.querysets import last_day_q
from hub.models import Tag

NOTICES_READ = 500
EVENTS_READ = 60
EVENTS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class NoticeFit:
    """Another city's notice, and why it fits: the tags that both have, and the days that both name."""

    notice: Notice
    shared: list[Tag]
    first_day: dt.date
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class EventFit:
    """An event in the days of a notice, and the tags that both have."""

    event: Event
    shared: list[Tag]


@dataclass(slots=True)
class OwnNotice:
    """A notice with what fits it, the best first."""

    notice: Notice
    fits: list[NoticeFit] = field(default_factory=list)
    events: list[EventFit] = field(default_factory=list)


def fit_of(own: Notice, other: Notice) -> NoticeFit | None:
    """Whether two notices fit: one would host and one visit, in days and on a subject that both name.

    Cities never fit themselves. Reads the tags that are loaded.
    """
    if own.city_id == other.city_id or NoticeKind(own.kind).opposite != other.kind:
        return None
    first, last = max(own.first_day, other.first_day), min(own.last_day, other.last_day)
    keys = {tag.pk for tag in own.tags.all()}
    shared = [tag for tag in other.tags.all() if tag.pk in keys]
    return NoticeFit(other, shared, first, last) if shared and first <= last else None


def _ranked(fits: Iterable[NoticeFit]) -> list[NoticeFit]:
    return sorted(fits, key=lambda fit: (-len(fit.shared), fit.first_day, fit.notice.pk))


def with_fits(own: Iterable[Notice], among: Iterable[Notice] | None = None) -> list[OwnNotice]:
    """Each notice with those of other cities that fit it.

    ``among`` are the current notices, with their tags, where they are loaded already; else two queries.
    """
    notices = list(own)
    if not notices:
        return []
    kinds = {NoticeKind(notice.kind).opposite for notice in notices}
    first, last = min(one.first_day for one in notices), max(one.last_day for one in notices)
    others = Notice.objects.current().filter(kind__in=kinds, first_day__lte=last, last_day__gte=first)
    found = list(others.for_list()[:NOTICES_READ] if among is None else among)
    return [
        OwnNotice(notice, _ranked(fit for other in found if (fit := fit_of(notice, other)) is not None))
        for notice in notices
    ]


def add_events(own: Iterable[OwnNotice]) -> None:
    """Add the public events that fit: elsewhere for who would visit, at home for who would host. Two queries."""
    notices = list(own)
    tags = {tag.pk for one in notices for tag in one.notice.tags.all()}
    if not tags:
        return
    first = min(one.notice.first_day for one in notices)
    last = max(one.notice.last_day for one in notices)
    tagged = Event.objects.filter(tagged_items__tag__in=tags).values("pk")
    events = Event.objects.public().filter(last_day_q("gte", first), start_date__lte=last, pk__in=tagged)
    loaded = events.exclude(status=EventStatus.CANCELLED).select_related("kind", "city", "venue")
    found = list(loaded.prefetch_related("tags").order_by("start_date", "pk")[:EVENTS_READ])
    for one in notices:
        one.events = _events_for(one.notice, found)


def _events_for(notice: Notice, events: list[Event]) -> list[EventFit]:
    keys = {tag.pk for tag in notice.tags.all()}
    would_visit = notice.kind == NoticeKind.VISIT
    fits = []
    for event in events:
        shared = [tag for tag in event.tags.all() if tag.pk in keys]
        is_there = (event.city_id != notice.city_id) if would_visit else (event.city_id == notice.city_id)
        if shared and is_there and _takes_place(event, notice.first_day, notice.last_day):
            fits.append(EventFit(event, shared))
    return sorted(fits, key=lambda fit: -len(fit.shared))[:EVENTS_SHOWN]


def _takes_place(event: Any, first: dt.date, last: dt.date) -> bool:
    ends = event.last_date or event.end_date or event.start_date
    return bool(event.start_date <= last and ends >= first)
