"""Forms of getting in: a new organisation, a new city, one that is here."""

import uuid
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from hub.bilingual import active_language
from hub.choices import HelixSector
from hub.geography import zone_choices
from hub.plain_text import one_plain_line
from partners.choices import JoinKind
from partners.models.partner import cvr_number
from partners.portal.look_alikes import LookAlike, find_look_alikes
from partners.services import JoinData

MESSAGE_LENGTH = 2000


class JoinForm(forms.Form):
    """What every request has: the form's own key, and room for a word to the moderators."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    message = forms.CharField(
        label=_("A word to those who run the hub"),
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you do there, or how they can see that you belong to it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("form_key", uuid.uuid4())
        super().__init__(*args, **kwargs)


class NewOrganisationForm(JoinForm):
    """The facts without which nothing can be published, and a look at what is here already."""

    kind = JoinKind.NEW_PARTNER

    title = forms.CharField(
        label=_("Name"),
        max_length=200,
        validators=[one_plain_line],
        widget=forms.TextInput(attrs={"autocomplete": "organization", "data-look-alike": "title"}),
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "data-look-alike": "website"}),
    )
    others_checked = forms.BooleanField(label=_("None of these is us"), required=False)

    look_alikes: list[LookAlike] = []

    def clean(self) -> dict[str, Any]:
        """Show what looks the same, once; go on when the person says that it is something else."""
        cleaned = super().clean() or self.cleaned_data
        words = {name: cleaned.get(name) or "" for name in ("title", "website", "cvr")}
        self.look_alikes = find_look_alikes(**words)
        if self.look_alikes and not cleaned.get("others_checked") and not self.errors:
            self.add_error("others_checked", _("Is it one of these? If not, tick this and send again."))
        return cleaned

    @property
    def shows_look_alikes(self) -> bool:
        """Whether the tick makes sense on the page."""
        return bool(self.look_alikes)

    def to_data(self) -> JoinData:
        """What the service takes."""
        names = ("form_key", "message", "title", "website", "sector", "cvr", "country", "timezone")
        values = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return JoinData(kind=self.kind, language=active_language(), **values)


class NewPartnerForm(NewOrganisationForm):
    """A school, studio, association, public body."""

    sector = forms.ChoiceField(label=_("What you are"), choices=HelixSector, widget=forms.RadioSelect)
    cvr = forms.RegexField(
        r"\A[0-9]{8}\Z",
        label=_("CVR number"),
        required=False,
        error_messages={"invalid": cvr_number.message},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-look-alike": "cvr"}),
        help_text=_("Danish organisations only; eight digits."),
    )
    field_order = ["form_key", "title", "sector", "website", "cvr", "message", "others_checked"]


class NewCityForm(NewOrganisationForm):
    """A city of the network, or one with which there are ties."""

    kind = JoinKind.NEW_CITY

    country = forms.ChoiceField(label=_("Country"), choices=lazy(lambda: [("", "–"), *countries], list))
    timezone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [("", "–"), *zone_choices()],
        help_text=_("The nearest large city; your events are shown in its time."),
    )
    field_order = ["form_key", "title", "country", "timezone", "website", "message", "others_checked"]


class ClaimForm(JoinForm):
    """“That’s us”."""

    def to_data(self, organisation: Any) -> JoinData:
        """What the service takes."""
        return JoinData(
            kind=JoinKind.CLAIM,
            form_key=self.cleaned_data["form_key"],
            message=self.cleaned_data["message"],
            organisation=organisation,
            language=active_language(),
        )
