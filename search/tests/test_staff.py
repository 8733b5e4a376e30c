"""Staff's side of the search: who may, what forms refuse, what the listing shows and hides."""

import datetime as dt

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from partners.tests.factories import PartnerFactory
from search.engines.base import EngineUnavailable
from search.engines.database import DatabaseEngine
from search.models import Promotion, SearchDay, SearchEntry, Synonym
from search.promotions import promoted_keys

pytestmark = pytest.mark.django_db

STAFF = ("communications_client", "focal_point_client", "administrator_client")
OUTSIDERS = ("client", "plain_client")
LISTINGS = (
    "wagtailsnippets_search_synonym:list",
    "wagtailsnippets_search_promotion:list",
    "searches:index",
    "search_index_state",
)
FORMS = ("wagtailsnippets_search_synonym:add", "wagtailsnippets_search_promotion:add")


@pytest.mark.parametrize("who", [*STAFF, *OUTSIDERS])
def test_staff_see_and_others_do_not(request, who):
    client = request.getfixturevalue(who)
    status = 200 if who in STAFF else 302 if who == "client" else 403
    names = (*LISTINGS, *FORMS)
    assert {name: client.get(reverse(name)).status_code for name in names} == dict.fromkeys(names, status)


@pytest.mark.parametrize("who", STAFF)
def test_the_menu_leads_to_all_of_it(request, who):
    page = request.getfixturevalue(who).get(reverse("wagtailadmin_home")).content.decode()
    for name in LISTINGS:
        assert reverse(name) in page


def post_synonym(client, **values):
    return client.post(reverse("wagtailsnippets_search_synonym:add"), {"expressions": "", "note": "", **values})


def test_a_synonym_is_saved(communications_client):
    post_synonym(communications_client, expressions="lyd\nsound\naudio", one_way="on")
    found = Synonym.objects.get()
    assert found.group.terms == (("lyd",), ("sound",), ("audio",))
    assert str(found) == "lyd → sound → audio"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_others_add_no_synonym(request, who):
    post_synonym(request.getfixturevalue(who), expressions="lyd\nsound")
    assert not Synonym.objects.exists()


@pytest.mark.parametrize(
    ("expressions", "message"),
    [
        ("", "This field is required."),
        ("lyd", "Write at least two different expressions, one on each line."),
        ("Lyd\nLYD\nlyd.", "Write at least two different expressions, one on each line."),
        ("lyd\n***", "“***” has no word that can be searched for."),
        ("lyd\na b c d e f", "“a b c d e f” is too long: an expression has at most 5 words."),
        ("\n".join(f"word{n}" for n in range(50)), "Write at most 40 expressions."),
        ("lyd\n" + "\u202e\u0000", "Null characters are not allowed."),
    ],
)
def test_a_synonym_that_cannot_work_is_refused_and_kept_in_the_form(communications_client, expressions, message):
    page = post_synonym(communications_client, expressions=expressions, note="Why").content.decode()
    assert message in page
    assert 'value="Why"' in page
    assert not Synonym.objects.exists()


def stream(*choices):
    """What the form sends for a list of chosen records."""
    data = {"results-count": str(len(choices))}
    for number, (kind, pk) in enumerate(choices):
        data |= {
            f"results-{number}-deleted": "",
            f"results-{number}-order": str(number),
            f"results-{number}-type": kind,
            f"results-{number}-id": "",
            f"results-{number}-value": str(pk),
        }
    return data


def post_promotion(client, *choices, **values):
    url = reverse("wagtailsnippets_search_promotion:add")
    return client.post(
        url, {"words": "", "language": "", "first_day": "", "last_day": "", **stream(*choices), **values}
    )


def test_a_promotion_is_saved_and_answers(communications_client, home):
    partner, story = PartnerFactory(), home
    response = post_promotion(
        communications_client, ("partner", partner.pk), words="Animation\nTegnefilm", language="da"
    )
    assert response.status_code == 302, story
    assert promoted_keys("ANIMATION", "da") == (f"partners.partner:{partner.pk}",)
    assert promoted_keys("tegnefilm", "en") == ()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"words": "…"}, "Write at least one word."),
        ({"words": "film", "first_day": "2026-05-02", "last_day": "2026-05-01"}, "The last day is before the first."),
        ({"words": "film", "first_day": "yesterday"}, "Enter a valid date."),
        ({"words": "film", "language": "xx"}, "Select a valid choice."),
    ],
)
def test_a_promotion_that_cannot_work_is_refused(communications_client, values, message):
    page = post_promotion(communications_client, ("partner", PartnerFactory().pk), **values).content.decode()
    assert message in page
    assert not Promotion.objects.exists()


def test_a_promotion_without_results_is_refused(communications_client):
    page = post_promotion(communications_client, words="film")
    assert page.status_code == 200
    assert not Promotion.objects.exists()


def day(text, count, found_nothing=0, language="en", days_ago=0):
    return SearchDay.objects.create(
        day=timezone.localdate() - dt.timedelta(days=days_ago),
        language=language,
        text=text,
        count=count,
        found_nothing=found_nothing,
    )


def test_the_listing_shows_what_was_asked_often_enough(communications_client):
    day("animation", 5)
    day("jens hansen viborg", 2)
    page = communications_client.get(reverse("searches:index")).content.decode()
    assert "animation" in page
    assert "jens hansen" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"found_nothing": "true"}, {"vrooom"}),
        ({"found_nothing": "false"}, {"animation", "festival"}),
        ({"language": "da"}, {"festival"}),
        ({"q": "anim"}, {"animation"}),
        ({"day_from": "3000-01-01"}, set()),
        ({"day_from": "rubbish", "language": "xx"}, {"animation", "festival", "vrooom"}),
    ],
)
def test_the_listing_is_filtered(communications_client, query, shown):
    day("animation", 5)
    day("vrooom", 3, found_nothing=3)
    day("festival", 4, found_nothing=1, language="da", days_ago=1)
    page = communications_client.get(reverse("searches:index_results"), query).content.decode()
    assert {text for text in ("animation", "festival", "vrooom") if text in page} == shown


def test_the_export_holds_harmless_cells_and_nothing_rare(communications_client):
    day("=cmd|calc", 3)
    day("rare", 1)
    response = communications_client.get(reverse("searches:index"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "'=cmd|calc" in text
    assert "rare" not in text


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_writes_statistics_in_the_admin(admin_client, view):
    row = day("animation", 5)
    with pytest.raises(NoReverseMatch):
        reverse(f"searches:{view}")
    for address in ("new/", f"edit/{row.pk}/", f"delete/{row.pk}/"):
        assert admin_client.post(reverse("searches:index") + address).status_code != 200
    assert SearchDay.objects.get().count == 5
    assert "new/" not in admin_client.get(reverse("searches:index")).content.decode()


def test_the_state_of_the_index_tells_what_waits(communications_client, site):
    PartnerFactory(title_en="Film School")
    SearchEntry.objects.update(is_dirty=True, changed_at=timezone.now() - dt.timedelta(hours=2))
    page = communications_client.get(reverse("search_index_state")).content.decode()
    total = SearchEntry.objects.count()
    assert f"{total} changes have been waiting for the engine, the oldest for 2\xa0hours." in page
    assert "Partners" in page
    assert "Engine: database" in page


def test_an_engine_that_does_not_answer_is_told(communications_client, site, monkeypatch):
    def unavailable(self):
        raise EngineUnavailable

    monkeypatch.setattr(DatabaseEngine, "state", unavailable)
    page = communications_client.get(reverse("search_index_state")).content.decode()
    assert "does not answer" in page


def test_an_empty_index_has_a_state_too(communications_client, empty_tree):
    SearchEntry.objects.all().delete()
    assert "never" in communications_client.get(reverse("search_index_state")).content.decode()
