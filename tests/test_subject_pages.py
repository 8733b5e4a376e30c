"""Tag and theme pages: everything public of every type, in a fixed number of queries, and their own social card."""

import re
from html import unescape

import pytest
from wagtail.images.tests.utils import get_test_image_file

from events.tests.factories import EventFactory, VenueFactory
from hub.models import HubImage, Tag
from hub.tests.factories import CreativeFieldFactory, ThemeFactory
from partners.models import CityFieldPeriod, PartnerIndexPage
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory
from tests.test_sitemap import addresses

pytestmark = pytest.mark.django_db

FACTORIES = (PartnerFactory, CityFactory, ProjectFactory, EventFactory, VenueFactory)


@pytest.fixture
def theme(site):
    theme = ThemeFactory(key="moving_pictures", title_da="Levende billeder", title_en="Moving pictures")
    Tag.objects.create(name="animation", slug="animation", name_da="Animation", name_en="Animation", theme=theme)
    return theme


def make_records(number, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = HubImage.objects.create(title="Still", file=get_test_image_file(), alt_da="Still", alt_en="Still")
    field = CreativeFieldFactory()
    for each in range(number):
        for factory in FACTORIES:
            record = factory(title_en=f"{factory.__name__} {each}", image=image, tags=["animation", "sound"])
            if factory is CityFactory:
                CityFieldPeriod.objects.create(city=record, field=field)


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize("path", ["/en/tags/animation/", "/en/themes/moving_pictures/"])
def test_a_subject_takes_at_most_twelve_queries(
    client, theme, number, path, settings, tmp_path, django_assert_max_num_queries
):
    make_records(number, settings, tmp_path)
    client.get(path)
    with django_assert_max_num_queries(12):
        page = client.get(path).content.decode()
    for factory in FACTORIES:
        assert f"{factory.__name__} 0<" in page
    assert page.count('<span class="facet__count">') == len(FACTORIES)
    assert f'<span class="facet__count">{number}</span>' in page
    assert page.count("<li>sound</li>") == min(number, 12) * len(FACTORIES)


def test_a_card_shows_its_own_tags_in_the_order_given(client, theme):
    PartnerFactory(title_en="One", tags=["animation", "zebra", "aardvark"])
    CityFactory(title_en="Two", tags=["animation"])
    page = client.get("/en/tags/animation/").content.decode()
    assert "<li>Animation</li><li>zebra</li><li>aardvark</li></ul>" in page
    assert page.count("<li>Animation</li>") == 2


def meta(page, name):
    found = re.search(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]*)">', page)
    return unescape(found[1]) if found else None


@pytest.mark.parametrize(
    ("path", "title", "description"),
    [
        ("/en/tags/animation/", "Animation", "“Animation” in Viborg Visuals Hub: partners, cities."),
        (
            "/en/themes/moving_pictures/",
            "Moving pictures",
            "“Moving pictures” in Viborg Visuals Hub: partners, cities.",
        ),
    ],
)
def test_a_subject_has_a_social_card_of_its_own(client, theme, path, title, description):
    PartnerFactory(tags=["animation"])
    CityFactory(tags=["animation"])
    page = client.get(path).content.decode()
    assert (meta(page, "og:title"), meta(page, "description"), meta(page, "og:description")) == (
        title,
        description,
        description,
    )
    danish, english = path.replace("/en/", "/da/"), path
    assert f'<link rel="alternate" hreflang="da" href="http://testserver{danish}">' in page
    assert f'<link rel="alternate" hreflang="en" href="http://testserver{english}">' in page
    picture = client.get(meta(page, "og:image").removeprefix("http://testserver"))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert "immutable" in picture["Cache-Control"]
    assert meta(page, "og:image:alt") == title
    assert '"@type": "CollectionPage"' in page


def test_a_theme_with_a_description_is_described_by_it(client, theme):
    theme.description_en = "Films & <games>"
    theme.save()
    page = client.get("/en/themes/moving_pictures/").content.decode()
    assert meta(page, "description").startswith("Films &")


@pytest.mark.parametrize("values", [{"withdrawn": True}, {"pending": True}])
def test_a_tag_that_is_not_in_use_has_no_picture(client, theme, values):
    Tag.objects.filter(slug="animation").update(**values)
    assert client.get("/share/en/tag/animation.png").status_code == 404


@pytest.mark.parametrize("path", ["tag/nothing", "theme/nothing", "tag/1"])
def test_what_is_no_subject_has_no_picture(client, theme, path):
    assert client.get(f"/share/en/{path}.png").status_code == 404


def test_subjects_of_public_records_are_in_the_sitemap(client, theme, django_assert_max_num_queries):
    for number in range(20):
        PartnerFactory(tags=["animation", f"word {number}"])
    CityFactory(tags=["hidden"], live=False)
    Tag.objects.create(name="unused", slug="unused")
    for section, key in (("tag", "tags/animation"), ("theme", "themes/moving_pictures")):
        with django_assert_max_num_queries(4):
            found = addresses(client, section)
        both = {f"/{language}/{key}/" for language in ("da", "en")}
        assert both <= set(found)
        assert all({found[url]["da"], found[url]["en"]} == both for url in both)
        assert not [url for url in found if "unused" in url or "hidden" in url]
    assert len(addresses(client, "tag")) == 42
    assert len(addresses(client, "theme")) == 2
    assert b"/sitemap-tag.xml" in client.get("/sitemap.xml").content


def test_a_subject_is_in_the_sitemap_in_the_languages_in_which_its_records_are_public(client, theme):
    PartnerFactory(tags=["animation"])
    PartnerIndexPage.objects.get(slug="partners").unpublish()
    assert set(addresses(client, "tag")) == {"/da/tags/animation/"}
