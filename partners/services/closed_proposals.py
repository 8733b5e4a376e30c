"""What came to nothing: drafts of new proposals that were declined or withdrawn are set aside, and removed in time."""

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from hub.attached import attached_rows, attaching_models
from hub.member_pictures import drop_picture
from hub.references import places_naming
from partners.choices import ProposalState
from partners.models import Proposal

CLOSED = (ProposalState.DECLINED, ProposalState.WITHDRAWN)


def came_to_nothing(model: type[Any]) -> Q:
    """Rows of ``model`` that were never published and of which a proposal was declined or withdrawn."""
    about = {"content_type": ContentType.objects.get_for_model(model), "object_id": OuterRef("pk")}
    closed = Proposal.objects.filter(**about, state__in=CLOSED)
    going_on = Proposal.objects.filter(**about).exclude(state__in=CLOSED)
    return Q(Exists(closed), ~Exists(going_on), live=False, first_published_at__isnull=True)


def closed_before(moment: dt.datetime) -> QuerySet[Proposal]:
    """Proposals that were declined or withdrawn before ``moment``."""
    found: QuerySet[Proposal] = Proposal.objects.filter(state__in=CLOSED, decided_at__lt=moment)
    return found


def remove_closed(proposals: QuerySet[Proposal]) -> None:
    """Delete proposals with their timeline, and their drafts as far as nothing of them was published or is named."""
    for proposal in proposals.select_related("content_type", "picture"):
        record, picture = proposal.record, proposal.picture
        proposal.delete()
        if record is not None:
            _remove_draft(record)
        drop_picture(picture)


def _remove_draft(record: Any) -> None:
    model = type(record)
    is_alone = not Proposal.objects.about(record).exists() and not places_naming(record)
    if record.live or record.first_published_at is not None or not is_alone:
        return
    for attaching in attaching_models():
        attached_rows(attaching, record).delete()
    model._base_manager.get(pk=record.pk).delete()
