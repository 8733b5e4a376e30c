"""What comes first: the thing itself, things of the kind and of the year that were asked for."""

import datetime as dt

import pytest

from events.tests.factories import EventFactory
from partners.tests.factories import CityFactory, PartnerFactory
from search.requests import SearchRequest
from search.searching import search
from search.tests.conftest import indexed

pytestmark = pytest.mark.django_db


def titles(text):
    return [hit.shown.title for hit in search(SearchRequest(text=text)).hits]


def partners(*names):
    indexed(*(PartnerFactory(title_da=name, title_en="", lead_da="", lead_en="") for name in names))


@pytest.mark.parametrize("text", ["lys på tværs", "LYS PÅ TVÆRS", "lys paa tvaers"])
def test_what_has_just_the_query_for_its_title_comes_first(text):
    partners("Alt om lys på tværs", "Lys på tværs", "Festen: lys på tværs", "Tværs på lys")
    assert titles(text)[0] == "Lys på tværs"


def test_a_word_as_it_is_written_beats_one_that_is_spelled_otherwise():
    partners("Årets år", "Mad og AR")
    assert titles("AR") == ["Mad og AR"]
    partners("Sondag", "Søndag for alle")
    assert titles("søndag") == ["Søndag for alle", "Sondag"]


def test_a_kind_of_thing_in_the_query_is_a_hint():
    partners("Kunst fra Hobro")
    city = CityFactory(title_da="Hobro", title_en="Hobro")
    indexed(city)
    # The list of cities is a thing that can be found, too.
    assert titles("hobro byer") == titles("cities hobro") == ["Hobro", "Byer", "Kunst fra Hobro"]


def test_the_event_of_the_year_comes_first():
    events = [EventFactory(title_da=f"Årskonference {n}", title_en="", start_date=dt.date(year, 5, 4))
              for n, year in (("A", 2026), ("B", 2028), ("C", 2027))]  # fmt: skip
    indexed(*events)
    assert titles("årskonference 2027")[0] == "Årskonference C"
