"""Demo sign-ins: usable as they are, and never in production."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from hub.demo import DEMO_SIGN_INS, make_demo_sign_ins
from hub.models import User
from hub.role_sync import sync_roles
from partners import sample_demo
from partners.models import Membership
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_users(db):
    sync_roles()
    make_demo_sign_ins()


@pytest.mark.parametrize("username", [demo.username for demo in DEMO_SIGN_INS if demo.group])
def test_demo_user_can_change_the_language_of_the_admin(demo_users, username):
    client = Client()
    client.force_login(User.objects.get(username=username))
    page = client.get("/admin/account/").content.decode()
    form = BeautifulSoup(page, "html.parser").find("input", attrs={"name": "name_email-first_name"}).find_parent("form")
    data = {field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("type") != "file"}
    chosen = {choice["name"]: choice.find("option", selected=True) for choice in form.find_all("select")}
    data |= {name: option["value"] if option else "" for name, option in chosen.items()}
    data["locale-preferred_language"] = "en"
    assert client.post("/admin/account/", data).status_code == 302
    assert User.objects.get(username=username).wagtail_userprofile.preferred_language == "en"


def test_demo_user_made_without_a_name_is_given_one(demo_users):
    User.objects.update(first_name="", last_name="")
    make_demo_sign_ins()
    assert not User.objects.filter(first_name="").exists()


def test_production_settings_refuse_demo_sign_ins(db, settings):
    settings.HUB_DEMO_SIGN_INS = False
    with pytest.raises(ImproperlyConfigured):
        make_demo_sign_ins()


def test_the_demo_member_finds_something_in_the_portal(site):
    partner = PartnerFactory(title_da="The Animation Workshop / VIA", title_en="The Animation Workshop / VIA")
    sync_roles()
    make_demo_sign_ins()
    assert sample_demo.load() != []
    user = User.objects.get(email="partner@demo.invalid")
    place = Membership.objects.get(user=user)
    assert (place.partner, place.role) == (partner, "owner")
    client = Client()
    client.force_login(user)
    assert "The Animation Workshop" in client.get("/en/portal/").content.decode()


def test_a_demo_member_who_has_or_had_a_place_is_left_alone(site):
    assert sample_demo.load() == []
    sync_roles()
    make_demo_sign_ins()
    assert sample_demo.load() == [], "no partner of that name"
    PartnerFactory(title_da="The Animation Workshop")
    sample_demo.load()
    Membership.objects.update(ended_at=timezone.now())
    assert sample_demo.load() == []
    assert Membership.objects.active().count() == 0
