"""Whether records are still right: confirming them, and finding those that nobody has looked at for a year."""

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from wagtail.log_actions import log

from hub.models import Confirmation, Record, User
from hub.querysets import public_q

CONFIRM_AFTER_DAYS = 365


def confirm(record: Record, *, confirmed_by: User) -> Confirmation:
    """Note that ``record`` is still right as of now. Doing it twice is harmless."""
    content_type = ContentType.objects.get_for_model(record)
    confirmation, _is_new = Confirmation.objects.update_or_create(
        content_type=content_type,
        object_id=record.pk,
        defaults={"confirmed_at": timezone.now(), "confirmed_by": confirmed_by},
    )
    log(instance=record, action="hub.confirm", user=confirmed_by)
    return confirmation


def with_confirmation(records: QuerySet[Any]) -> QuerySet[Any]:
    """Add ``confirmed_at``: when somebody last said that the record is right."""
    content_type = ContentType.objects.get_for_model(records.model)
    own = Confirmation.objects.filter(content_type=content_type, object_id=OuterRef("pk")).values("confirmed_at")[:1]
    return records.annotate(confirmed_at=Subquery(own))


def _limit() -> dt.datetime:
    return timezone.now() - dt.timedelta(days=CONFIRM_AFTER_DAYS)


def needs_confirmation(record: Any) -> bool:
    """Whether a record loaded with its confirmation was neither published nor confirmed within a year."""
    published = record.last_published_at or record.first_published_at
    said = [moment for moment in (published, record.confirmed_at) if moment]
    return bool(said) and max(said) < _limit()


def unconfirmed(records: QuerySet[Any]) -> QuerySet[Any]:
    """Keep the public records that were neither published nor confirmed within a year; adds ``confirmed_at``."""
    limit = _limit()
    stale = Q(last_published_at__lt=limit) | Q(last_published_at__isnull=True, first_published_at__lt=limit)
    unasked = Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=limit)
    return with_confirmation(records).filter(public_q()).filter(stale & unasked)
