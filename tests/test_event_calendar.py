"""Events as a month: another view of the same list and query string."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from events.tests.factories import EventFactory, EventKindFactory
from partners.tests.factories import CityFactory

pytestmark = pytest.mark.django_db


def page(client, query, language="en"):
    answer = client.get(f"/{language}/{'events' if language == 'en' else 'begivenheder'}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def entries(html):
    """Day and title of every entry of the month."""
    days = re.findall(r'<time class="month__number" datetime="([^"]+)">(.*?)</td>', html, re.DOTALL)
    return [(day, name) for day, cell in days for name in re.findall(r'<li><a href="[^"]+"[^>]*>([^<]+)</a>', cell)]


@pytest.fixture
def autumn(site):
    kind = EventKindFactory(key="festival")
    EventFactory(title_en="Opening", start_date=dt.date(2026, 11, 2), kind=kind)
    EventFactory(title_en="Weekend", start_date=dt.date(2026, 11, 28), end_date=dt.date(2026, 12, 1))
    EventFactory(title_en="Later", start_date=dt.date(2027, 5, 20))
    EventFactory(title_en="Someday", start_date=None)
    EventFactory(title_en="Draft", start_date=dt.date(2026, 11, 3), live=False)


def test_month_shows_each_event_on_each_of_its_days(client, autumn):
    html = page(client, "?view=month&month=2026-11")
    within = [found for found in entries(html) if found[0].startswith("2026-11")]
    assert within == [
        ("2026-11-02", "Opening"),
        ("2026-11-28", "Weekend"),
        ("2026-11-29", "Weekend"),
        ("2026-11-30", "Weekend"),
    ]
    assert "November 2026" in html
    assert "Draft" not in html
    assert "1 event has no known day" in html


def test_month_lists_its_events_below_and_days_lead_there(client, autumn):
    html = page(client, "?view=month&month=2026-11")
    keys = set(re.findall(r'href="#(event-[\d-]+)"', html))
    assert len(keys) == 2
    assert all(f'<li id="{key}">' in html for key in keys)


def test_what_is_repeated_has_a_row_for_each_of_its_days_in_the_month(client, site):
    EventFactory(title_en="Weekly", start_date=dt.date(2026, 11, 22), recurrence="weekly", recurs_count=20)
    html = page(client, "?view=month&month=2027-02")
    rows = html.partition('<ul class="rows">')[2].partition("</ul>")[0]
    assert re.findall(r'class="slate" datetime="([^"]+)"', rows) == [f"2027-02-{day:02}" for day in (7, 14, 21, 28)]
    for day in (7, 14, 21, 28):
        cell = html.partition(f'datetime="2027-02-{day:02}"')[2].partition("</td>")[0]
        key = re.search(r'href="#([^"]+)"', cell)[1]
        row = rows.partition(f'<li id="{key}">')[2]
        assert re.search(r'datetime="([^"]+)"', row)[1] == f"2027-02-{day:02}"


@pytest.mark.parametrize(("language", "said"), [("en", "22 November:"), ("da", "22. november:")])
def test_days_are_spoken_as_the_language_writes_them(client, site, language, said):
    EventFactory(title_en="Once", start_date=dt.date(2026, 11, 22))
    assert said in page(client, "?view=month&month=2026-11", language)


def test_filters_apply_and_the_way_back_keeps_them(client, autumn):
    html = page(client, "?view=month&month=2026-11&kind=festival")
    assert {name for _, name in entries(html)} == {"Opening"}
    assert 'href="/en/events/?kind=festival"' in html
    assert '<input type="hidden" name="month" value="2026-11">' in html
    assert "data.json?kind=festival" in html


def test_month_leads_to_its_neighbours_and_to_the_nearest_with_events(client, autumn):
    html = page(client, "?view=month&month=2027-02")
    months = re.findall(r"view=month&amp;month=(\d{4}-\d\d)\"><span", html)
    assert months == ["2027-01", "2027-03", "2026-12", "2027-05"]
    assert "Nothing in this month." in html


def test_without_a_month_the_next_one_with_events_is_shown(client, site):
    today = timezone.localdate()
    EventFactory(title_en="Past", start_date=today - dt.timedelta(days=400))
    coming = EventFactory(title_en="Coming", start_date=today + dt.timedelta(days=100))
    html = page(client, "?view=month")
    assert f"<caption>{coming.start_date:%B %Y}</caption>" in html


@pytest.mark.parametrize("month", ["2026-13", "x", "%00", "0000-01", "9" * 300, "<script>alert(1)</script>"])
def test_a_month_that_is_none_is_named_and_another_one_shown(client, autumn, month):
    html = page(client, f"?view=month&month={month}")
    assert '<table class="month__table">' in html
    assert "left out" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("view", ["evil", "", "list", "MONTH"])
def test_any_other_view_is_the_list(client, autumn, view):
    assert "month__table" not in page(client, f"?view={view}")


def test_list_offers_the_month_and_month_the_list_in_danish_too(client, autumn):
    html = page(client, "", language="da")
    assert 'href="/da/begivenheder/?view=month&amp;month=' in html
    assert ">Måned</a>" in html
    assert "november 2026" in page(client, "?view=month&month=2026-11", language="da")


def test_language_switch_keeps_view_and_month(client, autumn):
    assert "/da/begivenheder/?view=month&amp;month=2026-11" in page(client, "?view=month&month=2026-11")


def test_an_event_of_one_day_counts_for_its_year_alone(client, site):
    EventFactory(title_en="Old", start_date=dt.date(2019, 3, 1))
    html = page(client, "")
    assert 'name="year" value="2019"' in html
    assert 'name="year" value="2020"' not in html


@pytest.mark.parametrize("number", [10, 500])
def test_month_takes_the_same_few_queries_whatever_the_number(client, site, number, django_assert_max_num_queries):
    city = CityFactory(title_en="Host")
    for n in range(number):
        EventFactory(title_en=f"Event {n}", start_date=dt.date(2026, 11, 1 + n % 30), city=city)
    page(client, "?view=month&month=2026-11")
    with django_assert_max_num_queries(12):
        page(client, "?view=month&month=2026-11")
