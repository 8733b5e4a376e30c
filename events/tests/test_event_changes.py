"""What is kept of an event's published changes, and how they are counted."""

import datetime as dt

import pytest

from events.choices import EventStatus
from events.models import Event
from events.tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(site):
    event = EventFactory(title_en="Open desk", start_date=dt.date(2027, 3, 1), start_time=dt.time(17))
    event.save_revision().publish()
    return event


def publish(event, **values):
    for name, value in values.items():
        setattr(event, name, value)
    event.save_revision().publish()
    return Event.objects.get(pk=event.pk)


def test_first_publication_is_no_change(event):
    assert Event.objects.get(pk=event.pk).sequence == 0
    assert not event.changes.exists()


def test_new_text_is_no_change(event):
    assert publish(event, title_en="Open desks").sequence == 0


def test_moved_event_keeps_its_former_time_and_note(event):
    moved = publish(
        event, status=EventStatus.MOVED, start_date=dt.date(2027, 4, 2), status_note_en="The hall is being painted."
    )
    change = moved.changes.get()
    assert moved.sequence == change.sequence == 1
    assert change.former_time.first == dt.date(2027, 3, 1)
    assert change.former_time.starts.isoformat() == "2027-03-01T17:00:00+01:00"
    assert change.new_time.starts.isoformat() == "2027-04-02T17:00:00+02:00"
    assert (change.before["status"], change.after["status"]) == ("scheduled", "moved")
    assert change.note_en == "The hall is being painted."


def test_each_published_change_raises_the_sequence(event):
    numbers = [
        publish(event, start_time=dt.time(18)).sequence,
        publish(event, attendance="online").sequence,
        publish(event, status=EventStatus.CANCELLED).sequence,
        publish(event, title_en="Same").sequence,
    ]
    assert numbers == [1, 2, 3, 3]


def test_draft_changes_nothing_in_public(event):
    event.status = EventStatus.CANCELLED
    event.save_revision()
    assert Event.objects.get(pk=event.pk).sequence == 0
    assert not event.changes.exists()


def test_old_draft_published_late_never_lowers_the_sequence(event):
    old = event.save_revision()
    publish(event, start_time=dt.time(18))
    publish(event, start_time=dt.time(19))
    stale = Event.objects.get(pk=event.pk).revisions.get(pk=old.pk)
    stale.publish()
    again = Event.objects.get(pk=event.pk)
    assert (again.start_time, again.sequence) == (dt.time(17), 3)


def test_what_an_object_in_memory_believes_does_not_count(event):
    other = Event.objects.get(pk=event.pk)
    publish(event, start_time=dt.time(18))
    other.sequence = 0
    other.title_en = "From another window"
    other.start_time = dt.time(18)
    other.save_revision().publish()
    assert Event.objects.get(pk=event.pk).sequence == 1
