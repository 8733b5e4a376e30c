"""Fixtures that every app's tests share: the page tree and the four roles."""

import io
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from hub.models import HomePage
from hub.pdf import PdfUnavailable
from hub.site_tree import PagePlan, grow_home, grow_page
from tests.browser.summary import pytest_terminal_summary  # noqa: F401 - pytest's hook, needed before any test is read


def pytest_configure(config):
    """Tests read the Danish that is in the catalogues now; workers of a parallel run find it compiled."""
    if not hasattr(config, "workerinput"):
        call_command("compile_translations", stdout=io.StringIO())
        # What was read while Django started may be older than what has just been compiled.
        translation_file_changed(None, Path("django.mo"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    """Where Pango is missing, what needs a PDF is skipped; in CI it fails."""
    try:
        return (yield)
    except PdfUnavailable as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))


@pytest.fixture(autouse=True)
def _fresh_caches():
    """Nothing that one test cached is seen by the next."""
    from django.core.cache import cache

    from hub import held
    from search.engines.database.columns import live_columns
    from search.vocabulary import vocabulary

    cache.clear()
    held.forget_all()
    live_columns.forget()
    vocabulary.forget()


@pytest.fixture(autouse=True)
def _default_language():
    """What the last request of another test spoke is forgotten: outside requests the hub speaks Danish."""
    translation.deactivate()
    yield
    translation.deactivate()


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


def _staff(key):
    """A user with the rights of one role, as the table of roles gives them, who reads the admin in English."""
    from django.contrib.auth.models import Group
    from wagtail.users.models import UserProfile

    from hub.role_sync import sync_roles
    from hub.roles import role
    from hub.tests.factories import UserFactory

    sync_roles()
    user = UserFactory(username=key)
    user.groups.add(Group.objects.get(name=role(key).group))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


def _signed_in(user):
    """A client of its own, so that one test can be several people; their admin speaks English."""
    from django.test import Client
    from wagtail.users.models import UserProfile

    client = Client()
    client.force_login(user)
    UserProfile.get_for_user(user)
    UserProfile.objects.filter(user=user).update(preferred_language="en")
    return client


@pytest.fixture
def communications_user(db):
    """Publishes, translates, moderates."""
    return _staff("communications")


@pytest.fixture
def focal_point_user(db):
    """Answers to UNESCO for the city."""
    return _staff("focal_point")


@pytest.fixture
def administrator_user(db):
    """Also cares for users and settings."""
    return _staff("administrator")


@pytest.fixture
def plain_user(db):
    """Signed in, with no role at all."""
    from hub.tests.factories import UserFactory

    return UserFactory(username="plain")


@pytest.fixture
def communications_client(communications_user):
    return _signed_in(communications_user)


@pytest.fixture
def focal_point_client(focal_point_user):
    return _signed_in(focal_point_user)


@pytest.fixture
def administrator_client(administrator_user):
    return _signed_in(administrator_user)


@pytest.fixture
def plain_client(plain_user):
    return _signed_in(plain_user)


def _member(organisation, username, **values):
    from hub.tests.factories import UserFactory
    from partners.tests.factories import MembershipFactory

    kind = organisation._meta.model_name
    return MembershipFactory(user=UserFactory(username=username), **{kind: organisation}, **values).user


@pytest.fixture
def partner_a(site):
    """The live partner that the members below belong to."""
    from partners.tests.factories import PartnerFactory

    return PartnerFactory(title_en="Alpha House", title_da="Alfahuset")


@pytest.fixture
def partner_b(site):
    """Another live partner, with members of its own."""
    from partners.tests.factories import PartnerFactory

    return PartnerFactory(title_en="Beta Studio", title_da="Betastudiet")


@pytest.fixture
def city_c(site):
    """A live city, with a member of its own."""
    from partners.tests.factories import CityFactory

    return CityFactory(title_en="Cheongju", title_da="Cheongju", country="KR", timezone="Asia/Seoul")


@pytest.fixture
def owner_user(partner_a):
    """Owner of partner A."""
    return _member(partner_a, "owner-a")


@pytest.fixture
def editor_user(partner_a):
    """Member of partner A, not an owner."""
    return _member(partner_a, "editor-a", role="editor")


@pytest.fixture
def former_member_user(partner_a):
    """Was an owner of partner A."""
    from django.utils import timezone

    return _member(partner_a, "former-a", ended_at=timezone.now())


@pytest.fixture
def other_member_user(partner_b):
    """Owner of partner B."""
    return _member(partner_b, "owner-b")


@pytest.fixture
def city_member_user(city_c):
    """Owner in city C."""
    return _member(city_c, "owner-c")


@pytest.fixture
def owner_client(owner_user):
    return _signed_in(owner_user)


@pytest.fixture
def editor_client(editor_user):
    return _signed_in(editor_user)


@pytest.fixture
def former_member_client(former_member_user):
    return _signed_in(former_member_user)


@pytest.fixture
def other_member_client(other_member_user):
    return _signed_in(other_member_user)


@pytest.fixture
def city_member_client(city_member_user):
    return _signed_in(city_member_user)
