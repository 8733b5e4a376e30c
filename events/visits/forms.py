"""The short form of a delegation, and the one in which the host says who came."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.delegation_places import days_to_choose
from events.models import Delegation, DelegationRole, Event
from events.models.delegation import MAX_PEOPLE
from events.services import DelegationData
from hub.bilingual import active_language
from hub.choices import Language
from hub.models import User
from hub.plain_text import one_plain_line
from partners.models import City

DAYS_SHOWN = 60
NAME_LENGTH = 120
PLAIN = ("contact_name", "contact_email", "language", "arrives_on", "arrives_at", "leaves_on", "leaves_at")
KEPT = (*PLAIN, "travel", "needs")


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _hour() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PeopleForm(forms.Form):
    """A number for each role; roles that were withdrawn stay where somebody has them."""

    def __init__(self, *args: Any, roles: Iterable[DelegationRole], counts: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = list(roles)
        for role in self.roles:
            field = forms.IntegerField(
                label=str(role),
                required=False,
                min_value=0,
                max_value=MAX_PEOPLE,
                initial=counts.get(role.pk, 0),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
            self.fields[f"role-{role.pk}"] = field

    @property
    def people_fields(self) -> list[BoundField]:
        """The numbers, in the order of the roles."""
        return [self[f"role-{role.pk}"] for role in self.roles]

    def people(self) -> tuple[tuple[int, int], ...]:
        """Role and number, as far as somebody was named."""
        counts = ((role.pk, self.cleaned_data.get(f"role-{role.pk}") or 0) for role in self.roles)
        return tuple(pair for pair in counts if pair[1])


class CameForm(PeopleForm):
    """Who came, role by role; proposes the numbers that were registered."""


class DelegationForm(PeopleForm):
    """Who comes, whom to write to, and what the host should know: one page, most of it optional."""

    occurrence = forms.ChoiceField(label=gettext_lazy("Day"))
    contact_name = forms.CharField(
        label=gettext_lazy("Contact person"),
        max_length=120,
        validators=[one_plain_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The confirmation goes there, with a link to change or cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Mails in"), choices=Language)
    agreed = forms.BooleanField(
        label=gettext_lazy("The contact person agrees that the hub keeps name and address and shows them to the host."),
        error_messages={"required": gettext_lazy("Without this the host could not reach anybody of you.")},
    )
    arrives_on = forms.DateField(label=gettext_lazy("Arrival"), required=False, widget=_day())
    arrives_at = forms.TimeField(label=gettext_lazy("Time of arrival"), required=False, widget=_hour())
    leaves_on = forms.DateField(label=gettext_lazy("Departure"), required=False, widget=_day())
    leaves_at = forms.TimeField(label=gettext_lazy("Time of departure"), required=False, widget=_hour())
    travel = forms.CharField(
        label=gettext_lazy("Flight, train or hotel"), required=False, max_length=200, validators=[one_plain_line]
    )
    needs = forms.CharField(
        label=gettext_lazy("What you need"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Access, interpreting, food: say what is needed, not for whom."),
    )
    names = forms.CharField(
        label=gettext_lazy("Names"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only if the host needs them, for a list at the door. One on each line."),
    )
    names_agreed = forms.BooleanField(
        label=gettext_lazy("Everybody named here agrees that the host gets their name."), required=False
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    contact_group = ("contact_name", "contact_email", "language", "agreed")
    arrival_group = ("arrives_on", "arrives_at", "leaves_on", "leaves_at", "travel", "needs")
    names_group = ("names", "names_agreed")

    def __init__(
        self,
        *args: Any,
        event: Event,
        cities: Iterable[City] = (),
        delegation: Delegation | None = None,
        user: Any = None,
        day: str = "",
        **kwargs: Any,
    ) -> None:
        counts = {row.role_id: row.registered for row in delegation.people.all()} if delegation else {}
        roles = list(DelegationRole.objects.all())
        kwargs["initial"] = _of(delegation) if delegation else _first(user)
        kept = [role for role in roles if not role.withdrawn or counts.get(role.pk)]
        super().__init__(*args, roles=kept, counts=counts, **kwargs)
        self.event, self.delegation, self.cities = event, delegation, {str(city.uid): city for city in cities}
        self._choose_day(day)
        self._choose_city()

    def _choose_day(self, day: str) -> None:
        """Which of the times of a repeated event; a delegation that is registered stays with its own."""
        days = [] if self.delegation else days_to_choose(self.event)[:DAYS_SHOWN]
        if not days:
            del self.fields["occurrence"]
            return
        self.fields["occurrence"].choices = [(found.isoformat(), formats.date_format(found)) for found in days]  # type: ignore[attr-defined]
        self.initial["occurrence"] = day

    def _choose_city(self) -> None:
        if self.delegation is None and len(self.cities) > 1:
            choices = [(uid, str(city)) for uid, city in self.cities.items()]
            self.fields["city"] = forms.ChoiceField(label=_("City"), choices=choices)

    @property
    def first_fields(self) -> list[BoundField]:
        """City and day, where there is a choice."""
        return [self[name] for name in ("city", "occurrence") if name in self.fields]

    @property
    def contact_fields(self) -> list[BoundField]:
        """Whom to write to."""
        return [self[name] for name in self.contact_group]

    @property
    def arrival_fields(self) -> list[BoundField]:
        """What the host should know."""
        return [self[name] for name in self.arrival_group]

    @property
    def names_fields(self) -> list[BoundField]:
        """Names, if the host needs them."""
        return [self[name] for name in self.names_group]

    def clean_names(self) -> tuple[str, ...]:
        """One name on each line."""
        found = tuple(filter(None, (" ".join(line.split()) for line in self.cleaned_data["names"].splitlines())))
        for name in found:
            one_plain_line(name)
            if len(name) > NAME_LENGTH:
                raise ValidationError(_("A name has at most %(count)d letters.") % {"count": NAME_LENGTH})
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        arrival, departure = cleaned.get("arrives_on"), cleaned.get("leaves_on")
        for name in ("arrives", "leaves"):
            if cleaned.get(f"{name}_at") and not cleaned.get(f"{name}_on") and f"{name}_on" not in self.errors:
                self.add_error(f"{name}_on", _("A time needs its day."))
        if arrival and departure and departure < arrival:
            self.add_error("leaves_on", _("The departure can’t be before the arrival."))
        self._check_days()
        if cleaned.get("names") and not cleaned.get("names_agreed"):
            self.add_error("names_agreed", _("Names are kept only of those who agree."))
        if not self.errors:
            self._check_people(cleaned)
        return cleaned

    def _check_days(self) -> None:
        """Days of a journey lie near the visit: a year that was mistyped is noticed."""
        for name in ("arrives_on", "leaves_on"):
            day, visit = self.cleaned_data.get(name), self.event.start_date
            if day and visit and not self.event.recurrence and abs((day - visit).days) > 366:
                self.add_error(name, _("This day is more than a year from the visit."))

    def _check_people(self, cleaned: dict[str, Any]) -> None:
        size = sum(count for _role, count in self.people())
        if not size:
            self.add_error(None, _("Say how many people come, in at least one role."))
        elif len(cleaned.get("names") or ()) > size:
            self.add_error("names", _("These are more names than people."))

    def to_city(self) -> City:
        """The city whose delegation it is."""
        uid = self.cleaned_data.get("city") or next(iter(self.cities))
        return self.cities[uid]

    def to_occurrence(self) -> dt.date | None:
        """The chosen day of a repeated event."""
        text = self.cleaned_data.get("occurrence")
        return dt.date.fromisoformat(text) if text else None

    def to_data(self) -> DelegationData:
        """What the form says."""
        values = {name: self.cleaned_data[name] for name in KEPT}
        return DelegationData(people=self.people(), names=self.cleaned_data["names"], **values)

    def refuse(self, text: str, field: str) -> None:
        """Show what a service refused, at its field where the form has it."""
        self.add_error(field if field in self.fields else None, text)


def _of(delegation: Delegation) -> dict[str, Any]:
    names = [row.name for row in delegation.names.all()]
    kept = {name: getattr(delegation, name) for name in KEPT}
    return kept | {"names": "\n".join(names), "names_agreed": bool(names), "agreed": True}


def _first(user: Any) -> dict[str, Any]:
    """What a new form proposes: whoever fills it in is the contact, and reads mails as this page."""
    named = {"contact_name": user.get_full_name(), "contact_email": user.email} if isinstance(user, User) else {}
    return named | {"language": active_language(), "form_key": uuid.uuid4()}
