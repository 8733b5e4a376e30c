"""Privacy walls: what stands behind one leaves search with the transaction that builds it, and comes back with it."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.tests.factories import EventFactory
from hub.models import HomePage
from partners.models import City, CityIndexPage, PartnerIndexPage, ProjectCity
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory
from search.models import SearchEntry
from search.tests.conftest import indexed

pytestmark = pytest.mark.django_db


def wall_around(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def languages_found(record):
    key = f"{record._meta.label_lower}:{record.pk}"
    return sorted(SearchEntry.objects.live().filter(key=key).values_list("language", flat=True))


@pytest.fixture
def partner(client, site):
    """A partner that is found in both languages, in a process that holds the address book."""
    made = PartnerFactory(title_en="Film School", title_da="Filmskole")
    indexed(made)
    assert client.get("/en/").status_code == 200
    assert f"/en/partners/{made.slug}/" in client.get("/en/search/", {"q": "film"}).content.decode()
    return made


@pytest.mark.parametrize("model", [PartnerIndexPage, HomePage])
def test_a_wall_takes_one_language_out_of_search_and_its_end_brings_it_back(client, partner, model):
    wall = wall_around(model.objects.get(locale__language_code="en"))
    assert languages_found(partner) == ["da"]
    assert "/en/partners/" not in client.get("/en/search/", {"q": "film"}).content.decode()
    wall.delete()
    assert languages_found(partner) == ["da", "en"]
    assert f"/en/partners/{partner.slug}/" in client.get("/en/search/", {"q": "film"}).content.decode()


# What others say of it


@pytest.fixture
def event(client, site):
    """An event in a city whose name is in its description, in a process that holds the address book."""
    city = CityFactory(title_en="Lyonville", title_da="Lyonby", country="FR")
    made = EventFactory(title_en="Film days", title_da="Filmdage", city=city)
    project = ProjectFactory(title_en="Film bus", title_da="Filmbus")
    ProjectCity.objects.create(project=project, city=city)
    indexed(made, project, city)
    assert client.get("/en/").status_code == 200
    assert said_of_the_city("en") == {"Lyonville"}
    return made


def said_of_the_city(language):
    """What entries of other things say of the city: their places, and words of its name."""
    entries = SearchEntry.objects.live().filter(language=language).exclude(type="partners.city")
    words = {"lyonville": "Lyonville", "lyonby": "Lyonby"} if language == "en" else {"lyonby": "Lyonby"}
    return {entry.place for entry in entries if entry.place} | {
        name for entry in entries for word, name in words.items() if word in str(entry.words) and not entry.place
    }


def test_a_wall_around_cities_takes_their_names_out_of_what_names_them(client, event):
    wall = wall_around(CityIndexPage.objects.get(locale__language_code="en"))
    assert said_of_the_city("en") == set()
    assert said_of_the_city("da") == {"Lyonby"}
    assert SearchEntry.objects.get(type="events.event", language="en").facets.get("country") is None
    wall.delete()
    assert said_of_the_city("en") == {"Lyonville"}


def test_a_city_that_expires_is_not_named_any_more_once_the_clock_has_run(event):
    City.objects.update(expire_at=timezone.now() + dt.timedelta(hours=1))
    indexed(event.city, event)
    assert said_of_the_city("en") == {"Lyonville"}
    City.objects.update(expire_at=timezone.now() - dt.timedelta(hours=1))
    SearchEntry.objects.filter(type="partners.city").update(expires_at=timezone.now() - dt.timedelta(hours=1))
    call_command("sync_search_index", stdout=io.StringIO())
    assert said_of_the_city("en") == set()
    assert said_of_the_city("da") == set()
    told = io.StringIO()
    call_command("sync_search_index", stdout=told)
    assert "expired" not in told.getvalue()
