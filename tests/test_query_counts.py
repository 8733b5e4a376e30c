"""Public pages take a fixed number of queries, whatever the number of records."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from events.models import Event, EventPartner
from hub.held import renew
from hub.models import ContactPerson, HubImage, Tag
from hub.tests.factories import ScopeFactory, ThemeFactory
from partners.models import City, Partner, Project, ProjectCity, ProjectPartner
from partners.tests.factories import CityFactory, PartnerFactory, PartnerKindFactory

pytestmark = pytest.mark.django_db


def make_catalogue(number):
    """``number`` partners, projects and events with tags and relations, written in bulk."""
    now, city = timezone.now(), CityFactory(country="KR")
    tags = Tag.objects.bulk_create(Tag(name=f"tag {n}", slug=f"tag-{n}") for n in range(7))
    common = {"live": True, "first_published_at": now}

    def rows(model, **values):
        return model.objects.bulk_create(
            model(title_en=f"Record {n}", slug=f"record-{n}", **common, **values) for n in range(number)
        )

    partners, projects = rows(Partner, sector="education"), rows(Project, start=dt.date(2020, 1, 1))
    events = rows(Event, city=city, start_date=dt.date(2027, 1, 1))
    ProjectPartner.objects.bulk_create(
        ProjectPartner(project=a, partner=b) for a, b in zip(projects, partners, strict=True)
    )
    ProjectCity.objects.bulk_create(ProjectCity(project=project, city=city) for project in projects)
    for records in (partners, projects, events):
        through = type(records[0]).tags.through
        through.objects.bulk_create(through(tag=tags[n % 7], content_object=r) for n, r in enumerate(records))


ADDRESSES = ("/en/", "/en/partners/", "/da/byer/", "/en/projects/?year=2020", "/en/events/")


@pytest.mark.parametrize("number", [10, 500])
def test_lists_and_records_take_at_most_twelve_queries_whatever_their_number(
    client, site, number, django_assert_max_num_queries
):
    make_catalogue(number)
    pages = [model.objects.first().get_url("en") for model in (Partner, City, Project, Event)]
    for address in (*ADDRESSES, *pages):
        client.get(address)
        renew({"directories", "address book"})  # as just after a change: nothing of them is in memory
        for _cold_and_warm in range(2):
            with django_assert_max_num_queries(12):
                assert client.get(address).status_code == 200


def fullest(record, number):
    """Every relation that a public page shows: what it offers and looks for, with matches, contacts, tags, themes."""
    for n in range(number):
        for other in (PartnerFactory(title_en=f"Match {n}"), CityFactory(title_en=f"City match {n}")):
            other.needs.set(["rendering"])
            other.offers.set(["actors"])
            other.save()
    if hasattr(record, "offers"):
        record.offers.set(["rendering"])
        record.needs.set(["actors"])
    record.tags.set(["animation", "ai"])
    record.themes.set([ThemeFactory()])
    record.image = HubImage.objects.create(title="P", file=get_test_image_file(), alt_da="P", alt_en="P", credit="C")
    record.save()
    ContactPerson.objects.create(
        record=record, name="N", email="n@example.org", consented_at=timezone.now(), consent_means="link"
    )


@pytest.mark.parametrize("number", [1, 30])
def test_pages_with_everything_take_at_most_twelve_queries(client, site, number, django_assert_max_num_queries):
    make_catalogue(number)
    whole = PartnerFactory(title_en="The whole")
    partner = PartnerFactory(title_en="Everything", kind=PartnerKindFactory(), scope=ScopeFactory(), parent=whole)
    PartnerFactory(title_en="A part", parent=partner)
    ProjectPartner.objects.create(project=Project.objects.first(), partner=partner)
    EventPartner.objects.create(event=Event.objects.first(), partner=partner)
    for record in (partner, City.objects.first(), Project.objects.first(), Event.objects.first()):
        fullest(record, number)
        for url in (record.get_url("da"), record.get_url("en")):
            client.get(url)
            with django_assert_max_num_queries(12):
                page = client.get(url).content.decode()
            assert "City match" in page or not hasattr(record, "offers")
