"""Who may do what at the reporting desk: asked of one object, from the database as it is."""

from collections.abc import Iterable
from typing import Any

from events.reporting.models import Activity
from partners.membership import Organisation, organisations_of
from partners.models import City, Partner


def may_see_desk(user: Any) -> bool:
    """Whether ``user`` may read activities, obligations and reports in the admin."""
    return bool(user.is_active and user.has_perm("reporting.view_activity"))


def may_report(user: Any) -> bool:
    """Whether ``user`` may change and decide on them: the focal point and administrators."""
    return bool(user.is_active and user.has_perm("reporting.change_activity"))


def own_activities(user: Any) -> Any:
    """The activities that the partners and cities of ``user`` handed in, or are writing, as a queryset."""
    return activities_of(organisations_of(user))


def activities_of(organisations: Iterable[Organisation]) -> Any:
    """The activities that these partners and cities handed in, or are writing, as a queryset."""
    organisations = list(organisations)
    partners = [found.pk for found in organisations if isinstance(found, Partner)]
    cities = [found.pk for found in organisations if isinstance(found, City)]
    mine = Activity.objects.filter(for_partner__in=partners) | Activity.objects.filter(for_city__in=cities)
    return mine.select_related("for_partner", "for_city")
