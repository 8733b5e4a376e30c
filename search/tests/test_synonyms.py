"""Synonyms and promoted results: staff's words, read from memory, seen at once and in other processes soon."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from hub import held
from hub.models import Generation, StoryPage
from partners.tests.factories import PartnerFactory
from search import sample_data
from search.models import Promotion, Synonym
from search.promotions import promoted_keys
from search.synonyms import thesaurus

pytestmark = pytest.mark.django_db


def synonyms_of(word):
    return [" ".join(term) for term in thesaurus().synonyms_of((word,))]


def test_an_edit_is_seen_at_once(django_assert_num_queries):
    assert synonyms_of("lyd") == []
    synonym = Synonym.objects.create(expressions="lyd\nsound, audio")
    assert synonyms_of("lyd") == ["sound", "audio"]
    with django_assert_num_queries(0):
        assert synonyms_of("sound") == ["lyd", "audio"]
    synonym.withdrawn = True
    synonym.save()
    assert synonyms_of("lyd") == []


def test_one_way_leads_one_way():
    Synonym.objects.create(expressions="festival\nanifest", one_way=True)
    assert thesaurus().narrower_than(("festival",)) == [("anifest",)]
    assert synonyms_of("anifest") == thesaurus().narrower_than(("anifest",)) == []


def test_an_edit_in_another_process_is_seen_within_seconds(monkeypatch):
    assert synonyms_of("lyd") == []
    Synonym.objects.bulk_create([Synonym(expressions="lyd\nsound")])
    Generation.objects.update_or_create(name="synonyms", defaults={"token": uuid.uuid4()})
    monkeypatch.setattr(held, "CHECK_SECONDS", -1)
    assert synonyms_of("lyd") == ["sound"]


def test_the_synonyms_that_come_with_the_hub_are_loaded_once_and_are_staffs_from_then_on():
    first = sample_data.load()
    total = Synonym.objects.count()
    assert total > 300
    assert first == [f"{total} groups of synonyms added"]
    assert "tegnefilm" in synonyms_of("animation")
    edited, deleted = Synonym.objects.order_by("pk")[:2]
    Synonym.objects.filter(pk=edited.pk).update(expressions="mine\nyours")
    deleted.delete()
    assert sample_data.load() == ["0 groups of synonyms added"]
    assert Synonym.objects.count() == total - 1
    assert Synonym.objects.get(pk=edited.pk).expressions == "mine\nyours"


def test_every_synonym_that_comes_with_the_hub_passes_its_own_form():
    sample_data.load()
    for synonym in Synonym.objects.all():
        synonym.full_clean()


def promote(*choices, **values):
    return Promotion.objects.create(results=[(kind, item) for kind, item in choices], **values)


@pytest.fixture
def partner(site):
    return PartnerFactory()


def test_words_are_compared_folded_and_whole(partner):
    promote(("partner", partner), words="Blå Bog\nårbog")
    key = f"partners.partner:{partner.pk}"
    assert promoted_keys("blaa BOG", "en") == (key,)
    assert promoted_keys("“ÅRBOG”", "da") == (key,)
    assert promoted_keys("blå", "da") == promoted_keys("blå bog nu", "da") == promoted_keys("", "da") == ()


def test_a_page_is_one_thing_in_both_languages(home):
    story = home.add_child(instance=StoryPage(title="Historie", slug="historie", date=dt.date(2026, 1, 1)))
    promote(("page", story), words="historie")
    assert promoted_keys("historie", "en") == (f"page:{story.translation_key}",)


def test_promotions_hold_on_their_days_only(partner):
    today = timezone.localdate()
    a_day = dt.timedelta(days=1)
    promote(("partner", partner), words="now", first_day=today, last_day=today)
    promote(("partner", partner), words="tomorrow", first_day=today + a_day)
    promote(("partner", partner), words="yesterday", last_day=today - a_day)
    found = {word for word in ("now", "tomorrow", "yesterday") if promoted_keys(word, "da")}
    assert found == {"now"}
    assert [promotion.words for promotion in Promotion.objects.current()] == ["now"]


def test_an_edited_promotion_is_seen_at_once_and_asks_nothing_after(partner, django_assert_num_queries):
    promotion = promote(("partner", partner), words="film")
    assert promoted_keys("film", "da")
    with django_assert_num_queries(0):
        promoted_keys("film", "da")
    promotion.delete()
    assert promoted_keys("film", "da") == ()


def test_what_is_promoted_twice_comes_once(partner):
    for _ in range(2):
        promote(("partner", partner), words="film")
    assert len(promoted_keys("film", "da")) == 1


def test_synonyms_and_promotions_take_effect_without_a_rebuild(client, site):
    school = PartnerFactory(title_en="Drawing School", title_da="Tegneskole")
    office = PartnerFactory(title_en="Drawing Office", title_da="Tegnestue")

    def found(words):
        page = client.get("/en/search/", {"q": words}).content.decode()
        places = [(page.find(f'href="/en/partners/{record.slug}/"'), record) for record in (school, office)]
        return sorted(places, key=lambda place: place[0])

    assert [at for at, _record in found("zoetrope")] == [-1, -1]
    Synonym.objects.create(expressions="zoetrope\ndrawing")
    assert all(at > 0 for at, _record in found("zoetrope"))
    for first in (office, school):
        Promotion.objects.all().delete()
        promote(("partner", first), words="Drawing")
        assert found("drawing")[0][1] == first
