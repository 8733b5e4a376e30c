"""Feeds as real calendars write them, and as broken ones do: each hand-made file has its expected outcome."""

import contextlib
import datetime as dt
import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.intake.choices import FeedNote, FeedProblem
from events.intake.facts import Entry, EventFacts, FeedUnreadableError, Note, Reading, Unreadable, from_json, to_json
from events.intake.reader_process import read_safely
from events.intake.reading import read_feed
from events.tests.feed_files import EXPECTED, FOLDER, TERMS, line_of


def said(body, charset=""):
    """What a feed comes to, as the table has it."""
    try:
        reading = read_feed(body, "", charset, TERMS)
    except FeedUnreadableError as error:
        return [f"! {error.reason.value}"]
    notes = [f"- {key}" for key in sorted({key for key, _title in reading.notes})]
    return [line_of(entry) for entry in reading.entries] + notes + ([] if reading.is_whole else ["- not whole"])


def calendar(*events, head=""):
    blocks = "\r\n".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{blocks}\r\nEND:VCALENDAR\r\n".encode()


def only(body):
    (entry,) = read_feed(body, "", "", TERMS).entries
    return entry


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_feed_says_what_is_expected(name):
    assert said((FOLDER / name).read_bytes()) == EXPECTED[name]


def test_every_file_is_in_the_table():
    assert {path.name for path in FOLDER.iterdir()} == set(EXPECTED)
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_identifiers_are_unique_and_stable(name):
    def keys():
        try:
            return [entry.key for entry in read_feed((FOLDER / name).read_bytes(), "", "", TERMS).entries]
        except FeedUnreadableError:
            return []

    assert len(keys()) == len(set(keys()))
    assert keys() == keys()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_nobody_is_named(name):
    """Neither organisers nor guests nor addresses in texts get through."""
    try:
        text = to_json(read_feed((FOLDER / name).read_bytes(), "", "", TERMS))
    except FeedUnreadableError:
        return
    for person in ("@example.org", "jane", "joe", "ana@", "<script", "alert("):
        assert person not in text.lower()


def test_readings_survive_the_way_out_of_their_process():
    for name in EXPECTED:
        body = (FOLDER / name).read_bytes()
        try:
            reading = read_feed(body, "", "", TERMS)
        except FeedUnreadableError:
            continue
        assert from_json(to_json(reading)) == reading


def test_the_process_reads_as_the_function_does():
    body = (FOLDER / "outlook_series_override.ics").read_bytes()
    assert read_safely(body, "text/calendar", "utf-8", TERMS) == read_feed(body, "", "", TERMS)
    with pytest.raises(FeedUnreadableError) as caught:
        read_safely((FOLDER / "bomb.xml").read_bytes(), "", "", TERMS)
    assert caught.value.reason == Unreadable.NOT_A_FEED


# Times


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("DTSTART:20270520T170000Z", "2027-05-20 19:00 | 2027-05-20"),
        ("DTSTART;TZID=Asia/Seoul:20270520T170000", "2027-05-20 17:00 | 2027-05-20"),
        ("DTSTART:20271031T010000Z\r\nDTEND:20271031T020000Z", "2027-10-31 02:00 | 2027-10-31 03:00"),
        ("DTSTART;TZID=Europe/Copenhagen:20270327T170000\r\nDURATION:P1D", "2027-03-27 17:00 | 2027-03-28 17:00"),
        ("DTSTART;TZID=Europe/Copenhagen:20270327T170000\r\nDURATION:PT24H", "2027-03-27 17:00 | 2027-03-28 17:00"),
        ("DTSTART;TZID=Europe/Copenhagen:20270328T000000\r\nDURATION:PT23H", "2027-03-28 00:00 | 2027-03-29 00:00"),
        ("DTSTART;VALUE=DATE:20270327\r\nDTEND;VALUE=DATE:20270330", "2027-03-27 | 2027-03-29"),
        ("DTSTART;VALUE=DATE:20270327\r\nDTEND;VALUE=DATE:20270327", "2027-03-27 | 2027-03-27"),
        ("DTSTART;VALUE=DATE:20270327\r\nDTEND:20270328T120000Z", "2027-03-27 | 2027-03-28"),
        ("DTSTART:20270520T170000Z\r\nDTEND;VALUE=DATE:20270521", "2027-05-20 19:00 | 2027-05-21 02:00"),
        ("DTSTART:20270520T170000Z\r\nDTEND:rubbish", "2027-05-20 19:00 | 2027-05-20"),
        ("DTSTART:20270520T170000Z\r\nDTEND:20270520T170000Z", "2027-05-20 19:00 | 2027-05-20"),
        ("DTSTART:20270520T240000\r\nDTEND:20270521T010000", "2027-05-21 00:00 | 2027-05-21 01:00"),
        ("DTSTART:20270520T1700", "2027-05-20 17:00 | 2027-05-20"),
        ("dtstart;tzid=Europe/Paris:20270520T170000", "2027-05-20 17:00 | 2027-05-20"),
        ('DTSTART;X-A="b;c:d";TZID="Europe/Paris":20270520T170000', "2027-05-20 17:00 | 2027-05-20"),
    ],
)
def test_times_are_understood(lines, expected):
    assert expected in line_of(only(calendar(f"UID:1\r\nSUMMARY:T\r\n{lines}")))


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "America/New_York", "Australia/Melbourne", "Asia/Seoul"])
def test_a_weekly_hour_stays_that_hour_over_both_clock_changes(zone):
    rule = f"DTSTART;TZID={zone}:20270302T170000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=50"
    entries = read_feed(calendar(f"UID:1\r\nSUMMARY:T\r\n{rule}"), "", "", TERMS).entries
    assert len(entries) == 50
    assert {(e.facts.start_time, e.facts.end_time, e.facts.timezone) for e in entries} == {
        ("17:00:00", "18:00:00", zone)
    }


def test_series_reach_a_year_ahead_and_no_further():
    body = calendar("UID:1\r\nSUMMARY:T\r\nDTSTART:20200101T170000Z\r\nRRULE:FREQ=WEEKLY")
    entries = read_feed(body, "", "", TERMS).entries
    assert 52 <= len(entries) <= 54
    assert entries[0].facts.first_day >= TERMS.today - dt.timedelta(days=1)


def test_what_is_long_past_or_far_off_is_left():
    body = calendar("UID:1\r\nSUMMARY:T\r\nDTSTART:20200101T170000Z", "UID:2\r\nSUMMARY:T\r\nDTSTART:20400101T170000Z")
    assert read_feed(body, "", "", TERMS).entries == []


def test_zones_with_rules_of_their_own_give_the_right_moment():
    rules = "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0530\r\n"
    rules += "TZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    body = calendar("UID:1\r\nSUMMARY:T\r\nDTSTART;TZID=Mine:20270520T190000", head=rules)
    assert "2027-05-20 15:30" in line_of(only(body))
    # Another calendar gives the same name to other rules.
    body = calendar("UID:1\r\nSUMMARY:T\r\nDTSTART;TZID=Mine:20270520T190000", head=rules.replace("+0530", "+0200"))
    assert "2027-05-20 19:00" in line_of(only(body))


# Charsets


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("utf-8", ""), ("utf-8", "iso-8859-1"), ("latin-1", "iso-8859-1"), ("latin-1", "utf-8"), ("latin-1", "nonsense")],
)
def test_letters_survive_what_servers_say_of_them(encoding, charset):
    body = calendar("UID:1\r\nSUMMARY:Ærø\r\nDTSTART:20270520").decode().encode(encoding)
    (entry,) = read_feed(body, "", charset, TERMS).entries
    assert entry.facts.title == "Ærø"


def test_other_scripts_survive_their_charset():
    body = calendar("UID:1\r\nSUMMARY:광주\r\nDTSTART:20270520").decode().encode("euc-kr")
    assert read_feed(body, "", "euc-kr", TERMS).entries[0].facts.title == "광주"


@given(st.text(max_size=60), st.sampled_from(["SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "UID"]))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reading(text, name):
    line = f"{name}:{text}".replace("\r", "").replace("\n", "\r\n ")
    body = calendar(f"{line}\r\nDTSTART:20270520", "UID:good\r\nSUMMARY:Good\r\nDTSTART:20270521")
    titles = [entry.facts.title for entry in read_feed(body, "", "", TERMS).entries]
    assert "Good" in titles


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_reading(noise):
    for body in (noise, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + noise, b"<html>" + noise, b"[" + noise):
        with contextlib.suppress(FeedUnreadableError):
            assert read_feed(body, "", "", TERMS).kind in ("ical", "jsonld")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/event/1", "https://c.example/event/1"),
        ("https://d.example/2", "https://d.example/2"),
        ("//[x", ""),
        ("javascript:alert(1)", ""),
        ("http://u:p@c.example/", ""),
    ],
)
def test_links_of_a_page_are_led_from_it(url, expected):
    body = json.dumps([{"@type": "Event", "name": "T", "startDate": "2027-05-20", "url": url}]).encode()
    (entry,) = read_feed(body, "", "", replace(TERMS, page="https://c.example/events/?a=1")).entries
    assert entry.facts.url == expected


# Too much


def test_two_thousand_events_are_read_and_one_more_is_refused():
    events = [f"UID:{n}\r\nSUMMARY:E{n}\r\nDTSTART:20270520T170000Z" for n in range(2001)]
    assert len(read_feed(calendar(*events[:2000]), "", "", TERMS).entries) == 2000
    assert said(calendar(*events)) == ["! too_many_events"]
    page = ",".join(f'{{"@type":"Event","name":"E{n}","startDate":"2027-05-20"}}' for n in range(2001))
    assert said(f"[{page}]".encode()) == ["! too_many_events"]


def test_series_count_with_all_their_occurrences():
    weekly = [f"UID:{n}\r\nSUMMARY:E{n}\r\nDTSTART:20270301T170000Z\r\nRRULE:FREQ=WEEKLY" for n in range(50)]
    assert said(calendar(*weekly)) == ["! too_many_events"]


@pytest.mark.parametrize(
    "body",
    [
        calendar(
            *(
                f"UID:{n}\r\nSUMMARY:x\r\nDTSTART:19700101\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
                for n in range(99)
            )
        ),
        b"<html>" + b"<!--" * 1_200_000,
    ],
    ids=["rules that never end", "comments that never end"],
)
def test_what_takes_too_much_work_is_given_up(body):
    began = time.monotonic()
    with pytest.raises(FeedUnreadableError) as caught:
        read_safely(body, "", "", TERMS)
    assert caught.value.reason == Unreadable.TOO_MUCH_WORK
    assert time.monotonic() - began < 25


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 500_000,
        b'{"@graph":' * 100_000,
        b'[{"@type":"Event","name":"x","startDate":' + b"9" * 5000 + b"}]",
        b"<html>" + b"<div>" * 500_000,
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 1900,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270520\r\nSUMMARY:" + b"&lt;" * 1_000_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270520\r\nDESCRIPTION:" + b"<script " * 500_000,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270520\r\nDESCRIPTION:" + b"a@" * 1_000_000,
    ],
)
def test_bombs_of_text_come_to_little(body):
    began = time.monotonic()
    with contextlib.suppress(FeedUnreadableError):
        assert len(read_safely(body, "", "", TERMS).entries) <= 1
    assert time.monotonic() - began < 25


# Words


def test_every_reason_and_note_has_words():
    assert {reason.value for reason in Unreadable} | {"unexpected"} == set(FeedProblem.values)
    assert {note.value for note in Note} == set(FeedNote.values)


def test_the_same_facts_have_the_same_hash():
    facts = EventFacts("T", "2027-05-20", "UTC", categories=("a",))
    entry = Entry("series", "", facts)
    (copy,) = from_json(to_json(Reading("ical", [entry]))).entries
    assert copy.facts.content_hash() == facts.content_hash()
    assert EventFacts("T", "2027-05-21", "UTC").content_hash() != facts.content_hash()
