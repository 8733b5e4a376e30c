"""Pages: what they show to whom, in a fixed number of queries."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from hub.models import ContentPage, StoryIndexPage, StoryPage
from hub.site_tree import PagePlan, grow_page
from hub.templatetags.hub_tags import host, in_poses

pytestmark = pytest.mark.django_db
PAGE_QUERIES_MAX = 12


@pytest.fixture
def stories(home):
    """The list of stories, in both languages."""
    return grow_page(PagePlan(StoryIndexPage, "historier", "stories", "Historier", "Stories"), home)


def tell(stories, number, **fields):
    """The ``number``-th story, told on that day of 2025."""
    day = dt.date(2025, 1, 1) + dt.timedelta(days=number)
    title_da, title_en = f"Historie nr. {number:02}", f"Story no. {number:02}"
    plan = PagePlan(
        StoryPage, f"historie-{number}", f"story-{number}", title_da, title_en, fields={"date": day, **fields}
    )
    return grow_page(plan, stories)


def test_stories_come_newest_first_and_in_pages(client, stories):
    for number in range(StoryIndexPage.STORIES_PER_PAGE + 1):
        tell(stories, number)
    first = client.get("/en/stories/").content.decode()
    assert first.index("Story no. 12") < first.index("Story no. 11")
    assert "Story no. 00" not in first
    assert "Story no. 00" in client.get("/en/stories/?page=2").content.decode()
    assert 'aria-current="page"' in first


@pytest.mark.parametrize("page", ["9999", "0", "-1", "x", "<script>"])
def test_story_pages_that_do_not_exist_show_the_nearest(client, stories, page):
    tell(stories, 1)
    answer = client.get("/en/stories/", {"page": page})
    assert answer.status_code == 200
    assert "Story no. 01" in answer.content.decode()


def test_stories_ask_the_same_number_of_questions_however_many_there_are(client, stories):
    def questions():
        client.get("/da/historier/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/da/historier/")
        return len(asked)

    tell(stories, 1)
    few = questions()
    for number in range(2, 12):
        tell(stories, number)
    assert questions() == few <= PAGE_QUERIES_MAX


def test_stories_leave_out_what_visitors_may_not_see(client, stories):
    draft, expired, private, shown = (tell(stories, number) for number in range(4))
    draft.unpublish()
    StoryPage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - dt.timedelta(hours=1))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    html = client.get("/da/historier/").content.decode()
    assert shown.title in html
    assert not [page.title for page in (draft, expired, private) if page.title in html]


def test_page_below_a_privacy_wall_is_not_shown_in_either_way(client, home):
    page = grow_page(PagePlan(ContentPage, "om", "about", "Om", "About"), home)
    below = grow_page(PagePlan(ContentPage, "mere", "more", "Mere", "More"), page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert "<h1>Mere</h1>" not in client.get(below.url).content.decode()
    assert 'href="/da/om/"' not in client.get("/da/").content.decode()
    assert 'href="/en/about/"' in client.get("/en/").content.decode()


def test_expired_page_is_gone_before_the_clock_has_unpublished_it(client, home):
    page = grow_page(PagePlan(ContentPage, "om", "about", "Om", "About"), home)
    ContentPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert client.get("/da/om/").status_code == 404
    assert client.get("/en/about/").status_code == 200


def test_content_page_leads_to_the_pages_below_it(client, home):
    parent = grow_page(PagePlan(ContentPage, "om", "about", "Om", "About"), home)
    grow_page(PagePlan(ContentPage, "mere", "more", "Mere at læse", "More to read"), parent)
    html = client.get("/en/about/").content.decode()
    assert '<a href="/en/about/more/">More to read</a>' in html


def test_script_in_title_and_lead_is_escaped(client, home):
    fields = {"lead": "<script>alert(2)</script>"}
    grow_page(PagePlan(ContentPage, "om", "about", "<script>alert(1)</script>", "About", fields=fields), home)
    html = client.get("/da/om/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(2)" in html


def test_every_page_has_one_first_heading(client, site, stories):
    tell(stories, 1)
    grow_page(PagePlan(ContentPage, "om", "about", "Om", "About"), site)
    for path in ("/da/", "/en/", "/da/historier/", "/en/stories/story-1/", "/da/om/"):
        assert client.get(path).content.decode().count("<h1") == 1, path


def test_pages_are_shown_in_their_own_language(client, stories):
    tell(stories, 1)
    assert stories.get_translation(Locale.objects.get(language_code="en")).url == "/en/stories/"
    assert "All stories" in client.get("/en/stories/story-1/").content.decode()


@pytest.mark.parametrize(
    ("name", "poses"), [("Viborg Visuals Hub", [1, 2, 3]), ("Hub", [1]), ("A <b> c d e", [1, 1, 2, 3, 3])]
)
def test_words_of_a_name_go_from_squashed_to_stretched(name, poses):
    shown = str(in_poses(name))
    assert [int(number) for number in re.findall(r"pose-(\d)", shown)] == poses
    assert "<b>" not in shown


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.viborg.dk/kultur/", "viborg.dk"),
        ("http://a.example.org:8080/x?y=1", "a.example.org"),
        ("no address", "no address"),
        ("http://[", "http://["),
        ("", ""),
    ],
)
def test_link_to_a_website_is_named_after_its_host(address, name):
    assert host(address) == name
