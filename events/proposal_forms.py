"""The forms by which members hand in events and open calls."""

import zoneinfo
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.admin_forms import MOMENTS, DaysField, audience_field, languages_field
from events.choices import OrganiserRole
from events.models import Event, EventKind
from events.querysets import last_day_q
from hub.geography import place_zones
from partners.choices import CityRole
from partners.portal.proposals_fields import LinksField, LocalMomentField, name_book, nameable
from partners.portal.proposals_forms import ProposalForm
from partners.portal.proposals_sections import Section

CALL_KEY = "open_call"


class NamedRecordField(forms.CharField):
    """One record, found by its name; gives the record's key."""

    def __init__(self, *, model: str, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=210, **kwargs)
        self.model = model
        self.book: Any = None

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        return self.book.key(name) if name else None


class TakingPartForm(ProposalForm):
    """What events and calls have in common: who takes part, and a zone for their times."""

    partners = LinksField(
        model="partners.Partner",
        relation="partner_links",
        roles=OrganiserRole.choices,
        default_role=OrganiserRole.CO_ORGANISER,
        leading_role=OrganiserRole.ORGANISER,
        least_rows=2,
        label=_("Partners"),
        help_text=_("Begin to write the name, then choose from the list."),
    )
    cities = LinksField(
        model="partners.City",
        relation="city_links",
        roles=CityRole.choices,
        default_role=CityRole.PARTICIPANT,
        leading_role=CityRole.LEAD,
        label=_("Participating cities"),
    )
    zones = place_zones()
    period: ClassVar[tuple[str, str]] = ("start_date", "end_date")

    def _update_errors(self, errors: ValidationError) -> None:
        """What the record objects to in a field that this form lacks is said above the form."""
        found = getattr(errors, "error_dict", {})
        for name in [name for name in found if name not in self.fields and name != NON_FIELD_ERRORS]:
            found.setdefault(NON_FIELD_ERRORS, []).extend(found.pop(name))
        super()._update_errors(errors)  # type: ignore[misc]


class EventForm(TakingPartForm):
    """Something that takes place."""

    parent = NamedRecordField(
        model="events.Event",
        label=_("Part of"),
        help_text=_("The event in whose programme this is: its title, as it stands in the catalogue."),
    )
    skipped_days = DaysField(label=_("Left out"), help_text=_("One day on each line: 2026-12-24."))
    audiences = audience_field()
    languages = languages_field()

    host_city = NamedRecordField(
        model="partners.City", label=_("Host city"), help_text=_("Begin to write the name, then choose from the list.")
    )
    sections: ClassVar[tuple[Section, ...]] = (
        Section("", ("kind", "start_date", "end_date", "host_city", "tags")),
        Section(_("Who takes part"), ("partners", "cities")),
        Section(
            _("Hours and place"),
            ("start_time", "end_time", "timezone", "venue", "attendance", "online_url"),
            _("The hours are those of the place."),
            folded=True,
        ),
        Section(
            _("Again and again"),
            ("recurrence", "recurs_until", "recurs_count", "skipped_days"),
            _("Counted from the first day. Say either until when, or how many times."),
            folded=True,
        ),
        Section(
            _("Taking part"),
            ("audiences", "languages", "capacity", "is_free", "cost_da", "cost_en", "access_da", "access_en"),
            folded=True,
        ),
        Section(
            _("If it is moved or cancelled"),
            ("status", "status_note_da", "status_note_en"),
            _("Its page stays, and says so with its former time; calendars that follow it are told."),
            folded=True,
        ),
        Section(_("More facts"), ("website", "parent", "project", "scope", "themes"), folded=True),
    )

    class Meta(ProposalForm.Meta):
        model = Event
        fields = (
            "title_da",
            "title_en",
            "lead_da",
            "lead_en",
            "kind",
            "start_date",
            "start_time",
            "end_date",
            "end_time",
            "timezone",
            "venue",
            "attendance",
            "online_url",
            "recurrence",
            "recurs_until",
            "recurs_count",
            "skipped_days",
            "audiences",
            "languages",
            "capacity",
            "is_free",
            "cost_da",
            "cost_en",
            "access_da",
            "access_en",
            "status",
            "status_note_da",
            "status_note_en",
            "website",
            "project",
            "scope",
            "themes",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        own = list(kwargs.get("own", ()))
        super().__init__(*args, **(kwargs | {"own": own}))
        kinds: Any = self.fields["kind"]
        kinds.queryset = kinds.queryset.exclude(key=CALL_KEY)
        for name in ("venue", "project"):
            field: Any = self.fields[name]
            given = getattr(self.instance, f"{name}_id")
            field.queryset = nameable(field.queryset.model, own, [given] if given else [])
        self._offer_cities(own)
        self._offer_parents(own)

    def _offer_parents(self, own: list[Any]) -> None:
        """Events to come that are no part of another one."""
        field: Any = self.fields["parent"]
        given = self.instance.parent_id
        wholes = nameable(Event, own, [given] if given else []).filter(parent__isnull=True)
        to_come = wholes.filter(last_day_q("gte", timezone.localdate()) | Q(pk=given))
        field.book = name_book(to_come.exclude(pk=self.instance.pk))
        self.initial.setdefault("parent", field.book.label_of.get(given, ""))

    def _offer_cities(self, own: list[Any]) -> None:
        field: Any = self.fields["host_city"]
        given = self.instance.city_id
        links: Any = self.fields["cities"]
        field.book = links.book
        if given and given not in field.book.label_of:
            field.book = name_book(nameable(apps.get_model(field.model), own, [given]))
        self.initial.setdefault("host_city", field.book.label_of.get(given, ""))
        # The rows below list the same names.
        field.widget.attrs |= {"list": "names-cities", "autocomplete": "off"}

    def extra_values(self) -> dict[str, Any]:
        """The host city and the event that it is a part of, by their keys."""
        names = (("host_city", "city_id"), ("parent", "parent_id"))
        return {key: self.cleaned_data[name] for name, key in names if name in self.cleaned_data}


class CallForm(TakingPartForm):
    """An invitation to apply until a deadline."""

    call_opens_at = LocalMomentField(label=_("Opens"), required=False, help_text=_("Empty if it is open already."))
    deadline = LocalMomentField(label=_("Deadline"))
    audiences = audience_field()
    languages = languages_field()
    sections: ClassVar[tuple[Section, ...]] = (
        Section("", ("deadline", "website", "tags"), _("The hours are those of the time zone below.")),
        Section(_("Who invites"), ("partners", "cities")),
        Section(_("When it takes place"), ("start_date", "end_date", "call_opens_at", "timezone"), folded=True),
        Section(
            _("For whom"),
            ("audiences", "languages", "access_da", "access_en"),
            folded=True,
        ),
        Section(
            _("If it is moved or cancelled"),
            ("status", "status_note_da", "status_note_en"),
            _("Its page stays, and says so with its former time; calendars that follow it are told."),
            folded=True,
        ),
        Section(_("More facts"), ("attendance", "scope", "themes"), folded=True),
    )
    required_to_submit: ClassVar[tuple[str, ...]] = ("deadline",)

    class Meta(ProposalForm.Meta):
        model = Event
        fields = (
            "title_da",
            "title_en",
            "lead_da",
            "lead_en",
            "start_date",
            "end_date",
            "timezone",
            "attendance",
            "audiences",
            "languages",
            "access_da",
            "access_en",
            "status",
            "status_note_da",
            "status_note_en",
            "website",
            "scope",
            "themes",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MOMENTS:
            if moment := getattr(self.instance, name):
                self.initial[name] = moment.astimezone(zoneinfo.ZoneInfo(self.instance.timezone))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opens, closes = (cleaned.get(name) for name in MOMENTS)
        if opens and closes and opens >= closes:
            self.add_error("deadline", _("A call opens before its deadline."))
        return cleaned

    def extra_values(self) -> dict[str, Any]:
        """Opening and deadline by the clock of the place; the kind of a new call."""
        zone = self.cleaned_data.get("timezone")
        kind = self.instance.kind or EventKind.objects.filter(key=CALL_KEY).first()
        values: dict[str, Any] = {"kind": kind}
        if zone:
            for name in MOMENTS:
                if name in self.cleaned_data:
                    moment = self.cleaned_data[name]
                    values[name] = moment.replace(tzinfo=zoneinfo.ZoneInfo(zone)) if moment else None
        return values
