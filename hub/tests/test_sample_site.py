"""The sample site: whole in both languages, made once, and nothing unverified told as true."""

import html
import re

import pytest
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from hub.models import SDG, Objective, SiteSettings, StoryPage, Tag, Theme
from hub.sample_data import load
from hub.sample_site import accessibility, drawn, duties, front, network, stories
from hub.sample_site.facts import activity
from hub.seed_files import facts

pytestmark = pytest.mark.django_db
BUILDERS = (
    front.home, front.vision, network.why, network.kolding, duties.process, duties.obligations,
    stories.index, stories.draw_with_denmark, stories.city_to_city, stories.inside_out,
    drawn.city_map, drawn.network, accessibility.statement,
)  # fmt: skip


@pytest.fixture
def sample_site(empty_tree):
    load()
    return {page.slug: page for page in Page.objects.filter(locale__language_code="da", depth__gte=2).specific()}


def words(markup):
    """What a reader sees, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_loading_twice_changes_nothing(sample_site):
    before = [Page.objects.count(), StringTranslation.objects.count(), Theme.objects.count()]
    told = load()
    assert [Page.objects.count(), StringTranslation.objects.count(), Theme.objects.count()] == before
    assert told[0].startswith("0 terms")
    assert told[2].startswith("0 pages")


def test_every_segment_of_every_page_has_its_english_text(sample_site):
    english = Locale.objects.get(language_code="en")
    assert len(sample_site) == len(BUILDERS)
    for page in sample_site.values():
        source = TranslationSource.objects.get_for_instance(page)
        segments = StringSegment.objects.filter(source=source).select_related("string", "context")
        missing = [
            segment.string.data
            for segment in segments
            if not StringTranslation.objects.filter(
                translation_of=segment.string, locale=english, context=segment.context
            ).exists()
        ]
        assert not missing, page.title


def test_no_danish_text_is_left_on_the_english_pages(client, sample_site):
    english = Locale.objects.get(language_code="en")
    for build in BUILDERS:
        plan = build()
        page = sample_site[plan.slug_da].get_translation(english)
        assert page.slug == plan.slug_en
        answer = client.get(page.url)
        assert answer.status_code == 200
        read = words(answer.content.decode())
        texts = {words(da): words(en) for da, en in plan.english.items()}
        danish = {da for da, en in texts.items() if len(da) > 12 and da != en} - set(texts.values())
        assert not [da for da in danish if da in read]
        assert not [en for en in texts.values() if len(en) > 12 and en not in read]


def test_every_danish_page_is_shown(client, sample_site):
    for page in sample_site.values():
        answer = client.get(page.url)
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1


def test_process_plan_says_what_is_uncertain(client, sample_site):
    for slug, sentence, inferred in (
        ("da/vision/processen", "Koblingen mellem dato og tekst er usikker.", "men det er en slutning"),
        ("en/vision/the-process", "The link between date and text is uncertain.", "that is inferred"),
    ):
        read = words(client.get(f"/{slug}/").content.decode())
        assert read.count(sentence) == sum(row["mapping"] == "uncertain" for row in facts("seed")["process_plan"])
        assert inferred in read


def test_unverified_commitments_are_left_out(client, sample_site):
    unverified = [row["title_en"] for row in facts("uccn")["commitments"] if not row["verified"]]
    read = words(client.get("/en/vision/obligations/").content.decode())
    assert unverified
    assert not [title for title in unverified if title in read]


def test_stories_name_their_sources(client, sample_site):
    for page in StoryPage.objects.filter(locale__language_code="en"):
        read = client.get(page.url).content.decode()
        assert "Sources" in read
        assert re.search(r'<li><a href="https://', read)


def test_unverified_activity_can_not_be_told(monkeypatch):
    made_up = {"activities": [{"key": "rumour", "verified": False}]}
    monkeypatch.setattr("hub.sample_site.facts.facts", lambda name: made_up)
    with pytest.raises(ValueError, match="not verified"):
        activity("rumour")


def test_every_first_tag_has_its_theme(sample_site):
    assert Tag.objects.exists()
    assert not Tag.objects.filter(theme=None).exists()


def test_vocabularies_have_their_terms_and_sources(sample_site):
    assert SDG.objects.count() == 17
    assert Objective.objects.count() == 6
    assert not Objective.objects.filter(source="").exists()
    assert not Theme.objects.filter(title_da="").exists()


def test_terms_that_staff_have_changed_stay_as_they_are(sample_site):
    Theme.objects.filter(key="animation").update(title_en="Animated film")
    load()
    assert Theme.objects.get(key="animation").title_en == "Animated film"


def test_settings_are_filled_in_only_where_they_are_empty(sample_site):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    assert settings.designation_year == 2019
    assert settings.creative_field.key == "media_arts"
    SiteSettings.objects.update(claim_en="Our own line")
    load()
    assert SiteSettings.objects.get().claim_en == "Our own line"


@pytest.mark.parametrize("address", ["/en/vision/", "/en/vision/the-process/"])
def test_english_pages_name_danish_sources_in_english(client, sample_site, address):
    read = client.get(address, follow=True).content.decode().partition("<main")[2]
    assert "Viborg Municipality: background note" in read
    assert "baggrundsnotat" not in read
