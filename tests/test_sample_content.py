"""The sample content of all apps together."""

import re

import pytest
from django.db.models import Model

from events.models import Event, Venue
from events.sample_data import load as load_events
from hub.seed_files import facts
from partners.models import City, Partner, Project
from partners.sample_data import load as load_partners

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample_content(empty_tree):
    hub_sample_data = pytest.importorskip("hub.sample_data")
    hub_sample_data.load()
    load_partners()
    load_events()


def test_sample_content_publishes_what_is_verified_and_drafts_the_rest(sample_content):
    for model, name, key in ((Partner, "organisations", "organisations"), (City, "cities", "cities")):
        verified = {row["name"] for row in facts(name)[key] if row["verified"]}
        unverified = {row["name"] for row in facts(name)[key] if not row["verified"]}
        assert set(model.objects.filter(live=True).values_list("title_da", flat=True)) == verified
        assert set(model.objects.filter(live=False).values_list("title_da", flat=True)) == unverified


def test_sample_content_has_enough_projects_and_events_in_past_and_future(sample_content):
    assert Project.objects.public("da").count() >= 16
    events = Event.objects.public("da")
    assert events.count() >= 24
    assert events.coming().count() >= 8
    assert events.past().count() >= 8
    assert all(event.is_sample or event.source for event in events)


def test_city_that_changed_its_field_has_each_with_its_own_years(sample_content):
    lyon = City.objects.get(title_da="Lyon")
    assert "designated in 2008 (media arts until 2023). Since 2023 in the field of literature." in lyon.lead_en
    assert "optaget i 2008 (mediekunst indtil 2023). Siden 2023 inden for litteratur." in lyon.lead_da


def test_sentences_about_cities_say_what_the_data_says(sample_content):
    for row in facts("cities")["cities"]:
        city = City.objects.get(title_da=row["name"])
        years = {year for period in city.field_periods.all() for year in (period.from_year, period.until_year)}
        allowed = {str(year) for year in (*years, row["twinned_since"], row["year_designated"]) if year}
        for lead in (city.lead_da, city.lead_en):
            assert set(re.findall(r"\d{4}", lead)) == allowed


def test_sample_content_loaded_twice_changes_nothing(sample_content):
    before = [model.objects.count() for model in (Partner, City, Project, Event)]
    sentences = load_partners() + load_events()
    assert [model.objects.count() for model in (Partner, City, Project, Event)] == before
    assert "0 partners added" in sentences


def test_every_sample_record_has_its_tags_themes_and_links(sample_content):
    for model in (Partner, Project, Event):
        assert not [str(record) for record in model.objects.filter(live=True) if not record.tags.exists()]
    assert not Project.objects.filter(partner_links=None).exists()
    assert not [str(p) for p in Project.objects.filter(is_sample=True) if not (p.objectives.all() and p.sdgs.all())]


def test_no_public_page_loads_a_column_late(sample_content, client, monkeypatch):
    """Lists and links load few columns: one that is missing would cost a query for each record."""
    late = []
    refresh = Model.refresh_from_db

    def noted(self, using=None, fields=None, **kwargs):
        late.extend(f"{self._meta.label}.{name}" for name in fields or ())
        return refresh(self, using=using, fields=fields, **kwargs)

    monkeypatch.setattr(Model, "refresh_from_db", noted)
    for model in (Partner, City, Project, Event, Venue):
        for language in ("da", "en"):
            records = list(model.objects.public(language))
            index = records[0].get_url(language).rsplit("/", 2)[0]
            for url in (f"{index}/", f"{index}/?page=2", *(record.get_url(language) for record in records)):
                assert client.get(url).status_code == 200, url
    for url in ("/da/", "/en/", "/en/map/", "/en/network/", "/en/events/?view=month", "/en/tags/animation/"):
        assert client.get(url).status_code == 200, url
    assert not set(late)


def test_sample_events_of_a_project_happen_while_it_lasts(sample_content):
    found = Event.objects.filter(is_sample=True, project__is_sample=True).select_related("project")
    assert found.count() >= 8
    for event in found:
        assert event.project.start <= event.start_date, event
        assert (event.end_date or event.start_date) <= event.project.end, event
