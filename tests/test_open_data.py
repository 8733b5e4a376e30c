"""Open data: ``data.json`` and ``data.csv`` below every list."""

import pytest

from events.tests.factories import EventFactory, VenueFactory
from hub.tests.factories import TagFactory, ThemeFactory
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "tag"), [("/da/partnere/", "børn"), ("/en/partners/", "children")])
def test_tags_are_named_in_the_language_and_themes_come_by_tags_too(client, site, path, tag):
    theme, other = ThemeFactory(key="young"), ThemeFactory(key="direct")
    TagFactory(name="børn", name_da="børn", name_en="children", theme=theme)
    PartnerFactory(tags=["børn"], themes=[other])
    item = client.get(f"{path}data.json").json()["items"][0]
    assert (item["tags"], item["themes"]) == ([tag], ["direct", "young"])


@pytest.mark.parametrize("path", ["partners", "cities", "projects", "events", "venues"])
def test_an_empty_table_has_every_heading(client, site, path):
    empty = client.get(f"/en/{path}/data.csv").content.decode("utf-8-sig").splitlines()
    assert len(empty) == 1
    factories = {"cities": CityFactory, "projects": ProjectFactory, "events": EventFactory, "venues": VenueFactory}
    factories.get(path, PartnerFactory)()
    assert client.get(f"/en/{path}/data.csv").content.decode("utf-8-sig").splitlines()[0] == empty[0]
    assert len(empty[0].split(",")) > 10
