"""Forms of signing up and of leaving."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from hub.bilingual import active_language
from hub.plain_text import one_plain_line

NAME_MAX_LENGTH = 150


class SignUpExtras(forms.Form):
    """What signing up asks beside address and password: how the person is called."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME_MAX_LENGTH,
        validators=[one_plain_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Seen by your colleagues in the portal and by those who run the hub."),
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Keep the name and the language that the person reads."""
        *first, last = self.cleaned_data["name"].split() or [""]
        user.first_name, user.last_name = " ".join(first), last
        if not first:
            user.first_name, user.last_name = last, ""
        user.save(update_fields=["first_name", "last_name"])
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = active_language()
        profile.save(update_fields=["preferred_language"])


class DeleteAccountForm(forms.Form):
    """Asks for a tick before the account goes, and for a second one where others depend on it."""

    sure = forms.BooleanField(
        label=_("Yes, delete my account"),
        error_messages={"required": _("Tick this if you mean it; nothing has been deleted.")},
    )
    knows = forms.BooleanField(
        label=_("I have read what this means for others"),
        error_messages={"required": _("Read what stands above, then tick this; nothing has been deleted.")},
    )

    def __init__(self, *args: Any, warnings: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings = warnings
        if not warnings:
            del self.fields["knows"]


class AddKeyForm(AddWebAuthnForm):
    """Adding a passkey; the name tells several apart."""

    name = forms.CharField(label=_("Name of the key"), max_length=100, required=False, validators=[one_plain_line])
