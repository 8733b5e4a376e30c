"""The network: what is public, each number with its list, filters in the address, kept until something changes."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from events.models import EventPartner
from events.tests.factories import EventFactory
from hub.network import view
from hub.tests.factories import TagFactory, ThemeFactory
from partners.models import ProjectIndexPage, ProjectPartner
from partners.tests.factories import PartnerFactory, ProjectFactory
from tests.graphics_site import fill, grow_graphic_pages

pytestmark = pytest.mark.django_db
QUERIES_MAX = 12
MEASURES = ("partners", "ties", "across", "brokers", "newcomers", "untied")


@pytest.fixture
def network_site(site):
    grow_graphic_pages(site)
    return site


def project(title, *partners, **values):
    made = ProjectFactory(title_en=title, **values)
    for partner in partners:
        ProjectPartner.objects.create(project=made, partner=partner)
    return made


@pytest.fixture
def scene(network_site):
    """A school, a studio and a town hall in a chain; two schools together; one alone."""
    names = {
        "school": "education",
        "studio": "business",
        "hall": "public",
        "course": "education",
        "club": "civil_society",
    }
    found = {name: PartnerFactory(title_en=name.title(), sector=sector) for name, sector in names.items()}
    project("Film", found["school"], found["studio"], start=dt.date(2015, 1, 1), end=dt.date(2016, 1, 1))
    event = EventFactory(title_en="Festival", start_date=timezone.localdate())
    for name in ("studio", "hall"):
        EventPartner.objects.create(event=event, partner=found[name])
    project("Workshop", found["school"], found["course"], start=dt.date(2017, 1, 1), end=dt.date(2017, 2, 1))
    return found


def page(client, query="", path="/en/network/"):
    answer = client.get(f"{path}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def listed(html):
    """The first cell of each row."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row">(?:<svg.*?</svg>)?\s*<a href="[^"]+">([^<]+)</a>', body, re.DOTALL)


def measures(html):
    """Value and address of each measure."""
    found = re.findall(r'<dd class="measures__value"><a href="([^"]+)"[^>]*>(\d+)<', html)
    return {key: (int(value), address) for key, (address, value) in zip(MEASURES, found, strict=True)}


def test_each_number_leads_to_a_list_of_exactly_that_many_rows(client, scene):
    found = measures(page(client))
    values = {key: value for key, (value, _) in found.items()}
    assert values == {"partners": 5, "ties": 3, "across": 2, "brokers": 2, "newcomers": 1, "untied": 1}
    for value, address in found.values():
        path, _, _ = address.partition("#")
        assert len(listed(page(client, path.removeprefix("/en/network/")))) == value


def test_numbers_and_lists_agree_under_a_filter_too(client, scene):
    for query in ("?sector=education&sector=business", "?year=2015", "?year=1900"):
        for value, address in measures(page(client, query)).values():
            assert len(listed(client.get(address.partition("#")[0].replace("&amp;", "&")).content.decode())) == value


def test_lists_name_whom_they_should(client, scene):
    assert listed(page(client, "?show=untied")) == ["Club"]
    assert listed(page(client, "?show=newcomers")) == ["Hall"]  # the studio began in 2015
    assert sorted(listed(page(client, "?show=brokers"))) == ["School", "Studio"]


def test_ties_name_what_they_go_through(client, scene):
    html = page(client, "?show=across")
    assert "/en/projects/film/" in html
    assert "/en/events/festival/" in html
    assert "/en/projects/workshop/" not in html


def test_network_speaks_both_languages(client, scene):
    assert "No tie yet" in page(client)
    danish = page(client, path="/da/netvaerk/")
    assert "Uden bånd endnu" in danish
    assert "/da/partnere/school/" in danish


def test_table_sorts_by_links_and_says_by_which_column(client, scene):
    html = page(client, "?sort=name")
    assert listed(html) == ["Club", "Course", "Hall", "School", "Studio"]
    assert html.count("aria-sort=") == 1
    assert '<th scope="col" aria-sort="ascending">' in html
    assert listed(page(client))[:2] == ["School", "Studio"]
    for key in ("sector", "ties", "across", "undertakings", "broker", "since"):
        assert len(listed(page(client, f"?sort={key}"))) == 5


def test_filter_by_theme_finds_those_given_by_tags_too(client, scene):
    theme = ThemeFactory(key="games")
    TagFactory(name="board game", theme=theme)
    project("Game", scene["hall"], scene["club"], tags=["board game"])
    project("Talk", scene["hall"], scene["course"], themes=[theme])
    html = page(client, "?theme=games&show=ties")
    assert sorted(re.findall(r'<li><a href="/en/projects/(\w+)/">', html)) == ["game", "talk"]


@pytest.mark.parametrize(
    "query",
    [
        "?year=abc", "?year=99999999999999999999", "?theme=%00", "?sector=nobody", "?show=evil", "?sort=evil",
        "?year=-1&year=٢٠٢٦", "?sector=" + "x" * 5000, "?theme=<script>alert(1)</script>", "?show=ties&sort=ties",
        "?" + "&".join(f"year={n}" for n in range(900, 1900)),
    ],
)  # fmt: skip
def test_bad_values_change_nothing(client, scene, query):
    html = page(client, query)
    assert measures(html)["partners"][0] == 5
    assert "<script>alert" not in html


def test_unknown_values_are_named(client, scene):
    assert "“nobody”" in page(client, "?sector=nobody")


def test_drafts_and_withdrawn_records_never_show_on_any_side(client, scene):
    project("Secret", scene["hall"], scene["club"], live=False)
    hidden = PartnerFactory(title_en="Hidden", live=False)
    project("Open", scene["club"], hidden)
    expired = PartnerFactory(title_en="Expired", expire_at=timezone.now() - dt.timedelta(hours=1))
    project("Late", scene["club"], expired)
    html = page(client) + page(client, "?show=ties")
    for word in ("Secret", "Hidden", "Expired"):
        assert word not in html
    assert measures(page(client))["untied"][0] == 1


def test_a_list_of_projects_behind_a_wall_gives_no_ties_away(client, scene):
    from wagtail.models import PageViewRestriction

    for index in ProjectIndexPage.objects.all():
        PageViewRestriction.objects.create(page=index, restriction_type="login")
    html = page(client, "?show=ties")
    assert "Film" not in html
    assert measures(html)["ties"][0] == 1  # through the event


@pytest.fixture
def drawings(monkeypatch):
    """How often the drawing was made."""
    made = []
    draw = view.draw_network
    monkeypatch.setattr(view, "draw_network", lambda graph: made.append(graph) or draw(graph))
    return made


def sheet(html):
    """The drawing alone."""
    return html.partition('class="sheet')[2].partition("</svg>")[0]


def test_drawing_is_made_once_and_anew_when_relations_change_by_whatever_way(client, scene, drawings):
    page(client)
    page(client)
    page(client, "?sort=name")
    assert len(drawings) == 1
    film = project("Games", scene["hall"], scene["club"])
    assert "Club" in sheet(page(client))
    assert len(drawings) == 2
    type(film).objects.filter(pk=film.pk).update(live=False)  # sends no signal
    assert "Club" not in sheet(page(client))
    assert len(drawings) == 2  # as before the change: that drawing is still known


def test_what_expires_leaves_the_drawing_by_itself(client, scene, monkeypatch):
    project("Games", scene["hall"], scene["club"], expire_at=timezone.now() + dt.timedelta(hours=1))
    assert "Club" in sheet(page(client))
    later = timezone.now() + dt.timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "Club" not in sheet(page(client))


def test_places_stay_while_filters_change(client, scene):
    def place_of(html):
        return re.search(r'data-node="\d+"><title>School.*?cx="([^"]+)" cy="([^"]+)"', html, re.DOTALL).groups()

    assert place_of(page(client)) == place_of(page(client, "?year=2015"))


def test_titles_are_text(client, network_site):
    names = ["</title><script>alert(1)</script>", '" onload="x']
    project("<img src=x onerror=alert(1)>", *(PartnerFactory(title_en=name) for name in names))
    html = page(client) + page(client, "?show=ties")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert ' onload="x' not in html


def test_network_of_nobody_says_so(client, network_site):
    html = page(client)
    assert "No two public partners share a project or an event yet." in html
    assert {value for value, _ in measures(html).values()} == {0}


@pytest.mark.parametrize("number", [10, 500])
def test_network_takes_the_same_few_queries_whatever_its_size(
    client, network_site, number, django_assert_max_num_queries
):
    fill(number)
    page(client)
    with django_assert_max_num_queries(QUERIES_MAX):
        assert measures(page(client, "?show=ties&year=2020"))["partners"][0] == number


def test_no_tie_speaks_of_the_filter_only_where_there_is_one(client, scene):
    everything, filtered = page(client), page(client, "?year=2015")
    assert "whom to invite next" in everything
    assert "within the filter; outside it" not in everything
    assert "within the filter; outside it" in filtered
    assert "whom to invite next" not in filtered


def test_a_list_or_an_order_that_is_none_is_said_to_be_left_out(client, scene):
    html = page(client, "?show=zz&sort=%3Cb%3E")
    assert "Nothing has “zz” under List" in html
    assert "There is no order “<bdi>&lt;b&gt;</bdi>”" in html
    whole = page(client, "?show=ties&sort=nonsense")
    assert "There is no order “<bdi>nonsense</bdi>”" in whole
    assert 'class="notice"' not in page(client, "?show=ties&sort=shared")
