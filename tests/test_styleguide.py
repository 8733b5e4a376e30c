"""The style page shows every component and block, with its least and its fullest input, to staff alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.images.tests.utils import get_test_image_file

from events.tests.factories import EventFactory
from hub.models import HubImage
from hub.styleguide import all_specimens, isolated
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates"
SHOWN_FOLDERS = ("components", "blocks")


@pytest.fixture
def content(site):
    """What the specimens take from the database: a picture and public records."""
    PartnerFactory(title_en="Render Farm")
    EventFactory(title_en="Workshop")
    return HubImage.objects.create(
        title="By night", file=get_test_image_file(), alt_da="Nat", alt_en="Night", credit="A", licence="CC0"
    )


def test_every_component_and_block_has_a_specimen():
    files = {f"{folder}/{path.name}" for folder in SHOWN_FOLDERS for path in (TEMPLATES / folder).glob("*.html")}
    shown = {specimen.template for specimen in all_specimens()}
    assert files - shown == set(), "register these in a module `specimens`"
    assert {template for template in shown if template.split("/")[0] in SHOWN_FOLDERS} - files == set()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_style_page_shows_both_cases_of_each(communications_client, content, language):
    page = communications_client.get(f"/{language}/styleguide/").content.decode()
    sections = re.findall(r'data-template="([^"]+)"', page)
    assert sorted(sections) == sorted(specimen.template for specimen in all_specimens())
    assert page.count('data-case="least"') == page.count('data-case="fullest"') == len(sections)
    assert len(re.findall(r"<h1\b", page)) == 1
    assert "<img" in page.split('id="blocks-picture_block"')[1].split("</section>")[0]


def test_the_style_page_has_no_identity_twice(communications_client, content):
    page = communications_client.get("/en/styleguide/").content.decode()
    identities = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(identities) == sorted(set(identities))


def test_the_style_page_leads_to_the_readers_language_and_others_to_the_sign_in(client, plain_client, site):
    assert client.get("/styleguide/", headers={"accept-language": "en"}).url == "/en/styleguide/"
    assert client.get("/en/styleguide/").status_code == 302
    assert client.get("/en/styleguide/").url.startswith("/account/login/")
    assert plain_client.get("/en/styleguide/").status_code == 403


def test_cases_on_one_page_keep_their_own_identities_and_names():
    html = '<nav aria-label="Pages"><h1 id="a">A</h1><a href="#a">A</a><p aria-labelledby="a b"></p></nav>'
    assert isolated(html, "k") == (
        '<nav aria-label="Pages (k)"><h2 id="a--k">A</h2><a href="#a--k">A</a><p aria-labelledby="a--k b--k"></p></nav>'
    )


def test_landmarks_that_two_cases_name_alike_are_told_apart():
    html = '<section class="scene" aria-labelledby="ways"><h2 id="ways">Ways</h2></section>'
    assert isolated(html, "k") == '<section class="scene" aria-label="ways--k"><h2 id="ways--k">Ways</h2></section>'
