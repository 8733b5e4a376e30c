"""What Wagtail writes to moderators when staff hand something in: every address in it leads where it says."""

import re

import pytest
from wagtail.models import Page
from wagtail.users.models import UserProfile

from hub.corrections import send_correction_mail
from hub.models import ContentPage, Correction
from hub.site_tree import PagePlan, grow_page
from partners.models import JoinRequest
from partners.notifications import send_join_request_mail
from partners.tests.factories import CityFactory, PartnerFactory
from tests.test_desk import correct
from tests.test_editing import save
from tests.test_joining import ask, claim_address, new_partner

pytestmark = pytest.mark.django_db


def addresses_in(mail):
    return [url for url in re.findall(r"http://localhost:8000(\S*)", mail.body) if "account" not in url]


def submit(instance, user):
    instance.save_revision(user=user)
    instance.get_workflow().start(instance, user)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "“Alfahuset & Søn” waits for approval"), ("da", "“Alfahuset & Søn” venter på")]
)
def test_the_mail_leads_to_preview_and_form(
    communications_client, focal_point_client, focal_point_user, site, mailoutbox, language, words
):
    UserProfile.objects.filter(user=focal_point_user).update(preferred_language=language)
    partner = PartnerFactory(title_da="Alfahuset & Søn", title_en="")
    save(communications_client, partner, "submit", lead_en="For review")
    mail = next(mail for mail in mailoutbox if mail.to == [focal_point_user.email])
    assert words in mail.body
    preview, edit = addresses_in(mail)
    assert "/workflow/preview/" in preview
    assert "For review" in focal_point_client.get(preview, {"mode": "en"}).content.decode()
    assert focal_point_client.get(edit).status_code == 200


def test_the_mail_about_a_page_leads_to_preview_and_form(
    communications_user, focal_point_client, focal_point_user, home, mailoutbox, settings
):
    settings.WAGTAILADMIN_NOTIFICATION_USE_HTML = True
    page = grow_page(PagePlan(ContentPage, "om", "about", "Om os", "About us"), home)
    submit(Page.objects.get(pk=page.pk).specific, communications_user)
    mail = next(mail for mail in mailoutbox if mail.to == [focal_point_user.email])
    found = addresses_in(mail)
    assert [focal_point_client.get(url).status_code for url in found] == [200, 200]
    html = mail.alternatives[0][0]
    assert all(f'href="http://localhost:8000{url}"' in html for url in found)


def test_names_are_shown_as_they_are(communications_user, focal_point_user, site, mailoutbox, settings):
    settings.WAGTAILADMIN_NOTIFICATION_USE_HTML = True
    submit(CityFactory(title_en="<b>A & B</b>", title_da=""), communications_user)
    mail = next(mail for mail in mailoutbox if mail.to == [focal_point_user.email])
    assert "“<b>A & B</b>”" in mail.body
    assert "<b>A" not in mail.alternatives[0][0]


@pytest.mark.parametrize("language", ["da", "en"])
def test_moderators_hear_of_requests_to_join_each_in_their_language(
    communications_user, focal_point_user, plain_client, partner_a, mailoutbox, django_capture_on_commit_callbacks,
    language,
):  # fmt: skip
    UserProfile.objects.filter(user=communications_user).update(preferred_language=language)
    UserProfile.objects.filter(user=focal_point_user).update(submitted_notifications=False)
    with django_capture_on_commit_callbacks(execute=True):
        ask(plain_client, title="Nørlum & Søn")
        plain_client.post(claim_address(partner_a), new_partner())
    found = [mail for mail in mailoutbox if mail.to == [communications_user.email]]
    assert len(found) == len(mailoutbox) == 2
    words = {"en": "somebody asks to join", "da": "nogen beder om at komme med"}[language]
    names = ["Nørlum & Søn", {"en": "Alpha House", "da": "Alfahuset"}[language]]
    assert [mail.subject for mail in found] == [f"“{name}”: {words}" for name in names]
    for mail, request in zip(found, JoinRequest.objects.order_by("pk"), strict=True):
        assert f"http://localhost:8000/admin/join-requests/{request.pk}/" in mail.body
        assert "We make films" not in mail.body


def test_moderators_hear_once_of_a_correction_and_not_of_what_is_settled(
    client, communications_user, owner_user, partner_a, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            assert correct(client, partner_a, reply_to="reader@example.org").status_code == 302
    assert [mail.to for mail in mailoutbox] == [[communications_user.email]]
    correction = Correction.objects.get()
    assert mailoutbox[0].subject == f"“{partner_a}”: a reader suggests a correction"
    assert f"http://localhost:8000/admin/moderation/corrections/{correction.pk}/" in mailoutbox[0].body
    assert "reader@example.org" not in mailoutbox[0].body
    correction.state = "done"
    correction.save()
    assert send_correction_mail.call(correction.pk) == 0
    assert send_join_request_mail.call(999) == 0


def test_a_mail_server_that_is_down_keeps_nobody_from_asking(
    communications_user, plain_client, site, monkeypatch, django_capture_on_commit_callbacks
):
    def down(*args, **kwargs):
        raise OSError("no connection")

    monkeypatch.setattr("hub.desk_mail.send_to", down)
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(plain_client).status_code == 302
    assert JoinRequest.objects.get().is_waiting
