"""Mail about delegations: to the contact that a city named, in the language that was chosen for it."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import override
from django_tasks import task

from events.choices import DelegationState
from events.delegation_calendar import visit_attachment, visit_schedule
from events.delegation_links import delegation_link
from events.models import Delegation
from events.templatetags.event_dates import time_shown
from hub.bilingual import text_in
from hub.mail import is_real_address, send_to
from hub.plain_text import readable

logger = logging.getLogger("events")
TEMPLATE = "events/mail/delegation"


@task()
def send_delegation_mail(key: int, what: str) -> bool:
    """Tell the contact of a delegation that it was registered, changed …; says whether a mail went out."""
    delegation = Delegation.objects.with_size().select_related("event", "city").filter(pk=key).first()
    if delegation is None:
        return False
    try:
        return mail_contact(delegation, what)
    except (SMTPException, OSError):
        # The pages say the same; only keys are logged.
        logger.exception("mail “%s” about delegation %s was not sent", what, key)
        return False


def mail_contact(delegation: Delegation, what: str) -> bool:
    """Write to the contact; says whether there was somebody to write to. Raises what the mail server raises."""
    if not is_real_address(delegation.contact_email):
        return False
    language = delegation.language
    with override(language):
        attachment = visit_attachment(delegation, language)
        context = delegation_context(delegation, language) | {"what": what}
    files = [attachment] if attachment else []
    send_to(delegation.contact_email, TEMPLATE, context, language=language, attachments=files)
    return True


def delegation_context(delegation: Delegation, language: str) -> dict[str, Any]:
    """What mails say of a delegation, in one language; what people typed stands on one line."""
    event = delegation.event
    schedule = visit_schedule(delegation)
    return {
        "delegation": delegation,
        "event_title": readable(str(text_in(event, "title", language))),
        "city_title": readable(str(text_in(delegation.city, "title", language))),
        "contact_name": readable(delegation.contact_name),
        "when": strip_tags(time_shown(schedule.on(schedule.start_date), event.timezone)) if schedule else "",
        "note": readable(str(text_in(event, "status_note", language))),
        "people": [(str(row.role), row.registered) for row in delegation.people.select_related("role")],
        "is_waiting": delegation.state == DelegationState.WAITING,
        "event_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + (event.get_url(language) or "/"),
        "link": delegation_link(delegation, language) if delegation.is_active and not delegation.is_over else "",
    }
