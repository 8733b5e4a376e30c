"""What the hub does differently from django-allauth: mails, where one lands, secrets at rest."""

import base64
import hashlib
from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override

from hub.mail import compose, hub_name, reader_language


class AccountAdapter(DefaultAccountAdapter):
    """Mails in the reader's language as text and HTML; staff land in the admin, others in the portal."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        with override(reader_language(email)):
            site = SimpleNamespace(name=hub_name(), domain=self.request.get_host())
            values = {"request": self.request, "email": email, **context, "current_site": site}
            self.render_mail(template_prefix, email, values).send()

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        to = email if isinstance(email, str) else email[0]
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        return compose(to=to, subject=subject, text=render_to_string(f"{template_prefix}_message.txt", context))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home" if request.user.has_perm("wagtailadmin.access_admin") else "portal:home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def is_safe_url(self, url: str) -> bool:
        """Only this host: the other names in ``ALLOWED_HOSTS`` are no place to be sent to."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )


def _vault() -> MultiFernet:
    """Encrypts with the secret key, and reads what former secret keys encrypted."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"hub.second-factor:" + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SecondFactorAdapter(DefaultMFAAdapter):
    """The seeds of authenticator apps lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The drawing as it can stand in a page: without the XML declaration."""
        drawing: str = super().build_totp_svg(url)
        return drawing[drawing.index("<svg") :]

    def get_totp_issuer(self) -> str:
        return hub_name()
