"""The forms of partner profile, city profile and project."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from hub.geography import place_zones
from partners.choices import CityRole, PartnerRole
from partners.models import City, Partner, Project
from partners.portal.proposals_fields import LinksField
from partners.portal.proposals_forms import ProposalForm
from partners.portal.proposals_sections import Section

EXCHANGE_HELP = _("Words between commas. They are public, and lead those who match to each other.")


class ExchangeMixin:
    """What an organisation offers and looks for."""

    def _words_help(self, name: str) -> object:
        return EXCHANGE_HELP if name in ("offers", "needs") else super()._words_help(name)  # type: ignore[misc]


class PartnerProfileForm(ExchangeMixin, ProposalForm):
    """An organisation about itself."""

    word_fields: ClassVar[tuple[str, ...]] = ("tags", "offers", "needs")
    sections: ClassVar[tuple[Section, ...]] = (
        Section("", ("sector", "website", "tags")),
        Section(
            _("Where you are"),
            ("place", "latitude", "longitude"),
            _("With latitude and longitude you are on the map."),
            folded=True,
        ),
        Section(_("What you offer and look for"), ("offers", "needs"), folded=True),
        Section(
            _("More facts"),
            ("kind", "scope", "founded_year", "cvr", "contact_email", "themes"),
            _("The e-mail address is for staff; it is never shown."),
            folded=True,
        ),
    )

    class Meta(ProposalForm.Meta):
        model = Partner
        fields = (
            "title_da",
            "title_en",
            "lead_da",
            "lead_en",
            "sector",
            "kind",
            "scope",
            "founded_year",
            "website",
            "cvr",
            "contact_email",
            "place",
            "latitude",
            "longitude",
            "themes",
        )


class CityProfileForm(ExchangeMixin, ProposalForm):
    """A city about itself."""

    word_fields: ClassVar[tuple[str, ...]] = ("tags", "offers", "needs")
    zones = place_zones()
    sections: ClassVar[tuple[Section, ...]] = (
        Section("", ("country", "timezone", "website", "tags")),
        Section(_("What you offer and look for"), ("offers", "needs"), folded=True),
        Section(
            _("More facts"),
            ("latitude", "longitude", "aliases", "themes"),
            _("With latitude and longitude you are on the map."),
            folded=True,
        ),
    )

    class Meta(ProposalForm.Meta):
        model = City
        fields = (
            "title_da",
            "title_en",
            "lead_da",
            "lead_en",
            "country",
            "timezone",
            "website",
            "aliases",
            "latitude",
            "longitude",
            "themes",
        )


class ProjectForm(ProposalForm):
    """Something done together."""

    partners = LinksField(
        model="partners.Partner",
        relation="partner_links",
        roles=PartnerRole.choices,
        default_role=PartnerRole.PARTICIPANT,
        leading_role=PartnerRole.LEAD,
        least_rows=3,
        label=_("Partners"),
        help_text=_("Begin to write the name, then choose from the list."),
    )
    cities = LinksField(
        model="partners.City",
        relation="city_links",
        roles=CityRole.choices,
        default_role=CityRole.PARTICIPANT,
        leading_role=CityRole.LEAD,
        label=_("Cities"),
    )
    sections: ClassVar[tuple[Section, ...]] = (
        Section("", ("start", "end", "tags")),
        Section(_("Who takes part"), ("partners", "cities")),
        Section(
            _("What it serves"),
            ("themes", "sdgs", "scope"),
            _("Tick what fits best; two or three are plenty."),
            folded=True,
        ),
        Section(_("More facts"), ("website", "date_precision"), folded=True),
    )

    class Meta(ProposalForm.Meta):
        model = Project
        fields = (
            "title_da",
            "title_en",
            "lead_da",
            "lead_en",
            "start",
            "end",
            "date_precision",
            "website",
            "scope",
            "themes",
            "sdgs",
        )
