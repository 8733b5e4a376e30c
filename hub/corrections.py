"""What readers suggest to correct: kept for the moderators, and no longer tied to a person than needed."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from hub.bilingual import active_language
from hub.desk_mail import holders_of, tell_desk
from hub.models import Correction, CorrectionState, Record, User


def suggest_correction(record: Record, *, text: str, reply_to: str) -> Correction:
    """Keep a suggestion. The same words about the same record, sent twice, are one."""
    content_type = ContentType.objects.get_for_model(record)
    about = {"content_type": content_type, "object_id": record.pk, "state": CorrectionState.OPEN}
    correction, is_new = Correction.objects.get_or_create(
        **about, text=text, defaults={"reply_to": reply_to, "language": active_language()}
    )
    if is_new:
        transaction.on_commit(lambda: send_correction_mail.enqueue(correction.pk))
    return correction


@task()
def send_correction_mail(correction_id: int) -> int:
    """Tell those who publish that kind of record, unless it is settled already; gives how many were told."""
    correction = Correction.objects.filter(pk=correction_id, state=CorrectionState.OPEN).first()
    record = correction.record if correction else None
    if correction is None or record is None:
        return 0

    def context() -> dict[str, Any]:
        return {
            "title": str(record),
            "url": settings.WAGTAILADMIN_BASE_URL + reverse("desk:correction", args=[correction.pk]),
        }

    right = f"{record._meta.app_label}.publish_{record._meta.model_name}"
    return tell_desk(holders_of(right), "hub/mail/correction_waits", context, about=f"correction {correction.pk}")


@transaction.atomic
def close_correction(correction: Correction, *, state: CorrectionState, closed_by: User) -> Correction:
    """Note that staff have dealt with it; the address to answer to is forgotten. Doing it twice is harmless."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.state == CorrectionState.OPEN:
        correction.state, correction.handled_at, correction.owner = state, timezone.now(), closed_by
        correction.reply_to = ""
        correction.save()
    return correction
