"""Pictures of shared links: drawn from words, for what is public, kept as long as they are right."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from hub.graphics.share_picture import ShareWords, drawable, fitted, share_picture
from hub.models import SiteSettings
from hub.share_cards import share_card
from hub.tests.factories import TagFactory
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
WORDS = ShareWords("Festival", "Viborg Animation Festival", "Viborg Visuals Hub", "viborg-animation-festival")


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("title", ["A", "Å" * 300, "One two " * 60, "위보르", "<svg>&amp;", ""])
def test_picture_has_the_size_of_social_cards_whatever_the_title(title):
    picture = share_picture(ShareWords("", title, "Viborg Visuals Hub", "a"))
    assert Image.open(io.BytesIO(picture)).size == (1200, 630)
    assert len(picture) < 100_000


def test_the_same_words_give_the_same_picture_and_others_another():
    assert share_picture(WORDS) == share_picture(WORDS)
    assert share_picture(WORDS) != share_picture(ShareWords("Festival", "Animok", "Viborg Visuals Hub", "animok"))


def test_letters_that_the_typeface_lacks_are_left_out():
    assert drawable("Łódź 우치 – film 🎬") == "Łódź – film"


def test_a_long_title_is_cut_with_an_ellipsis():
    lines, size = fitted("Visualisation " * 40)
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert size == 38


def test_picture_of_a_public_record_is_kept_for_ever_under_its_version(client, site):
    record = PartnerFactory(title_en="Arsenalet", slug="arsenalet")
    card = share_card(record, str(SiteSettings.objects.first() or "Viborg Visuals Hub"), "en")
    answer = client.get(card.path)
    assert answer["Content-Type"] == "image/png"
    assert "max-age=86400" in answer["Cache-Control"]
    version = answer["ETag"].strip('"')
    assert "immutable" in client.get(f"{card.path}?v={version}")["Cache-Control"]
    assert "immutable" not in client.get(f"{card.path}?v=0123456789ab")["Cache-Control"]
    assert client.get(card.path, headers={"if-none-match": f'"{version}"'}).status_code == 304


def test_the_address_in_the_head_is_the_one_that_answers(client, site):
    PartnerFactory(title_en="Arsenalet", slug="arsenalet")
    page = client.get("/en/partners/arsenalet/").content.decode()
    address = page.split('property="og:image" content="http://testserver')[1].split('"')[0]
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]


def test_a_new_title_gives_a_new_picture_and_throws_the_old_one_away(client, site):
    record = PartnerFactory(title_en="Before", slug="same")
    before = client.get("/share/en/partner/same.png").content
    record.title_en = "After"
    record.save()
    assert client.get("/share/en/partner/same.png").content != before
    client.get("/share/da/partner/same.png")
    files = sorted(file[:3] for file in default_storage.listdir("share/partner/same")[1])
    assert files == ["da-", "en-"]


def test_a_former_address_leads_to_the_picture_of_today(client, site):
    record = PartnerFactory(title_en="Animok", slug="animok")
    merged = PartnerFactory(title_en="Animok again", slug="again", merged_into=record)
    record.slug = "animok-festival"
    record.save()
    for slug in ("animok", merged.slug):
        answer = client.get(f"/share/da/partner/{slug}.png?v=0123456789ab")
        assert (answer.status_code, answer["Location"]) == (301, "/share/da/partner/animok-festival.png")
    type(record).objects.filter(pk=record.pk).update(live=False)
    assert client.get("/share/da/partner/animok.png").status_code == 404


def test_a_word_that_only_drafts_have_has_no_picture(client, site):
    PartnerFactory(tags=["secret plan"], live=False)
    assert client.get("/share/en/tag/secret-plan.png").status_code == 404


def test_a_merged_tag_leads_to_the_picture_of_its_heir(client, site):
    heir = TagFactory(name="animation")
    TagFactory(name="cartoons", slug="cartoons", merged_into=heir)
    PartnerFactory(tags=["animation"])
    answer = client.get("/share/en/tag/cartoons.png")
    assert (answer.status_code, answer["Location"]) == (301, f"/share/en/tag/{heir.slug}.png")


def test_a_kept_picture_is_not_drawn_again(client, site, monkeypatch):
    PartnerFactory(slug="kept")
    first = client.get("/share/en/partner/kept.png").content
    monkeypatch.setattr("hub.share_cards.share_picture", lambda words: pytest.fail("drawn again"))
    assert client.get("/share/en/partner/kept.png").content == first


def test_pages_have_pictures_too(client, home):
    assert client.get(f"/share/da/page/{home.pk}.png").status_code == 200
    assert client.get(f"/share/en/page/{home.pk}.png").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/share/en/partner/draft.png",
        "/share/en/partner/nobody.png",
        "/share/xx/partner/draft.png",
        "/share/en/user/admin.png",
        "/share/en/page/99999999999999999999.png",
        "/share/en/page/first.png",
        "/share/en/page/1.png",
    ],
)
def test_what_is_not_public_has_no_picture(client, site, path):
    PartnerFactory(slug="draft", live=False)
    assert client.get(path).status_code == 404
