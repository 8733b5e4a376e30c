"""Who hosts an event: the organisations that answer for it, and their members."""

from typing import Any

from django.db.models import Q, QuerySet

from hub.models import User
from partners.models import Membership


def host_q(event: Any) -> Q:
    """Memberships in the organisations that answer for ``event`` (``Event.answering_roles``), as a condition."""
    roles = event.answering_roles
    partners = event.partner_links.model.objects.filter(event=event.pk, role__in=roles["partner_links"])
    cities = event.city_links.model.objects.filter(event=event.pk, role__in=roles["city_links"])
    found = Q(partner__in=partners.values("partner")) | Q(city__in=cities.values("city"))
    return found | Q(city=event.city_id) if event.city_id else found


def host_members(event: Any) -> QuerySet[User]:
    """The active members of the organisations that answer for ``event``."""
    places = Membership.objects.active().filter(host_q(event))
    return User.objects.filter(pk__in=places.values("user"), is_active=True).exclude(email="")
