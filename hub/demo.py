"""Demo sign-ins: one for each role, with a password that everybody knows. Development only."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from hub.models import User

DEMO_PASSWORD = "viborg-visuals-demo"  # noqa: S105 - printed at start, refused by production settings


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """A demo user and the group that gives the rights; none for people without the admin."""

    username: str
    first_name: str
    last_name: str
    label: str
    group: str = ""

    @property
    def email(self) -> str:
        """An address that can't receive mail (RFC 2606)."""
        return f"{self.username}@demo.invalid"


DEMO_SIGN_INS = (
    DemoSignIn(
        "communications", "Karla", "Kommunikation", "communications staff: publishes in /admin/", "Communications"
    ),
    DemoSignIn("focal-point", "Frode", "Fokus", "focal point: publishes and reports in /admin/", "Focal point"),
    DemoSignIn("administrator", "Asta", "Admin", "administrator: users and settings in /admin/", "Administrators"),
    DemoSignIn("city", "Clara", "City", "city member: registers delegations, no access to /admin/"),
    DemoSignIn("partner", "Palle", "Partner", "partner member: no access to /admin/"),
)
DEMO_CITY_MEMBER, DEMO_MEMBER = DEMO_SIGN_INS[-2:]


@transaction.atomic
def make_demo_sign_ins() -> list[str]:
    """Make the demo users that are missing. Raises ``ImproperlyConfigured`` where the settings do not allow them."""
    if not getattr(settings, "HUB_DEMO_SIGN_INS", False):
        raise ImproperlyConfigured("Demo sign-ins have known passwords; these settings do not allow them.")
    made = []
    for demo in DEMO_SIGN_INS:
        # The account page of the admin asks for a name before it saves anything.
        names = {"first_name": demo.first_name, "last_name": demo.last_name}
        defaults = {"username": demo.username} | names
        user, created = User.objects.get_or_create(email=demo.email, defaults=defaults)
        if created:
            user.set_password(DEMO_PASSWORD)
            user.save()
            made.append(demo.email)
        elif not user.get_full_name():
            user.first_name, user.last_name = demo.first_name, demo.last_name
            user.save(update_fields=["first_name", "last_name"])
        EmailAddress.objects.get_or_create(user=user, email=demo.email, defaults={"primary": True, "verified": True})
        if demo.group:
            user.groups.add(Group.objects.get(name=demo.group))
    return [f"demo sign-ins made: {', '.join(made) or 'none'}"]


def demo_sign_in_lines() -> list[str]:
    """What ``make run`` prints."""
    width = max(len(demo.email) for demo in DEMO_SIGN_INS)
    lines = [f"  {demo.email:<{width}}  {demo.label}" for demo in DEMO_SIGN_INS]
    lines = ["Demo sign-ins (development only), password " + DEMO_PASSWORD + ":", *lines]
    if not settings.HUB_SECOND_FACTOR_REQUIRED:
        lines.append("The admin asks for no second factor here (development only; HUB_SECOND_FACTOR=1 asks for it).")
    return lines
