"""Directories: facets, counts, open data and a fixed number of queries."""

import pytest

from hub.choices import HelixSector
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


def test_directory_shows_only_the_chosen_sector(client, site):
    PartnerFactory(title_en="Animation School", sector=HelixSector.EDUCATION)
    PartnerFactory(title_en="Render Farm", sector=HelixSector.BUSINESS)
    page = client.get("/en/partners/", {"sector": "education"}).content.decode()
    assert "Animation School" in page
    assert "Render Farm" not in page
