"""What Wagtail and its kin say: in Danish as well, with everything in place that code or browsers put in or read."""

import json
import re

import polib
import pytest
from django.core.management import call_command
from django.utils.translation import gettext, ngettext, override

from hub import package_messages
from hub.package_messages import DOMAINS, catalogue_path, key_of, missing_entries, renewed_catalogue

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|\{\w*\}")
MARKUP = re.compile(r"</?\w+[^>]*>")
FEWEST = {"django": 1300, "djangojs": 80}


def catalogue(domain):
    return polib.pofile(str(catalogue_path(domain)))


def pairs(domain):
    for entry in catalogue(domain):
        if entry.msgid_plural:
            yield entry.msgid, entry.msgstr_plural[0]
            yield entry.msgid_plural, entry.msgstr_plural[1]
        else:
            yield entry.msgid, entry.msgstr


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_that_a_package_lacks_in_danish_is_here_in_danish(domain):
    here = catalogue(domain)
    wanted = {key_of(entry) for entry in missing_entries(domain)}
    assert len(here) > FEWEST[domain]
    assert wanted - {key_of(entry) for entry in here} == set(), "run manage.py collect_package_messages and translate"
    assert [entry.msgid for entry in here if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_and_markup_are_the_same(domain):
    for pattern in (PLACEHOLDER, MARKUP):
        wrong = [pair for pair in pairs(domain) if sorted(pattern.findall(pair[0])) != sorted(pattern.findall(pair[1]))]
        assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_spaces_and_line_ends_around_texts_are_the_same(domain):
    def edges(text):
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert [pair for pair in pairs(domain) if edges(pair[0]) != edges(pair[1])] == []


def test_packages_speak_danish_and_english_as_before():
    with override("da"):
        assert gettext("Bulk actions") == "Handlinger for flere på én gang"
        assert ngettext("%(count)s image", "%(count)s images", 2) % {"count": 2} == "2 billeder"
    with override("en"):
        assert gettext("Bulk actions") == "Bulk actions"


def test_own_danish_of_a_package_and_of_the_hub_comes_first():
    with override("da"):
        assert gettext("Invalid token.") == "Linket gælder ikke længere. Bed om et nyt."
        assert gettext("Skip to content") == "Spring til indhold"
        assert gettext("Delete") == "Slet"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "danish", "english"),
    [
        ("/admin/images/", "Tilføj et billede", "Add an image"),
        ("/admin/documents/multiple/add/", "Træk dokumenter hertil", "Drag and drop"),
        ("/admin/account/", "Profilbillede", "Profile picture"),
        ("/admin/reports/site-history/", "Webstedets historik", "Site history"),
        ("/admin/redirects/", "Viderestillinger", "Add redirect"),
    ],
)
def test_admin_speaks_danish_to_who_chose_it(administrator_client, administrator_user, address, danish, english):
    administrator_user.wagtail_userprofile.preferred_language = "da"
    administrator_user.wagtail_userprofile.save()
    page = administrator_client.get(address).content.decode()
    assert danish in page
    assert english not in page


@pytest.mark.django_db
def test_scripts_of_the_admin_get_their_danish(administrator_client, administrator_user):
    administrator_user.wagtail_userprofile.preferred_language = "da"
    administrator_user.wagtail_userprofile.save()
    script = administrator_client.get("/admin/jsi18n/").content.decode()
    assert json.dumps("Hovedmenu") in script


def test_collecting_keeps_what_is_translated_and_drops_what_went(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(package_messages, "catalogue_path", lambda domain: tmp_path / f"{domain}.po")
    monkeypatch.setattr(
        "hub.management.commands.collect_package_messages.catalogue_path", lambda domain: tmp_path / f"{domain}.po"
    )
    call_command("collect_package_messages")
    assert "to be translated" in capsys.readouterr().out
    po = polib.pofile(str(tmp_path / "django.po"))
    po[0].msgstr = "Kept"
    po.append(polib.POEntry(msgid="Gone from every package", msgstr="Væk"))
    po.save()
    again = renewed_catalogue("django")
    assert again[0].msgstr == "Kept"
    assert "Gone from every package" not in {entry.msgid for entry in again}
