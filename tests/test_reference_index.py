"""Usage pages tell the truth whichever process wrote: every one knows the snippets."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex

from hub.models import Record
from hub.reference_index import drop_stale_references
from partners.models import Partner
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
FRESH = """
import django
django.setup()
from wagtail.models import ReferenceIndex
print(*sorted(model._meta.label for model in ReferenceIndex.indexed_models))
"""


def test_a_process_without_the_address_map_tracks_every_record_type():
    shown = subprocess.run(
        [sys.executable, "-c", FRESH], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    labels = {model._meta.label for model in Record.__subclasses__()} | {"hub.Tag"}
    assert labels <= set(shown.stdout.split())
    assert "partners.Partner" in labels


def references_of(model, pk):
    return ReferenceIndex.objects.filter(base_content_type__model=model._meta.model_name, object_id=str(pk)).count()


def test_stale_references_are_dropped_and_usage_is_shown_again(communications_client, site):
    whole = PartnerFactory(title_en="Whole")
    part, other = PartnerFactory(title_en="Part", parent=whole), PartnerFactory(title_en="Other part", parent=whole)
    for partner in (part, other):
        ReferenceIndex.create_or_update_for_object(partner)
    Partner.objects.filter(pk=part.pk)._raw_delete("default")
    call_command("drop_stale_references", verbosity=0)
    assert (references_of(Partner, part.pk), references_of(Partner, other.pk)) == (0, 1)
    usage = communications_client.get(reverse("wagtailsnippets_partners_partner:usage", args=[whole.pk]))
    assert usage.status_code == 200
    assert "Other part" in usage.content.decode()
    assert drop_stale_references() == 0


def test_references_to_what_is_gone_are_dropped_too(site):
    whole = PartnerFactory(title_en="Whole")
    part = PartnerFactory(title_en="Part", parent=whole)
    ReferenceIndex.create_or_update_for_object(part)
    Partner.objects.filter(pk=part.pk).update(parent=None)
    Partner.objects.filter(pk=whole.pk)._raw_delete("default")
    assert drop_stale_references() >= 1
    assert not ReferenceIndex.objects.filter(to_object_id=str(whole.pk), to_content_type__model="partner").exists()


ABOUT_ROWS = ["wagtail.tasks.update_reference_index_task", "modelsearch.tasks.insert_or_update_object_task"]


@pytest.fixture
def queue(settings):
    """Tasks wait in the database, as on a real hub, until they are done by path and name, as a worker does them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def work():
        waiting = list(DBTaskResult.objects.filter(task_path__in=ABOUT_ROWS))
        for queued in waiting:
            import_string(queued.task_path).call(*queued.args_kwargs["args"])
        return len(waiting)

    return work


def test_rows_that_are_gone_when_a_worker_looks_are_no_failure(site, queue):
    whole = PartnerFactory(title_en="Whole")
    PartnerFactory(title_en="Part", parent=whole)
    PartnerFactory(title_en="Short-lived", parent=whole).delete()
    assert queue() >= 6
    assert ReferenceIndex.get_references_to(whole).count() == 1


@pytest.mark.parametrize("path", ABOUT_ROWS)
def test_a_fault_of_another_kind_still_fails(site, path, monkeypatch):
    partner = PartnerFactory(title_en="Here")
    task = import_string(path)
    assert task.call("partners", "partner", "999999") is None
    monkeypatch.setattr(Partner.objects, "get", lambda **kwargs: Partner.objects.filter(pk=0).get())
    with pytest.raises(Partner.DoesNotExist):
        task.call("partners", "partner", str(partner.pk))
    with pytest.raises(LookupError):
        task.call("partners", "nothing", "1")
