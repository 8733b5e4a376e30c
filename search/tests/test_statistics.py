"""What people search for: counted by day, with no personal data, at no cost to pages."""

import datetime as dt
import threading
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hub.tests.factories import TagFactory
from search import statistics as module
from search.models import SearchDay
from search.statistics import Statistics, fit_to_keep, forget_old, searches_for_tags

PERSONAL = [
    "jens@example.org",
    "find jens＠example.org",
    "jens (at) viborg.example.dk",
    "86 12 34 56",
    "+45 86123456",
    "(0045) 86.12.34.56",
    "010190-1234",
    "0101901234 hvem er det",
    "٠١٠١٩٠١٢٣٤",
    "https://example.org/jens",
    "www.jens.dk",
    "a" * 101,
    "x",
    "",
    "“”",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_what_may_tell_of_a_person_is_not_kept(text):
    assert fit_to_keep(text) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Animation   FESTIVAL ", "animation festival"),
        ("“Blå Bog”", "blå bog"),
        ("festival 2026", "festival 2026"),
        ("sdg 11", "sdg 11"),
        ("fes\u0000ti\u202eval", "fes ti val"),
    ],
)
def test_the_same_question_is_counted_as_one(text, kept):
    assert fit_to_keep(text) == kept


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_no_long_number_gets_through(text):
    kept = fit_to_keep(text)
    assert len(kept) <= 100
    assert "@" not in kept
    assert sum(c.isdigit() for c in kept) < 7 or not module._NUMBER.search(kept)


@pytest.fixture
def counted(db):
    return Statistics()


def rows():
    return sorted(SearchDay.objects.values_list("text", "language", "count", "found_nothing"))


def test_searches_of_a_day_add_up(counted):
    counted.note("Film", "da", found=3)
    counted.note("film ", "da", found=0)
    counted.note("film", "en", found=1)
    assert counted.write() == 2
    counted.note("film", "da", found=1)
    counted.write()
    assert rows() == [("film", "da", 3, 1), ("film", "en", 1, 0)]


def test_nothing_but_day_language_text_and_counts_is_kept():
    assert {field.name for field in SearchDay._meta.get_fields()} == {
        "id",
        "day",
        "language",
        "text",
        "count",
        "found_nothing",
    }


def test_personal_texts_leave_no_trace(counted):
    for text in PERSONAL:
        counted.note(text, "da", found=0)
    assert counted.write() == 0
    assert rows() == []


def test_a_flood_of_made_up_texts_does_not_fill_the_memory(counted, monkeypatch):
    monkeypatch.setattr(module, "MOST_NOTED", 5)
    for number in range(20):
        counted.note(f"word {number}", "da", found=0)
    assert counted.write() == 5


def test_a_database_that_fails_fails_nobody(counted, monkeypatch, caplog):
    def broken(*args):
        raise DatabaseError("gone")

    counted.note("film", "da", found=1)
    monkeypatch.setattr(module, "_add", broken)
    assert counted.write() == 0
    assert "could not be written" in caplog.text
    assert "film" not in caplog.text


def test_what_a_locked_database_refused_is_written_later(counted, monkeypatch):
    with monkeypatch.context() as locked:
        locked.setattr(module, "_add", Mock(side_effect=OperationalError("database is locked")))
        counted.note("film", "da", found=0)
        counted.note("lyd", "da", found=1)
        assert counted.write() == 0
    counted.note("film", "da", found=1)
    assert counted.write() == 2
    assert rows() == [("film", "da", 2, 1), ("lyd", "da", 1, 0)]
    assert counted.write() == 0


def test_what_is_refused_is_tried_again_without_another_search(settings, monkeypatch):
    settings.SEARCH_STATISTICS_DELAY_SECONDS = 0.01
    written, answers, counted = threading.Event(), [OperationalError("database is locked"), None], Statistics()

    def refused_once(asked, empty):
        if error := answers.pop(0):
            raise error
        written.set()

    monkeypatch.setattr(module, "_add", refused_once)
    counted.note("film", "da", found=1)
    assert written.wait(5)


def test_noting_waits_for_nothing_and_is_written_by_a_thread_of_its_own(settings, monkeypatch):
    settings.SEARCH_STATISTICS_DELAY_SECONDS = 0.01
    written, counted = threading.Event(), Statistics()
    monkeypatch.setattr(module, "_add", lambda asked, empty: written.set() if asked else None)
    counted.note("film", "da", found=1)
    assert written.wait(5)


def make(text, count, days_ago):
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    return SearchDay.objects.create(day=day, language="da", text=text, count=count)


def test_what_few_asked_for_is_gone_the_next_day_and_everything_after_its_time(db):
    for text, count, days_ago in [
        ("rare today", 1, 0),
        ("rare yesterday", 2, 1),
        ("often yesterday", 3, 1),
        ("long ago", 99, 500),
    ]:
        make(text, count, days_ago)
    assert forget_old() == 2
    assert {text for text, *_ in rows()} == {"rare today", "often yesterday"}
    assert forget_old() == 0


def test_the_command_says_what_it_did(db, capsys):
    make("rare", 1, 3)
    call_command("forget_searches")
    assert "1 rows" in capsys.readouterr().out


def test_searches_are_counted_for_the_words_of_tags(db):
    tag = TagFactory(name="Tegnefilm", name_en="Cartoon", synonyms="animated film")
    make("tegnefilm", 4, 1)
    make("cartoon", 3, 2)
    make("animated film", 2, 0)  # too few to be told
    make("tegnefilm", 50, 200)
    assert searches_for_tags([tag.slug, "no-such-tag"], 90) == {tag.slug: 7}
