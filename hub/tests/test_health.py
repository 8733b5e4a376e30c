"""What machines ask for at fixed addresses."""

import pytest

from hub.models import SiteSettings


def test_health_answers_without_database_or_session(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_robots_names_the_sitemap_and_keeps_crawlers_out_of_what_is_not_for_them(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {"Disallow: /admin/", "Disallow: /account/", "Disallow: /*/search/?"} <= set(lines)
    assert "Disallow: /" not in lines


def test_robots_of_a_development_server_disallows_everything(client, settings):
    settings.HUB_IS_DEVELOPMENT = True
    assert client.get("/robots.txt").content.decode().splitlines() == ["User-agent: *", "Disallow: /"]


def test_favicon_leads_to_the_drawing(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].endswith("img/favicon.svg")


def test_security_contact_is_told_if_the_settings_name_one(client, home):
    assert client.get("/.well-known/security.txt").status_code == 404
    site_settings = SiteSettings.for_site(home.get_site())
    site_settings.contact_email = "hub@example.org"
    site_settings.save()
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:hub@example.org" in text
    assert "Expires: 20" in text


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt", "/favicon.ico", "/drawings/x.svg"])
def test_fixed_addresses_take_no_posts(client, path):
    assert client.post(path).status_code == 405
