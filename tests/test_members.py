"""Members' pages: inviting, promoting, removing, leaving; what owners, editors and others may do there."""

import datetime as dt
import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from hub.tests.factories import UserFactory
from partners.models import Invitation, Membership
from partners.services import MemberRefusedError, change_role, end_membership
from partners.tests.factories import CityFactory, MembershipFactory
from tests.test_account_pages import INLINE
from tests.test_languages import foreign_texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def of(organisation, name="members", **kwargs):
    return reverse(f"portal:{name}", kwargs={"kind": organisation._meta.model_name, "uid": organisation.uid, **kwargs})


def place(user, organisation):
    return Membership.objects.in_organisation(organisation).get(user=user)


def confirmed(email):
    user = UserFactory(email=email)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    client = Client()
    client.force_login(user)
    return user, client


def test_owner_invites_and_the_invited_person_joins(owner_client, partner_a, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        owner_client.post(of(partner_a), {"email": "Mia@Example.org", "role": "editor"})
    [message] = mail.outbox
    assert message.to == ["mia@example.org"]
    assert "Alpha House" in message.subject
    link = re.search(r"http://localhost:8000(\S+)", message.body)[1]
    assert link in message.alternatives[0].content
    visitor = Client()
    assert "mia@example.org" in visitor.get(link).content.decode()
    assert visitor.post(link).url.startswith("/account/login/")
    user, mia = confirmed("mia@example.org")
    assert mia.get(link).status_code == 200
    assert not Membership.objects.filter(user=user).exists()
    assert mia.post(link).status_code == 302
    assert place(user, partner_a).role == "editor"
    assert mia.post(link).status_code == 410


@pytest.fixture
def link(owner_user, partner_a):
    """The address of an invitation to partner A for mia@example.org."""
    from partners.services import invite as send
    from partners.services.members import invitation_link

    made = send(organisation=partner_a, email="mia@example.org", role="owner", by=owner_user)
    return invitation_link(made, "en").removeprefix("http://localhost:8000")


def test_invitation_is_of_no_use_to_somebody_else(link, partner_b, other_member_client, other_member_user, partner_a):
    assert "another address" in other_member_client.get(link).content.decode()
    other_member_client.post(link)
    assert not Membership.objects.in_organisation(partner_a).filter(user=other_member_user).exists()


def test_unconfirmed_address_is_not_enough(link, partner_a):
    user = UserFactory(email="mia@example.org")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    client = Client()
    client.force_login(user)
    client.post(link)
    assert not Membership.objects.filter(user=user).exists()


@pytest.mark.parametrize("state", ["expired", "withdrawn", "accepted"])
def test_invitation_that_is_over_says_so(link, state):
    field = {"expired": "expires_at", "withdrawn": "withdrawn_at", "accepted": "accepted_at"}[state]
    Invitation.objects.update(**{field: timezone.now()})
    user, mia = confirmed("mia@example.org")
    assert mia.get(link).status_code == 410
    assert mia.post(link).status_code == 410
    assert not Membership.objects.filter(user=user).exists()


def test_forged_links_lead_nowhere(client, site, link):
    token = link.split("/")[-2]
    other_purpose = signing.dumps(str(Invitation.objects.get().key), salt="something.else")
    for forged in (
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        other_purpose,
        "x",
        signing.dumps(7, salt="partners.invitation"),
    ):
        assert client.get(reverse("portal:invitation", args=[forged])).status_code == 404


def test_link_older_than_its_days_is_dead_whatever_the_row_says(client, link, monkeypatch):
    Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(days=99))
    assert client.get(link).status_code == 200
    later = time.time() + 15 * 24 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.get(link).status_code == 404


def test_inviting_again_ends_the_former_link(owner_client, partner_a, link, client):
    owner_client.post(of(partner_a), {"email": "mia@example.org", "role": "editor"})
    assert Invitation.objects.open().count() == 1
    assert client.get(link).status_code == 410


def test_owner_withdraws_an_invitation(owner_client, other_member_client, partner_a, partner_b, link):
    pk = Invitation.objects.get().pk
    assert other_member_client.post(of(partner_a, "invitation_withdraw", pk=pk)).status_code == 404
    assert other_member_client.post(of(partner_b, "invitation_withdraw", pk=pk)).status_code == 404
    assert Invitation.objects.open().exists()
    owner_client.post(of(partner_a, "invitation_withdraw", pk=pk))
    assert not Invitation.objects.open().exists()


def test_member_cannot_be_invited_again(owner_client, editor_user, partner_a):
    answer = owner_client.post(of(partner_a), {"email": editor_user.email.upper(), "role": "owner"})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "not-an-address", "a@example.org\nBcc: b@example.org", "a@example.org,b@example.org", "x" * 1_000_000]
)
def test_bad_address_is_explained_at_the_field_and_kept(owner_client, partner_a, email):
    answer = owner_client.post(of(partner_a), {"email": email, "role": "owner"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]
    assert answer.context["form"]["role"].value() == "owner"
    assert not mail.outbox


def test_owner_promotes_and_demotes(owner_client, editor_user, partner_a):
    pk = place(editor_user, partner_a).pk
    owner_client.post(of(partner_a, "member_role", pk=pk), {"role": "owner"})
    assert place(editor_user, partner_a).role == "owner"
    owner_client.post(of(partner_a, "member_role", pk=pk), {"role": "editor"})
    assert place(editor_user, partner_a).role == "editor"
    owner_client.post(of(partner_a, "member_role", pk=pk), {"role": "king"})
    assert place(editor_user, partner_a).role == "editor"


def test_owner_removes_a_member_who_then_has_no_rights(owner_client, editor_client, editor_user, partner_a):
    owner_client.post(of(partner_a, "member_remove", pk=place(editor_user, partner_a).pk))
    assert place(editor_user, partner_a).ended_at is not None
    assert editor_client.get(of(partner_a)).status_code == 404


def test_removing_a_member_asks_first(owner_client, editor_user, partner_a):
    page = owner_client.get(of(partner_a)).content.decode()
    address = of(partner_a, "member_remove", pk=place(editor_user, partner_a).pk)
    assert f'href="{address}"' in page
    assert f'action="{address}"' not in page
    asked = owner_client.get(address).content.decode()
    assert str(editor_user) in asked
    assert place(editor_user, partner_a).ended_at is None


def test_last_owner_can_neither_leave_nor_step_down(owner_client, owner_user, editor_user, partner_a):
    own = place(owner_user, partner_a)
    owner_client.post(of(partner_a, "leave"))
    owner_client.post(of(partner_a, "member_role", pk=own.pk), {"role": "editor"})
    owner_client.post(of(partner_a, "member_remove", pk=own.pk))
    own.refresh_from_db()
    assert own.is_active
    assert own.is_owner


def test_owner_who_cannot_sign_in_any_more_does_not_count_as_one(owner_user, partner_a):
    MembershipFactory(user=UserFactory(is_active=False), partner=partner_a)
    with pytest.raises(MemberRefusedError):
        end_membership(membership=place(owner_user, partner_a), by=owner_user)


def test_one_of_two_owners_may_leave(owner_client, owner_user, partner_a):
    MembershipFactory(partner=partner_a)
    assert owner_client.post(of(partner_a, "leave")).url == reverse("portal:home")
    assert place(owner_user, partner_a).ended_at is not None


def test_two_owners_who_demote_each_other_leave_one(owner_user, partner_a):
    other = MembershipFactory(partner=partner_a)
    own = place(owner_user, partner_a)
    change_role(membership=own, role="editor", by=other.user)
    with pytest.raises(MemberRefusedError):
        change_role(membership=other, role="editor", by=owner_user)


@pytest.mark.parametrize(
    ("who", "status"),
    [("editor", 403), ("former_member", 404), ("other_member", 404), ("city_member", 404), ("plain", 404)],
)
def test_others_care_for_no_members(request, owner_user, partner_a, who, status):
    client = request.getfixturevalue(f"{who}_client")
    pk = place(owner_user, partner_a).pk
    answers = [
        client.post(of(partner_a), {"email": "x@example.org", "role": "owner"}),
        client.post(of(partner_a, "member_role", pk=pk), {"role": "editor"}),
        client.post(of(partner_a, "member_remove", pk=pk)),
    ]
    assert [answer.status_code for answer in answers] == [status] * 3
    assert not Invitation.objects.exists()
    assert place(owner_user, partner_a).is_active


def test_key_of_anothers_member_is_as_good_as_none(other_member_client, owner_user, partner_a, partner_b):
    pk = place(owner_user, partner_a).pk
    assert other_member_client.post(of(partner_b, "member_remove", pk=pk)).status_code == 404
    assert other_member_client.post(of(partner_b, "member_role", pk=pk), {"role": "editor"}).status_code == 404
    assert place(owner_user, partner_a).is_owner


def test_city_and_partner_with_one_key_are_kept_apart(owner_client, partner_a):
    city = CityFactory(pk=partner_a.pk)
    assert owner_client.get(of(city)).status_code == 404


def test_staff_care_for_every_organisations_members(communications_client, partner_a, owner_user):
    assert communications_client.get(of(partner_a)).status_code == 200
    communications_client.post(of(partner_a), {"email": "x@example.org", "role": "owner"})
    assert Invitation.objects.open().count() == 1


def test_editors_see_names_without_addresses(editor_client, owner_user, partner_a):
    owner_user.first_name = "Ida"
    owner_user.save()
    page = editor_client.get(of(partner_a)).content.decode()
    assert "Ida" in page
    assert owner_user.email not in page


def test_every_change_is_in_the_history_by_keys_alone(owner_client, owner_user, editor_user, partner_a, link):
    _user, mia = confirmed("mia@example.org")
    mia.post(link)
    owner_client.post(of(partner_a, "member_role", pk=place(editor_user, partner_a).pk), {"role": "owner"})
    owner_client.post(of(partner_a, "member_remove", pk=place(editor_user, partner_a).pk))
    entries = ModelLogEntry.objects.filter(action__startswith="partners.").order_by("pk")
    assert [entry.action.removeprefix("partners.") for entry in entries] == [
        "member_invited",
        "member_joined",
        "member_role",
        "member_left",
    ]
    assert all("@" not in str(entry.data) + entry.label for entry in entries)
    assert {entry.label for entry in entries} == {"Alpha House"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_pages_are_in_one_language_and_hold_nothing_inline(owner_client, editor_client, partner_a, link, language):
    with translation.override(language):
        pages = [of(partner_a), of(partner_a, "contacts"), reverse("portal:home"), reverse("portal:join")]
        pages += [reverse("portal:join_new_partner"), reverse("portal:join_new_city")]
        pages += [reverse("portal:invitation", args=[link.split("/")[-2]])]
    for client in (owner_client, editor_client):
        for address in pages:
            answer = client.get(address)
            page = answer.content.decode()
            assert answer.status_code == 200, address
            assert INLINE.search(page) is None, address
            assert page.count("<h1") == 1, address
            assert foreign_texts(answer, language) == [], address


def test_pages_take_at_most_twenty_queries_whatever_the_number(
    owner_client, owner_user, partner_a, django_assert_max_num_queries
):
    MembershipFactory.create_batch(30, partner=partner_a)
    for number in range(20):
        Invitation.objects.create(
            partner=partner_a, email=f"{number}@example.org", expires_at=timezone.now() + dt.timedelta(days=1)
        )
    for address in (
        of(partner_a),
        of(partner_a, "contacts"),
        reverse("portal:home"),
        reverse("portal:join", query={"q": "Alpha"}),
    ):
        owner_client.get(address)
        with django_assert_max_num_queries(20):
            assert owner_client.get(address).status_code == 200
