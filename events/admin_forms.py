"""Fields of forms that staff and members fill in alike, and the admin's form of an event."""

import datetime as dt
import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from events.choices import language_choices
from hub.choices import Audience
from hub.forms import RecordForm

MAX_DAYS = 100
DAY_PATTERNS = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y")  # the day before the month, as the hub writes it
MOMENTS = ("call_opens_at", "deadline")


class DaysField(forms.CharField):
    """Days, one on each line or between commas; gives a list of texts as ``2026-12-24``, in order, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=MAX_DAYS * 12, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Any:
        text = super().clean(self.prepare_value(value)) or ""
        words = [word.strip() for word in text.replace(",", "\n").splitlines()]
        days = {_day(word) for word in words if word}
        if len(days) > MAX_DAYS:
            raise ValidationError(_("At most %(count)d days, please."), params={"count": MAX_DAYS})
        return sorted(day.isoformat() for day in days)


def _day(word: str) -> dt.date:
    for pattern in DAY_PATTERNS:
        try:
            return dt.datetime.strptime(word, pattern).date()
        except ValueError:
            continue
    raise ValidationError(_("“%(word)s” is no day; write it as 2026-12-24."), params={"word": word[:40]})


def audience_field() -> forms.MultipleChoiceField:
    """For whom something is: boxes to tick."""
    return forms.MultipleChoiceField(
        label=_("for whom"), choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def languages_field() -> forms.MultipleChoiceField:
    """The languages that something is held in: boxes to tick."""
    return forms.MultipleChoiceField(
        label=_("languages"), choices=language_choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class PlaceMomentField(forms.DateTimeField):
    """Day and time by the clock of a place, without a zone: the form knows the zone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=AdminDateTimeInput(), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=None)
        for pattern in ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", *get_format("DATETIME_INPUT_FORMATS")):
            try:
                return dt.datetime.strptime(str(value or "").strip(), pattern)
            except ValueError:
                continue
        if value in self.empty_values:
            return None
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class EventAdminForm(RecordForm):
    """An event in the admin: days as lines, languages as boxes, deadlines by the clock of the event's zone."""

    skipped_days = DaysField(label=_("left out"), help_text=_("One day on each line: 2026-12-24."))
    audiences = audience_field()
    languages = languages_field()
    call_opens_at = PlaceMomentField(label=_("opens"), help_text=_("By the clock of the event’s zone."))
    deadline = PlaceMomentField(label=_("deadline"), help_text=_("By the clock of the event’s zone."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = zoneinfo.ZoneInfo(self.instance.timezone)
        for name in MOMENTS:
            if moment := getattr(self.instance, name):
                self.initial[name] = moment.astimezone(zone).replace(tzinfo=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = cleaned.get("timezone") or self.instance.timezone
        for field in MOMENTS:
            if moment := cleaned.get(field):
                cleaned[field] = moment.replace(tzinfo=zoneinfo.ZoneInfo(name))
        return cleaned
