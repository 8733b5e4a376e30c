"""Fixtures that every app's tests share: the page tree and the four roles."""

import pytest
from django.db import transaction

from hub.models import HomePage
from hub.site_tree import PagePlan, grow_home, grow_page


@pytest.fixture(autouse=True)
def _fresh_caches():
    """Nothing that one test cached is seen by the next."""
    from django.core.cache import cache

    cache.clear()


def _grow_site():
    from events.sample_data import INDEX_PLANS as EVENT_INDEXES
    from partners.sample_data import INDEX_PLANS as PARTNER_INDEXES

    with transaction.atomic():
        home = grow_home(PagePlan(HomePage, "da", "en", "Viborg", "Viborg"))
        for plan in (*PARTNER_INDEXES, *EVENT_INDEXES):
            grow_page(plan, home)
        return home


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test database has the upper page tree: home and index pages in both languages, grown once."""
    with django_db_blocker.unblock():
        _grow_site()


@pytest.fixture
def site(db):
    """The upper tree, grown anew if a test with real transactions emptied the database; gives the Danish home."""
    return HomePage.objects.filter(slug="da").first() or _grow_site()


@pytest.fixture
def home(site):
    """The Danish home page."""
    return site


@pytest.fixture
def empty_tree(db):
    """A site without pages, as after the migrations."""
    for home in HomePage.objects.all():
        home.delete()
