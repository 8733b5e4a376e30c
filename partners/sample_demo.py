"""Where the demo members belong: development only, so that the portal has something to show."""

from django.db import transaction

from hub.demo import DEMO_CITY_MEMBER, DEMO_MEMBER, DemoSignIn
from hub.models import User
from partners.choices import MemberRole
from partners.membership import Organisation
from partners.models import City, Membership, Partner
from partners.services.members import join

# Has projects, parts and tags, so that every section of the portal's home is filled.
DEMO_PARTNER = "The Animation Workshop"
# Has been here, and comes again.
DEMO_CITY = "Karlsruhe"


@transaction.atomic
def load() -> list[str]:
    """Make the demo members owners of a sample partner and city, unless they ever had a place anywhere."""
    partner = Partner.objects.filter(title_da__startswith=DEMO_PARTNER, live=True).order_by("pk").first()
    city = City.objects.filter(title_da=DEMO_CITY, live=True).order_by("pk").first()
    return [*_place(DEMO_MEMBER, partner), *_place(DEMO_CITY_MEMBER, city)]


def _place(demo: DemoSignIn, organisation: Organisation | None) -> list[str]:
    user = User.objects.filter(email=demo.email).first()
    if user is None or organisation is None or Membership.objects.filter(user=user).exists():
        return []
    join(user=user, organisation=organisation, role=MemberRole.OWNER, by=None)
    return [f"{user.email} is an owner of {organisation}"]
