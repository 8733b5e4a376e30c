"""What of the base app's personal data is kept for a time only, and its removal."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from hub.models import ContactPerson, Correction, CorrectionState, PrivacySettings, User
from hub.own_data import delete_account
from hub.personal_data import Retention, register_retention, retentions, without_duties


@dataclass(frozen=True, slots=True)
class Removal:
    """What one rule of retention found."""

    label: str
    count: int
    days: int


def privacy_settings() -> PrivacySettings:
    """The settings of the default site; their defaults while there is none."""
    site = Site.objects.filter(is_default_site=True).first()
    found: PrivacySettings = PrivacySettings.for_site(site) if site else PrivacySettings()
    return found


def purge(*, dry_run: bool, now: dt.datetime | None = None) -> list[Removal]:
    """Remove what is older than the settings say, rule by rule, each in a transaction of its own.

    With ``dry_run`` nothing is removed; the counts are those that a purge would give.
    """
    moment, rules = now or timezone.now(), privacy_settings()
    done = []
    for retention in retentions():
        days = getattr(rules, retention.days_setting)
        expired = retention.expired(moment - dt.timedelta(days=days))
        done.append(Removal(str(retention.label), expired.count(), days))
        if not dry_run:
            _remove(expired, retention.remove)
    return done


@transaction.atomic
def _remove(expired: Any, remove: Callable[[Any], None] | None) -> None:
    (remove or _delete)(expired)


def _delete(expired: Any) -> None:
    expired.delete()


def _delete_accounts(users: Any) -> None:
    """Users go with everything that is held on them."""
    for user in users:
        delete_account(user)


def _unverified(before: dt.datetime) -> Any:
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    return _without_duties().filter(
        Exists(addresses), ~Exists(addresses.filter(verified=True)), date_joined__lt=before, last_login__isnull=True
    )


def _idle(before: dt.datetime) -> Any:
    unused = Q(last_login__lt=before) | Q(last_login__isnull=True, date_joined__lt=before)
    return _without_duties().filter(unused)


def _without_duties() -> Any:
    """Users without role and without a place: nobody waits for them."""
    return without_duties(User.objects.filter(groups__isnull=True, is_superuser=False, is_staff=False))


def _unanswered(before: dt.datetime) -> Any:
    return ContactPerson.objects.filter(consented_at__isnull=True, withdrawn_at__isnull=True, added_at__lt=before)


def _withdrawn(before: dt.datetime) -> Any:
    return ContactPerson.objects.filter(withdrawn_at__lt=before)


def _sessions(before: dt.datetime) -> Any:
    return UserSession.objects.filter(last_seen_at__lt=before)


def _unanswered_addresses(before: dt.datetime) -> Any:
    return Correction.objects.exclude(reply_to="").filter(created_at__lt=before)


def _forget_addresses(corrections: Any) -> None:
    """What was suggested stays for the moderators."""
    corrections.update(reply_to="")


def _settled_corrections(before: dt.datetime) -> Any:
    return Correction.objects.exclude(state=CorrectionState.OPEN).filter(handled_at__lt=before)


def register_all() -> None:
    """The base app's rules of retention."""
    rules = (
        Retention(
            "unverified_accounts",
            _("sign-ups whose address was never confirmed"),
            "unverified_account_days",
            _unverified,
            _delete_accounts,
        ),
        Retention("idle_accounts", _("accounts that nobody used"), "idle_account_days", _idle, _delete_accounts),
        Retention(
            "unanswered_contacts", _("contact persons who never answered"), "unanswered_contact_days", _unanswered
        ),
        Retention("withdrawn_contacts", _("record of a withdrawn consent"), "withdrawn_contact_days", _withdrawn),
        Retention("sessions", _("devices that are signed out"), "session_days", _sessions),
        Retention(
            "correction_addresses",
            _("addresses of readers whose suggestion still waits"),
            "correction_address_days",
            _unanswered_addresses,
            _forget_addresses,
        ),
        Retention(
            "settled_corrections", _("suggested corrections that are settled"), "correction_days", _settled_corrections
        ),
    )
    for rule in rules:
        register_retention(rule)
