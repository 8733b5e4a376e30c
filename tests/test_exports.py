"""Exports of the listings: allow-listed columns in which no cell runs as a formula."""

import csv
import io

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from events.tests.factories import EventFactory, VenueFactory
from hub.tests.factories import TagFactory, ThemeFactory
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("http://example.org","click")'
FACTORIES = {
    "partners_partner": PartnerFactory,
    "partners_city": CityFactory,
    "partners_project": ProjectFactory,
    "events_event": EventFactory,
    "events_venue": VenueFactory,
}


def export(client, name, kind):
    response = client.get(reverse(f"wagtailsnippets_{name}:list"), {"export": kind})
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def csv_rows(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def xlsx_cells(content):
    return [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]


@pytest.mark.parametrize("name", FACTORIES)
def test_a_formula_in_a_title_is_neutralised_in_both_formats(communications_client, name):
    FACTORIES[name](title_da=FORMULA, title_en="+1", source="@SUM(A1)", tags=["-tag"])
    heading, row = csv_rows(export(communications_client, name, "csv"))
    assert len(heading) == len(row)
    assert {"'" + FORMULA, "'+1", "'@SUM(A1)", "'-tag"} <= set(row)
    cells = xlsx_cells(export(communications_client, name, "xlsx"))
    assert "'" + FORMULA in [cell.value for cell in cells]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]


def test_vocabularies_and_tags_are_neutralised(communications_client):
    ThemeFactory(title_da=FORMULA)
    TagFactory(name=FORMULA)
    for name in ("hub_theme", "hub_tag"):
        assert "'" + FORMULA in csv_rows(export(communications_client, name, "csv"))[1]
        assert "'" + FORMULA in [cell.value for cell in xlsx_cells(export(communications_client, name, "xlsx"))]


def test_contact_and_internal_notes_are_not_exported(communications_client):
    PartnerFactory(contact_email="someone@example.org", internal_note="not for others")
    content = export(communications_client, "partners_partner", "csv").decode()
    assert "someone@example.org" not in content
    assert "not for others" not in content


def test_the_export_holds_what_the_filters_show(communications_client):
    PartnerFactory(title_da="Skole", sector="education")
    PartnerFactory(title_da="Firma", sector="business")
    address = reverse("wagtailsnippets_partners_partner:list")
    response = communications_client.get(address, {"export": "csv", "sector": "business"})
    content = b"".join(response.streaming_content).decode()
    assert "Firma" in content
    assert "Skole" not in content


@pytest.mark.parametrize("name", FACTORIES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_headings_are_words_and_no_two_are_the_same(communications_client, communications_user, name, language):
    UserProfile.objects.filter(user=communications_user).update(preferred_language=language)
    FACTORIES[name]()
    heading = csv_rows(export(communications_client, name, "csv"))[0]
    assert heading[0] == {"da": "Identifikator", "en": "Identifier"}[language]
    assert not [word for word in heading if "." in word or "_" in word]
    assert len(set(heading)) == len(heading)
    page = communications_client.get(reverse(f"wagtailsnippets_{name}:list")).content.decode()
    table = BeautifulSoup(page, "html.parser").find("table", class_="listing")
    columns = [column.get_text(" ", strip=True) for column in table.thead.find_all("th")]
    assert len(set(columns)) == len(columns)


def test_lists_of_an_event_are_words_in_one_cell(communications_client):
    EventFactory(languages=["da", "en"], audiences=["children", "professionals"])
    heading, row = csv_rows(export(communications_client, "events_event", "csv"))[:2]
    cells = dict(zip(heading, row, strict=True))
    assert cells["Held in"] == "Danish, English"
    assert cells["For whom"] == "Children and families, Professionals"
