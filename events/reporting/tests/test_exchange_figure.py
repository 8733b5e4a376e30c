"""The exchange balance among the figures of the reporting desk."""

import pytest

from events.exchange_balance import exchange_rows
from events.reporting.figures import all_figures
from events.reporting.figures.lists import SelectionError, rows_of
from events.reporting.figures.loader import load
from events.reporting.figures.numbers import Selection
from events.reporting.periods import period_of
from events.tests.exchange_world import grow_exchange, three_cities
from hub.unesco_regions import unesco_regions

pytestmark = pytest.mark.django_db
PERIOD = period_of("2024-2025")


@pytest.fixture
def exchange(site):
    grow_exchange(*three_cities())


def figure():
    return next(made for made in all_figures(load(PERIOD, with_exchange=True)) if made.key == "exchange")


def test_every_number_leads_to_as_many_rows(exchange):
    numbers = figure().numbers
    assert sum(number.value for number in numbers) > 10
    for number in numbers:
        assert len(rows_of(number.selection, PERIOD)) == number.value == number.rows


def test_all_counts_each_thing_once(exchange):
    by_year, by_region = figure().tables
    held = [row for row in exchange_rows("viborg") if row.day and row.day in PERIOD]
    for table in (by_year, by_region):
        assert sum(entry.value for entry in table.rows[-1][1:]) == len(held) > 0
    assert len(by_region.rows) == len(unesco_regions()) + 1  # the five, also those with nothing, and all


def test_what_lies_outside_the_period_is_not_counted(exchange):
    made = next(made for made in all_figures(load(period_of("2020"), with_exchange=True)) if made.key == "exchange")
    assert {number.value for number in made.numbers} == {0}


@pytest.mark.parametrize("filters", [(("what", "hats"),), (("visit", "up"),), (("year", "x"),), (("role", "mayor"),)])
def test_a_list_that_no_figure_leads_to_is_refused(exchange, filters):
    with pytest.raises(SelectionError):
        rows_of(Selection("exchange", filters), PERIOD)
