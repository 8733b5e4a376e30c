"""Members: how they come, what they become, how they go. Every change is in the audit trail, by keys alone."""

import datetime as dt
import uuid

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from hub.mail import reader_language, send_to
from hub.models import User
from partners.choices import MemberRole
from partners.membership import Organisation
from partners.models import Invitation, Membership

INVITATION_DAYS = 14
SALT = "partners.invitation"


class MemberRefusedError(Exception):
    """What was asked can't be done; the text says why, in the reader's language."""


def _log(organisation: Organisation, act: str, by: User | None, **keys: int | str) -> None:
    """Acts go to the organisation's history; data are keys, never names or addresses."""
    log(instance=organisation, action=f"partners.{act}", user=by, data=keys)


def _place(organisation: Organisation) -> dict[str, Organisation]:
    return {str(organisation._meta.model_name): organisation}


@transaction.atomic
def join(*, user: User, organisation: Organisation, role: str, by: User | None) -> Membership:
    """Make ``user`` a member; who is one already keeps the higher role."""
    known = Membership.objects.active().in_organisation(organisation).filter(user=user).first()
    if known is not None:
        if role == MemberRole.OWNER and not known.is_owner:
            _set_role(known, MemberRole.OWNER, by)
        return known
    made: Membership = Membership.objects.create(user=user, role=role, **_place(organisation))
    _log(organisation, "member_joined", by, membership=made.pk, user=user.pk, role=role)
    return made


def _set_role(membership: Membership, role: str, by: User | None) -> None:
    membership.role = role
    membership.save(update_fields=["role"])
    _log(membership.organisation, "member_role", by, membership=membership.pk, user=membership.user_id, role=role)


def is_last_owner(membership: Membership) -> bool:
    """Whether nobody else cares for the members of the organisation."""
    others = Membership.objects.active().in_organisation(membership.organisation).exclude(pk=membership.pk)
    return membership.is_owner and not others.filter(role=MemberRole.OWNER, user__is_active=True).exists()


def _lock(membership: Membership) -> Membership:
    """The rows of all members, locked where the database can: two owners must not step down at once."""
    rows = Membership.objects.active().in_organisation(membership.organisation).select_for_update()
    found = {row.pk: row for row in rows}
    if membership.pk not in found:
        raise MemberRefusedError(_("This person is not a member any more."))
    return found[membership.pk]


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> None:
    """Make a member owner or editor. The last owner stays one."""
    current = _lock(membership)
    if current.role == role:
        return
    if is_last_owner(current):
        raise MemberRefusedError(_("The last owner stays owner. Make somebody else an owner first."))
    _set_role(current, role, by)


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """Remove a member, or leave. The last owner can't."""
    current = _lock(membership)
    if is_last_owner(current):
        raise MemberRefusedError(_("The last owner can’t leave. Make somebody else an owner first."))
    current.ended_at = timezone.now()
    current.save(update_fields=["ended_at"])
    _log(current.organisation, "member_left", by, membership=current.pk, user=current.user_id)


@transaction.atomic
def invite(*, organisation: Organisation, email: str, role: str, by: User) -> Invitation:
    """Invite somebody by mail; inviting the same address again sends a new link and ends the former one."""
    email = email.lower()
    members = Membership.objects.active().in_organisation(organisation)
    if members.filter(user__email=email).exists():
        raise MemberRefusedError(_("This person is a member already."))
    Invitation.objects.open().in_organisation(organisation).filter(email=email).update(withdrawn_at=timezone.now())
    made: Invitation = Invitation.objects.create(
        email=email,
        role=role,
        invited_by=by,
        expires_at=timezone.now() + dt.timedelta(days=INVITATION_DAYS),
        **_place(organisation),
    )
    _log(organisation, "member_invited", by, invitation=made.pk, role=role)
    transaction.on_commit(lambda: _send_invitation(made))
    return made


def invitation_link(invitation: Invitation, language: str) -> str:
    """The whole address at which an invitation is accepted."""
    token = signing.dumps(str(invitation.key), salt=SALT)
    with override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("portal:invitation", args=[token])


def _send_invitation(invitation: Invitation) -> None:
    language = reader_language(invitation.email)
    with override(language):
        context = {
            "title": str(invitation.organisation.title),
            "link": invitation_link(invitation, language),
            "days": INVITATION_DAYS,
        }
    send_to(invitation.email, "partners/mail/invitation", context, language=language)


def invitation_of_link(token: str) -> Invitation | None:
    """The invitation that a signed link is for; ``None`` for a forged link or a forgotten invitation."""
    max_age = dt.timedelta(days=INVITATION_DAYS)
    try:
        key = uuid.UUID(str(signing.loads(token, salt=SALT, max_age=max_age)))
    except (signing.BadSignature, ValueError):
        return None
    found: Invitation | None = Invitation.objects.filter(key=key).select_related("partner", "city").first()
    return found


def is_invited(user: User, invitation: Invitation) -> bool:
    """Whether the invitation went to an address that ``user`` has confirmed."""
    return bool(EmailAddress.objects.filter(user=user, email__iexact=invitation.email, verified=True).exists())


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Make ``user`` a member; a link works once, and for the person it was sent to."""
    used = Invitation.objects.open().filter(pk=invitation.pk)
    if not is_invited(user, invitation) or not used.update(accepted_at=timezone.now()):
        raise MemberRefusedError(_("This invitation can’t be used any more, or was sent to somebody else."))
    return join(user=user, organisation=invitation.organisation, role=invitation.role, by=invitation.invited_by)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """End an invitation that nobody has accepted."""
    if Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        _log(invitation.organisation, "invitation_withdrawn", by, invitation=invitation.pk)
