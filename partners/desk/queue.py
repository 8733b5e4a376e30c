"""What the desk's queue shows, and how it is narrowed down."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hub.desk_queue import QueueItem, QueueSource, all_kinds, register, waiting
from hub.models import Correction, CorrectionState, User
from hub.proposals import all_kinds as all_proposables
from hub.proposals import kind_of
from partners.choices import JoinState
from partners.models import JoinRequest, Proposal
from partners.services.moderating import may_moderate

AGES = [("", _("Any age")), ("2", _("Two days and more")), ("7", _("A week and more")), ("30", _("A month and more"))]


class QueueFilter(forms.Form):
    """What to show of the queue."""

    kind = forms.ChoiceField(label=_("Type"), required=False)
    owner = forms.ChoiceField(
        label=_("Owner"), required=False, choices=[("", _("Everybody’s")), ("me", _("Mine")), ("none", _("Nobody’s"))]
    )
    age = forms.ChoiceField(label=_("Age"), required=False, choices=AGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("All types")), *all_kinds()]

    def items(self, user: User) -> list[QueueItem]:
        """What waits for ``user`` and was asked for; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = self.cleaned_data
        return [item for item in waiting(user) if _is_chosen(item, chosen, user)]


def _is_chosen(item: QueueItem, chosen: dict[str, str], user: User) -> bool:
    owner = chosen.get("owner")
    return (
        (not chosen.get("kind") or item.kind == chosen["kind"])
        and (owner != "me" or item.owner == user)
        and (owner != "none" or item.owner is None)
        and item.days >= int(chosen.get("age") or 0)
    )


def _proposal_items(user: Any) -> list[QueueItem]:
    moderated = {kind.key for kind in all_proposables() if may_moderate(user, kind.model_class())}
    found = Proposal.objects.waiting().filter(kind__in=moderated).select_related("partner", "city", "owner")
    return [_proposal_item(proposal) for proposal in found]


def _proposal_item(proposal: Proposal) -> QueueItem:
    kind = kind_of(proposal.kind)
    return QueueItem(
        key=f"proposal-{proposal.pk}",
        kind=proposal.kind,
        kind_label=str(kind.title) if kind else proposal.kind,
        title=str(proposal),
        detail=str(proposal.organisation),
        url=reverse("desk:review", args=[proposal.pk]),
        since=proposal.submitted_at or proposal.created_at,
        owner=proposal.owner,
        can_be_accepted=True,
    )


def _correction_items(user: Any) -> list[QueueItem]:
    found = Correction.objects.filter(state=CorrectionState.OPEN).select_related("owner", "content_type")
    return [
        QueueItem(
            key=f"correction-{correction.pk}",
            kind="correction",
            kind_label=str(capfirst(Correction._meta.verbose_name)),
            title=str(correction.record or "–"),
            detail=correction.text[:120],
            url=reverse("desk:correction", args=[correction.pk]),
            since=correction.created_at,
            owner=correction.owner,
        )
        for correction in found.prefetch_related("record")
        if correction.content_type.model_class() is not None
        and may_moderate(user, correction.content_type.model_class())
    ]


def _join_items(user: Any) -> list[QueueItem]:
    if not user.has_perm("partners.change_joinrequest"):
        return []
    found = JoinRequest.objects.filter(state=JoinState.WAITING).select_related("partner", "city")
    return [
        QueueItem(
            key=f"join-{request.pk}",
            kind="join",
            kind_label=str(capfirst(JoinRequest._meta.verbose_name)),
            title=str(request),
            detail=request.get_kind_display(),
            url=reverse("join_desk:decide", args=[request.pk]),
            since=request.asked_at,
            owner=None,
        )
        for request in found
    ]


def _proposal_kinds() -> dict[str, str | Promise]:
    return {kind.key: kind.title for kind in all_proposables()}


def register_all() -> None:
    """Register what waits here: proposals, requests to join and suggested corrections."""
    register(
        QueueSource(
            key="join",
            kinds=lambda: {"join": str(capfirst(JoinRequest._meta.verbose_name))},
            items=_join_items,
            count=lambda: JoinRequest.objects.filter(state=JoinState.WAITING).count(),
        )
    )
    register(
        QueueSource(
            key="proposals",
            kinds=_proposal_kinds,
            items=_proposal_items,
            count=lambda: Proposal.objects.waiting().count(),
        )
    )
    register(
        QueueSource(
            key="corrections",
            kinds=lambda: {"correction": str(capfirst(Correction._meta.verbose_name))},
            items=_correction_items,
            count=lambda: Correction.objects.filter(state=CorrectionState.OPEN).count(),
        )
    )
