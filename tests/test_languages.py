"""Pages in one language: no word of the other between its texts, for visitors and in the admin."""

import datetime as dt
import json
import re
from html.parser import HTMLParser

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.users.models import UserProfile

from events.models import EventCity, EventPartner
from events.tests.factories import EventFactory, EventKindFactory, VenueFactory
from hub.models import StoryIndexPage
from hub.site_tree import PagePlan, grow_page
from hub.tests.factories import CreativeFieldFactory, ObjectiveFactory, ScopeFactory, TagFactory
from partners.models import CityFieldPeriod, CityRelation, ProjectCity, ProjectPartner
from partners.tests.factories import (
    CityFactory,
    CityRelationKindFactory,
    PartnerFactory,
    PartnerKindFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

SHORT = 60  # longer texts are found by their shorter neighbours
READ_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNREAD = {"script", "style", "template", "code"}


class Texts(HTMLParser):
    """Every text a reader meets, with the language that its element declares."""

    def __init__(self, html):
        super().__init__()
        self.open = []
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        language = values.get("lang") or (self.open[-1][1] if self.open else None)
        self.found += [(language, values[name]) for name in READ_ATTRIBUTES if values.get(name)]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag):
        if tag in {name for name, _language in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if self.open and self.open[-1][0] not in UNREAD and data.strip():
            self.found.append((self.open[-1][1], " ".join(data.split())))

    def read_in(self, language):
        return [text for declared, text in self.found if declared == language]


def _pairs():
    catalogue = polib.pofile(str(settings.LOCALE_PATHS[0] / "da" / "LC_MESSAGES" / "django.po"))
    for entry in catalogue:
        if entry.msgid_plural:
            yield entry.msgid, entry.msgstr_plural[0]
            yield entry.msgid_plural, entry.msgstr_plural[1]
        else:
            yield entry.msgid, entry.msgstr


def _words_of(language):
    """The short texts that belong to one language alone."""
    english, danish = zip(*_pairs(), strict=True)
    own, other = (danish, english) if language == "da" else (english, danish)
    elsewhere = {text.casefold() for text in other}
    return {text for text in own if len(text) <= SHORT and text.casefold() not in elsewhere}


def _pattern(words):
    """Matches a whole text: one of ``words``, any values in its placeholders, perhaps a colon behind it."""
    texts = ("(.+)".join(re.escape(part) for part in re.split(r"%\(\w+\)[sd]", word)) for word in sorted(words))
    return re.compile(f"(?:{'|'.join(texts)}):?", re.IGNORECASE)


FOREIGN = {"da": _pattern(_words_of("en")), "en": _pattern(_words_of("da"))}
OWN = {"da": {danish for _, danish in _pairs()} - {english for english, _ in _pairs()}, "en": set[str]()}


def foreign_texts(answer, language):
    """The texts on a page of ``language`` that are the other one's."""
    read = Texts(answer.content.decode()).read_in(language)
    assert read
    # “By eller adresse” is not “By %(name)s”: a text that the catalogue has in this language is none of the other's.
    return [text for text in read if FOREIGN[language].fullmatch(text) and text not in OWN[language]]


@pytest.fixture
def catalogue(site):
    """One record of every type, with every fact that its page may show, and its neighbours."""
    tags, scope = [TagFactory(name="emne", name_da="emne-da", name_en="emne-en")], ScopeFactory()
    both = {"tags": tags, "source": "Kilden 1"}
    city = CityFactory(title_en="Xx", designated_year=2019, website="https://example.org/", **both)
    CityRelation.objects.create(city=city, kind=CityRelationKindFactory(), from_year=2010)
    CityFieldPeriod.objects.create(city=city, field=CreativeFieldFactory(), from_year=2011)
    partner = PartnerFactory(
        kind=PartnerKindFactory(), scope=scope, founded_year=2001, place="Xx", cvr="12345678",
        website="https://example.org/", is_sample=True, **both,
    )  # fmt: skip
    PartnerFactory(parent=partner, tags=tags)
    project = ProjectFactory(scope=scope, start="2025-01-01", website="https://example.org/", **both)
    project.objectives.add(ObjectiveFactory())
    project.save()
    ProjectPartner.objects.create(project=project, partner=partner)
    ProjectCity.objects.create(project=project, city=city)
    venue = VenueFactory(city=city, owner=partner, address="Xx 1", capacity=100, access_da="Aa", access_en="Bb", **both)
    facts = {"venue": venue, "city": city, "project": project, "scope": scope, "kind": EventKindFactory()}
    event = EventFactory(status="moved", deadline="2027-05-01T12:00Z", website="https://example.org/", **facts, **both)
    EventFactory(start_date=dt.date(2020, 5, 20), **facts, tags=tags)
    for made in (event, *EventFactory.create_batch(2, tags=tags)):
        EventPartner.objects.create(event=made, partner=partner)
        EventCity.objects.create(event=made, city=city)
    grow_page(PagePlan(StoryIndexPage, "historier", "stories", "Xx", "Xx"), site)
    return [city, partner, project, venue, event]


def _addresses(catalogue, language):
    lists = {
        "da": ("partnere", "byer", "projekter", "begivenheder", "steder", "historier"),
        "en": ("partners", "cities", "projects", "events", "venues", "stories"),
    }[language]
    yield from (f"/{language}/{path}" for path in ("", *(f"{name}/" for name in lists)))
    yield f"/{language}/{lists[0]}/?sector=nonsense&sector=education&page=9"
    yield f"/{language}/{lists[3]}/?sort=newest&status=cancelled"
    yield f"/{language}/tags/emne/"
    yield f"/{language}/nothing-is-here/"
    yield from (record.get_url(language) for record in catalogue)


@pytest.mark.parametrize("language", ["da", "en"])
def test_public_pages_speak_one_language(client, catalogue, language):
    client.get(f"/{language}/")
    answers = {address: client.get(address) for address in _addresses(catalogue, language)}
    assert {answer.status_code for answer in answers.values()} == {200, 404}
    assert {address: found for address, answer in answers.items() if (found := foreign_texts(answer, language))} == {}


@pytest.mark.parametrize("language", ["da", "en"])
def test_withdrawn_record_says_so_in_one_language(client, catalogue, language):
    address = catalogue[1].get_url(language)
    catalogue[1].unpublish()
    answer = client.get(address)
    assert answer.status_code == 410
    assert foreign_texts(answer, language) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("da", ["Skip to content", "Main menu", "Show"]), ("en", ["Spring til indhold", "Hovedmenu", "Vis"])],
)
def test_words_of_the_other_language_would_be_found(language, words):
    """The probe itself: it sees texts and labels, and passes over what declares the other language."""
    other = "en" if language == "da" else "da"
    shown = "".join(f'<a aria-label="{word}">{word}:</a><b lang="{other}">{word}</b>' for word in words)
    read = Texts(f'<html lang="{language}">{shown}</html>').read_in(language)
    assert [text for text in read if FOREIGN[language].fullmatch(text)] == [
        text for word in words for text in (word, f"{word}:")
    ]


# Words that Wagtail's own Danish leaves in English, and ours would catch.
WAGTAILS = {"Issues found", "Live", "account"}
ADMIN_PAGES = (
    "wagtailadmin_home",
    "wagtailsnippets_partners_partner:list",
    "wagtailsnippets_partners_partner:add",
    "wagtailsnippets_partners_city:add",
    "wagtailsnippets_partners_project:add",
    "wagtailsnippets_events_event:list",
    "wagtailsnippets_events_event:add",
    "wagtailsnippets_events_venue:add",
    "wagtailsnippets_hub_tag:list",
    "wagtailsnippets_hub_tag:add",
    "wagtailsnippets_hub_theme:add",
    "hub_admin:look_alikes",
    "partners_admin:import_partners",
)


@pytest.fixture
def speaker_of(administrator_user, administrator_client):
    """An administrator's client, with the language of the admin as chosen in the profile."""

    def choose(language):
        UserProfile.objects.update_or_create(user=administrator_user, defaults={"preferred_language": language})
        return administrator_client

    return choose


@pytest.mark.parametrize("language", ["da", "en"])
def test_admin_speaks_the_language_of_its_user(speaker_of, catalogue, language):
    client = speaker_of(language)
    answers = {name: client.get(reverse(name)) for name in ADMIN_PAGES}
    assert {answer.status_code for answer in answers.values()} == {200}
    found = {name: set(foreign_texts(answer, language)) - WAGTAILS for name, answer in answers.items()}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("da", ["Katalog", "Ordforråd", "Partnere", "Byer", "Begivenheder", "Emneord", "Importer partnere"]),
        ("en", ["Catalogue", "Vocabulary", "Partners", "Cities", "Events", "Tags", "Import partners"]),
    ],
)
def test_admin_menu_is_in_the_language_of_its_user(speaker_of, site, language, labels):
    menu = speaker_of(language).get(reverse("wagtailadmin_home")).content.decode()
    assert [label for label in labels if json.dumps(label) not in menu] == []
