"""Notices of cities: posted, changed, withdrawn."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from events.models import Notice
from events.notice_mails import tell_of_matches
from hub.models import Tag, User
from partners.models import City


@dataclass(frozen=True, slots=True)
class NoticeData:
    """What a city says."""

    kind: str
    first_day: dt.date
    last_day: dt.date
    text_da: str
    text_en: str
    tags: Sequence[Tag]


@transaction.atomic
def post_notice(*, city: City, data: NoticeData, posted_by: User) -> Notice:
    """Show a new notice to the other cities at once, and tell those that it fits."""
    return _write(Notice(city=city, posted_by=posted_by), data)


@transaction.atomic
def change_notice(notice: Notice, data: NoticeData) -> Notice:
    """Say something else; cities that it fits only now are told."""
    return _write(Notice.objects.select_for_update().get(pk=notice.pk), data)


def _write(notice: Notice, data: NoticeData) -> Notice:
    for name in ("kind", "first_day", "last_day", "text_da", "text_en"):
        setattr(notice, name, getattr(data, name))
    notice.full_clean(exclude=["posted_by"])  # whoever posted it may have left
    notice.save()
    notice.tags.set(data.tags)
    transaction.on_commit(lambda: tell_of_matches.enqueue(notice.pk))
    return notice


@transaction.atomic
def withdraw_notice(notice: Notice) -> None:
    """Take it down."""
    Notice.objects.filter(pk=notice.pk, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
