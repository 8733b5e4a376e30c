"""New proposals that came to nothing: out of lists and choosers at once, removed when the settings say."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from hub.contacts import name_contact
from hub.member_pictures import keep_picture
from hub.models import ContactPerson, HubImage
from partners.models import Partner, Project, ProjectPartner, Proposal, ProposalStep
from partners.tests.factories import ProjectFactory
from tests.test_proposals import address, begin, decide, hand_in
from tests.test_proposals_hostile import picture

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_partners_project:list"


@pytest.fixture
def declined(owner_client, communications_client, partner_a):
    proposal = hand_in(owner_client, begin(owner_client, partner_a, kind="project"), title_en="Advertising")
    decide(communications_client, proposal, "decline", "This is advertising.")
    communications_client.get("/admin/")  # shows the message that names it
    return proposal


def names_in(client, path, **query):
    page = client.get(path, query).content.decode()
    return [word for word in ("Advertising", "Kept draft") if word in page]


def test_the_draft_of_a_declined_proposal_leaves_listing_chooser_export_and_queue(communications_client, declined):
    ProjectFactory(title_en="Kept draft about", live=False)
    chooser = Project.snippet_viewset.chooser_viewset
    places = [
        (reverse(LIST), {}),
        (reverse(LIST), {"q": "a"}),
        (reverse(chooser.get_url_name("choose_results")), {}),
        (reverse(chooser.get_url_name("choose_results")), {"q": "a"}),
    ]
    for path, query in places:
        assert names_in(communications_client, path, **query) == ["Kept draft"], path
    export = b"".join(communications_client.get(reverse(LIST), {"export": "csv"}).streaming_content).decode()
    assert "Kept draft" in export
    assert "Advertising" not in export
    assert names_in(communications_client, reverse("desk:queue")) == []


def test_staff_find_it_by_its_filter_and_are_told_what_it_is(communications_client, declined):
    ProjectFactory(title_en="Kept draft", live=False)
    assert names_in(communications_client, reverse(LIST), set_aside="only") == ["Advertising"]
    assert communications_client.get(reverse(LIST), {"set_aside": "<x>"}).status_code == 200
    page = communications_client.get(reverse("wagtailsnippets_partners_project:edit", args=[declined.object_id]))
    assert "declined or withdrawn" in page.content.decode()


def test_the_listing_takes_the_same_number_of_queries_whatever_is_set_aside(
    communications_client, owner_client, partner_a, declined, django_assert_max_num_queries
):
    communications_client.get(reverse(LIST))
    with django_assert_max_num_queries(30):
        communications_client.get(reverse(LIST))


def test_what_is_withdrawn_comes_back_when_it_is_handed_in_again(owner_client, communications_client, partner_a):
    proposal = hand_in(owner_client, begin(owner_client, partner_a, kind="project"), title_en="Advertising")
    assert names_in(communications_client, reverse(LIST)) == ["Advertising"]
    owner_client.post(address(proposal, "withdraw"))
    assert names_in(communications_client, reverse(LIST)) == []
    owner_client.post(address(proposal, "reopen"))
    hand_in(owner_client, proposal)
    assert names_in(communications_client, reverse(LIST)) == ["Advertising"]


def test_what_staff_publish_after_all_is_a_record_like_any_other(communications_client, communications_user, declined):
    Project.objects.get(pk=declined.object_id).latest_revision.publish(user=communications_user)
    assert names_in(communications_client, reverse(LIST)) == ["Advertising"]
    Proposal.objects.update(decided_at=timezone.now() - dt.timedelta(days=9999))
    call_command("purge_personal_data", verbosity=0)
    assert Project.objects.filter(title_en="Advertising").exists()
    assert not Proposal.objects.exists()


def test_declined_changes_of_a_live_record_leave_it_where_it_is(owner_client, communications_client, partner_a):
    proposal = hand_in(owner_client, begin(owner_client, partner_a, record=partner_a), lead_en="Buy now")
    decide(communications_client, proposal, "decline", "No.")
    page = communications_client.get(reverse("wagtailsnippets_partners_partner:list")).content.decode()
    assert "Alfahuset" in page or "Alpha House" in page
    Proposal.objects.update(decided_at=timezone.now() - dt.timedelta(days=9999))
    call_command("purge_personal_data", verbosity=0)
    assert Partner.objects.filter(pk=partner_a.pk, live=True).exists()


def test_retention_removes_proposal_draft_picture_and_contact_persons(declined, owner_user, capsys):
    record = declined.record
    name_contact(record=record, name="N", job="", email="n@example.org", phone="", named_by=owner_user)
    kept = keep_picture(io.BytesIO(picture()), title="P", uploaded_by=owner_user)
    Proposal.objects.filter(pk=declined.pk).update(picture=kept)
    call_command("purge_personal_data")
    assert Project.objects.filter(pk=record.pk).exists(), "not old enough"
    Proposal.objects.update(decided_at=timezone.now() - dt.timedelta(days=366))
    call_command("purge_personal_data", "--dry-run")
    assert Proposal.objects.exists()
    call_command("purge_personal_data")
    left = (Project, Proposal, ProposalStep, ProjectPartner, ContactPerson, HubImage)
    assert [model.__name__ for model in left if model.objects.exists()] == []


def test_retention_keeps_a_draft_that_something_names(declined, partner_a):
    other = Proposal.objects.get(pk=declined.pk)
    other.pk, other.uid, other.state = None, "00000000-0000-0000-0000-000000000001", "draft"
    other.save()
    Proposal.objects.filter(pk=declined.pk).update(decided_at=timezone.now() - dt.timedelta(days=366))
    call_command("purge_personal_data", verbosity=0)
    assert Project.objects.filter(pk=declined.object_id).exists()
