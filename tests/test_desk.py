"""The moderators' desk: queue, decisions, bulk, corrections, unconfirmed records, who may see it."""

import datetime as dt
import re

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from hub.models import Correction
from hub.robots import _SALT
from hub.tests.factories import TagFactory, ThemeFactory
from partners.models import Partner, Proposal
from partners.tests.factories import PartnerFactory
from tests.test_proposals import begin, hand_in

pytestmark = pytest.mark.django_db
OUTSIDERS = ("client", "plain_client", "owner_client", "city_member_client")


@pytest.fixture
def waiting(owner_client, communications_user, partner_a):
    titles = ("First", "Second", "Third")
    return [hand_in(owner_client, begin(owner_client, partner_a, kind="project"), title_en=title) for title in titles]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_staff_see_the_desk(request, waiting, who):
    client, pk = request.getfixturevalue(who), waiting[0].pk
    refused = 302 if who == "client" else 403
    correction = Correction.objects.create(record=Partner.objects.first(), text="x")
    names = [
        ("desk:queue", ()),
        ("desk:review", (pk,)),
        ("desk:stale_records", ()),
        ("desk:correction", (correction.pk,)),
    ]
    names += [("hub_admin:record_merges", ())]
    for name, args in names:
        assert client.get(reverse(name, args=args)).status_code == refused
    posts = [("desk:accept_many", (), {"item": f"proposal-{pk}"}), ("desk:decide", (pk,), {"decision": "accept"})]
    posts += [("desk:correction", (correction.pk,), {"decision": "done"})]
    for name, args, data in posts:
        assert client.post(reverse(name, args=args), data).status_code == refused
    waiting[0].refresh_from_db()
    correction.refresh_from_db()
    assert (waiting[0].state, correction.state) == ("submitted", "open")


def test_the_queue_shows_age_and_owner_and_is_filtered(communications_client, communications_user, waiting, partner_a):
    Proposal.objects.filter(pk=waiting[0].pk).update(submitted_at=timezone.now() - dt.timedelta(days=9))
    Correction.objects.create(record=partner_a, text="The year is wrong")
    url = reverse("desk:queue")
    communications_client.post(reverse("desk:decide", args=[waiting[1].pk]), {"decision": "take"})

    def shown(**query):
        page = communications_client.get(url, query).content.decode()
        return [word for word in ("First", "Second", "Third", "The year is wrong") if word in page]

    assert shown() == ["First", "Second", "Third", "The year is wrong"]
    assert "9 days" in communications_client.get(url).content.decode()
    assert shown(age="7") == ["First"]
    assert shown(owner="me") == ["Second"]
    assert shown(owner="none") == ["First", "Third", "The year is wrong"]
    assert shown(kind="correction") == ["The year is wrong"]
    assert shown(kind="event") == []
    for wrong in ({"age": "x"}, {"kind": "<script>"}, {"owner": "9"}, {"age": "-1"}):
        assert communications_client.get(url, wrong).status_code == 200


def test_the_queue_takes_a_fixed_number_of_queries(
    communications_client, owner_client, partner_a, waiting, django_assert_max_num_queries
):
    Correction.objects.bulk_create(Correction(record=partner_a, text=str(n)) for n in range(20))
    communications_client.get(reverse("desk:queue"))
    with django_assert_max_num_queries(25):
        communications_client.get(reverse("desk:queue"))


def test_several_are_accepted_at_once_and_what_can_not_be_is_named(communications_client, waiting):
    waiting[2].record.delete()
    keys = [f"proposal-{found.pk}" for found in waiting]
    odd = ["proposal-x", "correction-1", "proposal-" + "9" * 40, "proposal-0", "'; DROP TABLE"]
    answer = communications_client.post(reverse("desk:accept_many"), {"item": keys + odd}, follow=True)
    page = answer.content.decode()
    assert "2 proposals accepted." in page
    assert "“Third” has been decided on or withdrawn already." in page
    assert [Proposal.objects.get(pk=found.pk).state for found in waiting] == ["accepted", "accepted", "submitted"]


def test_review_shows_live_and_proposed_side_by_side(communications_client, owner_client, partner_a):
    theme = ThemeFactory(title_en="Light")
    partner_a.lead_en, partner_a.body_da = "An old house", "<p>Gammel <b>tekst</b></p>"
    partner_a.tags.set(["drawing"])
    partner_a.save()
    found = begin(owner_client, partner_a, record=partner_a)
    changes = {"lead_en": "A new house", "body_da": "Ny **tekst**", "tags": "painting", "themes": [theme.pk]}
    hand_in(owner_client, found, offers="attic", **changes)
    page = communications_client.get(reverse("desk:review", args=[found.pk])).content.decode()
    assert "<del>old</del>" in page
    assert "<ins>new</ins>" in page
    assert "<del>Gammel</del>" in page
    for word in ("<del>drawing</del>", "<ins>painting</ins>", "<ins>Light</ins>", "<ins>attic</ins>"):
        assert word in page
    assert "Alpha House</ins>" not in page, "what stays is not shown as changed"


def test_review_marks_the_words_that_are_no_tags_yet(communications_client, owner_client, partner_a):
    TagFactory(name="painting")
    found = begin(owner_client, partner_a, record=partner_a)
    hand_in(owner_client, found, tags="painting, <b>glow</b>", offers="attic", title_en="Other name")
    page = communications_client.get(reverse("desk:review", args=[found.pk])).content.decode()
    marked = re.findall(r'<span class="w-status">new word</span> (.*?)</li>', page)
    assert sorted(marked) == ["&lt;b&gt;glow&lt;/b&gt;", "attic"]


def test_a_decision_needs_a_sense_and_is_taken_once(communications_client, focal_point_client, waiting):
    url = reverse("desk:decide", args=[waiting[0].pk])
    assert communications_client.post(url, {"decision": "burn"}).status_code == 400
    assert communications_client.get(url).status_code == 405
    communications_client.post(url, {"decision": "send_back", "note": "   "})
    waiting[0].refresh_from_db()
    assert waiting[0].state == "submitted"
    communications_client.post(url, {"decision": "accept"})
    late = focal_point_client.post(url, {"decision": "decline", "note": "Too late"}, follow=True)
    assert "decided on or withdrawn already" in late.content.decode()
    waiting[0].refresh_from_db()
    assert waiting[0].state == "accepted"
    assert waiting[0].steps.filter(act="accepted").count() == 1
    nowhere = reverse("desk:review", args=[10**9])
    assert communications_client.get(nowhere, follow=True).status_code == 404


def test_a_draft_is_not_for_the_moderators_yet(communications_client, owner_client, partner_a):
    found = begin(owner_client, partner_a, kind="project")
    assert communications_client.get(reverse("desk:review", args=[found.pk]), follow=True).status_code == 404
    communications_client.post(reverse("desk:decide", args=[found.pk]), {"decision": "accept"})
    found.refresh_from_db()
    assert found.state == "draft"


def test_unconfirmed_records_are_listed_and_confirmed(communications_client, partner_a):
    old = timezone.now() - dt.timedelta(days=400)
    PartnerFactory(title_en="Dusty", title_da="Støvet", first_published_at=old)
    url = reverse("desk:stale_records")
    page = communications_client.get(url).content.decode()
    assert "Støvet" in page or "Dusty" in page
    assert "Alpha House" not in page
    value = page.split('name="record" value="')[1].split('"')[0]
    communications_client.post(url, {"record": value})
    assert 'name="record"' not in communications_client.get(url).content.decode()
    for wrong in ("", "x", "1", "0-1", "99999-x", value.split("-")[0] + "-" + "9" * 40):
        assert communications_client.post(url, {"record": wrong}).status_code == 400


# Corrections by readers


def correct(client, record, *, age_seconds=60, **data):
    moment = timezone.now() - dt.timedelta(seconds=age_seconds)
    signer = signing.TimestampSigner(salt=_SALT)
    stamp = signer.sign("form") if age_seconds == 0 else _stamp_of(moment)
    url = reverse("hub:suggest_correction", args=[record.type_key, record.uid]).replace("/da/", "/en/")
    return client.post(url, {"text": "The year is 1989.", "stamp": stamp, **data})


def _stamp_of(moment):
    from unittest.mock import patch

    with patch("django.core.signing.time.time", return_value=moment.timestamp()):
        return signing.TimestampSigner(salt=_SALT).sign("form")


def test_a_reader_suggests_a_correction_and_the_address_is_forgotten_once_settled(
    client, communications_client, partner_a
):
    page = client.get(partner_a.get_url("en")).content.decode()
    link = page.split('class="record__correction"><a href="')[1].split('"')[0]
    assert client.get(link).status_code == 200
    assert correct(client, partner_a, reply_to="reader@example.org").status_code == 302
    correct(client, partner_a, reply_to="reader@example.org")
    found = Correction.objects.get()
    assert found.record == partner_a
    url = reverse("desk:correction", args=[found.pk])
    assert "reader@example.org" in communications_client.get(url).content.decode()
    assert communications_client.post(url, {"decision": "nonsense"}).status_code == 400
    communications_client.post(url, {"decision": "done"})
    found.refresh_from_db()
    assert (found.state, found.reply_to) == ("done", "")


@pytest.mark.parametrize(
    ("age_seconds", "data", "message"),
    [
        (0, {}, "faster than we can tell"),
        (13 * 3600, {}, "open for too long"),
        (60, {"stamp": "forged:1:x"}, "open for too long"),
        (60, {"stamp": ""}, "open for too long"),
        (60, {"website_address": "https://spam.example/"}, "could not be sent"),
        (60, {"text": ""}, "is required"),
        (60, {"text": "x" * 2001}, "at most 2000"),
        (60, {"text": "x" * 1_000_000}, "at most 2000"),
        (60, {"reply_to": "no\naddress"}, "valid email"),
    ],
)
def test_robots_and_slips_are_told_and_nothing_written_is_lost(client, partner_a, age_seconds, data, message):
    answer = correct(client, partner_a, age_seconds=age_seconds, **({"text": "A long story"} | data))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert data.get("text", "A long story") in page
    assert not Correction.objects.exists()


def test_too_many_suggestions_from_one_place_are_held_back(client, partner_a):
    answers = [correct(client, partner_a, text=f"Number {n}").status_code for n in range(12)]
    assert answers == [302] * 10 + [429] * 2
    assert Correction.objects.count() == 10


def test_only_public_records_can_be_corrected(client, partner_a):
    hidden = PartnerFactory(live=False)
    merged = PartnerFactory(merged_into=partner_a)
    for record in (hidden, merged):
        assert correct(client, record).status_code == 404
    url = reverse("hub:suggest_correction", args=["user", partner_a.uid])
    assert client.get(url).status_code == 404
    assert not Correction.objects.exists()


def test_a_script_in_a_correction_is_shown_as_text(client, communications_client, partner_a):
    correct(client, partner_a, text="<script>alert(1)</script>")
    found = Correction.objects.get()
    for url in (reverse("desk:queue"), reverse("desk:correction", args=[found.pk])):
        assert "<script>alert(1)" not in communications_client.get(url).content.decode()
