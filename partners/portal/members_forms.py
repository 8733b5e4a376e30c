"""Forms of the members' pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.plain_text import one_plain_line
from partners.choices import MemberRole


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=MemberRole,
        initial=MemberRole.EDITOR,
        help_text=_("Editors tell about the organisation. Owners do the same and care for the members."),
    )


class RoleForm(forms.Form):
    """What a member is to be."""

    role = forms.ChoiceField(label=_("Role"), choices=MemberRole)


class ContactForm(forms.Form):
    """Who can be asked."""

    name = forms.CharField(label=_("Name"), max_length=120, validators=[one_plain_line])
    job = forms.CharField(
        label=_("What they do"),
        max_length=120,
        required=False,
        validators=[one_plain_line],
        help_text=_("For example: producer, head of studies."),
    )
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("They get a mail and are shown only when they have agreed.")
    )
    phone = forms.RegexField(
        r"^[0-9+()\-./ ]*$",
        label=_("Telephone"),
        max_length=40,
        required=False,
        error_messages={"invalid": _("A telephone number has digits, spaces and + ( ) - . / only.")},
    )
