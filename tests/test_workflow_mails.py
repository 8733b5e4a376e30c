"""Who is told of a workflow by mail: of proposals by the hub alone, of staff's own drafts by Wagtail."""

import pytest
from wagtail.users.models import UserProfile

from partners.tests.factories import ProjectFactory
from tests.test_proposals import begin, decide, hand_in, send

pytestmark = pytest.mark.django_db


def told(mailoutbox, user):
    return [mail.subject for mail in mailoutbox if user.email in mail.to]


@pytest.fixture
def proposal(owner_client, partner_a):
    return begin(owner_client, partner_a, kind="project")


def test_moderators_are_told_by_the_hub_alone_of_what_is_handed_in(
    owner_client, communications_user, focal_point_user, plain_user, proposal, mailoutbox,
    django_capture_on_commit_callbacks,
):  # fmt: skip
    UserProfile.objects.filter(user=communications_user).update(preferred_language="da")
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(owner_client, proposal, title_en="Moving walls")
    (danish,) = [mail for mail in mailoutbox if mail.to == [communications_user.email]]
    assert 'lang="da"' in danish.alternatives[0].content
    assert told(mailoutbox, focal_point_user) == ["“Moving walls” waits for a decision"]
    assert told(mailoutbox, plain_user) == []
    mail = next(mail for mail in mailoutbox if mail.to == [focal_point_user.email])
    assert f"/admin/moderation/proposals/{proposal.pk}/" in mail.body
    assert "Alpha House" in mail.body
    assert mail.alternatives[0].mimetype == "text/html"


def test_members_and_moderators_get_no_mail_of_wagtails_at_any_step(
    owner_client, owner_user, communications_client, focal_point_user, administrator_user, proposal, mailoutbox
):
    administrator_user.is_superuser = True
    administrator_user.save()
    hand_in(owner_client, proposal, title_en="Quiet")
    decide(communications_client, proposal, "send_back", "Mend it")
    hand_in(owner_client, proposal)
    decide(communications_client, proposal, "accept")
    # The hub's own wait for a commit, which this test never makes.
    assert mailoutbox == []


def test_a_member_who_is_staff_gets_the_hubs_mails_alone(
    owner_client, owner_user, communications_user, focal_point_user, communications_client, proposal, mailoutbox
):
    owner_user.groups.set(focal_point_user.groups.all())
    hand_in(owner_client, proposal, title_en="Mine")
    decide(communications_client, proposal, "send_back", "Mend it")
    assert mailoutbox == []


def test_moderators_are_told_again_when_it_comes_back(
    owner_client, communications_user, communications_client, proposal, mailoutbox, django_capture_on_commit_callbacks
):
    hand_in(owner_client, proposal, title_en="Twice")
    decide(communications_client, proposal, "send_back", "Mend it")
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(owner_client, proposal)
    (mail,) = [mail for mail in mailoutbox if communications_user.email in mail.to]
    assert "again" in mail.body


def test_moderators_who_want_no_mail_and_those_who_left_get_none(
    owner_client, communications_user, focal_point_user, proposal, mailoutbox, django_capture_on_commit_callbacks
):
    UserProfile.objects.filter(user=communications_user).update(submitted_notifications=False)
    focal_point_user.is_active = False
    focal_point_user.save()
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(owner_client, proposal, title_en="Silence")
    assert told(mailoutbox, communications_user) == told(mailoutbox, focal_point_user) == []


def test_a_proposal_withdrawn_at_once_is_announced_to_nobody_as_waiting(
    owner_client, communications_user, proposal, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(owner_client, proposal, title_en="Fast")
        owner_client.post(f"/en/portal/proposals/{proposal.uid}/withdraw/")
    assert told(mailoutbox, communications_user) == []


def test_staffs_own_drafts_are_announced_by_wagtail_as_ever(
    communications_user, focal_point_user, owner_client, proposal, mailoutbox
):
    send(owner_client, proposal, title_en="Not handed in")
    project = ProjectFactory(title_en="By staff", live=False)
    project.save_revision()
    project.get_workflow().start(project, communications_user)
    assert len(told(mailoutbox, focal_point_user)) == 1
