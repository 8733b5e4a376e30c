"""What staff meet when they open a merged record: its heir, and nothing that could be saved or published."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.merge_lock import MergedRecordError
from hub.merging import merge_records
from hub.unmerging import undo_merge
from partners.models import Partner
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(site, communications_user):
    source, heir = PartnerFactory(title_en="Duplicate"), PartnerFactory(title_en="The heir")
    source.save_revision(user=communications_user)
    merge = merge_records(source=source, heir=heir, merged_by=communications_user)
    return Partner.objects.get(pk=source.pk), heir, merge


def of(record, view="edit", *args):
    return reverse(record.snippet_viewset.get_url_name(view), args=[record.pk, *args])


@pytest.fixture
def form_of(communications_client):
    """What the form of a record would send."""

    def fields(record):
        form = communications_client.get(of(record)).context["form"]
        values = {f"{form.add_prefix(name)}": value for name, value in form.initial.items() if value}
        sets = {
            f"{formset.prefix}-{key}": "0"
            for formset in form.formsets.values()
            for key in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
        return values | sets | {"title_en": "Changed", "sector": "education", "tags": "", "themes": []}

    return fields


def test_a_merged_record_is_shown_read_only_and_points_to_its_heir(communications_client, merged):
    source, heir, _merge = merged
    page = communications_client.get(of(source))
    text = page.content.decode()
    assert page.context["locked_for_user"]
    assert of(heir) in text
    assert reverse("hub_admin:record_merges") in text
    assert "was merged into another" in text
    assert 'name="action-publish"' not in text


@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_saving_and_publishing_a_merged_record_are_refused(communications_client, merged, form_of, action):
    source, heir, _merge = merged
    pressed = {action: "1"} if action else {}
    # The same words are taken for a record that is not merged: it is the lock that refuses.
    assert communications_client.post(of(heir), form_of(heir) | pressed).status_code == 302
    assert communications_client.post(of(source), form_of(source) | pressed).status_code == 200
    source.refresh_from_db()
    assert (source.title_en, source.merged_into) == ("Duplicate", heir)
    assert source.revisions.count() == 1


def test_no_version_of_a_merged_record_is_published_not_even_one_from_before(merged, communications_user):
    source, heir, _merge = merged
    assert source.latest_revision.content["merged_into"] is None
    assert source.latest_revision.as_object().merged_into == heir
    with pytest.raises(MergedRecordError, match="The heir"):
        source.latest_revision.publish(user=communications_user)
    source.refresh_from_db()
    assert source.merged_into == heir


def test_a_merged_record_is_not_unpublished(communications_client, merged):
    source, _heir, _merge = merged
    response = communications_client.post(of(source, "unpublish"), follow=True)
    assert "was merged into another" in response.content.decode()
    source.refresh_from_db()
    assert source.live


def test_an_older_version_of_a_merged_record_is_not_restored(communications_client, merged, form_of):
    source, _heir, _merge = merged
    path = of(source, "revisions_revert", source.latest_revision_id)
    communications_client.post(path, form_of(source) | {"action-publish": "1"})
    source.refresh_from_db()
    assert source.title_en == "Duplicate"


def test_once_the_merge_is_undone_it_is_edited_and_published_again(
    communications_client, communications_user, merged, form_of
):
    source, _heir, merge = merged
    undo_merge(merge, undone_by=communications_user)
    assert communications_client.post(of(source), form_of(source) | {"action-publish": "1"}).status_code == 302
    source.refresh_from_db()
    assert (source.title_en, source.merged_into) == ("Changed", None)


def test_a_lock_of_a_merged_record_comes_before_its_schedule(merged):
    source, _heir, _merge = merged
    source.latest_revision.approved_go_live_at = timezone.now() + dt.timedelta(days=1)
    source.latest_revision.save()
    assert type(source.get_lock()).__name__ == "MergedLock"
