"""The clock publishes what is due; what may not be published is refused and named, and stops nothing else."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from hub.merging import merge_records
from partners.models import Partner
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


def schedule(record, minutes_ago, **changes):
    """A version that is due, approved before, with ``changes`` that are not live yet."""
    for name, value in changes.items():
        setattr(record, name, value)
    revision = record.save_revision()
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=minutes_ago)
    revision.save()
    return revision


def run(**options):
    said = io.StringIO()
    with translation.override("en"):
        call_command("publish_scheduled", stderr=said, stdout=io.StringIO(), **options)
    return said.getvalue()


@pytest.fixture
def circle(site):
    """A becomes part of B, then B part of A, then a third goes live."""
    a, b, third = (PartnerFactory(title_en=title, live=title != "Third") for title in ("A", "B", "Third"))
    schedule(Partner.objects.get(pk=a.pk), 30, parent=b)
    schedule(Partner.objects.get(pk=b.pk), 20, parent=a)
    schedule(Partner.objects.get(pk=third.pk), 10)
    return a, b, third


def test_a_draft_that_closes_a_circle_is_refused_and_the_others_are_published(circle, caplog, communications_client):
    a, b, third = circle
    said = run()
    for record in circle:
        record.refresh_from_db()
    assert (a.parent, b.parent, third.live) == (b, None, True)
    assert b.has_unpublished_changes
    assert f"partners.Partner {b.pk}" in said
    assert "circle" in said
    assert f"version {b.latest_revision_id} of partners.Partner {b.pk}" in caplog.text
    history = communications_client.get(reverse(b.snippet_viewset.get_url_name("history"), args=[b.pk]))
    assert "Could not be published as scheduled" in history.content.decode()


def test_what_was_refused_is_tried_once_and_can_be_edited_again(circle):
    _a, b, _third = circle
    assert run()
    assert run() == ""
    b.refresh_from_db()
    assert b.scheduled_revision is None


def test_a_scheduled_version_of_a_merged_record_is_refused(site, communications_user):
    source, heir = PartnerFactory(title_en="Source"), PartnerFactory(title_en="Heir")
    schedule(Partner.objects.get(pk=source.pk), 5, title_en="Late")
    merge_records(source=source, heir=heir, merged_by=communications_user)
    assert "Heir" in run()
    source.refresh_from_db()
    assert (source.title_en, source.merged_into) == ("Source", heir)


def test_a_dry_run_changes_nothing_and_what_has_expired_goes_down(circle):
    gone = PartnerFactory(title_en="Gone", expire_at=timezone.now() - dt.timedelta(days=1))
    run(dryrun=True)
    assert not Partner.objects.get(title_en="Third").live
    assert Partner.objects.get(pk=gone.pk).live
    run()
    assert not Partner.objects.get(pk=gone.pk).live
