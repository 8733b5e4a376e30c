"""Everything that is held on one person: as a file, and removed with the account."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from hub.models import ContactPerson, Correction, User
from hub.personal_data import Holding, Rows, holdings, register_holding

# What a former user's name is replaced by where the audit trail had written it down.
ANONYMOUS_LABEL = "–"


def gather(user: User) -> dict[str, Any]:
    """What is held on ``user``, by kind, as plain values."""
    return {"made_at": timezone.now(), **{holding.key: holding.collect(user) for holding in holdings()}}


def warnings_for(user: User) -> list[str]:
    """What ``user`` should know before the account goes."""
    return [sentence for holding in holdings() for sentence in holding.warnings(user)]


@transaction.atomic
def delete_account(user: User) -> None:
    """Remove the account and what is held on it. What the person did stays in the audit trail, without a name."""
    log(instance=user, action="hub.delete_account", user=user, title=ANONYMOUS_LABEL)
    for holding in holdings():
        holding.forget(user)
    user.delete()


def _account(user: User) -> Rows:
    return [
        {
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "joined": user.date_joined,
            "last_sign_in": user.last_login,
            "roles": [group.name for group in user.groups.all()],
        }
    ]


def _forget_account(user: User) -> None:
    """The audit trail had the name as the label of acts on the user's own row."""
    ModelLogEntry.objects.filter(content_type__app_label="hub", content_type__model="user", object_id=user.pk).update(
        label=ANONYMOUS_LABEL
    )


def _sign_ins(user: User) -> Rows:
    addresses: Rows = [
        {"address": row.email, "confirmed": row.verified} for row in EmailAddress.objects.filter(user=user)
    ]
    factors: Rows = [
        {"second_factor": row.get_type_display(), "added": row.created_at, "last_used": row.last_used_at}
        for row in Authenticator.objects.filter(user=user)
    ]
    devices: Rows = [
        {"signed_in": row.created_at, "last_seen": row.last_seen_at, "from": row.ip, "browser": row.user_agent}
        for row in UserSession.objects.filter(user=user)
    ]
    return addresses + factors + devices


def _contacts(user: User) -> Rows:
    """Contact persons with the user's own address, wherever they are named."""
    return [
        {
            "named_on": str(row.record),
            "name": row.name,
            "job": row.job,
            "email": row.email,
            "phone": row.phone,
            "agreed": row.consented_at,
            "withdrawn": row.withdrawn_at,
        }
        for row in ContactPerson.objects.filter(email__iexact=user.email).prefetch_related("record")
    ]


def _forget_contacts(user: User) -> None:
    ContactPerson.objects.filter(email__iexact=user.email).delete()


def _corrections(user: User) -> Rows:
    """Corrections to which the user wants an answer."""
    rows = Correction.objects.filter(reply_to__iexact=user.email)
    return [{"suggested": row.created_at, "text": row.text, "reply_to": row.reply_to} for row in rows]


def _forget_correction_address(user: User) -> None:
    Correction.objects.filter(reply_to__iexact=user.email).update(reply_to="")


def _acts(user: User) -> Rows:
    """What the user did, as the audit trail keeps it."""
    entries = [
        *ModelLogEntry.objects.filter(user=user).select_related("content_type"),
        *PageLogEntry.objects.filter(user=user).select_related("content_type"),
    ]
    return [
        {"when": entry.timestamp, "act": entry.action, "on": entry.content_type.model if entry.content_type else ""}
        for entry in sorted(entries, key=lambda found: found.timestamp)
    ]


def register_all() -> None:
    """What the base app holds on people."""

    def nothing(user: User) -> None:
        """Goes with the user's row, or stays as an act without a name."""

    register_holding(Holding("account", _account, _forget_account))
    register_holding(Holding("sign_ins", _sign_ins, nothing))
    register_holding(Holding("contact_person", _contacts, _forget_contacts))
    register_holding(Holding("corrections", _corrections, _forget_correction_address))
    register_holding(Holding("acts", _acts, nothing))
