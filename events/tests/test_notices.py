"""Notices of cities: who sees and writes them, what fits, and who is told."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events.models import Notice, NoticeMatch
from events.notice_matches import add_events, with_fits
from events.services.notices import NoticeData, change_notice, post_notice, withdraw_notice
from events.tests.factories import EventFactory
from hub.merging import merge_records
from hub.models import Tag
from hub.tagging import merge_tags
from partners.tests.factories import CityFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    with override("en"):
        return reverse(f"portal:{name}", args=args)


def day(number):
    return timezone.localdate() + dt.timedelta(days=number)


def tag(name):
    return Tag.objects.get_or_create(name=name)[0]


def notice(city, kind, first=10, last=20, tags=("animation",), text="Come and see", by=None):
    data = NoticeData(kind, day(first), day(last), "", text, [tag(name) for name in tags])
    return post_notice(city=city, data=data, posted_by=by)


@pytest.fixture
def york(site):
    city = CityFactory(title_en="York", timezone="Europe/London")
    MembershipFactory(city=city, user__username="york")
    return city


def fits_of(own):
    return with_fits(Notice.objects.filter(pk=own.pk).for_list())[0].fits


def typed(city, **values):
    return {"city": str(city.uid), "kind": "visit", "first_day": day(1), "last_day": day(9)} | {
        "tags": "animation",
        "text_en": "We would like to see your schools.",
        **values,
    }


def test_a_member_posts_and_other_cities_see_it_at_once(city_member_client, communications_client, city_c, york):
    from conftest import _signed_in

    tag("animation")
    assert city_member_client.post(url("post_notice"), typed(city_c)).url == url("notices")
    others = _signed_in(york.memberships.get().user)
    for client in (city_member_client, others, communications_client):
        page = client.get(url("notices")).content.decode()
        assert "We would like to see your schools." in page
        assert "Cheongju" in page


def test_it_is_gone_after_its_last_day_and_when_it_is_taken_down(city_member_client, city_c):
    old, down = notice(city_c, "host", text="Long ago"), notice(city_c, "host", text="Not any more")
    Notice.objects.filter(pk=old.pk).update(first_day=day(-9), last_day=day(-1))
    city_member_client.post(url("withdraw_notice", down.uid))
    page = city_member_client.get(url("notices")).content.decode()
    assert "Long ago" not in page
    assert "Not any more" not in page
    assert city_member_client.get(url("notice", down.uid)).status_code == 404


def test_partners_and_visitors_see_nothing(client, owner_client, plain_client, city_c):
    made = notice(city_c, "host")
    addresses = [url("notices"), url("post_notice"), url("notice", made.uid)]
    for stranger in (owner_client, plain_client):
        assert [stranger.get(address).status_code for address in addresses] == [404] * 3
        assert stranger.post(url("withdraw_notice", made.uid)).status_code == 404
        assert stranger.post(url("post_notice"), typed(city_c)).status_code == 404
    assert [client.get(address).status_code for address in addresses] == [302] * 3


def test_another_citys_notice_cannot_be_changed_nor_posted(city_member_client, communications_client, york):
    made = notice(york, "host", text="Ours")
    assert city_member_client.post(url("notice", made.uid), typed(york)).status_code == 404
    assert city_member_client.post(url("withdraw_notice", made.uid)).status_code == 404
    assert communications_client.post(url("withdraw_notice", made.uid)).status_code == 404
    forged = city_member_client.post(url("post_notice"), typed(york))
    assert forged.status_code == 422
    assert [one.text_en for one in Notice.objects.current()] == ["Ours"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"last_day": "2020-01-01", "first_day": "2019-01-01"}, "over already"),
        ({"first_day": "2099-01-02", "last_day": "2099-01-01"}, "before the first"),
        ({"first_day": "tomorrow"}, "valid date"),
        ({"last_day": "9999-12-31"}, "three years"),
        ({"tags": "nothing like this"}, "There is no tag “nothing like this”"),
        ({"tags": "animatoin"}, "Do you mean “animation”?"),
        ({"tags": ""}, "required"),
        ({"kind": "<b>"}, "<b>"),
        ({"text_en": "  "}, "Write a sentence"),
        ({"text_en": "x" * 2001}, "2000"),
        ({"text_en": "a\0b"}, "Null"),
    ],
)
def test_wrong_input_is_said_at_its_field_and_nothing_is_lost(city_member_client, city_c, values, said):
    tag("animation")
    answered = city_member_client.post(url("post_notice"), typed(city_c, text_da="Vi vil gerne se skolerne", **values))
    if values.get("text_en", "").strip() == "" and "text_en" in values:
        answered = city_member_client.post(url("post_notice"), typed(city_c, text_da="", **values))
        assert said in answered.content.decode()
        return
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Vi vil gerne se skolerne" in page
    assert (said in page) if said != "<b>" else ("<b>" not in page)
    assert not Notice.objects.exists()


def test_hostile_texts_stay_texts(city_member_client, city_c):
    notice(city_c, "host", text="<script>alert(1)</script>{% now 'Y' %}")
    page = city_member_client.get(url("notices")).content.decode()
    assert "<script>alert" not in page
    assert "{% now" in page


def test_who_would_host_fits_who_would_visit_in_common_days_on_a_common_subject(city_c, york):
    own = notice(york, "visit", 15, 30, ("animation", "games", "film"))
    best = notice(city_c, "host", 10, 20, ("animation", "film"))
    fit = fits_of(own)[0]
    assert fit.notice == best
    assert {found.name for found in fit.shared} == {"animation", "film"}
    assert (fit.first_day, fit.last_day) == (day(15), day(20))


@pytest.mark.parametrize(
    "values",
    [{"kind": "visit"}, {"first": 1, "last": 14}, {"tags": ("music",)}],
    ids=["same wish", "other days", "other subject"],
)
def test_others_do_not_fit(city_c, york, values):
    own = notice(york, "visit", 15, 30)
    notice(city_c, **({"kind": "host"} | values))
    assert fits_of(own) == []


def test_a_city_never_fits_itself_and_one_day_in_common_is_enough(city_c, york):
    own = notice(york, "visit", 15, 30)
    notice(york, "host", 15, 30)
    edge = notice(city_c, "host", 1, 15)
    assert [fit.notice for fit in fits_of(own)] == [edge]


def test_events_elsewhere_fit_who_would_visit_and_events_at_home_who_would_host(city_c, york):
    there = EventFactory(city=city_c, start_date=day(16), tags=["animation"])
    EventFactory(city=city_c, start_date=day(16), tags=["animation"], status="cancelled")
    EventFactory(city=city_c, start_date=day(60), tags=["animation"])
    EventFactory(city=city_c, start_date=day(16), tags=["music"])
    for made in (notice(york, "visit", 15, 30), notice(city_c, "host", 15, 30)):
        own = with_fits(Notice.objects.filter(pk=made.pk).for_list())
        add_events(own)
        assert [fit.event for fit in own[0].events] == [there]
    home = with_fits(Notice.objects.filter(pk=notice(city_c, "visit", 15, 30).pk).for_list())
    add_events(home)
    assert home[0].events == []


def test_both_cities_are_told_once_in_their_language(
    city_c, city_member_user, york, django_capture_on_commit_callbacks
):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=york.memberships.get().user, preferred_language="en")
    with django_capture_on_commit_callbacks(execute=True):
        own = notice(york, "visit", 15, 30)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        notice(city_c, "host")
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [city_member_user.email, york.memberships.get().user.email]
    )
    to_york = next(message for message in mail.outbox if message.to[0] != city_member_user.email)
    assert "Cheongju fits your notice" in to_york.subject
    assert "animation" in to_york.body
    with django_capture_on_commit_callbacks(execute=True):
        change_notice(own, NoticeData("visit", day(14), day(30), "", "Again", [tag("animation")]))
    assert len(mail.outbox) == 2
    assert NoticeMatch.objects.count() == 1


def test_home_of_a_matching_city_says_why(city_member_client, city_c, york):
    notice(york, "visit", 15, 30)
    made = notice(city_c, "host")
    home = city_member_client.get("/en/portal/").content.decode()
    assert "York" in home
    assert "animation" in home
    withdraw_notice(made)
    assert "York" not in city_member_client.get("/en/portal/").content.decode()


def test_merges_move_notices_and_their_tags(administrator_user, city_c, york):
    made = notice(york, "visit", tags=("animation", "cartoons"))
    merge_tags(source=tag("cartoons"), heir=tag("animation"), merged_by=administrator_user)
    merge_records(source=york, heir=city_c, merged_by=administrator_user)
    made.refresh_from_db()
    assert made.city == city_c
    assert [found.name for found in made.tags.all()] == ["animation"]


@pytest.mark.parametrize("number", [1, 10])
def test_pages_take_a_fixed_number_of_queries(city_member_client, city_c, york, number, django_assert_max_num_queries):
    for _ in range(number):
        notice(city_c, "host"), notice(york, "visit"), EventFactory(city=city_c, start_date=day(12), tags=["animation"])
    for address, most in ((url("notices"), 18), ("/en/portal/", 20)):
        city_member_client.get(address)
        with django_assert_max_num_queries(most):
            assert city_member_client.get(address).status_code == 200
