"""An administrator helps somebody who lost the phone: by command and in the admin."""

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.tests.factories import UserFactory
from tests.test_account_pages import with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def unlucky(communications_user):
    with_app(communications_user)
    return communications_user


def reset(email):
    said = io.StringIO()
    call_command("reset_second_factor", email, stdout=said)
    return said.getvalue()


def factors(user):
    return Authenticator.objects.filter(user=user).count()


def test_the_command_removes_factors_sessions_logs_and_tells(
    unlucky, mailoutbox, caplog, django_capture_on_commit_callbacks
):
    phone = Client()
    phone.force_login(unlucky)
    UserSession.objects.create(user=unlucky, ip="127.0.0.1", session_key=phone.session.session_key)
    other = UserFactory()
    with_app(other)
    with django_capture_on_commit_callbacks(execute=True):
        assert "2" in reset(f" {unlucky.email.upper()} ")
    assert (factors(unlucky), factors(other)) == (0, 2)
    assert phone.get(reverse("account_overview")).status_code == 302
    assert [mail.to for mail in mailoutbox] == [[unlucky.email]]
    entry = ModelLogEntry.objects.get(action="hub.reset_second_factor")
    assert unlucky.email not in f"{entry.label} {entry.data} {caplog.text}"
    assert f"user {unlucky.pk}" in caplog.text


def test_the_command_twice_is_harmless(unlucky, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reset(unlucky.email)
        reset(unlucky.email)
    assert len(mailoutbox) == 1
    assert ModelLogEntry.objects.filter(action="hub.reset_second_factor").count() == 1


@pytest.mark.parametrize("email", ["nobody@example.org", "", "' OR 1=1 --", "\x00", "æ" * 500])
def test_an_unknown_address_fails(unlucky, email):
    with pytest.raises(CommandError):
        reset(email)
    assert factors(unlucky) == 2


def test_administrators_do_it_in_the_admin(administrator_client, administrator_user, unlucky):
    listing = administrator_client.get(reverse("wagtailusers_users:index")).content.decode()
    path = reverse("reset_second_factor", args=[unlucky.pk])
    assert path in listing
    assert "E-mail address" in listing
    assert "Username" not in listing
    assert administrator_client.get(path).status_code == 200
    assert factors(unlucky) == 2
    page = administrator_client.post(path, follow=True).content.decode()
    assert "is removed" in page
    assert factors(unlucky) == 0
    assert ModelLogEntry.objects.get(action="hub.reset_second_factor").user == administrator_user
    assert "no second factor" in administrator_client.post(path, follow=True).content.decode()


@pytest.mark.parametrize("who", ["client", "owner_client", "communications_client", "focal_point_client"])
def test_nobody_else_resets_a_factor(request, unlucky, who):
    path = reverse("reset_second_factor", args=[unlucky.pk])
    for method in ("get", "post"):
        assert getattr(request.getfixturevalue(who), method)(path).status_code == (
            403 if who == "owner_client" else 302
        )
    assert factors(unlucky) == 2


def test_a_superusers_factor_is_for_superusers_alone(administrator_client, administrator_user):
    superuser = UserFactory(is_superuser=True)
    with_app(superuser)
    path = reverse("reset_second_factor", args=[superuser.pk])
    assert administrator_client.post(path).status_code == 302
    assert factors(superuser) == 2
    administrator_user.is_superuser = True
    administrator_user.save()
    administrator_client.post(path)
    assert factors(superuser) == 0
