"""Calendars as RFC 5545 wants them, whatever titles say and whenever clocks change."""

import datetime as dt
import zoneinfo
from dataclasses import replace

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.calendar import About, Entry, calendar_text, plain
from events.choices import Recurrence
from events.schedules import Schedule
from hub.seed_files import facts

ABOUT = About("Events", "https://hub.example/en/events/", "Europe/Copenhagen")
CHANGED = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
WEEKLY = Schedule("Europe/Copenhagen", dt.date(2026, 10, 1), dt.time(17), None, dt.time(19), "weekly", count=8)
HOSTILE = [
    "Plain",
    'Comma, semicolon; backslash \\ colon: quote "',
    "Title\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged",
    "Title\nATTACH:https://evil.example/",
    "Title\rX-EVIL:1",
    "Bell\x07 nul\x00 vt\x0b esc\x1b del\x7f next\x85 line\u2028 paragraph\u2029",
    "ø" * 200,
    "漢字かな交じり文" * 40,
    "👩‍🎨🎬" * 60,
    "a" * 74 + "é",
    "\\n \\, \\; \\\\",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    " leading and trailing ",
]


def zones_of_cities():
    """The zone of every city that the hub starts with."""
    return sorted({row["timezone"] for row in facts("cities")["cities"] if row.get("timezone")})


def entry(schedule=WEEKLY, title="Open desk", **values):
    return Entry("uid-1", 3, "scheduled", schedule, title, CHANGED, **values)


def parsed(*entries):
    return icalendar.Calendar.from_ical(calendar_text(ABOUT, entries))


def event_of(calendar):
    (event,) = calendar.walk("VEVENT")
    return event


def is_well_formed(text):
    assert text.endswith(b"END:VCALENDAR\r\n")
    lines = text.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines), max(map(len, lines))
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        assert not any(sign < 32 and sign != 9 for sign in line)
        line.decode()  # no letter is cut in half
    return True


def test_cities_of_the_seed_have_zones_on_both_halves_of_the_earth():
    zones = zones_of_cities()
    assert {"Asia/Seoul", "Europe/Copenhagen", "America/Toronto"} <= set(zones)
    assert len(zones) >= 10


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_break_out_of_its_property(text):
    schedule = replace(WEEKLY, skipped=(dt.date(2026, 10, 8),))
    hostile = {"title": text, "text": text, "html": text, "place": text, "categories": (text, "ok"), "url": text}
    made = calendar_text(replace(ABOUT, name=text), [entry(schedule, **hostile)])
    assert is_well_formed(made)
    event = event_of(icalendar.Calendar.from_ical(made))
    assert event["UID"] == "uid-1"
    assert {"ATTACH", "X-EVIL"} & set(event) == set()
    assert event.errors == []
    shown = str(event["SUMMARY"])
    assert "\r" not in shown
    assert shown == plain(text)
    assert not any(ord(sign) < 32 and sign not in "\t\n" for sign in shown)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_makes_a_well_formed_calendar(text):
    made = calendar_text(ABOUT, [entry(title=text, text=text, categories=(text,))])
    assert is_well_formed(made)
    assert len(icalendar.Calendar.from_ical(made).walk("VEVENT")) == 1


def test_a_calendar_says_what_it_must():
    made = calendar_text(
        ABOUT,
        [entry(position=(56.45, 9.4), categories=("a,b", "c"), url="https://hub.example/e/", html="<p>Hi, all</p>")],
    )
    assert is_well_formed(made)
    event = event_of(icalendar.Calendar.from_ical(made))
    assert event["SEQUENCE"] == 3
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == CHANGED
    assert [str(word) for word in event["CATEGORIES"].cats] == ["a,b", "c"]
    assert event["GEO"].to_ical() == "56.45;9.4"
    assert event["X-ALT-DESC"].params["FMTTYPE"] == "text/html"
    assert b"X-ALT-DESC;FMTTYPE=text/html:<p>Hi\\, all</p>\r\n" in made
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen" in made


@pytest.mark.parametrize(
    ("status", "said"), [("cancelled", "CANCELLED"), ("postponed", "TENTATIVE"), ("moved", "CONFIRMED")]
)
def test_status_is_told(status, said):
    assert event_of(parsed(replace(entry(), status=status)))["STATUS"] == said


def test_an_empty_calendar_is_valid_and_has_a_component():
    made = calendar_text(ABOUT, [])
    assert is_well_formed(made)
    assert [part.name for part in icalendar.Calendar.from_ical(made).subcomponents] == ["VTIMEZONE"]


def test_the_same_events_are_the_same_bytes():
    assert calendar_text(ABOUT, [entry()]) == calendar_text(ABOUT, [entry()])


def test_whole_days_end_on_the_day_after():
    event = event_of(parsed(entry(Schedule("Asia/Seoul", dt.date(2026, 10, 24), None, dt.date(2026, 10, 26)))))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2026, 10, 24), dt.date(2026, 10, 27))
    assert "TZID" not in event["DTSTART"].params


def test_repetition_ends_in_utc_and_days_left_out_are_told_like_the_start():
    schedule = replace(
        WEEKLY, count=None, until=dt.date(2026, 12, 31), skipped=(dt.date(2026, 12, 24), dt.date(2026, 12, 25))
    )
    made = calendar_text(ABOUT, [entry(schedule)])
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20261231T225959Z" in made
    assert b"EXDATE;TZID=Europe/Copenhagen:20261224T170000\r\n" in made
    assert b"20261225" not in made


@pytest.mark.parametrize(
    ("recurrence", "start", "days"),
    [
        ("fortnightly", dt.date(2026, 1, 5), ["2026-01-05", "2026-01-19", "2026-02-02"]),
        ("monthly_date", dt.date(2026, 1, 31), ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("monthly_weekday", dt.date(2026, 1, 13), ["2026-01-13", "2026-02-10", "2026-03-10"]),
        ("monthly_weekday", dt.date(2026, 1, 30), ["2026-01-30", "2026-02-27", "2026-03-27"]),
        ("yearly", dt.date(2028, 2, 29), ["2028-02-29", "2032-02-29", "2036-02-29"]),
    ],
)
def test_presets_repeat_as_people_expect(recurrence, start, days):
    schedule = Schedule("Europe/Copenhagen", start, recurrence=recurrence, count=3)
    assert [day.isoformat() for day in schedule.first_days] == days


@st.composite
def schedules(draw):
    """Schedules that run over a change of clocks in a zone of a city."""
    zone = draw(st.sampled_from(zones_of_cities()))
    near = draw(st.sampled_from([(3, 8), (3, 29), (4, 5), (9, 27), (10, 4), (10, 25), (11, 1)]))
    start = dt.date(draw(st.integers(2025, 2029)), *near) + dt.timedelta(draw(st.integers(-40, 10)))
    hour = draw(
        st.one_of(
            st.none(), st.times(min_value=dt.time(5), max_value=dt.time(20)).map(lambda t: t.replace(microsecond=0))
        )
    )
    end = hour and (dt.datetime.combine(start, hour) + dt.timedelta(hours=2)).time()
    recurrence = draw(st.sampled_from(Recurrence.values))
    last = start + dt.timedelta(draw(st.integers(0, 5)))
    until = start + dt.timedelta(draw(st.integers(0, 500)))
    ends = draw(st.sampled_from([{"until": until}, {"count": draw(st.integers(2, 30))}])) if recurrence else {}
    made = Schedule(zone, start, hour, last, end, recurrence, **ends)
    skipped = draw(st.lists(st.sampled_from(made.first_days), max_size=3, unique=True)) if recurrence else []
    return replace(made, skipped=tuple(sorted(skipped)))


@given(schedules())
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_hours_stay_and_days_never_shift_over_changes_of_clocks(schedule):
    """What we say, what the file says and what another library makes of the file are one."""
    text = calendar_text(ABOUT, [entry(schedule)])
    zone = zoneinfo.ZoneInfo(schedule.timezone)
    for time in schedule.occurrences:
        assert schedule.start_time is None or time.starts.astimezone(zone).time() == schedule.start_time
    calendar = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(calendar).between(
        schedule.start_date - dt.timedelta(3), schedule.start_date + dt.timedelta(12000)
    )
    told = sorted(event["DTSTART"].dt for event in found)
    if schedule.start_time is None:
        assert told == list(schedule.first_days)
        assert {(event["DTEND"].dt - event["DTSTART"].dt).days for event in found} <= {schedule.days + 1}
    else:
        assert [moment.date() for moment in told] == list(schedule.first_days)
        assert {moment.astimezone(zone).time() for moment in told} <= {schedule.start_time}
        assert told == [time.starts for time in schedule.occurrences]


@given(schedules())
@settings(max_examples=200, deadline=None)
def test_the_zone_in_the_file_tells_the_same_moment_to_whoever_knows_no_zones(schedule):
    """A program that goes by VTIMEZONE alone comes to the same moment as one that knows the zone."""
    if schedule.start_time is None:
        return
    calendar = icalendar.Calendar.from_ical(calendar_text(ABOUT, [entry(schedule)]))
    (zone,) = calendar.walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)
    for time in schedule.occurrences:
        assert time.starts.replace(tzinfo=own).astimezone(dt.UTC) == time.starts.astimezone(dt.UTC)
