"""What the partners app holds on people: places, requests, invitations; and for how long."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.models import User
from hub.personal_data import Holding, Retention, Rows, register_duties, register_holding, register_retention
from partners.choices import JoinState
from partners.models import Invitation, JoinRequest, Membership, Proposal, ProposalStep
from partners.services.closed_proposals import closed_before, remove_closed
from partners.services.members import is_last_owner


def _places(user: User) -> Rows:
    return [
        {"organisation": str(row.organisation), "role": row.role, "joined": row.joined_at, "left": row.ended_at}
        for row in Membership.objects.filter(user=user).select_related("partner", "city")
    ]


def _requests(user: User) -> Rows:
    return [
        {"about": str(row), "kind": row.kind, "state": row.state, "asked": row.asked_at, "message": row.message}
        for row in JoinRequest.objects.filter(user=user).select_related("partner", "city")
    ]


def _invitations(user: User) -> Rows:
    return [
        {
            "organisation": str(row.organisation),
            "role": row.role,
            "invited": row.invited_at,
            "accepted": row.accepted_at,
        }
        for row in Invitation.objects.filter(email=user.email).select_related("partner", "city")
    ]


def _proposals(user: User) -> Rows:
    return [
        {"title": row.title, "kind": row.kind, "state": row.state, "begun": row.created_at, "content": row.content}
        for row in Proposal.objects.filter(proposed_by=user)
    ]


def _steps(user: User) -> Rows:
    steps = ProposalStep.objects.filter(by=user).select_related("proposal")
    return [{"about": str(row.proposal), "act": row.act, "note": row.note, "at": row.at} for row in steps]


def _stays_without_the_name(user: User) -> None:
    """What was handed in is the organisation's; the database forgets whose hand it was."""


def _forget_invitations(user: User) -> None:
    Invitation.objects.filter(email=user.email).delete()


def _goes_with_the_user(user: User) -> None:
    """The rows hang on the user's own."""


def _orphans(user: User) -> list[str]:
    """A warning for each organisation that would be left without an owner."""
    places = Membership.objects.active().filter(user=user).select_related("partner", "city")
    text = _("You are the last owner of %(title)s. Without you nobody can invite or remove its members.")
    return [text % {"title": place.organisation.title} for place in places if is_last_owner(place)]


def _former_members(before: dt.datetime) -> Any:
    return Membership.objects.filter(ended_at__lt=before)


def _decided_requests(before: dt.datetime) -> Any:
    return JoinRequest.objects.exclude(state=JoinState.WAITING).filter(decided_at__lt=before)


def _past_invitations(before: dt.datetime) -> Any:
    done = Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before) | Q(expires_at__lt=before)
    return Invitation.objects.filter(done)


def _without_place(users: Any) -> Any:
    """Users who are no members and wait for no answer."""
    places = Membership.objects.active().filter(user=OuterRef("pk"))
    waiting = JoinRequest.objects.filter(user=OuterRef("pk"), state=JoinState.WAITING)
    return users.filter(~Exists(places), ~Exists(waiting))


def register_all() -> None:
    """Tell the base app."""
    register_holding(Holding("memberships", _places, _goes_with_the_user, _orphans))
    register_holding(Holding("join_requests", _requests, _goes_with_the_user))
    register_holding(Holding("invitations", _invitations, _forget_invitations))
    register_holding(Holding("proposals", _proposals, _stays_without_the_name))
    register_holding(Holding("proposal_steps", _steps, _stays_without_the_name))
    register_duties(_without_place)
    rules = (
        Retention("former_members", gettext_lazy("places of former members"), "former_member_days", _former_members),
        Retention("join_requests", gettext_lazy("decided requests to join"), "join_request_days", _decided_requests),
        Retention(
            "invitations",
            gettext_lazy("invitations that were used, withdrawn or have run out"),
            "invitation_days",
            _past_invitations,
        ),
        Retention(
            "closed_proposals",
            gettext_lazy("proposals that were declined or withdrawn"),
            "closed_proposal_days",
            closed_before,
            remove_closed,
        ),
    )
    for rule in rules:
        register_retention(rule)
