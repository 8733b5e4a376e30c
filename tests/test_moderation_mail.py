"""What Wagtail writes to moderators when staff hand something in: every address in it leads where it says."""

import re

import pytest
from wagtail.models import Page
from wagtail.users.models import UserProfile

from hub.models import ContentPage
from hub.site_tree import PagePlan, grow_page
from partners.tests.factories import CityFactory, PartnerFactory
from tests.test_editing import save

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
