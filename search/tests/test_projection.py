"""From a record to its entries: the same each time, and the names of other things apart from its own text."""

import os
import subprocess
import sys

import pytest

from events.tests.factories import EventFactory
from partners.models import ProjectPartner
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory
from search.models import SearchEntry
from search.outbox import refresh
from search.tests.conftest import indexed

pytestmark = pytest.mark.django_db
NAMES = """
from hub.search_documents import both_titles
from partners.models import City
import hub.search_documents as documents
documents.public_or_none = lambda record: record
cities = [City(title_da=f"By {n}", title_en=f"Town {n}", live=True) for n in range(9)]
print(list(both_titles(cities)))
"""


def entry(record, language="en"):
    return SearchEntry.objects.get(key=f"{record._meta.label_lower}:{record.pk}", language=language)


def test_names_are_in_the_same_order_in_every_process():
    told = {
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", NAMES],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert "By 8" in told.pop()


def test_describing_a_record_again_changes_nothing(site):
    city = CityFactory(title_en="Town", title_da="By")
    project = ProjectFactory(title_en="Film", title_da="Filmen", tags=["b", "a"])
    for title in ("Zebra", "Ape"):
        ProjectPartner.objects.create(project=project, partner=PartnerFactory(title_en=title, title_da=f"{title}n"))
    event = EventFactory(title_en="Festival", title_da="Festivalen", city=city)
    indexed(project, event)
    assert refresh([f"partners.project:{project.pk}", f"events.event:{event.pk}"]) == []


def test_names_of_other_things_are_no_part_of_the_text_and_in_no_language(client, site):
    project = ProjectFactory(title_en="Film", title_da="Film", body_en="<p>The lead is good.</p>")
    ProjectPartner.objects.create(project=project, partner=PartnerFactory(title_en="By og land", title_da="By og land"))
    indexed(project)
    assert entry(project).body == "The lead is good."
    pieces = entry(project).words["body"]
    assert ["", "by og land"] in pieces
    assert "By og land" not in client.get("/en/search/", {"q": "land", "type": "partners.project"}).content.decode()
    assert "Film" in client.get("/en/search/", {"q": "land", "type": "partners.project"}).content.decode()
