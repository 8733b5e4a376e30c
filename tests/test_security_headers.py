"""What browsers are told: a strict policy for what is public, a looser one for the admin, no powers of devices."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from hub.settings.policies import public_policy
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
PUBLIC_TEMPLATES = [path for path in TEMPLATES if "admin" not in path.parts]
STYLES = sorted((Path(settings.BASE_DIR) / "static" / "css").glob("*.css"))
SCRIPTS = sorted((Path(settings.BASE_DIR) / "static").rglob("*.js"))


def directives(response):
    parts = response["Content-Security-Policy"].split("; ")
    return {name: words.split() for name, _, words in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("path", ["/en/", "/da/partnere/", "/en/partners/record/", "/en/nothing/", "/robots.txt"])
def test_public_pages_have_the_strict_policy(client, site, path):
    PartnerFactory(title_en="Record", slug="record")
    policy = directives(client.get(path))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == ["'self'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == policy["frame-ancestors"] == ["'self'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert not any("unsafe" in word or "*" in word or "data:" in word for words in policy.values() for word in words)


def test_public_pages_seen_by_staff_have_the_strict_policy_and_a_plain_way_to_the_editor(communications_client, site):
    record = PartnerFactory(title_en="Record", slug="record")
    response = communications_client.get("/en/partners/record/")
    assert directives(response)["script-src"] == ["'self'"]
    html = response.content.decode()
    assert f"/partners/partner/edit/{record.pk}/" in html
    assert "wagtail-userbar" not in html


def test_visitors_and_members_get_no_way_to_the_editor(client, plain_client, site):
    PartnerFactory(title_en="Record", slug="record")
    for visitor in (client, plain_client):
        assert "edit-link" not in visitor.get("/en/partners/record/").content.decode()


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/pages/"])
def test_the_admin_alone_has_the_looser_policy_and_stays_on_this_host(communications_client, path):
    policy = directives(communications_client.get(path))
    assert "'unsafe-inline'" in policy["script-src"]
    assert "require-trusted-types-for" not in policy
    assert policy["object-src"] == ["'none'"]
    assert not any("http" in word or word == "*" for words in policy.values() for word in words)


def test_a_preview_has_the_admins_policy(communications_client, site):
    record = PartnerFactory(title_en="Record")
    response = record.make_preview_request(preview_mode="en")
    assert "'unsafe-inline'" in directives(response)["script-src"]


def test_an_address_that_only_looks_like_the_admins_has_the_strict_policy(client, site):
    for path in ("/en/admin/", "/administration/", "//admin/"):
        assert directives(client.get(path))["script-src"] == ["'self'"]


def test_pictures_may_come_from_object_storage_where_media_lie_there():
    policy = public_policy("https://media.example.org/hub/")["DIRECTIVES"]
    assert policy["img-src"] == ["'self'", "https://media.example.org"]
    assert policy["script-src"] == ["'self'"]


def test_pages_keep_devices_and_other_windows_away(client, site):
    response = client.get("/en/")
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def _markup(path):
    return re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("path", PUBLIC_TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_no_public_template_has_inline_style_or_script(path):
    text = _markup(path)
    scripts = [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag]
    assert all('type="application/ld+json"' in tag or 'type="application/json"' in tag for tag in scripts)
    assert "<style" not in text
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert "javascript:" not in text


def test_rendered_pages_have_no_inline_style_or_script(client, site):
    PartnerFactory(title_en="Record", slug="record")
    for path in ("/en/", "/da/", "/en/partners/", "/en/partners/record/", "/en/nothing/"):
        html = client.get(path).content.decode()
        assert not re.search(r"<[^>]*\s(style|on[a-z]+)\s*=", html)
        assert all("src=" in tag or "ld+json" in tag for tag in re.findall(r"<script\b[^>]*>", html))


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_no_style_or_script_asks_another_host(path):
    text = re.sub(r"http://www\.w3\.org/\S+", "", path.read_text())
    assert not re.search(r"(url\(|import|fetch\(|src)[^\n;]*(https?:)?//[a-z]", text)


def test_pages_and_drawings_travel_compressed(client, site):
    for path in ("/en/", "/drawings/viborg-kunsthal.svg"):
        answer = client.get(path, headers={"accept-encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer["Vary"]
        assert "Content-Encoding" not in client.get(path)
