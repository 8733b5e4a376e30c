"""When an event is, in the words of a line."""

import datetime as dt
import zoneinfo

import pytest
from django.utils import translation

from events.models import Event
from events.templatetags.event_dates import event_hours, event_when

DAY = dt.date(2026, 11, 30)
SEOUL = zoneinfo.ZoneInfo("Asia/Seoul")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_an_event_of_one_whole_day_has_no_hours():
    assert event_hours(Event(start_date=DAY)) == ""


def test_an_event_of_several_days_says_until_when():
    shown = event_hours(Event(start_date=DAY, end_date=dt.date(2026, 12, 6)))
    assert shown == 'until <time datetime="2026-12-06">6 December 2026</time>'


def test_hours_are_those_of_the_events_own_zone():
    starts = dt.datetime(2026, 11, 30, 10, 0, tzinfo=SEOUL)
    event = Event(start_date=DAY, starts_at=starts, ends_at=starts + dt.timedelta(hours=7), timezone="Asia/Seoul")
    assert ">10:00<" in event_hours(event)
    assert ">17:00<" in event_hours(event)
    assert "(KST)" in event_hours(event)
    assert event_hours(event) in event_when(event)


def test_an_event_without_a_day_says_so():
    assert event_when(Event()) == "Date not known"
    assert event_hours(Event()) == ""
