"""What members may hand in of partners, cities and projects."""

from django.utils.translation import gettext_lazy as _

from hub.completeness import Benefit
from hub.proposals import ProposableType, register

SHARED = (
    Benefit(("tags",), _("Found by those who share your subjects: add tags.")),
    Benefit(
        ("image",), _("Seen first in lists and when shared: add a picture, what it shows, who made it and its licence.")
    ),
    Benefit(
        ("title", "lead", "alt"),
        _("Read by partners abroad and at home: write title, summary and what a picture shows in both languages."),
    ),
)
ON_THE_MAP = Benefit(("latitude", "longitude"), _("Visible on the map: add a place."))
MATCHED = Benefit(("offers", "needs"), _("Matched with others: say what you offer and what you look for."))


def register_all() -> None:
    """Register what this app lets members hand in."""
    register(
        ProposableType(
            key="partner",
            model="partners.Partner",
            form="partners.portal.proposals_kinds.PartnerProfileForm",
            title=_("Partner profile"),
            invitation=_("Change the profile"),
            order=10,
            makes_new=False,
            benefits=(ON_THE_MAP, MATCHED, *SHARED),
        )
    )
    register(
        ProposableType(
            key="city",
            model="partners.City",
            form="partners.portal.proposals_kinds.CityProfileForm",
            title=_("City profile"),
            invitation=_("Change the profile"),
            order=20,
            makes_new=False,
            benefits=(ON_THE_MAP, MATCHED, *SHARED),
        )
    )
    register(
        ProposableType(
            key="project",
            model="partners.Project",
            form="partners.portal.proposals_kinds.ProjectForm",
            title=_("Project"),
            invitation=_("Propose a project"),
            order=30,
            benefits=(
                Benefit(("partners",), _("On your partners’ pages and in the network: name who takes part.")),
                Benefit(("cities",), _("On the cities’ pages: name the cities.")),
                Benefit(("sdgs",), _("Counted in the report to UNESCO: tick the goals it serves.")),
                *SHARED,
            ),
        )
    )
