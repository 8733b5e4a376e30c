"""Mail in the reader's language, as text and as HTML that is made from the text."""

from collections.abc import Iterable
from email.mime.base import MIMEBase
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.models import Site

from hub.bilingual import active_language
from hub.choices import Language
from hub.models import SiteSettings, User


def language_of(user: Any) -> str:
    """The language that ``user`` chose to read; the active one while nothing was chosen."""
    profile = getattr(user, "wagtail_userprofile", None) if user is not None and user.pk else None
    chosen = profile.preferred_language[:2] if profile and profile.preferred_language else ""
    return chosen if chosen in Language.values else active_language()


def reader_language(address: str) -> str:
    """The language of the person with that e-mail address; the active one for strangers."""
    known = User.objects.select_related("wagtail_userprofile").filter(email=address.lower()).first()
    return language_of(known)


def is_real_address(address: str) -> bool:
    """Whether mail can arrive there: not at the samples' addresses (RFC 2606)."""
    return bool(address) and not address.lower().endswith(".invalid")


def hub_name() -> str:
    """How the hub is called, for mails that no request asks for."""
    site = Site.objects.filter(is_default_site=True).first()
    return str(SiteSettings.for_site(site).hub_name) if site else str(settings.WAGTAIL_SITE_NAME)


def compose(*, to: str, subject: str, text: str, reply_to: str = "") -> EmailMultiAlternatives:
    """A mail with both bodies; line breaks in the subject, which could become headers, are taken out."""
    message = EmailMultiAlternatives(" ".join(subject.split()), text.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [to])
    if reply_to:
        message.reply_to = [reply_to]
    context = {"paragraphs": _paragraphs(text), "language": active_language(), "hub_name": hub_name()}
    message.attach_alternative(render_to_string("hub/mail/message.html", context), "text/html")
    return message


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def send_to(
    address: str,
    template: str,
    context: dict[str, Any],
    *,
    language: str = "",
    attachments: Iterable[MIMEBase] = (),
) -> None:
    """Send ``<template>_subject.txt`` and ``<template>.txt`` in the language of whoever has ``address``."""
    with override(language or reader_language(address)):
        values = {"hub_name": hub_name(), "base_url": settings.WAGTAILADMIN_BASE_URL, **context}
        subject = render_to_string(f"{template}_subject.txt", values)
        message = compose(to=address, subject=subject, text=render_to_string(f"{template}.txt", values))
        for attachment in attachments:
            message.attach(attachment)
        message.send()
