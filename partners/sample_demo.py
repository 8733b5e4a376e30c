"""Where the demo member belongs: development only, so that the portal has something to show."""

from django.db import transaction

from hub.demo import DEMO_MEMBER
from hub.models import User
from partners.choices import MemberRole
from partners.models import Membership, Partner
from partners.services.members import join

# Has projects, parts and tags, so that every section of the portal's home is filled.
DEMO_PARTNER = "The Animation Workshop"


@transaction.atomic
def load() -> list[str]:
    """Make the demo member an owner of a sample partner, unless there was ever a place in any organisation."""
    user = User.objects.filter(email=DEMO_MEMBER.email).first()
    partner = Partner.objects.filter(title_da__startswith=DEMO_PARTNER, live=True).order_by("pk").first()
    if user is None or partner is None or Membership.objects.filter(user=user).exists():
        return []
    join(user=user, organisation=partner, role=MemberRole.OWNER, by=None)
    return [f"{user.email} is an owner of {partner}"]
