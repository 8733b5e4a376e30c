"""Answers to open calls: written, handed in by the deadline, read and decided by the host alone."""

import datetime as dt
import io
import zipfile

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from events.answer_files import MAX_FILE_BYTES, MAX_FILES
from events.models import Answer, EventPartner
from events.tests.factories import EventFactory
from hub.merging import merge_records
from hub.models import User
from hub.own_data import delete_account
from hub.personal_data import holdings
from hub.private_files import private_files
from hub.retention import purge
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"


def upload(name="plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def call(site, partner_b):
    """An open call of Beta's, open for another week by the clock of Seoul."""
    made = EventFactory(title_en="Residency in Seoul", timezone="Asia/Seoul", start_date=None)
    made.deadline = timezone.now() + dt.timedelta(days=7)
    made.save()
    EventPartner.objects.create(event=made, partner=partner_b, role="organiser")
    return made


def url(name, *args):
    with override("en"):
        return reverse(f"portal:{name}", args=args)


def send_first(client, call, text="We come.", *, files=(), **more):
    organisation = more.pop("organisation", None)
    page = client.get(url("answer_call", call.uid))
    organisation = organisation or page.context["form"]["organisation"].initial
    data = {"organisation": organisation, "text": text, "files": list(files), **(more or {"submit": "1"})}
    return client.post(url("answer_call", call.uid), data)


def send(client, answer, text, *, files=(), version=None, **more):
    version = Answer.objects.get(pk=answer.pk).version if version is None else version
    data = {"text": text, "files": list(files), "version": version, **(more or {"save": "1"})}
    return client.post(url("answer", answer.uid), data)


@pytest.fixture
def answer(owner_client, call):
    """Alpha's, handed in with a file."""
    send_first(owner_client, call, files=[upload()])
    return Answer.objects.get()


def close(call):
    type(call).objects.filter(pk=call.pk).update(deadline=timezone.now() - dt.timedelta(minutes=1))


def test_a_member_answers_and_the_host_accepts_with_a_note(
    owner_client, owner_user, other_member_client, other_member_user, call, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert send_first(owner_client, call, "Ja tak", files=[upload()]).status_code == 302
    answer = Answer.objects.get()
    assert answer.state == "submitted"
    assert {message.to[0] for message in mail.outbox} == {owner_user.email, other_member_user.email}
    shown = other_member_client.get(url("host_answers", call.uid)).content.decode()
    assert "Alpha House" in shown
    page = other_member_client.get(url("host_answer", answer.uid)).content.decode()
    assert "Ja tak" in page
    assert "plan.pdf" in page
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        other_member_client.post(url("host_answer", answer.uid), {"accept": "1", "note": "Welcome\r\nin May"})
    answer.refresh_from_db()
    assert (answer.state, answer.decided_by) == ("accepted", other_member_user)
    assert [message.to for message in mail.outbox] == [[owner_user.email]]
    assert "Welcome" in mail.outbox[0].body
    told = owner_client.get(url("answer", answer.uid)).content.decode()
    assert "The host has accepted it" in told
    assert "Welcome" in told


def test_mail_speaks_the_language_of_its_reader(
    owner_client, owner_user, call, django_capture_on_commit_callbacks, settings
):
    from wagtail.users.models import UserProfile

    UserProfile.objects.filter(user=owner_user).update(preferred_language="da")
    with django_capture_on_commit_callbacks(execute=True):
        send_first(owner_client, call)
    assert "er indsendt" in next(m for m in mail.outbox if m.to == [owner_user.email]).subject


def test_a_draft_is_seen_by_its_own_alone(
    owner_client, editor_client, other_member_client, communications_client, call
):
    send_first(owner_client, call, "Half a tho", save="1")
    draft = Answer.objects.get()
    assert draft.state == "draft"
    assert "Half a tho" in editor_client.get(url("answer", draft.uid)).content.decode()
    for client in (other_member_client, communications_client):
        assert client.get(url("host_answer", draft.uid)).status_code == 404
        assert "Alpha" not in client.get(url("host_answers", call.uid)).content.decode()


def test_somebody_else_gets_nowhere(
    plain_client, city_member_client, former_member_client, other_member_client, communications_client, client, answer
):
    file = answer.files.get()
    own = [url("answer", answer.uid), url("withdraw_answer", answer.uid)]
    own += [url("remove_answer_file", answer.uid, file.uid)]
    host = [url("host_answers", answer.event.uid), url("host_answer", answer.uid)]
    download = url("answer_file", answer.uid, file.uid)
    strangers = (plain_client, city_member_client, former_member_client)
    for stranger in strangers:
        for address in (*own, *host, download):
            for method in (stranger.get, stranger.post):
                assert method(address, {"accept": "1"}).status_code in (404, 405), address
    for address in own:  # the host reads, but writes in nobody's answer
        assert other_member_client.post(address).status_code == 404
        assert communications_client.post(address).status_code == 404
    for address in (*own, *host, download):
        assert client.get(address).status_code in (302, 405)
    assert Answer.objects.get().state == "submitted"


def test_a_host_cannot_reach_answers_to_other_calls(owner_client, editor_client, partner_a, answer):
    """Alpha hosts a call of its own; its address with another call's answer or file leads nowhere."""
    own = EventFactory(title_en="Alpha's call", start_date=None, deadline=timezone.now() + dt.timedelta(days=1))
    EventPartner.objects.create(event=own, partner=partner_a, role="organiser")
    assert owner_client.get(url("host_answers", own.uid)).status_code == 200
    assert owner_client.get(url("host_answer", answer.uid)).status_code == 404
    assert owner_client.post(url("host_answer", answer.uid), {"accept": "1"}).status_code == 404


def test_files_are_sent_as_downloads_to_those_who_may(owner_client, other_member_client, communications_client, answer):
    file = answer.files.get()
    for client in (owner_client, other_member_client, communications_client):
        sent = client.get(url("answer_file", answer.uid, file.uid))
        assert b"".join(sent.streaming_content) == PDF
        assert sent["Content-Disposition"].startswith('attachment; filename="plan.pdf"')
        assert sent["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in sent["Cache-Control"]
    assert owner_client.get(f"/media/{file.file.name}").status_code == 404


def test_a_file_of_another_answer_is_not_found_here(owner_client, city_member_client, call, answer):
    send_first(city_member_client, call, "Us too", files=[upload("secret.pdf")])
    other = Answer.objects.exclude(pk=answer.pk).get()
    assert owner_client.get(url("answer_file", answer.uid, other.files.get().uid)).status_code == 404
    assert owner_client.post(url("remove_answer_file", answer.uid, other.files.get().uid)).status_code == 404


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", b"0" * (60 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: upload("page.pdf", b"<html><script>alert(1)</script>"), "doesn’t fit its ending"),
        (lambda: upload("run.exe", b"MZ\x00"), "can’t be handed in"),
        (lambda: upload("photo.svg", b"<svg onload=alert(1)>"), "can’t be handed in"),
        (lambda: upload("none", b"words"), "can’t be handed in"),
        (lambda: upload("empty.pdf", b""), "is empty"),
        (lambda: upload("large.pdf", PDF + b" " * MAX_FILE_BYTES), "is larger than"),
        (lambda: upload("bomb.zip", bomb()), "doesn’t fit its ending"),
        (lambda: upload("photo.jpg", b"\xff\xd8\xff\xe0 not really"), "doesn’t fit its ending"),
    ],
)
def test_a_wrong_file_is_named_and_the_text_is_kept(owner_client, call, file, said):
    answered = send_first(owner_client, call, "A long text", files=[upload("good.pdf"), file()])
    page = answered.content.decode()
    assert answered.status_code == 422
    assert said in page
    assert "A long text" in page
    answer = Answer.objects.get()
    assert (answer.state, answer.text) == ("draft", "A long text")
    assert [kept.name for kept in answer.files.all()] == ["good.pdf"]


def test_a_picture_may_be_handed_in(owner_client, call):
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG")
    send_first(owner_client, call, files=[upload("drawing.jpeg", out.getvalue())])
    assert Answer.objects.get().files.count() == 1


def test_hostile_names_of_files_stay_names(owner_client, other_member_client, call):
    send_first(owner_client, call, files=[upload('..\\..\\<b>x\u202e&".pdf')])
    file = Answer.objects.get().files.get()
    assert file.file.name.startswith("answers/")
    assert ".." not in file.file.name
    page = other_member_client.get(url("host_answer", file.answer.uid)).content.decode()
    assert "<b>x" not in page
    sent = other_member_client.get(url("answer_file", file.answer.uid, file.uid))
    assert "\n" not in sent["Content-Disposition"]
    assert sent["Content-Disposition"].startswith("attachment")


def test_more_files_than_there_is_room_for_are_said(owner_client, call):
    files = [upload(f"{n}.pdf") for n in range(MAX_FILES + 2)]
    answered = send_first(owner_client, call, files=files)
    assert answered.status_code == 422
    assert "no room for 2 files" in answered.content.decode()
    assert Answer.objects.get().files.count() == MAX_FILES


def test_a_text_that_is_too_long_comes_back_with_the_names_of_the_files(owner_client, call):
    answered = send_first(owner_client, call, "x" * 20_001, files=[upload("plan.pdf")])
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "x" * 20_001 in page
    assert "Choose these files again: plan.pdf" in page
    assert not Answer.objects.exists()


@pytest.mark.parametrize("text", ["a\0b", "<script>alert(1)</script>", "{{ 7776|add:1 }}", "‮evil"])
def test_hostile_texts_do_no_harm(owner_client, other_member_client, call, text):
    answered = send_first(owner_client, call, text)
    if answered.status_code == 422:
        assert "\0" in text
        return
    page = other_member_client.get(url("host_answer", Answer.objects.get().uid)).content.decode()
    assert "<script>alert" not in page
    assert "7777" not in page


def test_after_the_deadline_the_text_is_shown_to_copy(owner_client, call, answer):
    close(call)
    late = send(owner_client, answer, "My last words", files=[upload("late.pdf")])
    page = late.content.decode()
    assert late.status_code == 422
    assert "The deadline is over" in page
    assert "My last words" in page
    assert "late.pdf" in page
    answer.refresh_from_db()
    assert answer.text == "We come."
    assert answer.files.count() == 1


def test_a_first_answer_after_the_deadline_is_shown_to_copy_too(owner_client, call):
    close(call)
    late = owner_client.post(url("answer_call", call.uid), {"organisation": f"partner-{0}", "text": "Too late"})
    assert late.status_code == 422
    assert "Too late" in late.content.decode()
    assert not Answer.objects.exists()


def test_the_deadline_is_a_moment_in_the_zone_of_the_call(owner_client, call, answer):
    """A minute before and after the same moment, whatever the clock of whoever writes says."""
    seoul = dt.timezone(dt.timedelta(hours=9))
    type(call).objects.filter(pk=call.pk).update(deadline=(timezone.now() + dt.timedelta(minutes=1)).astimezone(seoul))
    assert send(owner_client, answer, "In time").status_code == 302
    type(call).objects.filter(pk=call.pk).update(deadline=(timezone.now() - dt.timedelta(minutes=1)).astimezone(seoul))
    assert send(owner_client, answer, "Late").status_code == 422


def test_a_call_that_is_cancelled_or_not_open_takes_no_answer(owner_client, call):
    for values in ({"status": "cancelled"}, {"status": "scheduled", "call_opens_at": timezone.now() + dt.timedelta(1)}):
        type(call).objects.filter(pk=call.pk).update(**values)
        page = owner_client.get(url("answer_call", call.uid))
        assert page.context["form"] is None
        assert page.context["closed"]
        posted = owner_client.post(url("answer_call", call.uid), {"text": "x", "organisation": "partner-1"})
        assert posted.status_code == 422
    type(call).objects.filter(pk=call.pk).update(live=False)
    assert owner_client.get(url("answer_call", call.uid)).status_code == 404


def test_an_organisation_answers_once(owner_client, editor_client, call, answer):
    assert editor_client.get(url("answer_call", call.uid)).url == url("answer", answer.uid)
    key = f"partner-{answer.partner_id}"
    again = editor_client.post(url("answer_call", call.uid), {"organisation": key, "text": "Once more"})
    assert again.status_code == 422
    assert "Once more" in again.content.decode()
    assert Answer.objects.count() == 1


def test_nobody_answers_for_an_organisation_that_is_not_theirs(owner_client, call, partner_b, city_c):
    for key in (f"partner-{partner_b.pk}", f"city-{city_c.pk}", "partner-x"):
        answered = send_first(owner_client, call, organisation=key)
        assert answered.status_code == 422, key
    assert not Answer.objects.exists()


def test_two_colleagues_lose_nothing(owner_client, editor_client, call, answer):
    version = answer.version
    assert send(owner_client, answer, "Mine", version=version).status_code == 302
    stale = send(editor_client, answer, "Yours", version=version)
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Mine" in page
    assert "Yours" in page
    answer.refresh_from_db()
    assert answer.text == "Mine"
    assert send(editor_client, answer, "Both", version=answer.version).status_code == 302


def test_what_is_empty_is_not_handed_in(owner_client, call):
    empty = send_first(owner_client, call, "   ")
    assert empty.status_code == 422
    assert "Write an answer or add a file" in empty.content.decode()
    assert not Answer.objects.exists()


def test_a_withdrawn_answer_is_gone_for_the_host_and_can_be_answered_again(owner_client, other_member_client, answer):
    owner_client.post(url("withdraw_answer", answer.uid))
    assert other_member_client.get(url("host_answer", answer.uid)).status_code == 404
    file = url("answer_file", answer.uid, answer.files.get().uid)
    assert other_member_client.get(file).status_code == 404
    assert owner_client.get(url("answer_call", answer.event.uid)).context["form"] is not None


def test_what_is_decided_stays_decided(owner_client, other_member_client, communications_client, answer):
    other_member_client.post(url("host_answer", answer.uid), {"decline": "1", "note": ""})
    communications_client.post(url("host_answer", answer.uid), {"accept": "1"})
    assert send(owner_client, answer, "But").status_code == 422
    owner_client.post(url("withdraw_answer", answer.uid))
    owner_client.post(url("remove_answer_file", answer.uid, answer.files.get().uid))
    answer.refresh_from_db()
    assert (answer.state, answer.text, answer.files.count()) == ("declined", "We come.", 1)


def test_a_decision_needs_a_word(other_member_client, answer):
    assert other_member_client.post(url("host_answer", answer.uid), {"note": "Hm"}).status_code == 422
    too_long = other_member_client.post(url("host_answer", answer.uid), {"accept": "1", "note": "x" * 2001})
    assert too_long.status_code == 422
    answer.refresh_from_db()
    assert answer.state == "submitted"


def test_a_file_that_goes_is_gone_from_the_disk(owner_client, answer, django_capture_on_commit_callbacks):
    file = answer.files.get()
    name = file.file.name
    assert private_files().exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        owner_client.post(url("remove_answer_file", answer.uid, file.uid))
    assert not private_files().exists(name)


def test_merges_move_answers(administrator_user, partner_a, call, answer):
    heir_call = EventFactory(title_en="The same call")
    heir_partner = PartnerFactory(title_en="Alpha, the right one")
    merge_records(source=call, heir=heir_call, merged_by=administrator_user)
    merge_records(source=partner_a, heir=heir_partner, merged_by=administrator_user)
    answer.refresh_from_db()
    assert (answer.event, answer.partner) == (heir_call, heir_partner)
    assert answer.files.count() == 1


def test_both_answers_survive_when_their_partners_are_merged(administrator_user, city_member_client, call, answer):
    twin = Answer.objects.create(event=call, partner=PartnerFactory(title_en="Twin"), text="Mine")
    merge_records(source=twin.partner, heir=answer.partner, merged_by=administrator_user)
    assert {one.text for one in Answer.objects.filter(partner=answer.partner)} == {"We come.", "Mine"}


def test_the_page_of_a_call_leads_to_answering(client, owner_client, other_member_client, call):
    page_url = call.get_url("en")
    visitor = client.get(page_url).content.decode()
    assert f"/account/login/?next={url('answer_call', call.uid)}" in visitor
    assert f'href="{url("answer_call", call.uid)}"' in owner_client.get(page_url).content.decode()
    assert url("host_answers", call.uid) in other_member_client.get(page_url).content.decode()
    close(call)
    assert "answer_call" not in client.get(page_url).content.decode()
    assert "Sign in and answer" not in client.get(page_url).content.decode()


def test_home_shows_own_answers_and_those_that_wait(owner_client, other_member_client, answer):
    assert url("answer", answer.uid) in owner_client.get("/en/portal/").content.decode()
    home = other_member_client.get("/en/portal/").content.decode()
    assert url("host_answers", answer.event.uid) in home
    assert "1 waits for you" in home


@pytest.mark.parametrize("number", [1, 8])
def test_pages_take_a_fixed_number_of_queries(other_member_client, answer, number, django_assert_max_num_queries):
    for n in range(number):
        Answer.objects.create(
            event=answer.event, partner=PartnerFactory(title_en=f"P{n}"), state="submitted", submitted_at=timezone.now()
        )
    for address in (url("host_answers", answer.event.uid), url("host_answer", answer.uid)):
        other_member_client.get(address)
        with django_assert_max_num_queries(14):
            assert other_member_client.get(address).status_code == 200


def test_who_leaves_is_told_nothing_more(
    owner_client, owner_user, other_member_client, answer, django_capture_on_commit_callbacks
):
    owner_user.memberships.update(ended_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        other_member_client.post(url("host_answer", answer.uid), {"accept": "1"})
    assert mail.outbox == []
    assert User.objects.filter(pk=owner_user.pk).exists()


def test_purge_takes_what_is_closed_with_its_files(owner_client, call, answer, django_capture_on_commit_callbacks):
    name = answer.files.get().file.name
    long_ago = timezone.now() - dt.timedelta(days=400)
    kept = Answer.objects.create(event=call, partner=PartnerFactory(), state="accepted", decided_at=long_ago)
    Answer.objects.filter(pk=answer.pk).update(state="declined", decided_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        purge(dry_run=False)
    assert list(Answer.objects.all()) == [kept]
    assert not private_files().exists(name)


def test_own_data_has_answers_and_forgetting_leaves_them_to_the_organisation(owner_user, answer):
    own = next(held for held in holdings() if held.key == "answers").collect(owner_user)
    assert own[0]["text"] == "We come."
    assert own[0]["files"] == ["plan.pdf"]
    delete_account(owner_user)
    answer.refresh_from_db()
    assert answer.begun_by is None
    assert answer.text == "We come."
