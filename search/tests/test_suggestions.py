"""Suggestions while typing, and the feed."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.held import renew
from hub.models import Tag
from hub.tests.factories import TagFactory, ThemeFactory
from partners.models import Partner, PartnerIndexPage
from partners.tests.factories import CityFactory, PartnerFactory
from search.documents import ShownTag
from search.tests.conftest import hit

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def suggest(client, text, language="en"):
    response = client.get(f"/{language}/search/suggest/", {"q": text})
    assert response.status_code == 200
    return response.json()


def groups(answer):
    return {group["label"]: [option["title"] for option in group["options"]] for group in answer["groups"]}


@pytest.fixture
def catalogue(site):
    PartnerFactory(title_en="Animation School", title_da="Animationsskolen", tags=["animation"])
    CityFactory(title_en="Animation City", title_da="Animationsby")
    Tag.objects.filter(name="animation").update(name_da="animation", name_en="animation")
    TagFactory(name="merged", name_en="animals", withdrawn=True)
    ThemeFactory(key="animated-film", title_da="Animationsfilm", title_en="Animated film")


def test_suggestions_are_grouped_by_kind(client, catalogue):
    answer = suggest(client, "anim")
    assert groups(answer) == {
        "Partners": ["Animation School"],
        "Cities": ["Animation City"],
        "Tags": ["animation"],
        "Themes": ["Animated film"],
    }
    assert answer["status"] == "4 suggestions"


def test_suggestions_speak_the_readers_language(client, catalogue):
    answer = suggest(client, "anim", "da")
    assert groups(answer)["Byer"] == ["Animationsby"]
    assert groups(answer)["Temaer"] == ["Animationsfilm"]
    assert answer["status"] == "4 forslag"


def test_every_suggestion_leads_somewhere(client, catalogue):
    for group in suggest(client, "anim")["groups"]:
        for option in group["options"]:
            assert client.get(option["url"]).status_code == 200


@pytest.mark.parametrize("text", ["", "a", "  ", "!!", "\u202e", "zzzzzzzz"])
def test_where_nothing_can_be_suggested_nothing_is(client, catalogue, text):
    answer = suggest(client, text)
    assert answer["groups"] == []
    assert answer["status"] == "No suggestions"


def test_one_letter_asks_no_engine(client, answer, site):
    asked = answer(hit())
    suggest(client, "a")
    assert asked == []


def test_several_words_must_all_begin(client, site):
    PartnerFactory(tags=["animated film", "animated games"])
    assert groups(suggest(client, "fil ani"))["Tags"] == ["animated film"]


def test_a_title_of_the_other_language_says_so(client, answer, site):
    answer(hit(text_language="da", title="Filmskolen"))
    assert suggest(client, "film")["groups"][0]["options"][0]["language"] == "da"


def test_at_most_three_of_a_kind(client, answer, site):
    answer(*(hit(n) for n in range(8)))
    assert len(groups(suggest(client, "partner"))["Partners"]) == 3


def test_answers_are_kept_by_nobody_and_set_no_cookie(client, catalogue):
    response = client.get("/en/search/suggest/", {"q": "anim"})
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_suggestions_cost_the_search_and_one_look_at_the_tags(client, catalogue, answer, django_assert_num_queries):
    answer(hit())
    suggest(client, "anim")
    with django_assert_num_queries(1):
        suggest(client, "anim")


@pytest.mark.parametrize("values", [{"live": False}, {"expire_at": timezone.now()}, {"walled": True}])
def test_a_tag_that_nothing_public_has_is_neither_suggested_nor_a_page(client, catalogue, values):
    wall = values.get("walled")
    PartnerFactory(title_en="Film", tags=["secret"], **{name: value for name, value in values.items() if not wall})
    if wall:
        index = PartnerIndexPage.objects.get(locale__language_code="en")
        PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert "Tags" not in groups(suggest(client, "secr"))
    assert client.get("/en/tags/secret/").status_code == 404
    PageViewRestriction.objects.all().delete()
    Partner.objects.filter(title_en="Film").update(live=True, expire_at=None)
    renew({"address book"})
    assert groups(suggest(client, "secr"))["Tags"] == ["secret"]
    assert client.get("/en/tags/secret/").status_code == 200


def test_staff_see_the_page_of_a_tag_that_only_drafts_have(client, communications_client, plain_client, site):
    PartnerFactory(title_en="Film", live=False, tags=["secret"])
    assert communications_client.get("/en/tags/secret/").status_code == 200
    assert plain_client.get("/en/tags/secret/").status_code == 404


def test_the_page_of_a_theme_lists_no_tag_that_only_drafts_have(client, site):
    theme = ThemeFactory(key="film", title_en="Film")
    PartnerFactory(title_en="Film", live=False, tags=["secret"])
    PartnerFactory(title_en="Screen", tags=["open"])
    Tag.objects.update(theme=theme)
    page = client.get("/en/themes/film/").content.decode()
    assert "/en/tags/open/" in page
    assert "/en/tags/secret/" not in page


# The feed


def read(client, query, language="en"):
    response = client.get(f"/{language}/search/feed.atom", query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


def test_the_feed_is_complete_atom(client, answer, site):
    answer(
        hit(1, lead="About <film> & co", tags=(ShownTag("film", "film"),), updated="2026-01-02T03:04:05+00:00"),
        hit(2, title="Two\u000b\ufffe", updated="2026-02-02T03:04:05+00:00"),
    )
    feed = read(client, {"q": "film", "sector": "public"})
    assert feed.find(f"{ATOM}title").text == "film · Public sector · Viborg Visuals Hub"
    assert feed.find(f"{ATOM}id").text == "http://testserver/en/search/feed.atom?q=film&sector=public"
    assert feed.find(f"{ATOM}updated").text == "2026-02-02T03:04:05+00:00"
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Viborg Visuals Hub"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/en/search/feed.atom?q=film&sector=public"
    assert links["alternate"] == "http://testserver/en/search/?q=film&sector=public"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for entry in entries:
        for name in ("id", "title", "updated", "link"):
            assert entry.find(f"{ATOM}{name}") is not None
    summary = entries[0].find(f"{ATOM}summary")
    assert (summary.get("type"), summary.text) == ("html", "About &lt;film&gt; &amp; co")
    assert entries[0].find(f"{ATOM}category").get("term") == "film"
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == 2
    assert entries[1].find(f"{ATOM}title").text == "Two"


def test_the_feed_finds_what_the_page_finds(client, catalogue):
    feed = read(client, {"q": "animation", "type": "partners.city"})
    assert [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")] == ["Animation City"]


@pytest.mark.parametrize(("language", "title"), [("en", "Everything"), ("da", "Alt")])
def test_a_feed_of_nothing_is_valid_too(client, site, language, title):
    feed = read(client, {}, language)
    assert feed.find(f"{ATOM}title").text.startswith(title)
    assert feed.find(f"{ATOM}updated") is not None
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
