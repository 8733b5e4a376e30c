"""Fixtures that every app's tests share: the page tree and the four roles."""

import pytest

from hub.models import HomePage
from hub.site_tree import PagePlan, grow_home, grow_page


@pytest.fixture(autouse=True)
def _fresh_caches():
    """Nothing that one test cached is seen by the next."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def home(db):
    """The home pages of both languages; gives the Danish one."""
    return grow_home(PagePlan(HomePage, "da", "en", "Viborg", "Viborg"))


@pytest.fixture
def site(home):
    """The whole upper tree: home and the index pages of all record types, in both languages."""
    from events.sample_data import INDEX_PLANS as EVENT_INDEXES
    from partners.sample_data import INDEX_PLANS as PARTNER_INDEXES

    for plan in (*PARTNER_INDEXES, *EVENT_INDEXES):
        grow_page(plan, home)
    return home
