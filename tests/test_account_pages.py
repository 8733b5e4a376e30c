"""Pages of accounts: signing up, in and out, second factors, in both languages and under a strict policy."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from hub.models import User
from hub.tests.factories import UserFactory
from tests.test_languages import foreign_texts

pytestmark = pytest.mark.django_db
PASSWORD = "krydder-på-kanten-7"


@pytest.fixture
def person(site):
    """Somebody with a confirmed address and a password."""
    user = UserFactory(email="ida@example.org", first_name="Ida", last_name="Holm")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def sign_in(client, email="ida@example.org", password=PASSWORD, **query):
    return client.post(reverse("account_login", query=query or None), {"login": email, "password": password})


def confirm_access(client):
    """Shows the password once more, as everything that changes the ways in asks."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_in(message):
    """The code on a line of its own."""
    return re.search(r"^[A-Z0-9]{4,}(?:-[A-Z0-9]+)?$", message.body, re.MULTILINE)[0]


def totp_code(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def with_app(user):
    """Gives the secret of an authenticator app that ``user`` has now."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


@pytest.mark.parametrize("language", ["da", "en"])
def test_signing_up_by_mail_gives_a_verified_account_in_the_language_of_the_page(client, site, language):
    data = {"name": "Ida Marie Holm", "email": "Ida@Example.org", "password1": PASSWORD}
    home = f"/{language}/portal/"
    answer = client.post(reverse("account_signup", query={"next": home}), data | {"next": home})
    assert answer.url == reverse("account_email_verification_sent")
    assert not EmailAddress.objects.filter(verified=True).exists()
    [message] = mail.outbox
    assert message.to == ["ida@example.org"]
    assert f'<html lang="{language}"' in message.alternatives[0].content
    assert code_in(message) in message.alternatives[0].content
    answer = client.post(answer.url, {"code": code_in(message)})
    assert answer.url == home
    user = User.objects.get(email="ida@example.org")
    assert (user.first_name, user.last_name) == ("Ida Marie", "Holm")
    assert UserProfile.objects.get(user=user).preferred_language == language
    assert client.get(home).status_code == 200


def test_known_and_unknown_addresses_get_the_same_answers(client, person):
    """For signing up, resetting and codes: status, address and page are the same; only the mails differ."""
    pages = {}
    for email in (person.email, "nobody@example.org"):
        visitor = Client()
        forms = [
            ("account_signup", {"name": "N", "email": email, "password1": PASSWORD}),
            ("account_reset_password", {"email": email}),
            ("account_request_login_code", {"email": email}),
        ]
        for name, data in forms:
            visitor = Client()
            answer = visitor.post(reverse(name), data)
            page = visitor.get(answer.url).content.decode().replace(email, "")
            pages[name, email] = (
                answer.status_code,
                answer.url,
                re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page),
            )
    for name, _data in forms:
        assert pages[name, person.email] == pages[name, "nobody@example.org"]


def test_wrong_password_and_unknown_address_get_the_same_answer(client, person):
    def answer(email):
        page = sign_in(Client(), email, "wrong-password").content.decode().replace(email, "")
        return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)

    assert answer(person.email) == answer("nobody@example.org")


def test_e_mailed_code_signs_in(client, person):
    answer = client.post(reverse("account_request_login_code"), {"email": person.email})
    answer = client.post(answer.url, {"code": code_in(mail.outbox[0])})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_guessing_codes_ends_after_a_few_tries(client, person):
    url = client.post(reverse("account_request_login_code"), {"email": person.email}).url
    for _ in range(4):
        client.post(url, {"code": "AAAA-AAAA"})
    client.post(url, {"code": code_in(mail.outbox[0])})
    assert "_auth_user_id" not in client.session


def test_too_many_wrong_passwords_are_stopped_even_with_the_right_one(client, person):
    for _ in range(6):
        sign_in(client, password="wrong-password")
    sign_in(client)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("language", "word"), [("da", "For mange forsøg"), ("en", "Too many tries")])
def test_rate_limit_answers_429_in_the_readers_language(client, site, settings, language, word):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    url = reverse("account_login", query={"language": language})
    answers = [client.post(url, {"login": "a@example.org", "password": "x"}) for _ in range(3)]
    assert answers[-1].status_code == 429
    page = answers[-1].content.decode()
    assert word in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "http://localhost/x",
    ],
)
def test_next_never_leads_to_another_host(client, person, target):
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD, "next": target})
    assert answer.status_code == 302
    assert answer.url.startswith("/")
    assert "evil" not in answer.url
    assert not answer.url.startswith("//")


def test_signing_in_gives_a_new_session(client, person):
    """A session that somebody planted in a browser is worth nothing after the sign-in."""
    session = client.session
    session["planted"] = True
    session.save()
    planted = client.cookies["sessionid"].value
    sign_in(client)
    assert client.cookies["sessionid"].value != planted
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert stranger.get(reverse("account_overview")).status_code == 302


def test_devices_are_listed_and_the_others_ended(client, person):
    other = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) AppleWebKit Safari/604"})
    sign_in(other)
    sign_in(client)
    client.get(reverse("account_overview"))
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Safari, iPhone" in page
    client.post(reverse("usersessions_list"))
    assert other.get(reverse("account_overview")).status_code == 302
    assert client.get(reverse("account_overview")).status_code == 200


def test_second_factor_is_asked_for_at_sign_in_and_recovery_code_stands_in(client, person):
    secret = with_app(person)
    assert sign_in(client).url == reverse("mfa_authenticate")
    assert client.get(reverse("account_overview")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": totp_code(secret)}).status_code == 302
    assert client.get(reverse("account_overview")).status_code == 200
    stand_in = Client()
    sign_in(stand_in)
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    stand_in.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert stand_in.get(reverse("account_overview")).status_code == 200


def test_seeds_of_authenticator_apps_lie_encrypted(person, settings):
    secret = with_app(person)
    row = Authenticator.objects.get(user=person, type="totp")
    assert secret not in str(row.data)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert row.wrap().validate_code(totp_code(secret))


def test_mail_headers_cannot_be_injected(client, site):
    data = {"name": "X", "email": "a@example.org\nBcc: b@example.org", "password1": PASSWORD}
    assert client.post(reverse("account_signup"), data).status_code == 200
    data = {"name": "X\r\nBcc: b@example.org", "email": "a@example.org", "password1": PASSWORD}
    client.post(reverse("account_signup"), data)
    for message in mail.outbox:
        assert message.recipients() == ["a@example.org"]
        assert "Bcc" not in str(message.message()).split("\n\n")[0]


def test_name_without_invisible_characters(client, site):
    data = {"name": "Ida\u202eHolm", "email": "a@example.org", "password1": PASSWORD}
    assert client.post(reverse("account_signup"), data).status_code == 200
    assert not User.objects.exists()


def test_a_megabyte_in_a_field_is_refused_at_the_field(client, site):
    data = {"name": "x" * 1_000_000, "email": "a@example.org", "password1": PASSWORD}
    answer = client.post(reverse("account_signup"), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors["name"]
    assert not User.objects.exists()


def test_three_megabytes_get_a_page_that_says_so(client, owner_client, site):
    path = "/account/signup/?language=en"
    for reader, sent_to in ((client, path), (owner_client, "/en/portal/join/partner/")):
        answer = reader.post(sent_to, {"name": "x" * 3_000_000})
        page = answer.content.decode()
        assert answer.status_code == 413
        assert '<html lang="en"' in page
        assert "back button" in page
        assert "2.5\xa0MB" in page
    assert client.post(path, {f"f{n}": "" for n in range(10_001)}).status_code == 413


@pytest.mark.parametrize(("language", "word"), [("da", "Formularen er for gammel"), ("en", "The form is too old")])
def test_expired_form_says_so_and_gives_back_what_was_written(site, language, word):
    client = Client(enforce_csrf_checks=True)
    data = {"name": "<b>Ida</b>", "email": "ida@example.org", "password1": "not-to-be-shown"}
    answer = client.post(reverse("account_signup", query={"language": language}), data)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert word in page
    assert "&lt;b&gt;Ida&lt;/b&gt;" in page
    assert "not-to-be-shown" not in page


def test_address_that_an_administrator_replaced_lets_nobody_in(client, person):
    person.email = "new@example.org"
    person.save()
    client.post(reverse("account_request_login_code"), {"email": "ida@example.org"})
    assert all("code" not in message.subject.lower() for message in mail.outbox)
    assert not EmailAddress.objects.filter(email="ida@example.org").exists()


def test_changing_the_address_needs_the_code_from_the_new_one(client, person):
    sign_in(client)
    confirm_access(client)
    client.post(reverse("account_email"), {"email": "New@Example.org", "action_add": ""})
    person.refresh_from_db()
    assert person.email == "ida@example.org"
    [message] = [message for message in mail.outbox if message.to == ["new@example.org"]]
    client.post(reverse("account_email_verification_sent"), {"code": code_in(message)})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["new@example.org"]


ENTRANCE = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_request_login_code",
    "account_reset_password_done",
    "account_inactive",
)
OWN = (
    "account_overview",
    "account_email",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
    "account_logout",
    "account_own_data",
    "account_delete",
    "account_reauthenticate",
)
FACTOR = (
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
)
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE
)


@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_of_accounts_are_whole_in_one_language_and_hold_nothing_inline(client, person, language):
    answers = {name: client.get(reverse(name, query={"language": language})) for name in ENTRANCE}
    sign_in(client)
    confirm_access(client)
    answers |= {name: client.get(reverse(name, query={"language": language})) for name in OWN}
    with_app(person)
    second = Client()
    sign_in(second)
    answers["mfa_authenticate"] = second.get(reverse("mfa_authenticate", query={"language": language}))
    answers |= {f"{name} 2": client.get(reverse(name, query={"language": language})) for name in FACTOR}
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200} == {}
    for name, answer in answers.items():
        page = answer.content.decode()
        assert f'<html lang="{language}"' in page, name
        assert INLINE.search(page) is None, name
        assert page.count("<h1") == 1, name
        assert "site-header" in page, name
        assert foreign_texts(answer, language) == [], name


def test_pages_of_accounts_take_few_queries(client, person, django_assert_max_num_queries):
    sign_in(client)
    confirm_access(client)
    for name in OWN:
        client.get(reverse(name))
        with django_assert_max_num_queries(20):
            client.get(reverse(name))


def test_language_switch_stays_on_the_page_and_keeps_where_one_was_going(client, site):
    page = client.get(reverse("account_login"), {"language": "da", "next": "/da/portal/"}).content.decode()
    assert 'href="/account/login/?language=en&amp;next=%2Fda%2Fportal%2F"' in page
    page = client.get("/account/login/?language=en&next=/da/portal/").content.decode()
    assert '<html lang="en"' in page
