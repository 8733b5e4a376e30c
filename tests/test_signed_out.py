"""What is sent to the portal when the session has ended: nothing saved, nothing lost."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from partners.models import Proposal
from tests.pages import fields_in
from tests.test_proposals import address, begin, inputs_of

pytestmark = pytest.mark.django_db
TYPED = "\r\nFirst line\r\n\r\n</textarea><b>Æ & ø</b>"


def held(page):
    """What the button of the page would send, and where to."""
    form = BeautifulSoup(page, "html.parser").find("main").find("form", method="post")
    form["id"] = "held"
    return form["action"], fields_in(str(form), "held")


@pytest.fixture
def draft(owner_client, partner_a):
    return begin(owner_client, partner_a, kind="project")


def test_a_draft_sent_while_signed_out_is_kept_in_the_page_and_can_be_sent_again(client, owner_client, draft):
    data = inputs_of(owner_client, draft) | {"title_en": "Typed", "lead_en": TYPED, "save": "1"}
    page = client.post(address(draft), data, headers={"referer": f"http://testserver{address(draft)}"})
    assert page.status_code == 401
    assert "no-store" in page["Cache-Control"]
    text = page.content.decode()
    assert "Nothing was saved" in text
    assert f"/account/login/?next={address(draft)}" in text
    assert "<b>Æ" not in text
    to, fields = held(text)
    assert to == address(draft)
    assert fields["version"] == [str(data["version"][0])]
    assert fields["lead_en"] == [TYPED.replace("\r\n", "\n")] or fields["lead_en"] == [TYPED]
    assert owner_client.post(to, fields).status_code == 302
    draft.refresh_from_db()
    assert draft.content["title_en"] == ["Typed"]
    assert draft.content["lead_en"][0].split() == TYPED.split()


def test_autosave_is_told_that_nobody_is_signed_in(client, draft):
    before = Proposal.objects.get(pk=draft.pk).content
    answer = client.post(address(draft, "autosave"), {"title_en": "X"}, headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json()["message"] == "You are signed out."
    draft.refresh_from_db()
    assert draft.content == before


@pytest.mark.parametrize("view", ["withdraw", "reopen"])
def test_the_sign_in_leads_to_the_page_a_button_stood_on(client, draft, view):
    answer = client.post(address(draft, view), headers={"referer": f"http://testserver{address(draft)}"})
    assert answer.url == f"/account/login/?next={address(draft)}"


@pytest.mark.parametrize("referer", ["", "https://evil.example/", "//evil.example/x", "javascript:alert(1)"])
def test_the_sign_in_leads_nowhere_else(client, draft, referer):
    page = client.post(
        address(draft), {"came_from": referer, "title_en": "X"}, headers={"referer": referer}
    ).content.decode()
    assert f"/account/login/?next={reverse('portal:home').replace('/da/', '/en/')}" in page
    assert "evil" not in page


def test_other_sites_can_have_nothing_sent_again(draft):
    """Without the browser's token there is no button, unless the hub's own page sent the form."""
    visitor = Client(enforce_csrf_checks=True)
    foreign = visitor.post(address(draft), {"title_en": "X"}, headers={"origin": "https://evil.example"})
    bare = visitor.post(address(draft), {"title_en": "X"})
    for page in (foreign, bare):
        assert page.status_code == 403
        assert BeautifulSoup(page.content, "html.parser").find("main").find("form") is None


def test_a_token_older_than_the_sign_in_costs_one_more_click(owner_user, owner_client, draft):
    data = inputs_of(owner_client, draft) | {"title_en": "Typed", "save": "1", "csrfmiddlewaretoken": "a" * 32}
    member = Client(enforce_csrf_checks=True)
    member.force_login(owner_user)
    member.get(address(draft))
    own = {"origin": "http://testserver"}
    page = member.post(address(draft), data, headers=own)
    assert page.status_code == 403
    to, fields = held(page.content.decode())
    token = member.cookies["csrftoken"].value
    assert member.post(to, fields | {"csrfmiddlewaretoken": token}, headers=own).status_code == 302
    draft.refresh_from_db()
    assert draft.content["title_en"] == ["Typed"]
