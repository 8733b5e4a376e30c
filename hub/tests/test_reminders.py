"""Reminders: each goes out once, and one that fails stops no other."""

import io
from smtplib import SMTPException

import pytest
from django.core.management import CommandError, call_command

from hub import reminders
from hub.models import SentReminder
from hub.reminders import Reminder, ReminderSource, register_reminders

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(monkeypatch):
    """An empty registry, so that a test knows what is in it."""
    monkeypatch.setattr(reminders, "_sources", {})


def send(**options):
    out = io.StringIO()
    call_command("send_reminders", stdout=out, **options)
    return out.getvalue()


def test_a_reminder_goes_out_once_however_often_the_command_runs(sources):
    went = []
    register_reminders(ReminderSource("visits", "visits", lambda now: [Reminder("a", lambda: went.append("a"))]))
    assert "1" in send()
    assert "0" in send()
    assert went == ["a"]


def test_a_reminder_that_fails_stops_no_other_and_is_tried_again(sources, caplog):
    went, is_down = [], [True]

    def fail():
        if is_down:
            raise SMTPException("secret@example.org refused")
        went.append("first")

    register_reminders(
        ReminderSource("one", "ones", lambda now: [Reminder("x", fail), Reminder("y", lambda: went.append("second"))])
    )
    register_reminders(ReminderSource("two", "twos", lambda now: [Reminder("x", lambda: went.append("third"))]))
    with pytest.raises(CommandError, match="1"):
        send()
    assert went == ["second", "third"]
    assert "reminder one x was not sent" in caplog.messages
    is_down.clear()
    send()
    assert went == ["second", "third", "first"]
    assert SentReminder.objects.count() == 3


def test_a_source_that_cannot_be_asked_stops_no_other(sources):
    went = []
    register_reminders(ReminderSource("bad", "bad", lambda now: 1 // 0))
    register_reminders(ReminderSource("good", "good", lambda now: [Reminder("x", lambda: went.append("x"))]))
    with pytest.raises(CommandError):
        send(verbosity=0)
    assert went == ["x"]
