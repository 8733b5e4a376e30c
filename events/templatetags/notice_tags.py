"""What a member's home shows of notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

from events.models import Notice
from events.notice_matches import NOTICES_READ, OwnNotice, with_fits
from partners.models import City

register = template.Library()


@dataclass(frozen=True, slots=True)
class CityNotices:
    """The notices of a member's cities, with what fits them."""

    own: list[OwnNotice]
    fitting: int


@register.simple_tag
def city_notices(organisations: Iterable[Any]) -> CityNotices | None:
    """The notices of the cities among ``organisations``; ``None`` for who belongs to no city. Two queries."""
    cities = [one for one in organisations if isinstance(one, City)]
    if not cities:
        return None
    current = list(Notice.objects.current().for_list()[:NOTICES_READ])
    keys = {city.pk for city in cities}
    own = with_fits((notice for notice in current if notice.city_id in keys), current)
    return CityNotices(own, sum(len(one.fits) for one in own))
