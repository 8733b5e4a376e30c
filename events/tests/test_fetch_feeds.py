"""``fetch_feeds`` over the wire: a sample feed's life, bad feeds beside good ones, what each is told."""

import dataclasses
import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from events.intake import jobs
from events.intake.accepting import accept_item
from events.intake.jobs import fetch_feeds
from events.models import Event, Feed
from events.tasks import fetch_feed
from events.tests.factories import FeedFactory
from events.tests.feed_world import calendar, day, vevent
from hub.tests.web_server import LOCAL, reply, serving

# Feeds are fetched in threads, which touch no database; staging is in this one.
pytestmark = pytest.mark.django_db


@pytest.fixture
def served():
    """What the other city's server gives at each address: bytes, a status, or a function."""
    found = {}

    def answer(handler):
        what = found.get(handler.path, 404)
        if callable(what):
            what(handler)
        elif isinstance(what, int):
            reply(handler, status=what)
        else:
            reply(handler, what, Content_Type="text/calendar")

    with serving(answer) as server:
        found["server"] = server
        yield found


@pytest.fixture
def let_onto_this_machine(monkeypatch):
    """The command takes no policy: only a test that replaces the default in the code gets here."""
    monkeypatch.setattr(jobs.fetch_feeds, "__kwdefaults__", {"policy": LOCAL})


def feed_at(served, path, **values):
    return FeedFactory(url=f"{served['server'].origin}{path}", **values)


def ran(*args):
    out = io.StringIO()
    with translation.override("en"):
        call_command("fetch_feeds", *args, stdout=out)
    return out.getvalue()


def outcomes(**kwargs):
    return list(fetch_feeds(Feed.objects.order_by("pk"), policy=LOCAL, **kwargs))


def test_a_sample_feed_is_imported_twice_moved_and_cancelled(
    site, served, let_onto_this_machine, communications_user, client
):
    """The life of a feed: counts stay right throughout."""
    series = vevent(
        "s", "Weekly", f"DTSTART;TZID=Asia/Seoul:{day(5)}T190000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"
    )
    night, day_long = vevent("n", "Night"), vevent("d", "Days", f"DTSTART;VALUE=DATE:{day(20)}", "DURATION:P3D")
    served["/feed.ics"] = calendar(series, night, day_long)
    feed = feed_at(served, "/feed.ics", title="Gwangju")
    assert ran().startswith("Gwangju: 5 new, 0 changed, 0 cancelled, 0 vanished, 0 unchanged; 0 accepted.")
    assert (feed.items.count(), feed.items.waiting().count(), Event.objects.count()) == (5, 5, 0)
    # Imported twice
    assert "0 new, 0 changed, 0 cancelled, 0 vanished, 5 unchanged" in ran()
    for item in feed.items.all():
        accept_item(item, accepted_by=communications_user)
    assert "5 unchanged" in ran()
    assert (feed.items.waiting().count(), Event.objects.filter(live=True).count()) == (0, 5)
    # Moved
    moved = vevent("n", "Night", f"DTSTART:{day(12)}T210000", "SEQUENCE:1")
    served["/feed.ics"] = calendar(series, moved, day_long)
    assert "0 new, 1 changed, 0 cancelled, 0 vanished, 4 unchanged" in ran()
    accept_item(feed.items.waiting().get(), accepted_by=communications_user)
    event = Event.objects.get(title_en="Night")
    assert (event.start_time, event.status) == (dt.time(21), "moved")
    # Cancelled
    served["/feed.ics"] = calendar(series, moved.replace("SEQUENCE:1", "SEQUENCE:2\r\nSTATUS:CANCELLED"), day_long)
    assert "0 new, 0 changed, 1 cancelled, 0 vanished, 4 unchanged" in ran()
    accept_item(feed.items.waiting().get(), accepted_by=communications_user)
    event.refresh_from_db()
    assert event.status == "cancelled"
    assert client.get(event.get_url("en")).status_code == 200
    # And as it is
    assert "0 new, 0 changed, 0 cancelled, 0 vanished, 5 unchanged" in ran()
    assert (feed.items.count(), feed.items.waiting().count()) == (5, 0)
    assert (Event.objects.count(), Event.objects.filter(status="cancelled").count()) == (5, 1)


def test_a_bad_feed_never_stops_the_others(site, served, let_onto_this_machine):
    def bomb(handler):
        reply(handler, b"x" * 6_000_000)

    served |= {"/good.ics": calendar(vevent()), "/404": 404, "/bomb": bomb, "/html": b"<html>Sign in</html>"}
    bad = [feed_at(served, path, kind="ical") for path in ("/404", "/bomb", "/html")]
    bad.append(FeedFactory(url="http://no-such-host.invalid/x.ics"))
    good = feed_at(served, "/good.ics")
    text = ran()
    assert "5 calendars fetched, 4 failed." in text
    for feed in (*bad, good):
        feed.refresh_from_db()
    assert [feed.state for feed in (*bad, good)] == ["failing"] * 4 + ["working"]
    assert [(feed.problem, feed.problem_detail) for feed in bad] == [
        ("refused", "404"),
        ("too_large", ""),
        ("page_instead", ""),
        ("unknown_host", ""),
    ]
    assert good.items.count() == 1


def test_what_nobody_thought_of_stops_no_other_feed(site, served, monkeypatch):
    served |= {"/a.ics": calendar(vevent()), "/b.ics": calendar(vevent())}
    first, _second = feed_at(served, "/a.ics"), feed_at(served, "/b.ics")
    stage = jobs.stage

    def stumbling(feed, reading):
        staged = stage(feed, reading)
        if feed == first:
            raise ValueError("odd")
        return staged

    monkeypatch.setattr(jobs, "stage", stumbling)
    assert [outcome.staged is None for outcome in outcomes()] == [True, False]
    first.refresh_from_db()
    assert (first.state, first.problem, first.items.count()) == ("failing", "unexpected", 0)


def test_a_feed_that_fails_keeps_its_events_and_recovers(site, served):
    served["/feed.ics"] = calendar(vevent())
    feed = feed_at(served, "/feed.ics")
    outcomes()
    served["/feed.ics"] = 500
    outcomes()
    outcomes()
    feed.refresh_from_db()
    assert (feed.state, feed.failures, feed.items.get().state) == ("failing", 2, "new")
    assert feed.fetched_at < feed.tried_at
    served["/feed.ics"] = calendar(vevent())
    outcomes()
    feed.refresh_from_db()
    assert (feed.state, feed.failures, feed.problem) == ("working", 0, "")


def test_the_hub_never_asks_inner_addresses_in_production(site, served):
    """The command as it is, with nothing replaced."""
    served["/feed.ics"] = calendar(vevent())
    feed = feed_at(served, "/feed.ics")
    assert "inner network" in ran()
    feed.refresh_from_db()
    assert (feed.problem, feed.items.count(), served["server"].seen) == ("not_public", 0, [])


def test_unchanged_feeds_are_not_sent_again_within_a_day(site, served):
    def answer(handler):
        is_known = handler.headers.get("If-None-Match") == '"1"'
        reply(handler, b"" if is_known else calendar(vevent()), status=304 if is_known else 200, ETag='"1"')

    served["/feed.ics"] = answer
    feed = feed_at(served, "/feed.ics")
    outcomes()
    (again,) = outcomes()
    assert (again.staged.unchanged, again.staged.has_news) == (1, False)
    assert served["server"].seen[-1][1]["If-None-Match"] == '"1"'
    # A day later what recurs has to be looked at anew.
    Feed.objects.update(read_at=timezone.now() - dt.timedelta(days=1))
    outcomes()
    assert "If-None-Match" not in served["server"].seen[-1][1]
    # Another way of reading, too.
    feed.refresh_from_db()
    feed.timezone = "Asia/Seoul"
    feed.save()
    outcomes()
    assert "If-None-Match" not in served["server"].seen[-1][1]
    assert feed.items.get().raw["timezone"] == "Asia/Seoul"


def test_only_the_named_feed_is_fetched(site, served, let_onto_this_machine):
    served |= {"/a.ics": calendar(vevent()), "/b.ics": calendar(vevent())}
    one, other = feed_at(served, "/a.ics", is_active=False), feed_at(served, "/b.ics")
    ran("--feed", str(one.pk))
    assert (one.items.count(), other.items.count()) == (1, 0)


def test_switched_off_feeds_are_left_alone(site, served, let_onto_this_machine):
    feed_at(served, "/a.ics", is_active=False)
    assert "0 calendars fetched" in ran()
    assert served["server"].seen == []


@pytest.mark.parametrize("number", ["999999", "0", "-1"])
def test_an_unknown_number_fails_the_command_before_anything_is_fetched(site, served, number):
    one = feed_at(served, "/a.ics")
    with pytest.raises(CommandError, match=number):
        ran("--feed", str(one.pk), f"--feed={number}")
    assert served["server"].seen == []


def test_the_task_fetches_one_feed(site, served, monkeypatch, let_onto_this_machine):
    served["/a.ics"] = calendar(vevent(), vevent("2", "Day"))
    assert fetch_feed.call(feed_at(served, "/a.ics").pk) == 2
    assert fetch_feed.call(feed_at(served, "/gone.ics").pk) == -1
    assert fetch_feed.call(999_999) == -1


def test_a_slow_feed_ends_in_time(site, served):
    import time

    served["/slow.ics"] = lambda handler: time.sleep(2)
    feed_at(served, "/slow.ics")
    policy = dataclasses.replace(LOCAL, total_seconds=0.3)
    (outcome,) = fetch_feeds(Feed.objects.all(), policy=policy)
    assert outcome.feed.problem == "too_slow"


def test_addresses_are_never_logged(site, served, caplog, monkeypatch):
    """They may hold a secret that opens the calendar."""

    def broken(*args, **kwargs):
        raise RuntimeError("odd")

    monkeypatch.setattr(jobs, "read_safely", broken)
    served["/secret-token.ics"] = calendar(vevent())
    feed = feed_at(served, "/secret-token.ics")
    outcomes()
    assert "secret-token" not in caplog.text
    feed.refresh_from_db()
    assert feed.problem == "unexpected"
