"""What readers suggest to correct: kept for the moderators, and no longer tied to a person than needed."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from hub.bilingual import active_language
from hub.models import Correction, CorrectionState, Record, User


def suggest_correction(record: Record, *, text: str, reply_to: str) -> Correction:
    """Keep a suggestion. The same words about the same record, sent twice, are one."""
    content_type = ContentType.objects.get_for_model(record)
    about = {"content_type": content_type, "object_id": record.pk, "state": CorrectionState.OPEN}
    correction, _is_new = Correction.objects.get_or_create(
        **about, text=text, defaults={"reply_to": reply_to, "language": active_language()}
    )
    return correction


@transaction.atomic
def close_correction(correction: Correction, *, state: CorrectionState, closed_by: User) -> Correction:
    """Note that staff have dealt with it; the address to answer to is forgotten. Doing it twice is harmless."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.state == CorrectionState.OPEN:
        correction.state, correction.handled_at, correction.owner = state, timezone.now(), closed_by
        correction.reply_to = ""
        correction.save()
    return correction
