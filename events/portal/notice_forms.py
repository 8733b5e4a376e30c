"""The form of a city's notice."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import NoticeKind
from events.models import Notice
from events.services.notices import NoticeData
from hub.models import Tag
from hub.tagging import canonical_words, tags_like
from partners.models import City
from partners.portal.proposals_fields import WordsField

LONGEST_DAYS = 3 * 366


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class NoticeForm(forms.Form):
    """What a city would like, when, and about what."""

    city = forms.ChoiceField(label=_("City"))
    kind = forms.ChoiceField(label=_("What you would like"), choices=NoticeKind, widget=forms.RadioSelect)
    first_day = _day(_("From"))
    last_day = _day(_("Until"))
    tags = WordsField(
        label=_("Tags"),
        help_text=_("Words between commas, as the hub has them."),
    )
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In one of the languages at least."),
    )
    text_da = forms.CharField(
        label=_("Text in Danish"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, cities: list[City], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(city.uid): city for city in cities}
        self.fields["tags"].required = True  # without them nothing fits
        field: Any = self.fields["city"]
        field.choices = [(key, str(city)) for key, city in self.by_key.items()]
        if len(self.by_key) == 1:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(self.by_key))

    def clean_tags(self) -> list[Tag]:
        """Tags that there are; an unknown word is named, with one that looks like it."""
        words = canonical_words(self.cleaned_data["tags"])
        known = {tag.name.casefold(): tag for tag in Tag.objects.in_use().filter(name__in=words)}
        for word in words:
            if word.casefold() not in known:
                raise ValidationError(_unknown(word))
        return [known[word.casefold()] for word in words]

    def clean(self) -> dict[str, Any]:
        """Days in order and not over; something said."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last:
            self._check_days(first, last)
        if (
            not cleaned.get("text_en")
            and not cleaned.get("text_da")
            and not self.errors.keys() & {"text_en", "text_da"}
        ):
            self.add_error("text_en", _("Write a sentence or two, in Danish or in English."))
        return cleaned

    def _check_days(self, first: dt.date, last: dt.date) -> None:
        if last < first:
            self.add_error("last_day", _("The last day can’t be before the first."))
        elif last < timezone.localdate():
            self.add_error("last_day", _("This day is over already."))
        elif (last - first).days > LONGEST_DAYS:
            self.add_error("last_day", _("At most three years, please."))

    @property
    def chosen_city(self) -> City:
        """The city that it is for."""
        return self.by_key[self.cleaned_data["city"]]

    def to_data(self) -> NoticeData:
        """What the service takes."""
        names = ("kind", "first_day", "last_day", "text_da", "text_en", "tags")
        return NoticeData(**{name: self.cleaned_data[name] for name in names})


def _unknown(word: str) -> str:
    alike = tags_like([word])
    if alike:
        return _("There is no tag “%(word)s”. Do you mean “%(tag)s”?") % {"word": word, "tag": alike[0].label}
    return _("There is no tag “%(word)s”. Choose one that the hub has.") % {"word": word}


def initial_of(notice: Notice) -> dict[str, Any]:
    """What the form shows of a notice that is there."""
    names = ("kind", "first_day", "last_day", "text_da", "text_en")
    words = ", ".join(str(tag.label) for tag in notice.tags.all())
    return {name: getattr(notice, name) for name in names} | {"city": str(notice.city.uid), "tags": words}
