"""A small world of exchange: what counts in each direction, and beside it what must not."""

import datetime as dt

from django.utils import timezone

from events.models import Delegation, DelegationPeople, DelegationRole, EventCity, EventPartner
from events.tests.factories import EventFactory
from partners.models import ProjectCity
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

PAST = dt.date(2025, 5, 20)


def three_cities():
    """The hub's own city, one far away and one near."""
    return (
        CityFactory(title_en="Viborg", slug="viborg"),
        CityFactory(title_en="Gwangju", slug="gwangju", country="KR", timezone="Asia/Seoul"),
        CityFactory(title_en="York", slug="york", country="GB", timezone="Europe/London"),
    )


def visit(city, event, came=3, **values):
    role, _ = DelegationRole.objects.get_or_create(
        key="mayor", defaults={"title_da": "Borgmester", "title_en": "Mayor"}
    )
    made = Delegation.objects.create(city=city, event=event, state=values.pop("state", "registered"), **values)
    DelegationPeople.objects.create(delegation=made, role=role, registered=5, came=came)
    return made


def grow_exchange(home_city, gwangju, york):
    """Two visits here and one there, an event each way, a project each way; and what must not be counted."""
    here = EventFactory(title_en="Festival", city=home_city, start_date=PAST)
    there = EventFactory(title_en="Annual conference", city=gwangju, start_date=dt.date(2024, 6, 1))
    EventCity.objects.create(event=here, city=york)
    EventPartner.objects.create(event=there, partner=PartnerFactory())
    visit(gwangju, here), visit(york, here), visit(home_city, there)
    led_here, led_there = (ProjectFactory(title_en=name, start=PAST) for name in ("Led here", "Led there"))
    ProjectCity.objects.create(project=led_here, city=york)
    ProjectCity.objects.create(project=led_there, city=gwangju, role="lead")
    ProjectCity.objects.create(project=led_there, city=york)
    _uncounted(here, home_city, gwangju, york)


def _uncounted(here, home_city, gwangju, york):
    visit(york, here, came=0)
    visit(york, here, came=None)
    visit(york, here, state="cancelled")
    visit(york, EventFactory(city=gwangju, start_date=PAST))  # between others
    visit(home_city, here)  # at home
    EventFactory(city=gwangju, start_date=PAST)  # nobody of ours
    for values in ({"status": "cancelled"}, {"live": False}, {"start_date": timezone.localdate() + dt.timedelta(9)}):
        coming = EventFactory(**({"city": home_city, "start_date": PAST} | values))
        EventCity.objects.create(event=coming, city=york)
    hidden = ProjectFactory(live=False)
    ProjectCity.objects.create(project=hidden, city=york)
    ProjectCity.objects.create(project=ProjectFactory(), city=CityFactory(live=False))
