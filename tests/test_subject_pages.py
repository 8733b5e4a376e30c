"""Tag and theme pages: everything public of every type, in a fixed number of queries, and their own social card."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from events.tests.factories import EventFactory, VenueFactory
from hub.models import HubImage, Tag
from hub.tests.factories import CreativeFieldFactory, ThemeFactory
from partners.models import CityFieldPeriod
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

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
