"""What is shown when nothing, or little, has all that was asked for."""

import pytest

from partners.tests.factories import PartnerFactory
from search.models import SearchEntry, Synonym
from search.requests import SearchRequest
from search.searching import search
from search.tests.conftest import indexed

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners():
    titles = ("Åbent værksted", "Vinterens festival", "Byens lys", "Konference om byer", "Børn i have")
    found = [PartnerFactory(title_da=title, title_en="", lead_da="", lead_en="") for title in titles]
    indexed(*found)
    return found


def titles(text):
    return [hit.shown.title for hit in search(SearchRequest(text=text)).hits]


@pytest.mark.parametrize("text", ["åbne", "åben", "åbne værksteder", "åbent værksted"])
def test_forms_of_an_adjective_find_each_other(partners, text):
    assert titles(text)[0] == "Åbent værksted"


def test_a_word_that_nothing_has_is_let_go_beside_a_known_one(partners):
    assert titles("konference februar") == ["Konference om byer"]


@pytest.mark.parametrize("text", ["februar", "konference februar tandlæge", "tandlæge februar"])
def test_what_the_content_mostly_does_not_know_finds_nothing(partners, text):
    assert titles(text) == []


def test_a_word_that_most_things_have_is_no_answer_to_one_that_nothing_has(partners):
    indexed(*(PartnerFactory(title_da=f"Viborg {number}", title_en="") for number in range(30)))
    assert titles("viborg")
    assert titles("tandlæge viborg") == []


@pytest.mark.parametrize("text", ["lysfestival", "light festival"])
def test_an_expression_that_nothing_has_finds_what_its_words_find(partners, text):
    for group in ("lysfestival\nlight festival", "lys\nlight", "festival\nfestuge"):
        Synonym.objects.create(expressions=group)
    assert sorted(titles(text)) == ["Byens lys", "Vinterens festival"]


def test_an_expression_that_means_something_else_than_its_words_is_not_taken_apart(partners):
    Synonym.objects.create(expressions="børnehave\nkindergarten")
    assert titles("børnehave") == titles("kindergarten") == []


@pytest.mark.parametrize("text", ["++++", "😀", "x" * 61, "***"])
def test_text_without_a_word_finds_nothing(partners, text):
    assert titles(text) == []


def test_no_text_finds_everything(partners):
    found = titles(" ")
    assert {partner.title_da for partner in partners} <= set(found)
    assert len(found) == SearchEntry.objects.live().values("key").distinct().count()


@pytest.mark.parametrize(
    ("text", "read_as"), [("verksted", "værksted"), ("vinterns", "Vinterens"), ("konferanse", "Konference")]
)
def test_a_slip_is_read_as_the_content_writes_it(partners, text, read_as):
    assert search(SearchRequest(text=text)).correction == read_as


def test_a_correction_is_spelled_as_a_tag_is():
    partner = PartnerFactory(title_da="Arsenalet", title_en="")
    partner.tags.add("iværksætteri")
    partner.save()
    indexed(partner)
    assert search(SearchRequest(text="iverksætteri")).correction == "iværksætteri"


def test_a_noun_in_erne_is_found_in_its_definite_form():
    indexed(PartnerFactory(title_da="Den gamle kaserne", title_en=""))
    results = search(SearchRequest(text="kasernen"))
    assert (results.total, results.correction) == (1, "")


def test_half_a_synonym_is_not_marked():
    Synonym.objects.create(expressions="animation\nanimated film")
    indexed(PartnerFactory(title_da="Animation", title_en="Animated film"))
    words = search(SearchRequest(text="animation")).meaning.words
    assert "animation" in words
    assert "film" not in words
