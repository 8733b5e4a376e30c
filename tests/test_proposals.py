"""What members hand in, on its whole way: begun, saved, handed in, sent back, mended, accepted."""

import re

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from events.models import Event
from events.tests.factories import EventKindFactory
from hub.models import Tag
from hub.proposals import all_kinds
from hub.tests.factories import SDGFactory, TagFactory, ThemeFactory
from partners.models import Partner, Project, Proposal
from partners.services import accept_proposal
from partners.tests.factories import CityFactory, PartnerFactory
from tests.pages import fields_in, forms_without_token

pytestmark = pytest.mark.django_db


def begin(client, organisation, *, kind="", record=None):
    """Begin a proposal in the portal and give it."""
    data = {"organisation": f"{organisation._meta.model_name}-{organisation.pk}", "kind": kind}
    if record is not None:
        data |= {"type": record._meta.label_lower, "record": record.pk}
    response = client.post("/en/portal/proposals/start/", data)
    assert response.status_code == 302
    return Proposal.objects.get(uid=response.url.rstrip("/").rsplit("/", 1)[1])


def address(proposal, view="proposal"):
    return reverse(f"portal:{view}", args=[proposal.uid]).replace("/da/", "/en/")


def inputs_of(client, proposal):
    return fields_in(client.get(address(proposal)).content.decode())


def send(client, proposal, action="save", **changes):
    return client.post(address(proposal), inputs_of(client, proposal) | changes | {action: "1"})


def hand_in(client, proposal, **changes):
    response = send(client, proposal, "submit", **changes)
    assert response.status_code == 302, response.content.decode()[:8000]
    proposal.refresh_from_db()
    assert proposal.state == "submitted"
    return proposal


def decide(client, proposal, decision, note=""):
    url = reverse("desk:decide", args=[proposal.pk])
    response = client.post(url, {"decision": decision, "note": note})
    proposal.refresh_from_db()
    return response


def test_a_project_is_handed_in_sent_back_mended_accepted_and_public(
    client, owner_client, owner_user, communications_client, partner_a, partner_b, city_c, mailoutbox,
    django_capture_on_commit_callbacks,
):  # fmt: skip
    proposal = begin(owner_client, partner_a, kind="project")
    changes = {
        "title_en": "Moving walls",
        "start": "2027-01-01",
        "tags": "animation",
        "partners-name": ["Alpha House", "Beta Studio", ""],
        "partners-role": ["lead", "participant", "participant"],
        "cities-name": ["Cheongju"],
        "cities-role": ["participant"],
    }
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(owner_client, proposal, **changes)
    project = Project.objects.get()
    assert not project.live
    assert client.get("/en/projects/moving-walls/").status_code == 404
    assert "Moving walls" in communications_client.get(reverse("desk:queue")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        decide(communications_client, proposal, "send_back", "Please say where.")
    assert proposal.state == "sent_back"
    assert "Please say where." in owner_client.get("/en/portal/").content.decode()
    assert "Please say where." in owner_client.get(address(proposal)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(owner_client, proposal, lead_en="On the walls of the town")
        decide(communications_client, proposal, "accept")
    assert proposal.state == "accepted"
    project.refresh_from_db()
    assert project.live
    assert [(link.partner, link.role) for link in project.partner_links.all()] == [
        (partner_a, "lead"),
        (partner_b, "participant"),
    ]
    for page in ("/en/projects/moving-walls/", partner_b.get_url("en"), city_c.get_url("en")):
        assert "Moving walls" in client.get(page).content.decode()
    assert [step.act for step in proposal.steps.all()] == [
        "begun", "submitted", "sent_back", "submitted", "accepted",
    ]  # fmt: skip
    mails = [mail for mail in mailoutbox if mail.to == [owner_user.email]]
    assert len(mails) == 4
    assert "Please say where." in mails[1].body
    assert "Please say where." in mails[1].alternatives[0][0]
    assert mails[1].subject == "“Moving walls” needs something from you"
    assert "/en/projects/moving-walls/" in mails[3].body


def test_a_live_record_stays_as_it_is_until_its_changes_are_accepted(
    client, owner_client, communications_user, partner_a
):
    partner_a.body_en = "<p>Old <b>text</b></p>"
    partner_a.save_revision().publish()
    proposal = begin(owner_client, partner_a, record=partner_a)
    hand_in(owner_client, proposal, lead_en="Brand new", offers="render farm", needs="sound design")
    assert "Brand new" not in client.get(partner_a.get_url("en")).content.decode()
    accept_proposal(proposal, accepted_by=communications_user)
    page = client.get(partner_a.get_url("en")).content.decode()
    assert "Brand new" in page
    assert "render farm" in page
    partner_a.refresh_from_db()
    assert partner_a.body_en == "<p>Old <b>text</b></p>"
    assert not partner_a.has_unpublished_changes


@pytest.mark.parametrize("kind", ["event", "call"])
def test_events_and_calls_are_handed_in_and_accepted(
    client, owner_client, communications_user, partner_a, city_c, kind
):
    EventKindFactory(key="open_call", title_en="Open call")
    proposal = begin(owner_client, partner_a, kind=kind)
    own = {"start_date": "2027-05-01", "host_city": "Cheongju"} if kind == "event" else {}
    if kind == "call":
        assert "is required" in send(owner_client, proposal, "submit", title_en="Draw with us").content.decode()
        own = {"deadline": "2027-04-01T12:00", "timezone": "Asia/Seoul"}
        proposal.refresh_from_db()
    hand_in(owner_client, proposal, title_en="Draw with us", **own)
    accept_proposal(proposal, accepted_by=communications_user)
    event = Event.objects.get()
    assert "Draw with us" in client.get(event.get_url("en")).content.decode()
    assert "Draw with us" in client.get(partner_a.get_url("en")).content.decode()
    if kind == "event":
        assert event.city == city_c
    else:
        assert event.kind.key == "open_call"
        assert event.deadline.isoformat() == "2027-04-01T03:00:00+00:00"


def test_a_city_changes_its_own_profile(client, city_member_client, communications_user, city_c):
    proposal = begin(city_member_client, city_c, record=city_c)
    assert proposal.kind == "city"
    hand_in(city_member_client, proposal, lead_en="Print and paper")
    accept_proposal(proposal, accepted_by=communications_user)
    assert "Print and paper" in client.get(city_c.get_url("en")).content.decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_form_and_its_preview_open_in_both_languages(owner_client, partner_a, language):
    ThemeFactory(), SDGFactory(), EventKindFactory()
    for kind in all_kinds():
        record = partner_a if kind.key == "partner" else None
        if kind.makes_new or record:
            proposal = begin(owner_client, partner_a, kind=kind.key, record=record)
            send(owner_client, proposal, title_en="Something", tags="brand new word")
            url = address(proposal).replace("/en/", f"/{language}/")
            page = owner_client.get(url)
            assert page.status_code == 200
            assert "style=" not in page.content.decode().split("<main")[1]
            assert owner_client.get(f"{url}preview/").status_code == 200
            preview = owner_client.get(f"{url}preview/{language}/")
            assert preview.status_code == 200
            assert "sandbox" in preview["Content-Security-Policy"]
            assert "brand new word" in preview.content.decode()
    assert not Tag.objects.filter(name="brand new word").exists()


def test_a_new_word_waits_until_the_proposal_is_accepted(client, owner_client, communications_user, partner_a):
    TagFactory(name="animation")
    proposal = begin(owner_client, partner_a, kind="project")
    hand_in(owner_client, proposal, title_en="Words", tags="Animation, hologram, animations")
    assert {tag.name: tag.pending for tag in Tag.objects.all()} == {
        "animation": False, "hologram": True, "animations": True,
    }  # fmt: skip
    suggested = owner_client.get("/en/portal/suggest/tags/", {"q": "holo"}).json()["items"]
    assert suggested == []
    accept_proposal(proposal, accepted_by=communications_user)
    assert not Tag.objects.filter(pending=True).exists()
    assert owner_client.get("/en/portal/suggest/tags/", {"q": "holo"}).json()["items"] == ["hologram"]


def test_words_that_look_like_tags_are_pointed_out(owner_client, partner_a):
    TagFactory(name="animation")
    proposal = begin(owner_client, partner_a, kind="project")
    data = inputs_of(owner_client, proposal) | {"tags": "animations"}
    answer = owner_client.post(address(proposal, "autosave"), data).json()
    assert answer["hints"] == ["“animations” looks like “animation”."]


# Two at once


def test_the_second_of_two_members_sees_both_texts_and_loses_nothing(owner_client, editor_client, partner_a):
    proposal = begin(owner_client, partner_a, kind="project")
    send(owner_client, proposal, title_en="Title", lead_en="Lead")
    mine, theirs = inputs_of(owner_client, proposal), inputs_of(editor_client, proposal)
    editor_client.post(address(proposal), theirs | {"lead_en": "Their lead", "website": "https://example.org/"})
    clash = owner_client.post(address(proposal), mine | {"lead_en": "My lead", "start": "2027-01-01", "submit": "1"})
    page = clash.content.decode()
    assert clash.status_code == 409
    for text in ("Their lead", "My lead", "2027-01-01", "https://example.org/"):
        assert text in page
    # What only one of the two has changed is chosen already.
    chosen = dict(re.findall(r'name="choice-(\w+)" value="(\w+)" checked', page))
    assert chosen == {"lead_en": "mine", "start": "mine", "website": "theirs"}
    owner_client.post(address(proposal), fields_in(page, "clash-form"))
    proposal.refresh_from_db()
    assert proposal.content["lead_en"] == ["My lead"]
    assert proposal.content["start"] == ["2027-01-01"]
    assert proposal.content["website"] == ["https://example.org/"]
    assert proposal.content["title_en"] == ["Title"]


def test_the_version_that_was_not_chosen_is_kept_for_the_members_alone(
    owner_client, editor_client, communications_user, communications_client, partner_a, mailoutbox,
    django_capture_on_commit_callbacks,
):  # fmt: skip
    proposal = begin(owner_client, partner_a, kind="project")
    send(owner_client, proposal, title_en="Title", lead_en="Lead", start="2027-01-01")
    mine, theirs = inputs_of(owner_client, proposal), inputs_of(editor_client, proposal)
    editor_client.post(address(proposal), theirs | {"lead_en": "Their <b>lead</b>", "body_en": "Their text"})
    page = owner_client.post(address(proposal), mine | {"lead_en": "My lead", "save": "1"}).content.decode()
    choice = fields_in(page, "clash-form") | {"choice-lead_en": "mine", "choice-body_en": "theirs"}
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            owner_client.post(address(proposal), choice)
    step = proposal.steps.get(act="compared")
    assert step.note == "Summary in English:\nTheir <b>lead</b>"
    assert not mailoutbox
    for client in (owner_client, editor_client):
        shown = client.get(address(proposal)).content.decode()
        assert "What was not chosen" in shown
        assert "Their &lt;b&gt;lead&lt;/b&gt;" in shown
    hand_in(owner_client, proposal)
    review = communications_client.get(reverse("desk:review", args=[proposal.pk])).content.decode()
    assert "Their &lt;b&gt;lead" not in review
    decide(communications_client, proposal, "send_back", "Say more.")
    assert owner_client.get(address(proposal)).context["last_note"].note == "Say more."


def test_what_was_left_out_is_kept_even_if_the_colleagues_version_is_taken_whole(
    owner_client, editor_client, partner_a
):
    proposal = begin(owner_client, partner_a, kind="project")
    send(owner_client, proposal, title_en="Title")
    mine, theirs = inputs_of(owner_client, proposal), inputs_of(editor_client, proposal)
    editor_client.post(address(proposal), theirs | {"title_en": "Theirs", "save": "1"})
    page = owner_client.post(address(proposal), mine | {"title_en": "Mine", "save": "1"}).content.decode()
    owner_client.post(address(proposal), fields_in(page, "clash-form") | {"choice-title_en": "theirs"})
    proposal.refresh_from_db()
    assert proposal.title == "Theirs"
    assert proposal.steps.get(act="compared").note == "Title in English:\nMine"


def test_autosave_does_not_overwrite_what_a_colleague_saved(owner_client, editor_client, partner_a):
    proposal = begin(owner_client, partner_a, kind="project")
    mine = inputs_of(owner_client, proposal)
    first = editor_client.post(address(proposal, "autosave"), mine | {"title_en": "Theirs"})
    assert first.json()["version"] == 1
    second = owner_client.post(address(proposal, "autosave"), mine | {"title_en": "Mine"})
    assert second.status_code == 409
    proposal.refresh_from_db()
    assert proposal.title == "Theirs"


def test_a_record_published_meanwhile_is_compared_before_handing_in(owner_client, communications_user, partner_a):
    partner_a.save_revision().publish()
    proposal = begin(owner_client, partner_a, record=partner_a)
    partner_a.refresh_from_db()
    partner_a.lead_en = "By staff"
    partner_a.save_revision().publish()
    clash = send(owner_client, proposal, "submit", website="https://alpha.example/")
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "By staff" in page
    chosen = dict(re.findall(r'name="choice-(\w+)" value="(\w+)" checked', page))
    assert chosen == {"lead_en": "theirs", "website": "mine"}
    owner_client.post(address(proposal), fields_in(page, "clash-form"))
    hand_in(owner_client, proposal)
    assert partner_a.__class__.objects.get().latest_revision.as_object().lead_en == "By staff"


# Handing in twice, taking back


def test_beginning_and_handing_in_twice_does_it_once(owner_client, communications_user, partner_a):
    first, second = (begin(owner_client, partner_a, kind="project") for _ in range(2))
    assert first == second
    data = inputs_of(owner_client, first) | {"title_en": "Once", "submit": "1"}
    owner_client.post(address(first), data)
    again = owner_client.post(address(first), data)
    assert again.status_code == 302
    assert Project.objects.count() == 1
    assert WorkflowState.objects.count() == 1
    assert first.steps.filter(act="submitted").count() == 1


def test_a_withdrawn_proposal_is_kept_and_can_be_handed_in_again(owner_client, communications_user, partner_a):
    proposal = begin(owner_client, partner_a, record=partner_a)
    hand_in(owner_client, proposal, lead_en="Later perhaps")
    owner_client.post(address(proposal, "withdraw"))
    owner_client.post(address(proposal, "withdraw"))
    proposal.refresh_from_db()
    partner = Partner.objects.get(pk=partner_a.pk)
    assert proposal.state == "withdrawn"
    assert not partner.workflow_in_progress
    assert not partner.has_unpublished_changes
    assert partner.get_latest_revision().as_object().lead_en == ""
    owner_client.post(address(proposal, "reopen"))
    hand_in(owner_client, proposal)
    accept_proposal(proposal, accepted_by=communications_user)
    assert Partner.objects.get(pk=partner_a.pk).lead_en == "Later perhaps"


def test_what_is_declined_leaves_no_draft_for_the_next_editor(owner_client, communications_client, partner_a):
    proposal = begin(owner_client, partner_a, record=partner_a)
    hand_in(owner_client, proposal, lead_en="Buy now")
    decide(communications_client, proposal, "decline")
    assert proposal.state == "submitted", "a reason is needed"
    decide(communications_client, proposal, "decline", "This is advertising.")
    partner = Partner.objects.get(pk=partner_a.pk)
    assert proposal.state == "declined"
    assert partner.lead_en == ""
    assert partner.get_latest_revision_as_object().lead_en == ""
    assert "This is advertising." in owner_client.get(address(proposal)).content.decode()


def test_what_staff_do_in_the_editor_reaches_the_proposal(owner_client, communications_user, partner_a):
    proposal = begin(owner_client, partner_a, record=partner_a)
    hand_in(owner_client, proposal, lead_en="Ours")
    record = Partner.objects.get(pk=partner_a.pk)
    draft = record.get_latest_revision_as_object()
    draft.lead_da = "Tilføjet af redaktionen"
    draft.save_revision(user=communications_user)
    state = record.current_workflow_task_state
    state.task.specific.on_action(state, communications_user, "reject", comment="Look at the Danish")
    proposal.refresh_from_db()
    assert proposal.state == "sent_back"
    assert proposal.content["lead_da"] == ["Tilføjet af redaktionen"]
    hand_in(owner_client, proposal)
    record.refresh_from_db()
    record.get_latest_revision().publish(user=communications_user)
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


@pytest.mark.parametrize("number", [1, 12])
def test_portal_pages_take_at_most_twenty_queries(
    owner_client, communications_user, partner_a, number, django_assert_max_num_queries
):
    from events.tests.factories import EventFactory

    partner_a.tags.set(["animation"])
    partner_a.save()
    EventFactory.create_batch(number, tags=["animation"])
    for n in range(number):
        PartnerFactory(title_en=f"P{n}"), CityFactory(title_en=f"C{n}"), ThemeFactory(), SDGFactory()
        proposal = begin(owner_client, partner_a, kind="project")
        hand_in(owner_client, proposal, title_en=f"Project {n}", tags="animation")
        accept_proposal(proposal, accepted_by=communications_user)
    open_one = begin(owner_client, partner_a, kind="project")
    send(owner_client, open_one, title_en="Open", tags="animation")
    for url in ("/en/portal/", address(open_one), address(proposal), address(open_one, "preview")):
        owner_client.get(url)
        with django_assert_max_num_queries(20):
            assert owner_client.get(url).status_code == 200


def test_the_home_says_why_an_event_is_shown_and_what_is_unconfirmed(owner_client, partner_a):
    import datetime as dt

    from django.utils import timezone

    from events.tests.factories import EventFactory

    partner_a.tags.set(["animation"])
    partner_a.first_published_at = timezone.now() - dt.timedelta(days=400)
    partner_a.save()
    EventFactory(title_en="Night of drawings", tags=["animation"], start_date=timezone.localdate())
    EventFactory(title_en="Night of stones", tags=["geology"], start_date=timezone.localdate())
    page = owner_client.get("/en/portal/").content.decode()
    assert "Night of drawings" in page
    assert "because of: animation" in " ".join(page.split())
    assert "Night of stones" not in page
    assert "Is this still right?" in page
    owner_client.post("/en/portal/confirm/", {"type": "partners.partner", "record": partner_a.pk})
    assert "Is this still right?" not in owner_client.get("/en/portal/").content.decode()


def test_search_statistics_are_shown_once_somebody_counts(owner_client, partner_a, monkeypatch):
    from hub import search_statistics

    partner_a.tags.set(["animation"])
    partner_a.save()
    assert "Searched for lately" not in owner_client.get("/en/portal/").content.decode()
    monkeypatch.setattr(search_statistics, "_counters", [lambda slugs, days: dict.fromkeys(slugs, 7)])
    page = owner_client.get("/en/portal/").content.decode()
    assert "Searched for lately" in page
    assert "7 searches" in page


def test_offers_and_needs_match_each_other_on_public_pages(client, partner_a, partner_b, city_c):
    partner_a.offers.set(["render farm"])
    partner_a.save()
    partner_b.needs.set(["render farm"])
    partner_b.save()
    city_c.needs.set(["render farm"])
    city_c.save()
    PartnerFactory(title_en="Hidden", live=False).needs.set(["render farm"])
    page = client.get(partner_a.get_url("en")).content.decode()
    matches = page[page.index("Who matches") :]
    assert "Beta Studio" in matches
    assert "Cheongju" in matches
    assert "looks for: render farm" in " ".join(re.sub(r"<[^>]+>", " ", matches).split())
    assert "Hidden" not in page
    assert "Alpha House" in client.get(city_c.get_url("en")).content.decode()


def test_every_form_of_the_portal_carries_its_token(owner_client, owner_user, communications_user, partner_a):
    import datetime as dt

    from django.utils import timezone

    from partners.models import JoinRequest

    Partner.objects.update(first_published_at=timezone.now() - dt.timedelta(days=400))
    JoinRequest.objects.create(form_key="0" * 32, kind="new_partner", title="Third", user=owner_user)
    proposal = begin(owner_client, partner_a, kind="project")
    send(owner_client, proposal, title_en="Forms")
    urls = ["/en/portal/", "/en/portal/join/", address(proposal)]
    for url in urls:
        assert forms_without_token(owner_client.get(url).content.decode()) == []
    hand_in(owner_client, proposal)
    assert forms_without_token(owner_client.get(address(proposal)).content.decode()) == []
    assert "Still right" in owner_client.get("/en/portal/").content.decode()
