"""Contact persons: asked by mail, shown only once they have agreed, gone at once when they take it back."""

import uuid
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import log

from hub.choices import ConsentMeans
from hub.mail import reader_language, send_to
from hub.models import ContactPerson, User

SALT = "hub.contact-person"


def consent_link(person: ContactPerson, language: str) -> str:
    """The whole address at which ``person`` agrees and, for as long as the row exists, takes it back."""
    token = signing.dumps(str(person.link_key), salt=SALT)
    with override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("hub:contact_consent", args=[token])


def contact_of_link(token: str) -> ContactPerson | None:
    """The contact person that a signed link is for, or ``None`` for a forged or forgotten one."""
    try:
        key = uuid.UUID(str(signing.loads(token, salt=SALT)))
    except (signing.BadSignature, ValueError):
        return None
    return ContactPerson.objects.filter(link_key=key).prefetch_related("record").first()


@transaction.atomic
def name_contact(*, record: Any, name: str, job: str, email: str, phone: str, named_by: User) -> ContactPerson:
    """Name somebody as contact person of ``record``. Shown only when they agree; they are asked by mail.

    Naming oneself, by an address that is confirmed as one's own, is agreeing.
    """
    person = ContactPerson(record=record, name=name, job=job, email=email.lower(), phone=phone, added_by=named_by)
    if EmailAddress.objects.filter(user=named_by, email__iexact=email, verified=True).exists():
        person.consented_at, person.consent_means, person.consented_by = timezone.now(), ConsentMeans.PORTAL, named_by
    person.save()
    log(instance=record, action="hub.name_contact", user=named_by, data={"contact": person.pk})
    transaction.on_commit(lambda: ask_for_consent(person))
    return person


def ask_for_consent(person: ContactPerson) -> None:
    """Write to ``person``: with the question, or with the way to take back what was agreed."""
    language = reader_language(person.email)
    with override(language):
        context = {
            "person": person,
            "record_title": str(person.record),
            "link": consent_link(person, language),
        }
    send_to(person.email, "hub/mail/contact_consent", context, language=language)


@transaction.atomic
def give_consent(person: ContactPerson) -> None:
    """Record that the person agreed by the link; agreeing twice changes nothing."""
    changed = ContactPerson.objects.filter(pk=person.pk, consented_at__isnull=True, withdrawn_at__isnull=True).update(
        consented_at=timezone.now(), consent_means=ConsentMeans.LINK
    )
    if changed:
        log(instance=person.record, action="hub.contact_agreed", data={"contact": person.pk})


@transaction.atomic
def withdraw_consent(person: ContactPerson, *, by: User | None = None) -> None:
    """Take the person off every page at once and forget name and addresses; that there was a consent stays on record.

    ``by`` is the member who took the person off; ``None`` if the person did, by the link.
    """
    changed = ContactPerson.objects.filter(pk=person.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), name="", job="", email="", phone=""
    )
    if changed:
        log(instance=person.record, action="hub.contact_withdrawn", user=by, data={"contact": person.pk})
