"""The accessibility statement: a page in both languages, linked everywhere, and where /was leads."""

import pytest
from wagtail.models import Site

from hub.checks import check_contact
from hub.models import ContentPage, SiteSettings
from hub.sample_data import fill_settings
from hub.sample_site import accessibility
from hub.site_tree import grow_page

pytestmark = pytest.mark.django_db
ADDRESSES = {"da": "/da/tilgaengelighedserklaering/", "en": "/en/accessibility-statement/"}


def set_statement(**values):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()


@pytest.fixture
def statement(home):
    page = grow_page(accessibility.statement(), home)
    set_statement(accessibility_page=page)
    return page


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        (
            "da",
            "Tilgængelighedserklæring",
            ["delvist i overensstemmelse", "Klage", "Skriv til os", "24. november 2026"],
        ),
        ("en", "Accessibility statement", ["partially compliant", "Enforcement", "Write to us", "24 November 2026"]),
    ],
)
def test_every_page_links_to_the_statement_in_its_language(client, statement, language, title, words):
    home = client.get(f"/{language}/").content.decode()
    assert f'<a href="{ADDRESSES[language]}">{title}</a>' in home.split("<footer")[1]
    page = client.get(ADDRESSES[language]).content.decode()
    assert f"<h1>{title}</h1>" in page
    assert all(word in page for word in words)


@pytest.mark.parametrize("path", ["/was", "/was/"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_was_leads_to_the_statement_in_the_readers_language(client, statement, path, language):
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 302
    assert answer.url == ADDRESSES[language]


def test_was_leads_elsewhere_where_the_settings_say_so(client, statement):
    set_statement(accessibility_statement_url="https://was.example.org/hub")
    assert client.get("/was").url == "https://was.example.org/hub"


def test_without_a_public_statement_there_is_no_link_and_was_is_missing(client, statement):
    statement.unpublish()
    for page in ContentPage.objects.filter(translation_key=statement.translation_key):
        page.unpublish()
    assert "erklaering" not in client.get("/da/").content.decode().split("<footer")[1]
    assert client.get("/was", follow=True).status_code == 404


def test_the_link_costs_no_query(client, statement, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _visit in range(2):  # settings and what is drawn are held in memory
        client.get("/en/")
    with CaptureQueriesContext(connection) as with_link:
        client.get("/en/")
    asked = len(with_link)
    set_statement(accessibility_page=None)
    for _visit in range(2):
        client.get("/en/")
    with django_assert_num_queries(asked):
        client.get("/en/")


def test_a_fresh_site_names_a_contact_that_says_it_is_a_sample(client, statement):
    fill_settings()
    for language in ("da", "en"):
        footer = client.get(ADDRESSES[language]).content.decode().split("<footer")[1]
        assert "mailto:kontakt@eksempel.invalid" in footer
        assert "(eksempel / sample)" in footer
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_sample_contact_leaves_ones_own_alone(home):
    set_statement(contact_email="hub@example.org")
    fill_settings()
    assert SiteSettings.objects.get().contact_name == ""


@pytest.mark.parametrize(("email", "warned"), [("", 1), ("kontakt@eksempel.invalid", 1), ("hub@example.org", 0)])
def test_deploy_checks_ask_for_a_contact(home, email, warned):
    set_statement(contact_email=email)
    assert [found.id for found in check_contact(None)] == ["hub.W001"] * warned


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_statement_itself_names_whom_to_write_to(client, statement, language):
    def text():
        return client.get(ADDRESSES[language]).content.decode().partition("<main")[2].partition("</main>")[0]

    set_statement(contact_name="Ida <Holm>", contact_email="ida@example.org")
    assert 'Ida &lt;Holm&gt;, <a href="mailto:ida@example.org">ida@example.org</a>' in text()
    set_statement(contact_name="", contact_email="")
    assert "mailto:" not in text()
