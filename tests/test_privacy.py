"""Personal data: contact persons only with consent, download, deletion, purge, an audit trail without names."""

import datetime as dt
import json
import logging
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.core import mail, signing
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry, Site
from wagtail.users.models import UserProfile

from events.models import Delegation
from events.tests.factories import EventFactory
from hub.contacts import consent_link, give_consent, name_contact, withdraw_consent
from hub.models import ContactPerson, Correction, PrivacySettings, User
from hub.own_data import delete_account, gather
from hub.tests.factories import UserFactory
from partners.models import Invitation, JoinRequest, Membership, Partner, Project, ProjectPartner, Proposal
from partners.tests.factories import CityFactory, MembershipFactory, ProjectFactory
from tests.test_account_pages import INLINE, PASSWORD
from tests.test_languages import foreign_texts

pytestmark = pytest.mark.django_db
DETAILS = {"name": "Mia Lund", "job": "Producer", "email": "mia@example.org", "phone": "+45 12 34 56 78"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def of(record, name="contacts", **kwargs):
    return reverse(f"portal:{name}", kwargs={"kind": record._meta.model_name, "uid": record.uid, **kwargs})


def link_in(message):
    return re.search(r"http://localhost:8000(\S+)", message.body)[1]


def page_of(record, language="en"):
    return Client().get(record.get_url(language)).content.decode()


@pytest.fixture
def named(owner_user, partner_a):
    """Somebody who was named as contact person of partner A and has not answered."""
    return name_contact(record=partner_a, named_by=owner_user, **DETAILS)


@pytest.fixture
def link(named):
    return consent_link(named, "en").removeprefix("http://localhost:8000")


def test_named_person_is_asked_and_shown_only_after_saying_yes(
    owner_client, partner_a, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        owner_client.post(of(partner_a), DETAILS)
    [message] = mail.outbox
    assert message.to == ["mia@example.org"]
    assert "Mia Lund" not in page_of(partner_a)
    link = link_in(message)
    assert "Mia Lund" in client.get(link).content.decode()
    assert ContactPerson.objects.get().consented_at is None  # looking is not agreeing
    client.post(link, {"answer": "yes"})
    person = ContactPerson.objects.get()
    assert (person.is_shown, person.consent_means, person.consented_by) == (True, "link", None)
    for language in ("da", "en"):
        assert "mailto:mia@example.org" in page_of(partner_a, language)


def test_withdrawing_by_the_same_link_takes_the_person_off_at_once_and_forgets(client, named, link, partner_a):
    client.post(link, {"answer": "yes"})
    client.post(link, {"answer": "no"})
    assert "Mia Lund" not in page_of(partner_a)
    person = ContactPerson.objects.get()
    assert (person.name, person.job, person.email, person.phone) == ("", "", "", "")
    assert person.consented_at is not None
    assert person.withdrawn_at is not None
    assert client.get(link).status_code == 410
    client.post(link, {"answer": "yes"})
    assert not ContactPerson.objects.get().is_shown


def test_saying_no_at_first_forgets_as_well(client, link):
    client.post(link, {"answer": "no"})
    assert ContactPerson.objects.get().email == ""


@pytest.mark.parametrize("data", [{}, {"answer": ""}, {"answer": "maybe"}])
def test_no_answer_changes_nothing(client, link, data):
    client.post(link, data)
    assert ContactPerson.objects.get().name == "Mia Lund"
    assert not ContactPerson.objects.get().is_shown


def test_forged_links_lead_nowhere(client, site, named, link):
    token = link.split("/")[-2]
    key = str(named.link_key)
    forged = [token[:-1] + ("A" if token[-1] != "A" else "B"), signing.dumps(key, salt="other"), key, "x"]
    for wrong in (*forged, signing.dumps({"a": 1}, salt="hub.contact-person")):
        answer = client.post(reverse("hub:contact_consent", args=[wrong]), {"answer": "yes"})
        assert answer.status_code == 404
    assert not ContactPerson.objects.get().is_shown


def test_naming_oneself_by_a_confirmed_address_is_agreeing(owner_client, owner_user, partner_a):
    details = DETAILS | {"email": owner_user.email}
    owner_client.post(of(partner_a), details)
    assert not ContactPerson.objects.get().is_shown  # the address is not confirmed as the owner's
    ContactPerson.objects.all().delete()
    EmailAddress.objects.create(user=owner_user, email=owner_user.email, verified=True, primary=True)
    owner_client.post(of(partner_a), details)
    person = ContactPerson.objects.get()
    assert (person.is_shown, person.consent_means, person.consented_by) == (True, "portal", owner_user)


def test_member_takes_a_contact_person_off(owner_client, other_member_client, partner_a, partner_b, named):
    give_consent(named)
    for stranger_address in (
        of(partner_a, "contact_remove", pk=named.pk),
        of(partner_b, "contact_remove", pk=named.pk),
    ):
        assert other_member_client.post(stranger_address).status_code == 404
    assert "Mia Lund" in page_of(partner_a)
    owner_client.post(of(partner_a, "contact_remove", pk=named.pk))
    assert "Mia Lund" not in page_of(partner_a)


@pytest.mark.parametrize("who", ["former_member", "other_member", "city_member", "plain"])
def test_others_see_and_name_no_contact_persons(request, partner_a, named, who):
    client = request.getfixturevalue(f"{who}_client")
    assert client.get(of(partner_a)).status_code == 404
    assert client.post(of(partner_a), DETAILS | {"email": "x@example.org"}).status_code == 404
    assert ContactPerson.objects.count() == 1


def test_projects_and_events_have_contact_persons_of_their_own(owner_client, partner_a, owner_user):
    project, event = ProjectFactory(), EventFactory()
    assert owner_client.get(of(project)).status_code == 404
    ProjectPartner.objects.create(project=project, partner=partner_a, role="lead")
    assert owner_client.get(of(project)).status_code == 200
    for record, name in ((project, "Pia Project"), (event, "Eva Event")):
        give_consent(name_contact(record=record, named_by=owner_user, **DETAILS | {"name": name}))
    assert "Pia Project" in page_of(project)
    assert "Pia Project" not in page_of(event)
    assert "Eva Event" in page_of(event)


def test_contact_persons_of_unpublished_records_are_not_shown(named, partner_a):
    give_consent(named)
    partner_a.unpublish()
    assert "Mia Lund" not in page_of(partner_a)


def test_contact_persons_are_in_no_open_data(client, named, partner_a):
    give_consent(named)
    for file in ("data.json", "data.csv"):
        assert "mia@example.org" not in client.get(f"/en/partners/{file}").content.decode()
    assert "mia@example.org" not in str(partner_a.serializable_data())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "Mia\u202edlaB"),
        ("name", "x" * 1_000_000),
        ("email", "mia@example.org\nBcc: x@example.org"),
        ("email", "mia"),
        ("phone", "call me"),
        ("job", "a\x00b"),
    ],
)
def test_bad_details_are_explained_and_kept(owner_client, partner_a, field, value):
    answer = owner_client.post(of(partner_a), DETAILS | {field: value})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "Mia Lund" in answer.content.decode() or field == "name"
    assert not ContactPerson.objects.exists()


def test_naming_twice_is_answered(owner_client, partner_a, named):
    answer = owner_client.post(of(partner_a), DETAILS | {"email": "MIA@example.org"})
    assert answer.status_code == 422
    assert ContactPerson.objects.count() == 1


@pytest.mark.parametrize("language", ["da", "en"])
def test_consent_page_speaks_one_language(client, named, language):
    with translation.override(language):
        address = consent_link(named, language).removeprefix("http://localhost:8000")
    for prepare in (lambda: None, lambda: give_consent(named), lambda: withdraw_consent(named)):
        prepare()
        answer = client.get(address)
        assert foreign_texts(answer, language) == []
        assert INLINE.search(answer.content.decode()) is None
        assert "noindex" in answer.content.decode()


def signed_in(user, *, confirmed=True):
    """A client that has just shown the password again."""
    user.set_password(PASSWORD)
    user.save()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user)
    if confirmed:
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_download_holds_everything_on_the_person_and_nothing_on_others(owner_user, editor_user, partner_a, partner_b):
    Invitation.objects.create(partner=partner_b, email=owner_user.email, expires_at=timezone.now())
    ContactPerson.objects.create(record=partner_a, **DETAILS | {"email": owner_user.email})
    answer = signed_in(owner_user).post(reverse("account_download_own_data"))
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    data = json.loads(answer.content)
    assert data["account"][0]["email"] == owner_user.email
    assert data["memberships"][0]["organisation"] == "Alpha House"
    assert data["contact_person"][0]["name"] == "Mia Lund"
    assert data["invitations"][0]["organisation"] == "Beta Studio"
    assert {"sign_ins", "join_requests", "acts"} <= set(data)
    assert editor_user.email not in answer.content.decode()
    assert "password" not in answer.content.decode()


def test_download_and_deletion_ask_for_the_password_again(owner_user):
    client = signed_in(owner_user, confirmed=False)
    for address in (reverse("account_download_own_data"), reverse("account_delete")):
        assert client.post(address, {"sure": "on", "knows": "on"}).url.startswith(reverse("account_reauthenticate"))
    assert User.objects.filter(pk=owner_user.pk).exists()


def test_deletion_removes_the_person_and_keeps_the_acts_without_a_name(owner_user, partner_a):
    MembershipFactory(partner=partner_a)
    owner_user.first_name, owner_user.last_name = "Ida", "Holm"
    owner_user.save()
    person = ContactPerson.objects.create(record=partner_a, **DETAILS | {"email": owner_user.email})
    partner_a.save_revision(user=owner_user, log_action=True)
    withdraw = ContactPerson.objects.create(record=partner_a, **DETAILS)
    withdraw_consent(withdraw, by=owner_user)
    client = signed_in(owner_user)
    assert client.get(reverse("account_delete")).status_code == 200
    assert client.post(reverse("account_delete"), {}).status_code == 422
    answer = client.post(reverse("account_delete"), {"sure": "on"})
    assert answer.status_code == 302
    assert not User.objects.filter(email="owner-a@example.org").exists()
    assert not Membership.objects.filter(user_id=owner_user.pk).exists()
    assert not ContactPerson.objects.filter(pk=person.pk).exists()
    assert client.get(reverse("account_overview")).status_code == 302
    entries = ModelLogEntry.objects.filter(user_id=owner_user.pk)
    assert {"wagtail.edit", "hub.contact_withdrawn", "hub.delete_account"} <= set(
        entries.values_list("action", flat=True)
    )
    kept = " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all())
    assert "Ida" not in kept
    assert "owner-a@" not in kept
    assert Partner.objects.get(pk=partner_a.pk).latest_revision.user is None


def test_last_owner_is_warned_and_has_to_say_so(owner_user, partner_a):
    client = signed_in(owner_user)
    page = client.get(reverse("account_delete")).content.decode()
    assert "last owner of Alpha House" in page
    assert client.post(reverse("account_delete"), {"sure": "on"}).status_code == 422
    assert User.objects.filter(pk=owner_user.pk).exists()
    client.post(reverse("account_delete"), {"sure": "on", "knows": "on"})
    assert not User.objects.filter(pk=owner_user.pk).exists()


def test_names_an_administrators_edit_left_in_the_trail_go_with_the_account(administrator_client, plain_user):
    from wagtail.log_actions import log

    plain_user.first_name = "Ida"
    plain_user.save()
    log(plain_user, "wagtail.edit")
    assert ModelLogEntry.objects.filter(label="Ida").exists()
    signed_in(plain_user).post(reverse("account_delete"), {"sure": "on"})
    assert not ModelLogEntry.objects.filter(label="Ida").exists()


def old(days):
    return timezone.now() - dt.timedelta(days=days)


@pytest.fixture
def aged(owner_user, partner_a):
    """One of each kind that is older than the settings allow, and one that is not."""
    rules = PrivacySettings.for_site(Site.objects.get(is_default_site=True))
    for name in (
        "former_member_days",
        "join_request_days",
        "invitation_days",
        "withdrawn_contact_days",
        "session_days",
        "correction_address_days",
        "correction_days",
        "closed_proposal_days",
        "delegation_days",
    ):
        setattr(rules, name, 10)
    rules.unanswered_contact_days = rules.unverified_account_days = rules.idle_account_days = 10
    rules.save()
    for days in (9, 11):
        member = MembershipFactory(partner=partner_a, ended_at=old(days)).user
        User.objects.filter(pk=member.pk).update(last_login=timezone.now())
        JoinRequest.objects.create(
            form_key=f"{days:032}",
            kind="claim",
            user=owner_user,
            partner=partner_a,
            state="declined",
            decided_at=old(days),
        )
        JoinRequest.objects.create(form_key=f"1{days:031}", kind="new_city", user=owner_user, asked_at=old(days))
        Invitation.objects.create(partner=partner_a, email="x@example.org", expires_at=old(days))
        ContactPerson.objects.create(record=partner_a, **DETAILS | {"email": f"{days}@example.org"}, added_at=old(days))
        ContactPerson.objects.create(record=partner_a, withdrawn_at=old(days))
        UserSession.objects.create(user=owner_user, ip="127.0.0.1", session_key=f"{days}", last_seen_at=old(days))
        UserFactory(username=f"idle-{days}", date_joined=old(400), last_login=old(days))
        waiting = UserFactory(username=f"unconfirmed-{days}", date_joined=old(days), email=f"u{days}@example.org")
        EmailAddress.objects.create(user=waiting, email=waiting.email, verified=False)
        Correction.objects.create(record=partner_a, text=f"open {days}", reply_to="r@example.org", created_at=old(days))
        Correction.objects.create(
            record=partner_a, text=f"done {days}", state="done", created_at=old(400), handled_at=old(days)
        )
        over = EventFactory(start_date=old(days).date(), last_date=old(days).date())
        Delegation.objects.create(event=over, city=CityFactory(), state="registered")
        about = ContentType.objects.get_for_model(Project)
        for state in ("declined", "accepted"):
            Proposal.objects.create(
                kind="project", partner=partner_a, content_type=about, state=state, decided_at=old(days)
            )


EXPECTED = {
    "sign-ups whose address was never confirmed": 1,
    "accounts that nobody used": 1,
    "contact persons who never answered": 1,
    "record of a withdrawn consent": 1,
    "devices that are signed out": 1,
    "addresses of readers whose suggestion still waits": 1,
    "suggested corrections that are settled": 1,
    "places of former members": 1,
    "decided requests to join": 1,
    "invitations that were used, withdrawn or have run out": 1,
    "proposals that were declined or withdrawn": 1,
    "names, contacts and needs of delegations, after the event": 1,
    # Tried in events/tests/test_answers.py, with their files.
    "answers to open calls that were declined, withdrawn or never handed in": 0,
    "notices of cities that have run out": 0,
}


def counted(text):
    return {
        label: int(count)
        for count, label in re.findall(r"^(\d+) (?:would be )?removed: (.+), older", text, re.MULTILINE)
    }


def snapshot():
    models = (User, Membership, JoinRequest, Invitation, ContactPerson, UserSession, Correction, Proposal)
    addresses = Correction.objects.exclude(reply_to="").count()
    return {model.__name__: model.objects.count() for model in models} | {"addresses": addresses}


def test_purge_removes_what_is_too_old_and_says_what(aged, capsys):
    before = snapshot()
    call_command("purge_personal_data", "--dry-run")
    said = capsys.readouterr().out
    assert snapshot() == before
    assert counted(said) == EXPECTED | {"accounts that nobody used": 2}  # the unconfirmed one is idle as well
    call_command("purge_personal_data")
    said = capsys.readouterr().out
    assert counted(said) == EXPECTED
    assert "@" not in said
    assert not User.objects.filter(username__in=["idle-11", "unconfirmed-11"]).exists()
    assert User.objects.filter(username__in=["idle-9", "unconfirmed-9"]).count() == 2
    kept = set(Correction.objects.values_list("text", "reply_to"))
    assert kept == {("open 9", "r@example.org"), ("open 11", ""), ("done 9", "")}
    call_command("purge_personal_data")
    assert set(counted(capsys.readouterr().out).values()) == {0}


def test_purge_never_takes_members_staff_or_people_who_wait(site, owner_user, communications_user, plain_user):
    JoinRequest.objects.create(form_key="0" * 32, kind="new_city", user=plain_user)
    superuser = UserFactory(is_superuser=True)
    User.objects.update(date_joined=old(9999), last_login=old(9999))
    call_command("purge_personal_data", verbosity=0)
    kept = set(User.objects.values_list("pk", flat=True))
    assert kept == {owner_user.pk, communications_user.pk, plain_user.pk, superuser.pk}


def test_readers_are_told_at_the_form_for_how_long_their_words_are_kept(client, partner_a, site):
    rules = PrivacySettings.for_site(Site.objects.get(is_default_site=True))
    rules.correction_address_days, rules.correction_days = 77, 1
    rules.save()
    page = client.get(f"/en/corrections/partner/{partner_a.uid}/").content.decode()
    assert "after 77 days at the latest" in page
    assert "is deleted 1 day after that" in page


def test_own_data_names_suggestions_with_the_persons_address_and_deletion_forgets_it(plain_user, partner_a):
    correction = Correction.objects.create(record=partner_a, text="Wrong year", reply_to=plain_user.email.upper())
    Correction.objects.create(record=partner_a, text="Another's", reply_to="else@example.org")
    assert [row["text"] for row in gather(plain_user)["corrections"]] == ["Wrong year"]
    delete_account(plain_user)
    correction.refresh_from_db()
    assert (correction.reply_to, correction.text) == ("", "Wrong year")
    assert Correction.objects.exclude(reply_to="").count() == 1


def test_privacy_settings_are_for_administrators_and_refuse_nonsense(administrator_client, communications_client, site):
    site_id = Site.objects.get(is_default_site=True).pk
    address = reverse("wagtailsettings:edit", args=["hub", "privacysettings", site_id])
    assert communications_client.get(address).status_code == 302
    assert administrator_client.get(address).status_code == 200
    fields = [field.name for field in PrivacySettings._meta.fields if field.name.endswith("_days")]
    data = dict.fromkeys(fields, 30)
    for wrong in ("0", "-1", "many", "99999999999"):
        administrator_client.post(address, data | {"former_member_days": wrong})
        assert PrivacySettings.for_site(Site.objects.get(pk=site_id)).former_member_days == 365
    administrator_client.post(address, data)
    assert PrivacySettings.for_site(Site.objects.get(pk=site_id)).former_member_days == 30


def test_nothing_personal_is_logged(caplog, client, owner_client, partner_a, link):
    """Signing up, failing to sign in, inviting, naming and agreeing leave neither names nor addresses in the logs."""
    with caplog.at_level(logging.DEBUG):
        data = {"name": "Ida Holm", "email": "ida@example.org", "password1": PASSWORD}
        client.post(reverse("account_signup"), data)
        client.post(reverse("account_login"), {"login": "ida@example.org", "password": "wrong"})
        client.post(reverse("account_request_login_code"), {"email": "ida@example.org"})
        owner_client.post(of(partner_a, "members"), {"email": "ida@example.org", "role": "editor"})
        owner_client.post(of(partner_a), DETAILS | {"email": "pia@example.org"})
        client.post(link, {"answer": "yes"})
    own = [record for record in caplog.records if not record.name.startswith("django.db")]
    text = " ".join(record.getMessage() for record in own)
    assert not re.search(r"ida@|pia@|mia@|Ida|Mia|Lund", text)
