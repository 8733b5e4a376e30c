"""Calendars of others in the admin: form, listing with state, the desk, and who may do what."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from events.intake import desk, viewsets
from events.intake.accepting import accept_item
from events.models import Event, Feed, FeedItem
from events.tests.factories import EventFactory, FeedFactory
from events.tests.feed_world import calendar, day, take, vevent
from hub.access_rows import Actor
from hub.desk_queue import waiting, waiting_count
from partners.tests.factories import CityFactory, PartnerFactory
from tests.access_world import build_world, let_in

pytestmark = pytest.mark.django_db
DESK = "/admin/calendars/"
LISTING = "/admin/snippets/events/feed/"


@pytest.fixture
def feed(site):
    feed = FeedFactory(title="Gwangju")
    take(feed, calendar(vevent("1"), vevent("2", "Day"), vevent("3", "Week")))
    return feed


@pytest.fixture
def queued(monkeypatch):
    """The keys of the calendars that were queued, which nobody then fetches."""
    found = []
    for module in (desk, viewsets):
        monkeypatch.setattr(module, "fetch_feed", SimpleNamespace(enqueue=found.append))
    return found


def form_values(**values):
    made = {
        "title": "New",
        "url": "https://c.example/x.ics",
        "kind": "auto",
        "timezone": "Asia/Seoul",
        "language": "en",
        "partner": "",
        "city": "",
        "event_kind": "",
        "is_active": "on",
    }
    return made | values


def posted(client, path, **data):
    return client.post(path, data, follow=True)


def said(response):
    return [str(message).strip() for message in response.context["messages"]]


# Registering


def test_a_calendar_is_registered_and_fetched_in_the_background(
    communications_client, site, queued, django_capture_on_commit_callbacks
):
    values = form_values(city=CityFactory().pk, url="webcal://c.example/x.ics")
    with django_capture_on_commit_callbacks(execute=True):
        response = communications_client.post(f"{LISTING}add/", values)
    assert response.status_code == 302
    feed = Feed.objects.get()
    assert feed.url == "https://c.example/x.ics"
    assert queued == [feed.pk]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"url": "ftp://c.example/"}, "url"),
        ({"url": "http://127.0.0.1/x.ics"}, "url"),
        ({"url": "http://[::ffff:10.0.0.1]/x.ics"}, "url"),
        ({"url": "https://user:secret@c.example/"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://c.example/\x00"}, "url"),
        ({"url": "x" * 1001}, "url"),
        ({"url": ""}, "url"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"kind": "rss"}, "kind"),
        ({"city": "999999"}, "city"),
        ({"title": ""}, "title"),
    ],
)
def test_wrong_values_are_named_at_their_field(communications_client, site, values, field):
    city = {} if "city" in values else {"city": CityFactory().pk}
    response = communications_client.post(f"{LISTING}add/", form_values(**city, **values))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Feed.objects.exists()


def test_a_calendar_is_of_a_partner_or_a_city_and_registered_once(communications_client, site):
    both = {"city": CityFactory().pk, "partner": PartnerFactory().pk}
    for owners in ({}, both):
        response = communications_client.post(f"{LISTING}add/", form_values(**owners))
        assert "one of them" in response.content.decode()
    FeedFactory(url="https://c.example/x.ics")
    response = communications_client.post(f"{LISTING}add/", form_values(city=both["city"]))
    assert "url" in response.context["form"].errors


# State


def test_listing_and_form_say_why_a_calendar_fails(communications_client, feed):
    Feed.objects.update(
        state="failing", problem="refused", problem_detail="404", failures=3, notes=[["no_start", "<b>Odd</b>"]]
    )
    text = communications_client.get(LISTING).content.decode()
    assert "Fails: The web server refuses the file. (404)" in text
    text = communications_client.get(f"{LISTING}edit/{feed.pk}/").content.decode()
    assert "It has failed 3 times in a row." in text
    assert "3 events wait for a decision" in text
    assert "&lt;b&gt;Odd&lt;/b&gt;" in text


def test_listing_takes_a_fixed_number_of_queries(communications_client, feed, django_assert_max_num_queries):
    communications_client.get(LISTING)
    for _more in range(12):
        FeedFactory()
    with django_assert_max_num_queries(20):
        communications_client.get(LISTING)


def test_fetching_now_queues_a_task(communications_client, feed, queued):
    response = posted(communications_client, f"{DESK}{feed.pk}/fetch/")
    assert "is being fetched" in said(response)[0]
    assert queued == [feed.pk]
    assert communications_client.get(f"{DESK}{feed.pk}/fetch/").status_code == 405


# The desk


def test_the_moderators_queue_has_one_line_for_each_calendar(communications_client, communications_user, feed):
    (item,) = [item for item in waiting(communications_user) if item.kind == "feed"]
    assert (item.title, item.url) == ("Gwangju", f"{DESK}?feed={feed.pk}")
    assert waiting_count() == 1
    assert "Gwangju" in communications_client.get("/admin/moderation/").content.decode()
    FeedItem.objects.update(waits=False)
    assert [item for item in waiting(communications_user) if item.kind == "feed"] == []


def test_what_waits_is_listed_and_narrowed(communications_client, feed):
    other = FeedFactory(title="Braga")
    take(other, calendar(vevent("1", "Elsewhere")))
    text = communications_client.get(DESK).content.decode()
    assert "Night" in text
    assert "Elsewhere" in text
    text = communications_client.get(DESK, {"feed": other.pk}).content.decode()
    assert "Elsewhere" in text
    assert "Night" not in text
    assert "Nothing waits here" in communications_client.get(DESK, {"state": "rejected"}).content.decode()


@pytest.mark.parametrize("query", ["feed=999999", "feed=x", "state=x", "p=x", "p=99", "feed=%00", "state='--"])
def test_nonsense_in_the_address_is_left_out(communications_client, feed, query):
    assert "Night" in communications_client.get(f"{DESK}?{query}").content.decode()


def test_the_list_takes_a_fixed_number_of_queries(communications_client, feed, django_assert_max_num_queries):
    take(feed, calendar(*(vevent(str(n), f"E{n}") for n in range(90))))
    communications_client.get(DESK)
    with django_assert_max_num_queries(18):
        communications_client.get(DESK)


def test_chosen_events_are_accepted_and_rejected_together(communications_client, feed):
    one, two, three = feed.items.all()
    response = posted(communications_client, f"{DESK}decide/", decision="accept", item=[one.pk, two.pk])
    assert said(response) == ["2 events accepted."]
    assert Event.objects.filter(live=True).count() == 2
    posted(communications_client, f"{DESK}decide/", decision="reject", item=[three.pk])
    three.refresh_from_db()
    assert three.state == "rejected"
    assert not feed.items.waiting().exists()


def test_everything_in_the_list_is_accepted_but_nothing_outside_it(communications_client, feed):
    other = FeedFactory()
    take(other, calendar(vevent("1", "Elsewhere")))
    back = f"{DESK}?feed={feed.pk}"
    response = communications_client.post(
        f"{DESK}decide/", {"decision": "accept_all", "feed": feed.pk, "state": "", "next": back}
    )
    assert response["Location"] == back
    assert (feed.items.waiting().count(), other.items.waiting().count()) == (0, 1)


def test_vanished_events_are_not_cancelled_in_bulk(communications_client, communications_user, feed):
    for item in feed.items.all():
        accept_item(item, accepted_by=communications_user)
    take(feed, calendar())
    for decision in ("accept_all", "reject_all"):
        posted(communications_client, f"{DESK}decide/", decision=decision)
    assert feed.items.waiting().count() == 3
    assert set(Event.objects.values_list("status", flat=True)) == {"scheduled"}


def test_what_can_not_be_accepted_is_named_and_the_rest_is(communications_client, communications_user, feed):
    first = feed.items.get(title="Night")
    accept_item(first, accepted_by=communications_user)
    take(feed, calendar(vevent("1", "Night 2"), vevent("2", "Day"), vevent("3", "Week")))
    Event.objects.update(locked=True)
    response = posted(communications_client, f"{DESK}decide/", decision="accept_all")
    assert len(said(response)) == 2
    assert any("is locked" in text for text in said(response))
    assert Event.objects.count() == 3


@pytest.mark.parametrize(
    "data",
    [
        {"decision": "accept", "item": ["x", "-1", "99999999999999999999999", "٣", "\x00", ""]},
        {"decision": "accept"},
        {"decision": "accept_all", "feed": "999999' OR 1=1", "state": "rejected"},
    ],
)
def test_hostile_keys_decide_on_nothing(communications_client, feed, data):
    assert communications_client.post(f"{DESK}decide/", data).status_code == 302
    assert feed.items.waiting().count() == 3


@pytest.mark.parametrize("decision", ["", "delete", "ACCEPT", "accept_everything"])
def test_unknown_decisions_are_refused(communications_client, feed, decision):
    item = feed.items.first()
    for path in (f"{DESK}decide/", f"{DESK}{item.pk}/decide/"):
        assert communications_client.post(path, {"decision": decision, "item": item.pk}).status_code == 400
    assert feed.items.waiting().count() == 3


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/admin/calendars/../../evil", "/en/"])
def test_the_way_back_stays_at_the_desk(communications_client, feed, target):
    response = communications_client.post(f"{DESK}decide/", {"decision": "accept", "next": target})
    assert response["Location"].startswith(DESK)
    assert "evil.example" not in response["Location"]


def test_a_new_event_is_looked_at_and_accepted(communications_client, feed):
    text = "DESCRIPTION:<script>alert(1)</script><p onclick=x>Hello</p>"
    take(feed, calendar(vevent("1", "Night <b>", None, text, "URL:https://c.example/1", "LOCATION:Hall")))
    item = feed.items.get()
    EventFactory(title_en="Looks the same", start_date=item.start_date)
    page = communications_client.get(f"{DESK}{item.pk}/").content.decode()
    assert "Hello" in page
    assert "alert(1)" not in page
    assert 'href="https://c.example/1"' in page
    assert "Looks the same" in page
    response = posted(communications_client, f"{DESK}{item.pk}/decide/", decision="accept")
    assert "is accepted" in said(response)[0]


def test_differences_are_shown_and_edited_fields_marked(communications_client, communications_user, feed):
    item = feed.items.get(title="Night")
    event = accept_item(item, accepted_by=communications_user).event
    event.title_en = "Our title"
    event.save_revision().publish()
    take(feed, calendar(vevent("1", "Their title", f"DTSTART:{day(11)}T203000")))
    page = communications_client.get(f"{DESK}{item.pk}/").content.decode()
    assert "<del>Our</del>" in page
    assert "<ins>Their</ins>" in page
    assert page.count('name="take"') == 1
    posted(communications_client, f"{DESK}{item.pk}/decide/", decision="accept", take=["title_en", "slug", "live"])
    event.refresh_from_db()
    assert (event.title_en, event.start_time, event.live) == ("Their title", dt.time(20, 30), True)


def test_a_vanished_event_is_kept_or_cancelled(communications_client, communications_user, feed):
    night, day_item, _week = feed.items.all()
    for item in (night, day_item):
        accept_item(item, accepted_by=communications_user)
    take(feed, calendar())
    page = communications_client.get(f"{DESK}{night.pk}/").content.decode()
    assert "Keep the event as it is" in page
    posted(communications_client, f"{DESK}{night.pk}/decide/", decision="keep")
    posted(communications_client, f"{DESK}{day_item.pk}/decide/", decision="cancel")
    assert dict(Event.objects.values_list("title_en", "status")) == {"Night": "scheduled", "Day": "cancelled"}
    assert not feed.items.waiting().exists()


def test_the_event_leads_back_but_never_to_the_calendars_own_address(communications_user, client, feed):
    take(feed, calendar(vevent("1", "Night", None, "URL:https://c.example/night")))
    item = accept_item(feed.items.get(), accepted_by=communications_user)
    text = client.get(item.event.get_url("en")).content.decode()
    assert '<a href="https://c.example/night" rel="noopener">Gwangju</a>' in text
    assert feed.url not in text


# Who may


def test_only_staff_see_and_decide(feed, settings, queued):
    settings.ACCOUNT_RATE_LIMITS = False
    world = build_world()
    item = feed.items.first()
    staff = {Actor.COMMUNICATIONS, Actor.FOCAL_POINT, Actor.ADMINISTRATOR}
    reads = [DESK, f"{DESK}{item.pk}/", LISTING, f"{LISTING}add/", f"{LISTING}edit/{feed.pk}/"]
    writes = [f"{DESK}decide/", f"{DESK}{item.pk}/decide/", f"{DESK}{feed.pk}/fetch/", f"{LISTING}delete/{feed.pk}/"]
    for actor, client in world.clients.items():
        for path in reads:
            assert (client.get(path).status_code == 200) is (actor in staff), (actor, path)
        if actor not in staff:
            for path in writes:
                client.post(path, {"decision": "accept", "item": item.pk})
    assert (Feed.objects.count(), feed.items.waiting().count(), Event.objects.count()) == (1, 3, 0)
    assert queued == []


def test_somebody_who_may_not_publish_decides_on_nothing(client, feed):
    from django.contrib.auth.models import Permission

    from hub.tests.factories import UserFactory

    user = UserFactory()
    user.user_permissions.add(*Permission.objects.filter(codename__in=("access_admin", "change_feeditem")))
    client.force_login(user)
    item = feed.items.first()
    assert client.get(DESK).status_code in (302, 403)
    client.post(f"{DESK}{item.pk}/decide/", {"decision": "accept"})
    assert not Event.objects.exists()


def test_forged_keys_are_not_found(communications_client, feed, queued):
    for path in (f"{DESK}999999/", f"{DESK}0/"):
        assert not let_in(communications_client.get(path), path)
    for path in (f"{DESK}999999/decide/", f"{DESK}999999/fetch/"):
        assert not let_in(communications_client.post(path, {"decision": "accept"}), path)
    assert queued == []


def test_desk_and_listing_speak_danish(communications_client, communications_user, feed):
    communications_user.wagtail_userprofile.preferred_language = "da"
    communications_user.wagtail_userprofile.save()
    Feed.objects.update(state="failing", problem="not_a_feed", tried_at=timezone.now())
    texts = [communications_client.get(path).content.decode() for path in (DESK, LISTING)]
    assert "Begivenheder fra kalendere" in texts[0]
    assert "Fejler: Det er hverken en kalender" in texts[1]


def test_addresses_are_the_desks_own():
    assert reverse("feed_desk:waiting") == DESK
