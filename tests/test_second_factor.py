"""The admin opens only to those who showed a second factor, whatever way they came in."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from hub.tests.factories import UserFactory
from tests.test_account_pages import PASSWORD, sign_in, totp_code, with_app

pytestmark = pytest.mark.django_db
HOME = "/admin/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.HUB_SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def editor(communications_user):
    communications_user.set_password(PASSWORD)
    communications_user.save()
    EmailAddress.objects.create(user=communications_user, email=communications_user.email, primary=True, verified=True)
    return communications_user


def enter(client, user):
    """Sign in with password and authenticator app."""
    secret = with_app(user)
    sign_in(client, user.email)
    client.post(reverse("mfa_authenticate"), {"code": totp_code(secret)})


def test_staff_without_a_factor_are_led_to_setting_one_up(client, editor):
    sign_in(client, editor.email)
    for address in (HOME, reverse("wagtailsnippets_partners_partner:list"), "/admin/nothing-here/"):
        assert client.get(address).url == reverse("mfa_index")
        assert client.post(address).url == reverse("mfa_index")


def test_staff_with_a_factor_shown_at_sign_in_go_on(client, editor):
    enter(client, editor)
    assert client.get(HOME).status_code == 200


def test_session_that_began_without_the_factor_has_to_show_it(client, editor):
    sign_in(client, editor.email)
    secret = with_app(editor)
    answer = client.get(HOME)
    assert answer.url == f"{reverse('mfa_reauthenticate')}?next=/admin/"
    client.post(reverse("mfa_reauthenticate"), {"code": totp_code(secret), "next": HOME})
    assert client.get(HOME).status_code == 200


def test_setting_up_a_factor_is_showing_it(client, editor, monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act: act())  # in a test nothing is ever committed
    sign_in(client, editor.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    assert client.get(HOME).status_code == 200


def test_taking_the_factor_away_ends_the_access_at_once(client, editor):
    enter(client, editor)
    Authenticator.objects.filter(user=editor, type="totp").delete()
    assert client.get(HOME).url == reverse("mfa_index")


def test_recovery_codes_alone_are_no_factor(client, editor):
    enter(client, editor)
    Authenticator.objects.exclude(type="recovery_codes").delete()
    assert client.get(HOME).url == reverse("mfa_index")


def test_anothers_proof_does_not_count(client, editor):
    """Two people on one computer: the session keys of the first are nothing to the second."""
    with_app(editor)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 9e9}]
    session["account_authentication_methods_user"] = "999"
    session["second_factor_added_by"] = 999
    session.save()
    client.force_login(editor)
    assert client.get(HOME).status_code == 302


def test_background_requests_are_refused_rather_than_led_away(client, editor):
    sign_in(client, editor.email)
    assert client.get(HOME, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_superuser_is_asked_as_well(client, site):
    user = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(user)
    assert client.get(HOME).url == reverse("mfa_index")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/admin/login/?next=/admin/pages/", "/account/login/?next=/admin/pages/"),
        ("/admin/password_reset/", "/account/password/reset/"),
        ("/admin/password_reset/confirm/Mg/abc-def/", "/account/password/reset/"),
        ("/da/_util/login/?next=/da/", "/account/login/?next=/da/"),
        ("/en/_util/login/", "/account/login/"),
    ],
)
def test_wagtails_own_ways_in_lead_to_the_account(client, editor, address, target):
    data = {"username": editor.email, "password": PASSWORD, "email": editor.email}
    assert client.get(address).url == target
    assert client.post(address, data).url == target
    assert "_auth_user_id" not in client.session


def test_visitor_of_the_admin_is_led_to_the_account(client, site):
    assert client.get(HOME).url == "/account/login/?next=/admin/"


def test_admin_offers_no_password_or_address_of_its_own(client, editor):
    enter(client, editor)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="password-' not in page
    assert 'name="name_email-email"' not in page
    client.post(
        reverse("wagtailadmin_account"), {"password-new_password1": "x" * 12, "name_email-email": "x@x.example"}
    )
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)
    assert editor.email == "communications@example.org"


def test_administrator_makes_users_without_a_password(administrator_client, settings):
    settings.HUB_SECOND_FACTOR_REQUIRED = False
    page = administrator_client.get(reverse("wagtailusers_users:add")).content.decode()
    assert 'type="password"' not in page
    assert 'name="username"' not in page


def test_leaving_is_always_possible(client, editor):
    sign_in(client, editor.email)
    assert client.post(reverse("wagtailadmin_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_development_may_switch_it_off_and_says_so(client, editor, settings):
    from hub.demo import demo_sign_in_lines

    settings.HUB_SECOND_FACTOR_REQUIRED = False
    sign_in(client, editor.email)
    assert client.get(HOME).status_code == 200
    assert "no second factor" in demo_sign_in_lines()[-1]


def test_demo_sign_ins_go_on_working(client, site, settings):
    settings.HUB_SECOND_FACTOR_REQUIRED = False
    call_command("sync_roles")
    from hub.demo import DEMO_PASSWORD, make_demo_sign_ins

    make_demo_sign_ins()
    make_demo_sign_ins()
    sign_in(client, "administrator@demo.invalid", DEMO_PASSWORD)
    assert client.get(HOME).status_code == 200
    partner = Client()
    sign_in(partner, "partner@demo.invalid", DEMO_PASSWORD)
    assert partner.get("/en/portal/").status_code == 200
    assert partner.get(HOME).status_code == 403


def test_production_asks_for_it():
    from hub.settings import base

    assert base.HUB_SECOND_FACTOR_REQUIRED is True
