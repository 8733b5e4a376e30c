"""Figures: what they count, and that each number's list has as many rows."""

import datetime as dt
from decimal import Decimal
from itertools import permutations

import pytest
from django.http import QueryDict
from django.utils import translation

from events.choices import EventStatus
from events.models import Event
from events.reporting.choices import ActivityState, EvidenceState
from events.reporting.figures import Axis, alignment_matrix, all_figures
from events.reporting.figures.definitions import DEFINITIONS, as_markdown
from events.reporting.figures.facts import ActivityFact, Pair, Place, World
from events.reporting.figures.lists import SelectionError, rows_of, selection_of
from events.reporting.figures.loader import load
from events.reporting.figures.matrix import by_axis, empty_pairs, pair_counts
from events.reporting.figures.numbers import Number, Selection, written
from events.reporting.figures.resources import money_and_hours
from events.reporting.figures.shapes import drawn
from events.reporting.models import Activity, Evidence
from events.reporting.periods import Period, PeriodError, period_of
from events.reporting.tests.figure_world import PERIOD, activity, evidence, grow_world
from hub.models import Priority
from partners.models import Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(site):
    with translation.override("en"):
        grow_world()
        yield


def figure(key, **values):
    return next(found for found in all_figures(load(PERIOD), **values) if found.key == key)


def value(key, table, row, column):
    found = next(line for line in figure(key).tables[table].rows if line[0] == row)[column]
    return found.value


@pytest.mark.parametrize("is_public", [False, True])
def test_every_number_leads_to_a_list_of_as_many_rows(world, is_public):
    found = load(PERIOD, is_public=is_public)
    numbers = [number for made in all_figures(found) for number in made.numbers]
    for rows, columns in permutations(Axis, 2):
        numbers += alignment_matrix(found, rows, columns).numbers
    assert len(numbers) > 300
    assert sum(1 for number in numbers if number.rows) > 100
    for number in set(numbers):  # many figures give the same number: its list is walked once
        selection, period = selection_of(QueryDict(number.selection.query(PERIOD)))
        assert (selection, period) == (number.selection, PERIOD)
        listed = rows_of(selection, period, is_public=is_public)
        assert len(listed) == number.rows, number
        if selection.measure:
            assert sum((row.amount or 0 for row in listed), 0) == number.value, number


def test_one_tagged_activity_moves_exactly_one_field_for_each_pair(world):
    before = pair_counts(load(PERIOD), Axis.PRIORITY, Axis.OBJECTIVE)
    activity("One more", priorities=["sustainability"], objectives=["exchange"])
    after = pair_counts(load(PERIOD), Axis.PRIORITY, Axis.OBJECTIVE)
    assert after - before == {("sustainability", "exchange"): 1}
    assert before - after == {}


def test_activity_with_several_terms_is_counted_once_in_all(world):
    table = by_axis(load(PERIOD), Axis.PRIORITY)
    by_name = {row[0]: row[1].value for row in table.rows}
    assert by_name == {"learning (en)": 3, "communities (en)": 1, "sustainability (en)": 0, "Without": 2, "All": 5}


def test_empty_fields_are_those_that_no_activity_has(world):
    pairs = {(row.key, column.key) for row, column in empty_pairs(load(PERIOD), Axis.PRIORITY, Axis.OBJECTIVE)}
    assert pairs == {("sustainability", "exchange"), ("sustainability", "access")}
    assert "sustainability (en) × access (en)" in figure("matrix").notes


def test_withdrawn_term_stays_while_an_activity_has_it(world):
    Priority.objects.filter(key__in=["learning", "sustainability"]).update(withdrawn=True)
    assert {term.key for term in load(PERIOD).axis(Axis.PRIORITY)} == {"learning", "communities"}


def test_matrix_needs_two_axes(world):
    with pytest.raises(ValueError, match="different"):
        alignment_matrix(load(PERIOD), Axis.SDG, Axis.SDG)


def test_activity_across_the_years_end_counts_once_in_the_year_it_ended(world):
    assert value("trend", 0, "2023", 1) == 1  # the dead link's
    assert value("trend", 0, "2024", 1) == 3
    assert load(period_of("2023")).activities[0].title.en == "Dead link"


def test_last_day_of_the_period_is_within_and_the_day_after_is_not(world):
    titles = {fact.title.en for fact in load(PERIOD).activities}
    assert titles == {"Festival", "Residency", "Talk", "Unproven", "Dead link"}
    assert [fact.title.en for fact in load(PERIOD).coming] == ["Coming"]


def test_activity_of_a_cancelled_event_counts_again_when_the_event_takes_place(world):
    Event.objects.filter(title_en="Off").update(status=EventStatus.SCHEDULED)
    assert "Off" in {fact.title.en for fact in load(PERIOD).activities}


def test_public_figures_count_only_what_is_proven(world):
    titles = {fact.title.en for fact in load(PERIOD, is_public=True).activities}
    assert titles == {"Festival", "Residency", "Talk"}
    Evidence.objects.filter(activity__title_en="Festival").update(state=EvidenceState.DEAD)
    assert "Festival" not in {fact.title.en for fact in load(PERIOD, is_public=True).activities}


def test_withdrawn_partner_still_counts_and_is_unnamed_in_public(world):
    partners = Selection("partners")
    assert value("trend", 0, "All years", 3) == 4
    assert {row.title for row in rows_of(partners, PERIOD)} == {"School", "Studio", "Council", "Gone"}
    listed = {row.title: row.is_named for row in rows_of(partners, PERIOD, is_public=True)}
    assert listed["No longer in the catalogue"] is False
    assert "Gone" not in listed
    assert not Partner.objects.get(title_en="Gone").live


def test_helix_counts_an_activity_once_in_each_of_its_sectors(world):
    mix = {row[0]: row[1].value for row in figure("helix").tables[0].rows}
    assert mix == {
        "Education and research": 2,
        "Business": 2,
        "Public sector": 1,
        "Civil society": 1,
        "All three": 1,
        "No partner": 2,
    }
    lacking = {row[0]: row[1].value for row in figure("helix").tables[1].rows}
    assert lacking["Business"] == 1
    assert lacking["Any of the three"] == 1
    assert lacking["All projects"] == 2


def test_people_are_summed_by_kind_and_year(world):
    assert value("people", 0, "2024", 1) == 1283
    assert value("people", 1, "audience (en)", 1) == 1207
    assert value("people", 1, "Activities that don’t say", 1) == 2


def test_participation_counts_who_came_and_says_what_is_not_recorded(world):
    assert value("participation", 0, "mayor (en)", 4) == 2
    assert value("participation", 1, "All", 4) == 4
    assert value("participation", 2, "Visits to us", 1) == 1


def test_money_is_summed_exactly_and_rounded_half_up_when_shown(world):
    assert value("resources", 0, "2024", 1) == Decimal("1000.50")
    assert value("resources", 0, "2024", 2) == Decimal("1000.00")
    assert value("resources", 0, "2024", 3) == Decimal("-100.25")
    assert value("resources", 0, "All years", 4) == 3
    assert [written(Decimal(text)) for text in ("0.5", "1.5", "2.5", "-0.5")] == ["1", "2", "3", "-1"]


def test_unknown_money_is_not_nought():
    facts = ActivityFact(1, "u", Pair("a", "a"), dt.date(2024, 1, 1), None)
    made = money_and_hours(World(period_of("2024"), Place(Pair()), (facts,)))
    number: Number = made.tables[0].rows[0][2]
    assert (number.value, number.rows) == (0, 0)
    assert made.tables[0].rows[0][4].value == 1


def test_numbers_are_written_in_the_readers_language():
    with translation.override("da"):
        assert written(1234567) == "1.234.567"
    with translation.override("en"):
        assert written(1234567) == "1,234,567"


def test_both_languages_count_the_same(world):
    with translation.override("da"):
        danish = all_figures(load(PERIOD))
    english = all_figures(load(PERIOD))
    assert [n.value for f in danish for n in f.numbers] == [n.value for f in english for n in f.numbers]


def test_figures_load_in_a_fixed_number_of_queries(world, django_assert_max_num_queries):
    for number in range(20):
        activity(f"More {number}", priorities=["learning"], people={"pupils": 2})
    with django_assert_max_num_queries(12):
        all_figures(load(PERIOD))


def test_drawings_lead_to_lists(world):
    matrix = drawn(figure("matrix"), "/list/", PERIOD)
    assert matrix.cells[0][0].url.startswith("/list/?period=2023-2025&rows=activities&priority=")
    assert drawn(figure("trend"), "", PERIOD).bars[0].url == ""
    assert drawn(figure("participation"), "/list/", PERIOD) is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        "period=2023-2025&rows=users",
        "period=2023-2025&measure=password",
        "period=2025-2023",
        "period=2023-2025&priority=" + "x" * 200,
        "period=2023-2025&priority=%00",
        "period=2023-2025&without=password",
        "period=2023-2025&year=99999",
        "period=2023-2025&year=²⁰²⁴",
        "period=2023-2025&said=state",
        "period=2023-2025&gap=any",
        "period=2023-2025&rows=projects&gap=x",
        "period=2023-2025&rows=delegations&kind=x",
    ],
)
def test_list_that_no_figure_links_to_is_refused(world, query):
    with pytest.raises(SelectionError):
        rows_of(*selection_of(QueryDict(query)))


@pytest.mark.parametrize("text", ["2023-2025x", "2025-2023", "1700", "2023-02-30..2023-03-01", "9999", "", "²⁰²³"])
def test_text_that_is_no_period_is_refused(text):
    with pytest.raises(PeriodError):
        period_of(text)


def test_period_is_written_as_it_is_read():
    for text in ("2023-2027", "2024", "2023-01-01..2023-06-30"):
        assert str(period_of(text)) == text
    assert period_of("2023–2027") == Period(dt.date(2023, 1, 1), dt.date(2027, 12, 31))


def test_data_dictionary_has_the_definitions_of_all_figures():
    text = (settings_base() / "docs" / "data-dictionary.md").read_text()
    assert as_markdown() in text
    assert {made.key for made in all_figures(World(PERIOD, Place(Pair())))} < {row.key for row in DEFINITIONS}


def settings_base():
    from django.conf import settings

    return settings.BASE_DIR


def test_used_activities_go_on_counting(world):
    Activity.objects.filter(title_en="Festival").update(state=ActivityState.USED)
    assert "Festival" in {fact.title.en for fact in load(PERIOD).activities}


def test_evidence_that_is_there_twice_counts_an_activity_once(world):
    evidence(Activity.objects.get(title_en="Festival"), "Another")
    assert value("trend", 0, "2024", 2) == 2
