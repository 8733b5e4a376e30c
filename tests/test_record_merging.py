"""Merging duplicate records: what moves, what the old address says, what undoing brings back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.models import Event, EventPartner
from events.tests.factories import EventFactory, VenueFactory
from hub.contacts import name_contact
from hub.merging import merge_records
from hub.models import Confirmation, ContactPerson, Correction, RecordMerge
from hub.signals import records_merged
from hub.tests.factories import ThemeFactory
from hub.unmerging import undo_merge
from partners.models import Membership, Partner, Project, ProjectPartner
from partners.tests.factories import CityFactory, MembershipFactory, PartnerFactory, ProjectFactory
from search.models import SearchEntry
from tests.test_proposals import begin, hand_in

pytestmark = pytest.mark.django_db


def partners_of(project):
    return [link.partner for link in Project.objects.get(pk=project.pk).partner_links.all()]


@pytest.fixture
def twins(site):
    """A duplicate with relations of every kind, and the record that stays."""
    source = PartnerFactory(title_en="The Workshop", title_da="Værkstedet", tags=["drawing", "film"])
    heir = PartnerFactory(title_en="Workshop", title_da="Værksted", tags=["film"])
    source.themes.set([ThemeFactory(key="light")])
    source.further_sectors.create(sector="business")
    source.offers.set(["attic"])
    source.save()
    return source, heir


def test_everything_that_names_the_duplicate_names_its_heir(client, communications_user, twins):
    source, heir = twins
    both, one = ProjectFactory(title_en="Both"), ProjectFactory(title_en="One")
    for partner in twins:
        ProjectPartner.objects.create(project=both, partner=partner, role="lead")
    ProjectPartner.objects.create(project=one, partner=source, role="participant")
    event, venue, part = EventFactory(), VenueFactory(owner=source), PartnerFactory(parent=source)
    EventPartner.objects.create(event=event, partner=source, role="organiser")
    member = MembershipFactory(partner=source)
    told = []
    records_merged.connect(lambda keys, **kwargs: told.extend(keys), weak=False, dispatch_uid="test")
    try:
        merge_records(source=source, heir=heir, merged_by=communications_user)
    finally:
        records_merged.disconnect(dispatch_uid="test")
    assert partners_of(both) == [heir]
    assert partners_of(one) == [heir]
    assert [link.partner for link in Event.objects.get().partner_links.all()] == [heir]
    venue.refresh_from_db()
    part.refresh_from_db()
    assert (venue.owner, part.parent) == (heir, heir)
    assert Membership.objects.get(pk=member.pk).partner == heir
    fresh = Partner.objects.get(pk=heir.pk)
    assert {tag.name for tag in fresh.tags.all()} == {"drawing", "film"}
    assert [tag.name for tag in fresh.offers.all()] == ["attic"]
    assert [theme.key for theme in fresh.themes.all()] == ["light"]
    assert [row.sector for row in fresh.further_sectors.all()] == ["business"]
    assert {("partners.project", both.pk), ("partners.project", one.pk), ("partners.partner", heir.pk)} <= set(told)
    answer = client.get("/en/partners/vaerkstedet/")
    assert (answer.status_code, answer.url) == (301, "/en/partners/vaerksted/")
    assert "The Workshop" not in client.get("/en/partners/").content.decode()


def test_drafts_and_scheduled_versions_name_the_heir_too(communications_user, twins):
    source, heir = twins
    project = ProjectFactory()
    ProjectPartner.objects.create(project=project, partner=source, role="lead")
    scheduled = Project.objects.get().save_revision()
    scheduled.approved_go_live_at = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    scheduled.save()
    draft = Partner.objects.get(pk=heir.pk)
    draft.lead_en = "Unpublished words"
    draft.save_revision()
    merge_records(source=source, heir=heir, merged_by=communications_user)
    scheduled.refresh_from_db()
    scheduled.publish()
    assert [link.partner for link in Project.objects.get().partner_links.all()] == [heir]
    Partner.objects.get(pk=heir.pk).get_latest_revision().publish()
    fresh = Partner.objects.get(pk=heir.pk)
    assert fresh.lead_en == "Unpublished words"
    assert {tag.name for tag in fresh.tags.all()} == {"drawing", "film"}
    assert [theme.key for theme in fresh.themes.all()] == ["light"]


def test_undoing_gives_everything_back(client, communications_user, twins):
    source, heir = twins
    both, one = ProjectFactory(), ProjectFactory()
    for partner in twins:
        ProjectPartner.objects.create(project=both, partner=partner, role="lead")
    ProjectPartner.objects.create(project=one, partner=source, role="participant")
    revision = Project.objects.get(pk=one.pk).save_revision()
    revision.refresh_from_db()
    before = revision.content
    merge = merge_records(source=source, heir=heir, merged_by=communications_user)
    undone = undo_merge(merge, undone_by=communications_user)
    assert undone.left == 0
    assert set(partners_of(both)) == {source, heir}
    assert partners_of(one) == [source]
    revision.refresh_from_db()
    assert revision.content == before
    fresh = Partner.objects.get(pk=source.pk)
    assert {tag.name for tag in fresh.tags.all()} == {"drawing", "film"}
    assert {tag.name for tag in Partner.objects.get(pk=heir.pk).tags.all()} == {"film"}
    assert not Partner.objects.get(pk=heir.pk).themes.exists()
    assert client.get("/en/partners/vaerkstedet/").status_code == 200
    with pytest.raises(ValidationError):
        undo_merge(merge, undone_by=communications_user)


def test_what_was_changed_since_is_left_and_counted(communications_user, twins):
    source, heir = twins
    project = ProjectFactory()
    ProjectPartner.objects.create(project=project, partner=source, role="participant")
    merge = merge_records(source=source, heir=heir, merged_by=communications_user)
    ProjectPartner.objects.all().delete()
    assert undo_merge(merge, undone_by=communications_user).left == 1


def test_after_thirty_days_it_stays(communications_user, twins):
    merge = merge_records(source=twins[0], heir=twins[1], merged_by=communications_user)
    RecordMerge.objects.update(merged_at=merge.merged_at - dt.timedelta(days=31))
    with pytest.raises(ValidationError, match=r".+"):
        undo_merge(merge, undone_by=communications_user)


def test_a_project_and_a_city_are_merged_with_their_own_rows(communications_user, partner_a, city_c):
    source, heir = ProjectFactory(title_en="Walls"), ProjectFactory(title_en="The walls")
    ProjectPartner.objects.create(project=source, partner=partner_a, role="lead")
    merge_records(source=source, heir=heir, merged_by=communications_user)
    assert [link.partner for link in Project.objects.get(pk=heir.pk).partner_links.all()] == [partner_a]
    other = CityFactory(title_en="Cheongju City")
    event = EventFactory(city=other)
    merge_records(source=other, heir=city_c, merged_by=communications_user)
    event.refresh_from_db()
    assert event.city == city_c


def test_two_that_can_not_be_merged_are_refused(communications_user, owner_client, partner_a, partner_b, city_c):
    draft, merged = PartnerFactory(live=False), PartnerFactory(merged_into=partner_b)
    for source, heir in ((partner_a, partner_a), (partner_a, city_c), (partner_a, draft), (partner_a, merged)):
        with pytest.raises(ValidationError):
            merge_records(source=source, heir=heir, merged_by=communications_user)
    hand_in(owner_client, begin(owner_client, partner_a, record=partner_a), lead_en="Waiting")
    with pytest.raises(ValidationError):
        merge_records(source=partner_a, heir=partner_b, merged_by=communications_user)


def test_a_merge_is_chosen_confirmed_and_undone_in_the_admin(communications_client, twins):
    source, heir = twins
    url = reverse("hub_admin:merge_record", args=["partners", "partner", source.pk])
    assert "Workshop" in communications_client.get(url).content.decode()
    assert "Yes, merge" in communications_client.get(url, {"heir": heir.pk}).content.decode()
    assert communications_client.post(url, {"heir": "x"}).status_code == 422
    assert communications_client.post(url, {"heir": source.pk}).status_code == 422
    assert communications_client.post(url, {"heir": heir.pk}).status_code == 302
    merge = RecordMerge.objects.get()
    assert "Undo" in communications_client.get(reverse("hub_admin:record_merges")).content.decode()
    communications_client.post(reverse("hub_admin:undo_record_merge", args=[merge.pk]))
    assert Partner.objects.get(pk=source.pk).merged_into is None
    history = reverse("wagtailsnippets_partners_partner:history", args=[source.pk])
    assert "Merged into" in communications_client.get(history).content.decode()
    for place in (("hub", "tag"), ("hub", "nothing"), ("auth", "group")):
        assert (
            communications_client.get(reverse("hub_admin:merge_record", args=[*place, 1]), follow=True).status_code
            == 404
        )


@pytest.mark.parametrize("who", ["client", "plain_client", "owner_client"])
def test_merging_is_for_staff(request, twins, communications_user, who):
    client = request.getfixturevalue(who)
    merge = merge_records(source=twins[0], heir=twins[1], merged_by=communications_user)
    url = reverse("hub_admin:merge_record", args=["partners", "partner", twins[1].pk])
    refused = 302 if who == "client" else 403
    assert client.post(url, {"heir": PartnerFactory().pk}).status_code == refused
    assert client.post(reverse("hub_admin:undo_record_merge", args=[merge.pk])).status_code == refused
    assert RecordMerge.objects.filter(undone_at=None).count() == 1


def test_what_hangs_on_the_duplicate_goes_along_and_comes_back(communications_user, twins):
    source, heir = twins
    own = {"job": "", "phone": "", "named_by": communications_user}
    moved = name_contact(record=source, name="Bo", email="bo@example.org", **own)
    twin = name_contact(record=source, name="Ida", email="ida@example.org", **own)
    there = name_contact(record=heir, name="Ida", email="ida@example.org", **own)
    correction = Correction.objects.create(record=source, text="The year is wrong.")
    Confirmation.objects.create(record=source)
    merge = merge_records(source=source, heir=heir, merged_by=communications_user)
    assert set(ContactPerson.objects.of(heir)) == {moved, there}
    assert list(ContactPerson.objects.of(source)) == [twin], "the same person twice is left, never deleted"
    assert Correction.objects.get(pk=correction.pk).record == heir
    assert Confirmation.objects.get().object_id == source.pk, "nobody confirmed the heir"
    assert undo_merge(merge, undone_by=communications_user).left == 0
    assert set(ContactPerson.objects.of(source)) == {moved, twin}
    assert Correction.objects.get(pk=correction.pk).record == source


def test_the_search_finds_the_heir_alone_after_a_merge_and_both_after_undoing(communications_user, twins):
    source, heir = twins
    for record in twins:
        record.save_revision().publish()
    keys = [f"partners.partner:{record.pk}" for record in twins]
    found = SearchEntry.objects.filter(key__in=keys, is_deleted=False)
    assert sorted(found.values_list("key", flat=True).distinct()) == sorted(keys)
    merge = merge_records(source=source, heir=heir, merged_by=communications_user)
    assert set(found.values_list("key", flat=True)) == {keys[1]}
    undo_merge(merge, undone_by=communications_user)
    assert set(found.values_list("key", flat=True)) == set(keys)
