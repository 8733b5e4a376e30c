"""Staging and accepting: the same twice, moved, cancelled, vanished, edited here, other UIDs, trusted feeds."""

import datetime as dt

import pytest

from events.intake.accepting import IntakeRefusedError, accept_item, cancel_vanished, keep_vanished, reject_item
from events.intake.values import plan, wanted_values
from events.models import Event, FeedItem
from events.tests.factories import EventKindFactory, FeedFactory, VenueFactory
from events.tests.feed_world import calendar, day, take, vevent
from hub.tests.factories import TagFactory
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(site):
    return FeedFactory()


@pytest.fixture
def accepted(feed, communications_user):
    """A feed with one event, which is accepted."""
    take(feed, calendar(vevent()))
    accept_item(feed.items.get(), accepted_by=communications_user)
    return feed


def states(feed):
    return [(item.title, item.state, item.waits) for item in feed.items.all()]


def test_new_events_wait_and_make_nothing_yet(feed):
    assert take(feed, calendar(vevent("1"), vevent("2", "Day"))) == (2, 0, 0, 0, 0)
    assert states(feed) == [("Night", "new", True), ("Day", "new", True)]
    assert not Event.objects.exists()


def test_the_same_twice_is_nothing(feed):
    body = calendar(vevent("1"), vevent("2", "Day"), vevent("", "Without UID"))
    take(feed, body)
    before = list(FeedItem.objects.values())
    assert take(feed, body) == (0, 0, 0, 0, 3)
    assert list(FeedItem.objects.values()) == before


def test_accepting_publishes_an_event_with_its_origin(feed, communications_user):
    feed.event_kind = EventKindFactory(key="festival")
    feed.save()
    TagFactory(name="Animation")
    venue = VenueFactory(title_en="The Hall", city=feed.city)
    more = (
        *(
            "DURATION:PT2H",
            "LOCATION:The Hall\\, Street 1",
            "URL:https://c.example/night",
            "CATEGORIES:animation,unheard",
        ),
        "DESCRIPTION:One & two\\n\\n<b>three</b><script>x</script>",
    )
    take(feed, calendar(vevent("1", "Night", None, *more)))
    item = accept_item(feed.items.get(), accepted_by=communications_user)
    event = item.event
    assert (event.title_en, event.title_da, event.live, event.kind, event.city) == (
        *("Night", "", True, feed.event_kind),
        feed.city,
    )
    assert (event.start_time, event.end_time, event.timezone) == (dt.time(19), dt.time(21), "Europe/Copenhagen")
    assert event.source == "City calendar – https://c.example/night"
    assert event.website == "https://c.example/night"
    assert event.venue == venue
    assert [tag.name for tag in event.tags.all()] == ["Animation"]
    assert "script" not in event.body_en
    assert "<b>three</b>" in event.body_en
    assert event.latest_revision.user == communications_user
    assert (item.state, item.waits, item.decided_by) == ("accepted", False, communications_user)


def test_a_partners_feed_makes_the_partner_organiser_in_its_language(site, communications_user):
    feed = FeedFactory(city=None, partner=PartnerFactory(title_en="Studio"), language="da")
    take(feed, calendar(vevent("1", "Aften", None, "LOCATION:Gaden")))
    event = accept_item(feed.items.get(), accepted_by=communications_user).event
    assert (event.title_da, event.title_en) == ("Aften", "")
    assert [link.partner for link in event.partner_links.all()] == [feed.partner]
    assert "Sted: Gaden" in event.body_da


def test_what_was_written_reads_back_as_it_was_wanted(feed, communications_user):
    """Else it would look as if staff had edited it."""
    texts = (
        "A <b>b</b> & c <a href='https://x.example/?a=1&b=2'>d</a><br>e",
        "plain\\nlines & <signs>",
        "<p>x</p><div>y",
    )
    take(feed, calendar(*(vevent(str(n), f"E{n}", None, f"DESCRIPTION:{text}") for n, text in enumerate(texts))))
    for item in feed.items.all():
        item = accept_item(item, accepted_by=communications_user)
        wanted = wanted_values(item.facts, feed, item.applied)
        assert not [field for field in plan(item.event, wanted, item.applied) if field.differs or field.is_edited]
        assert not item.waits


def test_moved_waits_and_then_moves_the_same_event(accepted, communications_user):
    moved = calendar(vevent("1", "Night", f"DTSTART:{day(12)}T200000", "SEQUENCE:1"))
    assert take(accepted, moved) == (0, 1, 0, 0, 0)
    assert states(accepted) == [("Night", "changed", True)]
    event = Event.objects.get()
    assert event.start_time == dt.time(19)
    accept_item(accepted.items.get(), accepted_by=communications_user)
    event.refresh_from_db()
    assert (event.start_time, event.status, event.live) == (dt.time(20), "moved", True)
    assert f"{event.start_date:%Y%m%d}" == day(12)
    assert take(accepted, moved) == (0, 0, 0, 0, 1)
    assert states(accepted) == [("Night", "accepted", False)]


def test_cancelled_cancels_and_may_come_back(accepted, communications_user):
    cancelled = calendar(vevent("1", "Night", None, "STATUS:CANCELLED", "SEQUENCE:1"))
    assert take(accepted, cancelled) == (0, 0, 1, 0, 0)
    assert states(accepted) == [("Night", "cancelled", True)]
    accept_item(accepted.items.get(), accepted_by=communications_user)
    event = Event.objects.get()
    assert (event.status, event.live) == ("cancelled", True)
    assert states(accepted) == [("Night", "cancelled", False)]
    assert take(accepted, cancelled) == (0, 0, 0, 0, 1)
    # Cancelled events often leave the feed: that is not asked about.
    assert take(accepted, calendar()) == (0, 0, 0, 0, 0)
    assert states(accepted) == [("Night", "cancelled", False)]
    take(accepted, calendar(vevent("1", "Night", None, "SEQUENCE:2")))
    accept_item(accepted.items.get(), accepted_by=communications_user)
    event.refresh_from_db()
    assert event.status == "scheduled"


@pytest.mark.parametrize("with_start", [True, False])
def test_a_message_that_cancels_takes_nothing_else_away(feed, communications_user, with_start):
    take(feed, calendar(vevent("1"), vevent("2", "Day")))
    for item in feed.items.all():
        accept_item(item, accepted_by=communications_user)
    body = calendar(vevent("1"), method="CANCEL")
    if not with_start:
        body = b"BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert take(feed, body) == (0, 0, 1, 0, 0)
    assert states(feed) == [("Night", "cancelled", True), ("Day", "accepted", False)]


def test_a_cancelled_series_takes_its_occurrences_along(feed):
    series = vevent("s", "Weekly", None, "RRULE:FREQ=WEEKLY;COUNT=3")
    assert take(feed, calendar(series))[0] == 3
    assert take(feed, calendar(vevent("s", "Weekly", None, "STATUS:CANCELLED"), method="CANCEL")) == (0, 0, 3, 0, 0)
    assert {state for _title, state, _waits in states(feed)} == {"cancelled"}


def test_what_is_cancelled_before_anybody_wanted_it_is_nothing(feed, communications_user):
    assert take(feed, calendar(vevent("1", "Night", None, "STATUS:CANCELLED"))) == (0, 0, 0, 0, 0)
    take(feed, calendar(vevent("1")))
    take(feed, calendar(vevent("1", "Night", None, "STATUS:CANCELLED")))
    assert states(feed) == [("Night", "cancelled", False)]
    with pytest.raises(IntakeRefusedError):
        accept_item(feed.items.get(), accepted_by=communications_user)


def test_vanished_is_asked_about_once_and_changes_nothing(accepted, communications_user):
    assert take(accepted, calendar()) == (0, 0, 0, 1, 0)
    assert states(accepted) == [("Night", "vanished", True)]
    assert Event.objects.get().status == "scheduled"
    assert take(accepted, calendar()) == (0, 0, 0, 0, 0)
    with pytest.raises(IntakeRefusedError):
        accept_item(accepted.items.get(), accepted_by=communications_user)
    keep_vanished(accepted.items.get(), kept_by=communications_user)
    assert states(accepted) == [("Night", "vanished", False)]
    take(accepted, calendar())
    assert states(accepted) == [("Night", "vanished", False)]
    take(accepted, calendar(vevent()))
    assert states(accepted) == [("Night", "accepted", False)]


def test_vanished_may_be_cancelled(accepted, communications_user):
    take(accepted, calendar())
    cancel_vanished(accepted.items.get(), cancelled_by=communications_user)
    assert Event.objects.get().status == "cancelled"
    assert states(accepted) == [("Night", "vanished", False)]


def test_what_is_over_may_leave_the_feed(feed, communications_user):
    take(feed, calendar(vevent("1", "Past", f"DTSTART:{day(-3)}T190000")))
    accept_item(feed.items.get(), accepted_by=communications_user)
    assert take(feed, calendar()) == (0, 0, 0, 0, 0)
    assert states(feed) == [("Past", "accepted", False)]


def test_undecided_events_go_when_the_feed_drops_them(feed):
    take(feed, calendar(vevent()))
    assert take(feed, calendar()) == (0, 0, 0, 1, 0)
    assert states(feed) == []


@pytest.mark.parametrize(
    "body",
    [
        calendar(vevent("2", "Day")).replace(b"END:VCALENDAR", b""),
        calendar(vevent("2", "Day"), vevent("1", "Night", "DTSTART:rubbish")),
        calendar(vevent("2", "Day"), vevent("1", "Night", "X-NO:start")),
    ],
    ids=["cut off", "bad start", "no start"],
)
def test_what_can_not_be_read_has_not_vanished(accepted, body):
    assert take(accepted, body) == (1, 0, 0, 0, 0)
    assert ("Night", "accepted", False) in states(accepted)


# Identifiers


def test_recurrences_are_told_apart(feed, communications_user):
    series = vevent("s", "Weekly", None, "RRULE:FREQ=WEEKLY;COUNT=3")
    take(feed, calendar(series))
    for item in feed.items.all():
        accept_item(item, accepted_by=communications_user)
    moved = vevent("s", "Weekly", f"DTSTART:{day(18)}T210000", f"RECURRENCE-ID:{day(17)}T190000")
    assert take(feed, calendar(series, moved)) == (0, 1, 0, 0, 2)
    assert [item.start_date.strftime("%Y%m%d") for item in feed.items.all()] == [day(10), day(18), day(24)]


def test_a_whole_series_that_moves_moves_its_events(feed, communications_user):
    take(feed, calendar(vevent("s", "Weekly", None, "RRULE:FREQ=WEEKLY;COUNT=3")))
    for item in feed.items.all():
        accept_item(item, accepted_by=communications_user)
    keys = set(FeedItem.objects.values_list("pk", flat=True))
    later = vevent("s", "Weekly", f"DTSTART:{day(11)}T200000", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert take(feed, calendar(later)) == (0, 3, 0, 0, 0)
    assert set(FeedItem.objects.values_list("pk", flat=True)) == keys
    assert Event.objects.count() == 3


def test_an_excluded_occurrence_vanishes_alone(feed, communications_user):
    series = vevent("s", "Weekly", None, "RRULE:FREQ=WEEKLY;COUNT=3")
    take(feed, calendar(series))
    for item in feed.items.all():
        accept_item(item, accepted_by=communications_user)
    without = vevent("s", "Weekly", None, "RRULE:FREQ=WEEKLY;COUNT=3", f"EXDATE:{day(17)}T190000")
    assert take(feed, calendar(without)) == (0, 0, 0, 1, 2)
    assert [item.state for item in feed.items.all()] == ["accepted", "vanished", "accepted"]


def test_feeds_with_changing_uids_fall_back_to_content(feed, communications_user):
    take(feed, calendar(vevent("a1"), vevent("a2", "Day"), vevent("", "Nameless")))
    for item in feed.items.all():
        accept_item(item, accepted_by=communications_user)
    for fetch in "bc":
        body = calendar(vevent(f"{fetch}2", "Day"), vevent(f"{fetch}1"), vevent("", "Nameless"))
        assert take(feed, body) == (0, 0, 0, 0, 3)
    # A change beside title and time is still seen.
    body = calendar(vevent("d1", "Night", None, "DESCRIPTION:new"), vevent("d2", "Day"), vevent("", "Nameless"))
    assert take(feed, body) == (0, 1, 0, 0, 2)
    assert Event.objects.count() == 3


def test_changing_uids_and_times_are_followed_by_the_page(feed, communications_user):
    take(feed, calendar(vevent("a", "Night", None, "URL:https://c.example/1")))
    accept_item(feed.items.get(), accepted_by=communications_user)
    body = calendar(vevent("b", "Night", f"DTSTART:{day(30)}T190000", "URL:https://c.example/1"))
    assert take(feed, body) == (0, 1, 0, 0, 0)


def test_identifiers_may_change_places(feed):
    take(feed, calendar(vevent("1", "A"), vevent("2", "B")))
    assert take(feed, calendar(vevent("2", "A"), vevent("1", "B")))[0] == 0
    assert feed.items.count() == 2


def test_uids_are_never_kept_as_they_are(feed):
    take(feed, calendar(vevent("jane@example.org", "Night", None, "ORGANIZER:mailto:jane@example.org")))
    assert "jane" not in str(list(FeedItem.objects.values()))


def test_a_sequence_that_goes_back_is_a_stale_copy_unless_changed_later(accepted):
    new = calendar(vevent("1", "New", None, "SEQUENCE:5", "LAST-MODIFIED:20260601T000000Z"))
    stale = calendar(vevent("1", "Old", None, "SEQUENCE:2", "LAST-MODIFIED:20260501T000000Z"))
    restarted = calendar(vevent("1", "Restarted", None, "SEQUENCE:0", "LAST-MODIFIED:20260701T000000Z"))
    take(accepted, new)
    assert take(accepted, stale) == (0, 0, 0, 0, 1)
    assert accepted.items.get().title == "New"
    assert take(accepted, restarted) == (0, 1, 0, 0, 0)


def test_two_feeds_may_use_the_same_uid(site):
    one, two = FeedFactory(), FeedFactory()
    assert take(one, calendar(vevent())) == take(two, calendar(vevent())) == (1, 0, 0, 0, 0)


# What staff have edited


def edit(event, **values):
    for name, value in values.items():
        setattr(event, name, value)
    event.save_revision().publish()


def test_own_edits_are_never_overwritten_but_shown(accepted, communications_user):
    event = Event.objects.get()
    edit(event, title_en="Our title")
    take(accepted, calendar(vevent("1", "Their title", f"DTSTART:{day(11)}T190000")))
    item = accepted.items.get()
    fields = {f.name: f for f in plan(item.event, wanted_values(item.facts, accepted, item.applied), item.applied)}
    assert (fields["title_en"].current, fields["title_en"].wanted) == ("Our title", "Their title")
    assert fields["title_en"].is_edited
    assert not fields["start_date"].is_edited
    item = accept_item(item, accepted_by=communications_user)
    event.refresh_from_db()
    assert (event.title_en, f"{event.start_date:%Y%m%d}", item.waits) == ("Our title", day(11), False)
    # Nor later, by anything else that changes.
    take(accepted, calendar(vevent("1", "Third title", f"DTSTART:{day(12)}T190000")))
    accept_item(accepted.items.get(), accepted_by=communications_user)
    event.refresh_from_db()
    assert (event.title_en, f"{event.start_date:%Y%m%d}") == ("Our title", day(12))


def test_staff_may_take_over_a_field_all_the_same(accepted, communications_user):
    edit(Event.objects.get(), title_en="Our title")
    take(accepted, calendar(vevent("1", "Their title")))
    accept_item(accepted.items.get(), accepted_by=communications_user, taken={"title_en"})
    assert Event.objects.get().title_en == "Their title"


def test_an_edited_time_stays_whole(accepted, communications_user):
    edit(Event.objects.get(), end_time=dt.time(22))
    take(accepted, calendar(vevent("1", "Night", f"DTSTART:{day(11)}T230000")))
    accept_item(accepted.items.get(), accepted_by=communications_user)
    event = Event.objects.get()
    assert (event.start_time, event.end_time, f"{event.start_date:%Y%m%d}") == (dt.time(19), dt.time(22), day(10))


def test_the_editors_own_way_of_writing_is_no_edit(feed, communications_user):
    take(feed, calendar(vevent("1", "Night", None, "DESCRIPTION:One")))
    accept_item(feed.items.get(), accepted_by=communications_user)
    edit(Event.objects.get(), body_en='<p data-block-key="a1b2c">One</p>')
    take(feed, calendar(vevent("1", "Night", None, "DESCRIPTION:Two")))
    accept_item(feed.items.get(), accepted_by=communications_user)
    assert "Two" in Event.objects.get().body_en


def test_a_draft_of_staff_stays_a_draft_and_keeps_its_words(accepted, communications_user):
    event = Event.objects.get()
    event.title_en = "Draft title"
    event.save_revision(user=communications_user)
    take(accepted, calendar(vevent("1", "Their title", f"DTSTART:{day(11)}T190000")))
    accept_item(accepted.items.get(), accepted_by=communications_user)
    live = Event.objects.get()
    assert (live.title_en, live.has_unpublished_changes) == ("Their title", True)
    draft = live.get_latest_revision_as_object()
    assert (draft.title_en, f"{draft.start_date:%Y%m%d}") == ("Draft title", day(11))


def test_unpublished_events_are_updated_and_stay_unpublished(accepted, communications_user):
    Event.objects.get().unpublish()
    take(accepted, calendar(vevent("1", "Their title")))
    accept_item(accepted.items.get(), accepted_by=communications_user)
    event = Event.objects.get()
    assert not event.live
    assert event.get_latest_revision_as_object().title_en == "Their title"


def test_locked_events_and_events_in_moderation_wait(accepted, communications_user):
    event = Event.objects.get()
    take(accepted, calendar(vevent("1", "Their title")))
    Event.objects.filter(pk=event.pk).update(locked=True)
    with pytest.raises(IntakeRefusedError, match=r"Night|låst|locked"):
        accept_item(accepted.items.get(), accepted_by=communications_user)
    assert states(accepted) == [("Their title", "changed", True)]


def test_rejected_is_not_asked_about_again(feed, communications_user):
    take(feed, calendar(vevent()))
    reject_item(feed.items.get(), rejected_by=communications_user)
    take(feed, calendar(vevent("1", "Other title")))
    assert states(feed) == [("Other title", "rejected", False)]
    # Staff may think better of it.
    accept_item(feed.items.get(), accepted_by=communications_user)
    assert Event.objects.get().title_en == "Other title"


def test_a_rejected_series_stays_rejected_as_it_goes_on(feed, communications_user):
    take(feed, calendar(vevent("s", "Weekly", None, "RRULE:FREQ=WEEKLY;COUNT=2")))
    for item in feed.items.all():
        reject_item(item, rejected_by=communications_user)
    take(feed, calendar(vevent("s", "Weekly", None, "RRULE:FREQ=WEEKLY;COUNT=3")))
    assert [item.state for item in feed.items.all()] == ["rejected"] * 3


def test_a_rejected_change_leaves_the_event(accepted, communications_user):
    take(accepted, calendar(vevent("1", "Their title")))
    reject_item(accepted.items.get(), rejected_by=communications_user)
    assert states(accepted) == [("Their title", "accepted", False)]
    take(accepted, calendar(vevent("1", "Their title")))
    assert Event.objects.get().title_en == "Night"
    assert states(accepted) == [("Their title", "accepted", False)]


def test_deleted_events_are_not_made_again(accepted):
    Event.objects.get().delete()
    take(accepted, calendar(vevent("1", "Their title")))
    assert states(accepted) == [("Their title", "rejected", False)]


def test_accepting_twice_makes_one_event(feed, communications_user):
    take(feed, calendar(vevent()))
    item = feed.items.get()
    accept_item(item, accepted_by=communications_user)
    revisions = Event.objects.get().revisions.count()
    accept_item(item, accepted_by=communications_user)
    assert Event.objects.get().revisions.count() == revisions


def test_merged_events_are_followed_to_their_heir(accepted, communications_user):
    from events.tests.factories import EventFactory
    from hub.merging import merge_records

    heir = EventFactory(title_en="Heir")
    merge_records(source=Event.objects.get(title_en="Night"), heir=heir, merged_by=communications_user)
    assert accepted.items.get().event == heir


# Trusted feeds


def test_trusted_feeds_publish_move_and_cancel_by_themselves(site):
    feed = FeedFactory(is_trusted=True)
    take(feed, calendar(vevent()))
    event = Event.objects.get()
    assert (event.live, event.title_en) == (True, "Night")
    take(feed, calendar(vevent("1", "Night", f"DTSTART:{day(11)}T190000")))
    event.refresh_from_db()
    assert event.status == "moved"
    take(feed, calendar(vevent("1", "Night", f"DTSTART:{day(11)}T190000", "STATUS:CANCELLED")))
    event.refresh_from_db()
    assert (event.status, event.live) == ("cancelled", True)
    assert not feed.items.waiting().exists()


def test_trusted_feeds_never_overwrite_own_edits_and_ask_about_them(site):
    feed = FeedFactory(is_trusted=True)
    take(feed, calendar(vevent()))
    edit(Event.objects.get(), title_en="Our title")
    body = calendar(vevent("1", "Their title", None, "LOCATION:Hall"))
    for _again in range(2):
        take(feed, body)
        event = Event.objects.get()
        assert (event.title_en, "Hall" in event.body_en) == ("Our title", True)
        assert states(feed) == [("Their title", "changed", True)]
    revisions = event.revisions.count()
    take(feed, body)
    assert event.revisions.count() == revisions


def test_trusted_feeds_still_ask_about_what_vanished(site):
    feed = FeedFactory(is_trusted=True)
    take(feed, calendar(vevent()))
    take(feed, calendar())
    assert Event.objects.get().status == "scheduled"
    assert states(feed) == [("Night", "vanished", True)]
