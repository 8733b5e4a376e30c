"""What templates may show of the reporting desk."""

from collections.abc import Iterable
from typing import Any

from django import template

from events.models import DelegationRole
from events.reporting.access import activities_of
from events.reporting.choices import ActivityState

register = template.Library()
ACTIVITIES_SHOWN = 20


@register.filter
def role_names(keys: Iterable[str]) -> str:
    """The roles of those keys in the reader's language."""
    names = {role.key: str(role.title) for role in DelegationRole.objects.filter(key__in=list(keys))}
    return ", ".join(names.get(key, key) for key in keys)


@register.simple_tag
def latest_activities(organisations: Iterable[Any]) -> dict[str, list[Any]]:
    """The latest activities of partners and cities: those sent back, and the others. One query."""
    found = list(activities_of(organisations).order_by("-changed_at")[:ACTIVITIES_SHOWN])
    asked = [activity for activity in found if activity.state == ActivityState.SENT_BACK]
    return {"asked": asked, "others": [activity for activity in found if activity not in asked]}
