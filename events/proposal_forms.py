"""The forms by which members hand in events and open calls."""

import zoneinfo
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from events.choices import OrganiserRole
from events.models import Event, EventKind
from partners.choices import CityRole
from partners.portal.proposals_fields import LinksField, LocalMomentField, name_book, nameable
from partners.portal.proposals_forms import ProposalForm
from partners.portal.proposals_kinds import zones
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
    zones = zones()
    period: ClassVar[tuple[str, str]] = ("start_date", "end_date")


class EventForm(TakingPartForm):
    """Something that takes place."""

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
        Section(_("More facts"), ("website", "project", "scope", "themes"), folded=True),
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
        """The host city by its key."""
        return {"city_id": self.cleaned_data["host_city"]} if "host_city" in self.cleaned_data else {}


class CallForm(TakingPartForm):
    """An invitation to apply until a deadline."""

    deadline = LocalMomentField(label=_("Deadline"))
    sections: ClassVar[tuple[Section, ...]] = (
        Section("", ("deadline", "website", "tags")),
        Section(_("Who invites"), ("partners", "cities")),
        Section(_("When it takes place"), ("start_date", "end_date", "timezone"), folded=True),
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
            "website",
            "scope",
            "themes",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.deadline:
            self.initial["deadline"] = self.instance.deadline.astimezone(zoneinfo.ZoneInfo(self.instance.timezone))

    def extra_values(self) -> dict[str, Any]:
        """The deadline by the clock of the place; the kind of a new call."""
        moment, zone = self.cleaned_data.get("deadline"), self.cleaned_data.get("timezone")
        kind = self.instance.kind or EventKind.objects.filter(key=CALL_KEY).first()
        values: dict[str, Any] = {"kind": kind}
        return values | ({"deadline": moment.replace(tzinfo=zoneinfo.ZoneInfo(zone))} if moment and zone else {})
