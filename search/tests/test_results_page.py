"""The results page: through the real view, projection and database engine, in both languages."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.tests.factories import EventFactory
from hub.held import renew
from hub.models import Tag
from partners.models import PartnerIndexPage
from partners.tests.factories import CityFactory, PartnerFactory
from search.documents import ShownTag
from search.statistics import statistics
from search.tests.conftest import hit, indexed

pytestmark = pytest.mark.django_db
PAGE = "/en/search/"


def shown(client, query=None, language="en"):
    response = client.get(f"/{language}/search/", query or {})
    assert response.status_code == 200
    return response.content.decode()


def titles(page):
    return re.findall(r'card__title"[^>]*><a href="[^"]+">(.*?)</a>', page)


@pytest.fixture
def catalogue(site):
    """Some of everything that has facets."""
    indexed(
        PartnerFactory(title_en="Film School", title_da="Filmskole", sector="education", tags=["animation"]),
        PartnerFactory(title_en="Film Studio", title_da="Filmstudie", sector="business", tags=["animation", "games"]),
    )
    PartnerFactory(title_en="Film Office", title_da="Filmkontor", sector="public")
    CityFactory(title_en="Film City", title_da="Filmby", country="FR")


def label_book_renewed():
    """Rows updated in bulk send no signal."""
    renew({"search labels"})


# What was found


def test_hits_are_found_and_the_words_marked_in_both_languages(client, catalogue):
    assert "<mark>Film</mark> Studio" in titles(shown(client, {"q": "film"}))
    assert "<mark>Filmstudie</mark>" in titles(shown(client, {"q": "filmstudie"}, "da"))


def test_what_records_say_is_escaped(client, site):
    PartnerFactory(title_en="<script>alert(1)</script> film", lead_en="<img src=x onerror=alert(1)> film")
    page = shown(client, {"q": "film"})
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_what_is_not_public_is_not_found(client, site):
    PartnerFactory(title_en="Hidden film", live=False)
    past = timezone.now() - dt.timedelta(days=1)
    PartnerFactory(title_en="Expired film", expire_at=past)
    assert titles(shown(client, {"q": "film"})) == []


def test_a_text_of_the_other_language_says_so(client, site):
    PartnerFactory(title_en="", title_da="Kun på dansk film")
    assert '<h3 class="card__title" lang="da">' in shown(client, {"q": "film"})


def test_type_place_tags_status_and_time_are_told(client, answer):
    answer(
        hit(
            type="events.event",
            kicker="Festival",
            place="Viborg",
            start="2020-05-01",
            end="2020-05-03",
            status="cancelled",
            tags=(ShownTag("film", "film"),),
            is_sample=True,
        )
    )
    page = shown(client)
    for text in ("Event · Festival", "1 May 2020", "Viborg", "Past", "Cancelled", "Sample", 'href="/en/tags/film/"'):
        assert text in page


@pytest.mark.parametrize(
    ("precision", "told"), [("day", "30 September 2025"), ("month", "September 2025"), ("year", ">2025<")]
)
def test_days_are_told_as_exactly_as_they_are_known(client, answer, precision, told):
    answer(hit(start="2025-09-30", precision=precision))
    page = shown(client)
    assert told in page
    assert precision == "day" or "30 September" not in page


def test_by_date_coming_things_stand_before_past_ones_under_headings(client, site):
    today = timezone.localdate()
    for name, days in (("Past film", -30), ("Coming film", 30), ("Film now", 0)):
        EventFactory(title_en=name, start_date=today + dt.timedelta(days=days))
    PartnerFactory(title_en="Film without date")
    page = shown(client, {"q": "film", "sort": "date"})
    headings = re.findall(r'hits__heading">(.*?)</h2>', page)
    assert headings == ["Coming", "Past", "Without a date"]
    assert [re.sub("<.*?>", "", title) for title in titles(page)] == [
        "Film now",
        "Coming film",
        "Past film",
        "Film without date",
    ]


def test_a_picture_or_a_drawing_is_shown(client, answer):
    answer(hit(1, image={"url": "/media/a.webp", "width": 400, "height": 225}), hit(2, drawing="film"))
    page = shown(client)
    assert 'src="/media/a.webp"' in page
    assert 'src="/drawings/film.svg"' in page


# Facets


def test_facets_narrow_with_or_within_and_and_between(client, catalogue):
    assert len(titles(shown(client, {"q": "film", "sector": ["education", "business"]}))) == 2
    assert len(titles(shown(client, {"q": "film", "sector": ["education", "business"], "tag": "games"}))) == 1


def test_counts_tell_what_a_choice_would_give(client, catalogue):
    page = shown(client, {"q": "film", "sector": "education"})
    counts = dict(re.findall(r'name="sector" value="(\w+)".*?facet__count">(\d+)<', page, re.DOTALL))
    assert counts == {"education": "1", "business": "1", "public": "1"}


def test_chosen_values_are_chips_that_can_be_removed(client, catalogue):
    page = shown(client, {"q": "film", "sector": ["education", "business"]})
    assert 'class="chip" href="/en/search/?q=film&amp;sector=education"' in page
    assert '<a href="/en/search/?q=film">Remove all</a>' in page


def test_labels_are_in_the_readers_language(client, catalogue):
    Tag.objects.filter(name="animation").update(name_da="tegnefilm", name_en="animation")
    label_book_renewed()
    assert "Frankrig" in shown(client, {"q": "film"}, "da")
    assert "tegnefilm" in shown(client, {"q": "film"}, "da")
    assert "France" in shown(client, {"q": "film"})


def test_a_renamed_term_is_called_by_its_new_name_at_once(client, catalogue):
    tag = Tag.objects.get(name="games")
    assert "computer games" not in shown(client, {"q": "film"})
    tag.name_en = "computer games"
    tag.save()
    assert "computer games" in shown(client, {"q": "film"})


# Nothing found


def test_the_filter_to_drop_is_named_with_what_it_would_give(client, catalogue):
    page = shown(client, {"q": "film", "sector": "public", "country": "FR"})
    assert titles(page) == []
    assert re.search(r'href="/en/search/\?q=film&amp;country=FR">Without Sector: Public sector \(1 found\)', page)
    assert re.search(r'href="/en/search/\?q=film&amp;sector=public">Without Country: France \(1 found\)', page)


def test_one_filter_is_dropped_without_asking_again(client, answer):
    asked = answer(matched=7)
    assert "Without Sector: Public sector (7 found)" in shown(client, {"q": "film", "sector": "public"})
    assert len(asked) == 1


def test_where_no_single_filter_helps_all_can_be_taken_away(client, answer):
    answer(matched=7)
    page = shown(client, {"q": "film", "sector": "public", "country": "FR"})
    assert '<a href="/en/search/?q=film">Without any filter: 7 found</a>' in page


@pytest.mark.parametrize(("language", "text"), [("en", "Nothing has these words."), ("da", "Intet har de ord.")])
def test_words_that_nothing_has_are_answered_with_advice(client, catalogue, language, text):
    assert text in shown(client, {"q": "xyzzyplugh"}, language)


def test_a_slip_of_the_keyboard_is_corrected_and_said(client, catalogue):
    page = shown(client, {"q": "studoi"})
    assert "Showing results for <strong><bdi>Studio</bdi></strong>" in page
    assert "?q=%22studoi%22" in page
    assert len(titles(page)) == 1


def test_a_tired_engine_is_told(client, answer):
    answer(hit(), is_degraded=True)
    assert "The search engine is not answering right now" in shown(client)


# Addresses


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("q=film&colour=red", "There is no filter “<bdi>colour</bdi>”"),
        ("q=film&sector=circus", "Nothing has “circus” under Sector"),
        ("q=film&type=auth.user", "Nothing has “auth.user” under Type"),
        ("q=film&year=20267", "Nothing has “20267” under Year"),
        ("q=film&country=XX", "Nothing has “XX” under Country"),
        ("q=film&sort=price", "There is no order “<bdi>price</bdi>”"),
        ("q=film&page=99999", "That page does not exist; this is page 1."),
        ("q=film&page=0", "That page does not exist; this is page 1."),
        ("q=film&page=two", "That page does not exist; this is page 1."),
        ("q=film&page=9999999999999999999999", "That page does not exist; this is page 1."),
        ("q=" + "film " * 2000, "only the beginning was searched for"),
    ],
)
def test_what_an_address_gets_wrong_is_told(client, catalogue, query, told):
    page = client.get(f"{PAGE}?{query}")
    assert page.status_code == 200
    assert told in page.content.decode()


def test_what_others_add_to_addresses_is_no_mistake(client, catalogue):
    assert "There is no filter" not in shown(client, {"q": "film", "utm_source": "mail", "fbclid": "x"})


HOSTILE = [
    "%00",
    "%E2%80%AE",
    "%ED%A0%80",
    "%FF%FE",
    "'%20OR%201=1--",
    '"',
    '"unbalanced',
    "*",
    "AND%20OR%20NOT",
    "((((",
    "a" * 10_000,
    "%22" * 500,
    "-" * 500,
    "NEAR(a,b)",
    "title:film^99",
    "%D7%A9%D7%9C%D7%95%D7%9D",
    "%F0%9F%8E%AC",
    "%EF%BF%BE",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "%25s%25d",
]


@pytest.mark.parametrize("path", ["", "suggest/", "feed.atom"])
@pytest.mark.parametrize("written", HOSTILE)
def test_hostile_queries_get_an_answer_everywhere(client, catalogue, path, written):
    facets = f"sector={written[:90]}&tag={written[:90]}&year={written[:90]}&page={written[:90]}&sort={written[:90]}"
    for query in (f"q={written}", f"q=film&{facets}", f"{written[:90]}=1&q={written}"):
        response = client.get(f"{PAGE}{path}?{query}")
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "type", "sector", "theme", "tag", "country", "year", "language", "sort", "page"])
        | st.text(),
        st.text(max_size=60),
        max_size=5,
    )
)
def test_no_query_string_breaks_the_page(client, catalogue, query):
    assert client.get(PAGE, query).status_code == 200


def test_only_reading_is_allowed(client, site):
    assert client.post(PAGE, {"q": "film"}).status_code == 405


def test_the_address_is_canonical_and_keeps_robots_out(client, catalogue):
    page = shown(client, {"page": "1", "tag": "games", "q": " film ", "colour": "red"})
    assert '<link rel="canonical" href="http://testserver/en/search/?q=film&amp;tag=games">' in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert 'type="application/atom+xml"' in page
    assert 'href="/en/search/feed.atom?q=film&amp;tag=games"' in page


def test_the_other_language_keeps_the_search(client, catalogue):
    assert 'href="/da/search/?q=film&amp;sector=public"' in shown(client, {"q": "film", "sector": "public"})


def test_pages_lead_on_and_hold_each_hit_once(client, site):
    for number in range(25):
        PartnerFactory(title_en=f"Film {number}")
    first, second = shown(client, {"q": "film"}), shown(client, {"q": "film", "page": "2"})
    assert len(titles(first)) == 20
    assert len(titles(second)) == 5
    assert not set(titles(first)) & set(titles(second))
    assert 'href="/en/search/?q=film&amp;page=2"' in first
    assert len(titles(shown(client, {"q": "film", "page": "300"}))) == 5


@pytest.mark.parametrize(
    "who", ["client", "plain_client", "communications_client", "focal_point_client", "administrator_client"]
)
def test_everybody_may_search(request, who, catalogue):
    client = request.getfixturevalue(who)
    assert titles(shown(client, {"q": "film studio"}))
    assert client.get(f"{PAGE}suggest/", {"q": "film"}).status_code == 200
    assert client.get(f"{PAGE}feed.atom", {"q": "film"}).status_code == 200


# What it costs


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_itself_asks_the_database_nothing(client, catalogue, answer, number, django_assert_num_queries):
    tags = tuple(ShownTag(f"t{n}", f"t{n}") for n in range(5))
    facets = {"tag": {"animation": 3, "games": 1}, "sector": {"public": 2}, "country": {"FR": 1}}
    answer(*(hit(n, tags=tags) for n in range(number)), words=["film"], facets=facets)
    query = {"q": "film", "tag": "animation"}
    for _ in range(3):
        shown(client, query)
    with django_assert_num_queries(0):
        shown(client, query)


def test_queries_do_not_grow_with_hits(client, site, django_assert_max_num_queries):
    indexed(PartnerFactory(title_en="Film 0", tags=["film"]))
    for _ in range(2):
        shown(client, {"q": "film"})
    with django_assert_max_num_queries(12) as queries:
        shown(client, {"q": "film"})
        few = len(queries)
    for number in range(1, 20):
        indexed(PartnerFactory(title_en=f"Film {number}", tags=["film", f"tag {number}"]))
    for _ in range(2):
        shown(client, {"q": "film"})
    with django_assert_max_num_queries(few):
        assert len(titles(shown(client, {"q": "film"}))) == 20


def test_a_menu_from_memory_follows_the_pages(client, site):
    assert 'href="/en/partners/"' in shown(client)
    page = PartnerIndexPage.objects.get(locale__language_code="en")
    page.unpublish()
    assert 'href="/en/partners/"' not in shown(client)


# Statistics


def test_first_pages_are_counted_with_what_found_nothing(client, catalogue):
    for query in ({"q": "Film"}, {"q": "film", "page": "2"}, {"q": "xyzzyplugh"}, {"q": ""}, {"q": "jens@example.org"}):
        shown(client, query)
    noted = {(noted.text, noted.language): count for noted, count in statistics._asked.items()}
    assert noted == {("film", "en"): 1, ("xyzzyplugh", "en"): 1}
    assert {noted.text for noted, count in statistics._empty.items() if count} == {"xyzzyplugh"}


# The box


@pytest.mark.parametrize("address", ["/en/", "/en/search/", "/en/nowhere/", "/da/partnere/"])
def test_every_page_has_a_box_that_works_without_scripts(client, site, address):
    page = client.get(address).content.decode()
    boxes = re.findall(r"<form class=\"search-form search-box\".*?</form>", page, re.DOTALL)
    language = address[1:3]
    assert boxes
    ids = [found for box in boxes for found in re.findall(r'id="([^"]+)"', box)]
    assert len(ids) == len(set(ids))
    for box in boxes:
        assert f'action="/{language}/search/" method="get" role="search"' in box
        assert re.search(r'<label [^>]*for="([\w-]+)".*?<input id="\1" type="search" name="q"', box, re.DOTALL)
        assert 'role="listbox" aria-label=' in box
        assert 'role="status"' in box
        assert 'role="combobox"' not in box  # the script says so, once it works
    landmarks = [re.search(r'aria-label="([^"]+)" data-search-box', box) for box in boxes]
    assert len({match and match[1] for match in landmarks}) == len(boxes)


def test_the_script_comes_after_the_page_and_speaks_aria(client, site):
    assert '<meta name="later" content="/static/js/search_combobox.js">' in shown(client)
    script = (Path(__file__).parents[2] / "static" / "js" / "search_combobox.js").read_text()
    for part in ("aria-expanded", "aria-controls", "aria-activedescendant", "aria-selected", "AbortController"):
        assert part in script
    assert "innerHTML" not in script


def test_filters_are_closed_above_the_results_of_a_phone_and_a_chosen_one_is_a_chip(client, catalogue):
    page = shown(client, {"q": "film", "type": "partners.partner"})
    assert '<details class="filters">' in page
    assert 'class="chip' in page
