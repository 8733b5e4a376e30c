"""Blocks that show records: public ones, in order, in a fixed number of queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.tests.factories import EventFactory, VenueFactory
from hub.addresses import one_reading
from hub.tests.bodies import block, published_translation, shown
from hub.tests.factories import TagFactory
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_heading_of_record_cards_arrives_translated(client, site):
    records = [block("partner", PartnerFactory(title_en="Studio").pk)]
    strings, english = published_translation(
        site, block("record_cards", {"heading": "Hvem er hvem", "records": records})
    )
    assert strings == ["Hvem er hvem"]
    html = client.get(english.url).content.decode()
    assert "EN0" in html
    assert "Studio" in html
    assert "Hvem er hvem" not in html


def test_record_cards_show_public_records_in_the_chosen_order(site):
    city, partner = CityFactory(title_en="Karlsruhe"), PartnerFactory(title_en="Studio")
    draft = ProjectFactory(title_en="Unfinished", live=False)
    chosen = [block("city", city.pk), block("project", draft.pk), block("partner", partner.pk)]
    html = shown(block("record_cards", {"heading": "", "records": chosen}))
    assert html.index(str(city.title)) < html.index(str(partner.title))
    assert str(draft.title) not in html
    assert "<h2" in html


def test_record_cards_ask_the_same_number_of_questions_however_many_there_are(site):
    makers = {
        "partner": PartnerFactory, "city": CityFactory, "project": ProjectFactory,
        "event": EventFactory, "venue": VenueFactory,
    }  # fmt: skip
    chosen = [block(kind, make(tags=["lys"]).pk) for _ in range(2) for kind, make in makers.items()]

    def questions(records):
        with one_reading(), CaptureQueriesContext(connection) as asked:
            shown(block("record_cards", {"heading": "Hvem", "records": records}))
        return len(asked)

    questions(chosen)
    assert questions(chosen) == questions(chosen[: len(makers)])


def test_event_list_shows_only_coming_events_with_the_tag(site):
    tag = TagFactory(name="lys")
    today = dt.date.today()
    EventFactory(title_en="Light", start_date=today, tags=["lys"])
    EventFactory(title_en="Sound", start_date=today)
    EventFactory(title_en="Long ago", start_date=dt.date(2020, 1, 1), tags=["lys"])
    html = shown(block("event_list", {"heading": "Kommende", "count": 5, "tag": tag.pk}), language="en")
    assert "Light" in html
    assert "Sound" not in html
    assert "Long ago" not in html
