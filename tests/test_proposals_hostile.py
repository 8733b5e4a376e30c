"""Proposals tried by the wrong people, with the wrong input, at the wrong moment."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from hub.models import HubImage, Tag
from hub.tests.factories import TagFactory
from partners.models import Partner, Project, ProjectPartner, Proposal
from partners.tests.factories import CityFactory, MembershipFactory, PartnerFactory, ProjectFactory
from tests.test_proposals import address, begin, hand_in, inputs_of, send

pytestmark = pytest.mark.django_db

VIEWS = ("proposal", "autosave", "preview", "withdraw", "reopen")
STRANGERS = (
    "plain_client",
    "other_member_client",
    "city_member_client",
    "former_member_client",
    "communications_client",
)
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def proposal(owner_client, partner_a):
    found = begin(owner_client, partner_a, kind="project")
    send(owner_client, found, title_en="Ours")
    found.refresh_from_db()
    return found


def picture(size=(480, 300), kind="PNG", **options):
    out = io.BytesIO()
    Pillow.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


def upload(client, proposal, name, content, **more):
    data = inputs_of(client, proposal) | more
    return client.post(address(proposal), data | {"picture": SimpleUploadedFile(name, content), "save": "1"})


# People


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("view", VIEWS)
def test_to_strangers_a_proposal_does_not_exist(request, proposal, who, view):
    client = request.getfixturevalue(who)
    for method in ("get", "post"):
        answer = getattr(client, method)(address(proposal, view), {"title_en": "Hijacked", "save": "1"})
        assert answer.status_code in (404, 405)
    preview = reverse("portal:preview_page", args=[proposal.uid, "en"])
    assert client.get(preview).status_code == 404
    proposal.refresh_from_db()
    assert (proposal.title, proposal.state) == ("Ours", "draft")


@pytest.mark.parametrize("view", VIEWS)
def test_visitors_are_asked_to_sign_in(client, proposal, view):
    answer = getattr(client, "get" if view == "preview" else "post")(address(proposal, view), {"save": "1"})
    if view == "preview":
        assert answer.status_code == 302
        assert "next=" in answer.url
    else:  # nothing typed is lost: the page has it, and the way to sign in
        assert answer.status_code == 401
        assert "/account/login/" in answer.content.decode()


def test_a_colleague_may_go_on_with_it(editor_client, proposal):
    send(editor_client, proposal, title_en="Ours together")
    proposal.refresh_from_db()
    assert proposal.title == "Ours together"


def test_somebody_who_left_can_not_go_on_with_it(owner_client, owner_user, proposal):
    from django.utils import timezone

    owner_user.memberships.update(ended_at=timezone.now())
    assert owner_client.get(address(proposal)).status_code == 404
    assert "Ours" not in owner_client.get("/en/portal/").content.decode()


def test_nothing_is_begun_for_another_organisation_or_record(owner_client, partner_a, partner_b, city_c):
    project = ProjectFactory()
    for data in (
        {"organisation": f"partner-{partner_b.pk}", "kind": "project"},
        {"organisation": f"city-{city_c.pk}", "kind": "project"},
        {"organisation": f"city-{partner_a.pk}", "kind": "project"},
        {"organisation": f"partner-{partner_a.pk}", "kind": "partner"},
        {"organisation": f"partner-{partner_a.pk}", "kind": "users"},
        {"type": "partners.partner", "record": partner_b.pk},
        {"organisation": f"partner-{partner_a.pk}", "type": "partners.project", "record": project.pk},
        {"organisation": f"partner-{partner_a.pk}", "type": "hub.user", "record": 1},
        {"organisation": f"partner-{partner_a.pk}", "type": "partners.partner", "record": "1 OR 1"},
        {"organisation": f"partner-{partner_a.pk}", "type": "partners.partner", "record": "9" * 30},
        {},
    ):
        assert owner_client.post("/en/portal/proposals/start/", data).status_code == 404, data
    assert not Proposal.objects.exists()


def test_a_member_of_two_hands_in_only_what_each_answers_for(owner_client, owner_user, communications_user, partner_a):
    project = ProjectFactory(title_en="Shared")
    links = ProjectPartner.objects.filter(project=project)
    links.create(project=project, partner=partner_a, role="participant")
    data = {"organisation": f"partner-{partner_a.pk}", "type": "partners.project", "record": project.pk}
    assert owner_client.post("/en/portal/proposals/start/", data).status_code == 404
    links.update(role="lead")
    found = begin(owner_client, partner_a, record=project)
    links.update(role="participant")
    answer = send(owner_client, found, "submit", title_en="Taken over")
    found.refresh_from_db()
    assert found.state == "draft"
    assert "no longer answers" in owner_client.get(answer.url).content.decode()


def test_staff_who_are_members_too_change_in_the_portal_only_what_their_own_answers_for(
    communications_client, communications_user, partner_a, partner_b
):
    MembershipFactory(user=communications_user, partner=partner_a)
    for record in (partner_b, ProjectFactory()):
        data = {"type": record._meta.label_lower, "record": record.pk}
        assert communications_client.post("/en/portal/proposals/start/", data).status_code == 404
    assert begin(communications_client, partner_a, record=partner_a).partner == partner_a


def test_a_member_of_two_hands_in_for_the_one_that_answers(owner_client, owner_user, partner_a, partner_b):
    MembershipFactory(user=owner_user, partner=partner_b)
    project = ProjectFactory()
    ProjectPartner.objects.create(project=project, partner=partner_b, role="lead")
    assert begin(owner_client, partner_a, record=project).organisation == partner_b


def test_confirming_is_for_those_who_answer_for_it(owner_client, client, partner_a, partner_b):
    from hub.models import Confirmation

    for record in (partner_b.pk, "x", "9" * 30, -1, ""):
        assert (
            owner_client.post("/en/portal/confirm/", {"type": "partners.partner", "record": record}).status_code == 404
        )
    assert owner_client.post("/en/portal/confirm/", {"type": "hub.user", "record": 1}).status_code == 404
    assert client.post("/en/portal/confirm/", {"type": "partners.partner", "record": partner_a.pk}).status_code == 401
    assert not Confirmation.objects.exists()


def test_suggestions_name_nothing_that_is_not_public(owner_client, plain_client, client, partner_a):
    TagFactory(name="secret word", pending=True), TagFactory(name="secret old", withdrawn=True)
    PartnerFactory(title_en="Secret studio", live=False), CityFactory(title_en="Secret city", live=False)
    for what in ("tags", "partner", "city"):
        assert owner_client.get(f"/en/portal/suggest/{what}/", {"q": "secret"}).json() == {"items": []}
    assert owner_client.get("/en/portal/suggest/users/", {"q": "a"}).status_code == 404
    assert client.get("/en/portal/suggest/tags/", {"q": "a"}).status_code == 302
    for term in ("%", "\x00", "'" * 500, "ø" * 2000, ""):
        assert owner_client.get("/en/portal/suggest/partner/", {"q": term}).status_code == 200


def test_a_member_may_not_name_what_is_not_public(owner_client, proposal):
    PartnerFactory(title_en="Secret studio", live=False)
    answer = send(owner_client, proposal, "submit", **{"partners-name": ["Secret studio"], "partners-role": ["lead"]})
    assert answer.status_code == 422
    assert "is not in the catalogue" in answer.content.decode()


# Input


def test_html_and_scripts_stay_text(client, owner_client, communications_user, proposal):
    from partners.services import accept_proposal

    body = f"{SCRIPT}\n\n[x](javascript:alert(3)) [y](https://example.org/)\n\n<a href='javascript:alert(4)'>z</a>"
    hand_in(owner_client, proposal, title_en=SCRIPT, lead_en=SCRIPT, body_en=body, tags="<b>tag</b>")
    for page in (owner_client.get(address(proposal)), owner_client.get("/en/portal/")):
        assert "<script>alert" not in page.content.decode()
    accept_proposal(proposal, accepted_by=communications_user)
    project = Project.objects.get()
    assert "javascript:" not in project.body_en.replace("(javascript:alert(3))", "").replace(
        "&lt;a href='javascript", ""
    )
    page = client.get(project.get_url("en")).content.decode()
    for danger in ("<script>alert", "<img src=x", 'href="javascript', "<b>tag</b>"):
        assert danger not in page
    assert 'href="https://example.org/"' in page


def test_a_text_of_a_megabyte_is_refused_and_everything_else_kept(owner_client, proposal):
    answer = send(owner_client, proposal, "submit", body_en="x" * 1_000_000, lead_en="A good lead")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "far too long" in page
    assert "x" * 1_000_000 in page, "it is still in the form"
    proposal.refresh_from_db()
    assert proposal.content["lead_en"] == ["A good lead"]
    assert len(str(proposal.content)) < 50_000


@pytest.mark.parametrize(
    "changes",
    [
        {"title_en": "", "title_da": ""},
        {"title_en": "x" * 201},
        {"start": "yesterday"},
        {"start": "2027-02-01", "end": "2027-01-01"},
        {"website": "javascript:alert(1)"},
        {"scope": "99999"},
        {"sdgs": ["1 OR 1", "abc"]},
        {"themes": ["99999"]},
        {"date_precision": "century"},
        {"tags": ", ".join(f"word {n}" for n in range(40))},
        {"tags": "x" * 100},
        {"partners-name": ["Alpha House"], "partners-role": ["emperor"]},
        {"partners-name": ["Nobody at all"], "partners-role": ["lead"]},
        {"partners-name": ["Alpha House"] * 60, "partners-role": ["lead"] * 60},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(owner_client, communications_user, proposal, changes):
    answer = send(owner_client, proposal, "submit", lead_en="Kept", **changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Something is not right yet" in page
    assert "field__error" in page
    proposal.refresh_from_db()
    assert (proposal.state, proposal.content["lead_en"]) == ("draft", ["Kept"])
    assert not Project.objects.exists()


def test_only_the_line_that_is_wrong_says_so(owner_client, communications_user, proposal):
    names = {"partners-name": ["Alpha House", "Nobody at all"], "partners-role": ["lead", "participant"]}
    page = send(owner_client, proposal, "submit", **names).content.decode()
    inputs = re.findall(r'<input type="text" id="id_partners_\d+"[^>]*>', page)
    assert ['aria-invalid="true" aria-describedby="id_partners_error"' in tag for tag in inputs][:3] == [
        False, True, False,
    ]  # fmt: skip
    assert 'id="id_partners_error"' in page


def test_stray_bytes_and_fields_do_no_harm(owner_client, proposal):
    data = inputs_of(owner_client, proposal)
    odd = {
        "title_en": "A\x00B",
        "live": "on",
        "slug": "admin",
        "merged_into": "1",
        "internal_note": "x",
        "version": "-1",
    }
    owner_client.post(address(proposal), data | odd | {"version": data["version"], "base": "[[", "save": "1"})
    proposal.refresh_from_db()
    assert proposal.title == "AB"
    assert not {"live", "slug", "merged_into", "internal_note"} & set(proposal.content)
    for version in ("", "x", "9" * 40, "-1", "١"):
        answer = owner_client.post(address(proposal, "autosave"), data | {"version": version, "title_en": "Other"})
        assert answer.status_code == 409
    assert owner_client.post(address(proposal), {"save": "1", "choice": "1", "choice-x": "theirs"}).status_code == 409


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("setup.png", b"MZ\x90\x00" + b"\x00" * 500),
        ("run.jpg", b"#!/bin/sh\nrm -rf /\n"),
        ("page.png", b"<html><script>alert(1)</script></html>"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("setup.exe", picture()),
        ("renamed.png", picture(kind="GIF")),
        ("broken.png", picture((800, 800))[:300]),
        ("empty.png", b""),
    ],
)
def test_what_is_no_picture_is_refused_with_a_message(owner_client, proposal, name, content):
    answer = upload(owner_client, proposal, name, content, lead_en="Kept all the same")
    assert answer.status_code == 422
    assert 'id="id_picture_error"' in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.picture is None
    assert proposal.content["lead_en"] == ["Kept all the same"]
    assert not HubImage.objects.exists()


@pytest.mark.parametrize("size", [(5, 5), (399, 900)])
def test_a_picture_too_small_to_be_shown_is_refused_with_what_it_takes(owner_client, proposal, size):
    page = upload(owner_client, proposal, "small.gif", picture(size, "GIF")).content.decode()
    assert f"only {size[0]} pixels wide; it takes 400" in page
    assert not HubImage.objects.exists()


def test_a_picture_laid_on_its_side_by_the_camera_is_as_wide_as_it_looks(owner_client, proposal):
    exif = Pillow.Exif()
    exif[0x0112] = 6
    narrow = upload(owner_client, proposal, "turned.jpg", picture((900, 300), "JPEG", exif=exif))
    assert "only 300 pixels wide" in narrow.content.decode()
    assert upload(owner_client, proposal, "turned.jpg", picture((300, 900), "JPEG", exif=exif)).status_code == 302


def test_what_autosave_could_not_keep_is_named_and_not_called_saved(owner_client, proposal):
    data = inputs_of(owner_client, proposal) | {"lead_en": "Kept", "body_en": "x" * 40_000}
    file = SimpleUploadedFile("page.jpg", b"<html><script>alert(1)</script></html>")
    answer = owner_client.post(address(proposal, "autosave"), data | {"picture": file}).json()
    assert set(answer["errors"]) == {"picture", "body_en"}
    assert answer["message"] == "Everything else is saved."
    proposal.refresh_from_db()
    assert proposal.content["lead_en"] == ["Kept"]
    again = owner_client.post(
        address(proposal, "autosave"), data | {"body_en": "short", "version": answer["version"]}
    ).json()
    assert (again["errors"], again["message"]) == ({}, "Saved")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", ["højst 15,0", "mindst 400 pixel", "Det er ikke en slags billede"]),
        ("en", ["at most 15.0", "at least 400 pixels", "not a kind of picture"]),
    ],
)
def test_what_pictures_are_taken_is_said_truly_and_in_the_readers_language(owner_client, proposal, language, words):
    path = address(proposal).replace("/en/", f"/{language}/")
    data = {"picture": SimpleUploadedFile("x.svg", picture()), "version": "1"}
    page = owner_client.get(path).content.decode() + owner_client.post(path, data).content.decode()
    assert "AVIF, GIF, JPEG, PNG, WEBP" in page
    for word in words:
        assert word in page
    assert ("Supported formats" in page, "JPEG, PNG or WebP" in page) == (False, False)


def gain_of_a_picture(client, proposal):
    gains = client.get(address(proposal)).context["gains"]
    return {name: gain.is_reached for gain in gains for name in ("image", "alt") if name in gain.fields}


@pytest.mark.parametrize("said", ["alt_da", "alt_en"])
def test_one_languages_words_about_a_picture_are_enough_to_hand_in(
    client, owner_client, communications_user, proposal, said
):
    from partners.services import accept_proposal

    upload(owner_client, proposal, "one.png", picture())
    page = owner_client.get(address(proposal)).content.decode()
    assert "Needed if there is a picture." in page
    assert "one language will do" in page
    refused = send(owner_client, proposal, "submit")
    assert set(refused.context["form"].errors) == {"alt_en", "credit", "licence"}
    texts = {"title_da": "Vores", "lead_da": "Kort", "lead_en": "Short", said: "Red", "credit": "TAW"}
    send(owner_client, proposal, **texts)
    assert gain_of_a_picture(owner_client, proposal) == {"image": False, "alt": False}
    send(owner_client, proposal, licence="CC0")
    assert gain_of_a_picture(owner_client, proposal) == {"image": True, "alt": False}
    hand_in(owner_client, proposal)
    accept_proposal(proposal, accepted_by=communications_user)
    for language in ("da", "en"):
        assert 'alt="Red"' in client.get(Project.objects.get().get_url(language)).content.decode()


def test_a_picture_with_all_words_in_both_languages_reaches_everything(owner_client, proposal):
    texts = {"title_da": "Vores", "lead_da": "Kort", "lead_en": "Short", "credit": "TAW", "licence": "CC0"}
    send(owner_client, proposal, **texts)
    assert gain_of_a_picture(owner_client, proposal) == {"image": False, "alt": True}
    upload(owner_client, proposal, "one.png", picture(), alt_da="Rød", alt_en="Red")
    assert gain_of_a_picture(owner_client, proposal) == {"image": True, "alt": True}


def test_a_picture_of_fifty_megapixels_is_refused(owner_client, proposal):
    answer = upload(owner_client, proposal, "huge.png", picture((8000, 6300)))
    assert "too many pixels" in answer.content.decode()
    assert not HubImage.objects.exists()


def test_a_picture_is_written_anew_without_what_the_camera_noted(owner_client, proposal):
    exif = Pillow.Exif()
    exif[0x010E], exif[0x8825] = "secret place", {1: "N", 2: (56.0, 27.0, 0.0)}
    content = picture((600, 400), "JPEG", exif=exif, comment=b"secret comment") + b"<script>alert(1)</script>"
    assert upload(owner_client, proposal, "../../etc/æ x.jpg", content).status_code == 302
    image = HubImage.objects.get()
    stored = image.file.read()
    for secret in (b"secret", b"<script>"):
        assert secret not in stored
    assert image.file.name.startswith("original_images/")
    assert "etc" not in image.file.name
    assert image.collection.name == "Proposals"
    answer = send(owner_client, proposal, "submit")
    assert answer.status_code == 422
    assert "A picture can’t be published without this." in answer.content.decode()


def test_a_picture_is_replaced_and_taken_away(owner_client, communications_user, proposal):
    upload(owner_client, proposal, "one.png", picture())
    upload(owner_client, proposal, "two.png", picture((500, 500)))
    assert HubImage.objects.count() == 1
    texts = {"alt_da": "Rød", "alt_en": "Red", "credit": "TAW", "licence": "CC BY 4.0"}
    hand_in(owner_client, proposal, **texts)
    image = HubImage.objects.get()
    assert Project.objects.get().latest_revision.as_object().image == image
    assert {name: getattr(image, name) for name in texts} == texts


def test_new_words_about_a_live_picture_wait_for_the_moderators(owner_client, communications_user, partner_a):
    from partners.services import accept_proposal

    texts = {"alt_da": "Gammel", "alt_en": "Old", "credit": "TAW", "licence": "CC0"}
    image = HubImage(title="Still", **texts)
    image.file.save("still.png", SimpleUploadedFile("still.png", picture()), save=False)
    image.width, image.height = 40, 30
    image.save()
    partner_a.image = image
    partner_a.save()
    found = begin(owner_client, partner_a, record=partner_a)
    hand_in(owner_client, found, alt_en="New")
    image.refresh_from_db()
    assert image.alt_en == "Old"
    accept_proposal(found, accepted_by=communications_user)
    partner_a.refresh_from_db()
    assert partner_a.image.alt_en == "New"
    image.refresh_from_db()
    assert image.alt_en == "Old"


# Moments


def test_a_form_without_its_token_changes_nothing(owner_user, proposal):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner_user)
    for view in ("proposal", "autosave", "withdraw"):
        assert strict.post(address(proposal, view), {"title_en": "Forged", "save": "1"}).status_code == 403
    proposal.refresh_from_db()
    assert (proposal.title, proposal.state) == ("Ours", "draft")


def test_a_fault_in_the_middle_of_handing_in_leaves_everything_as_it_was(
    owner_client, communications_user, proposal, monkeypatch
):
    def fail(*args, **kwargs):
        raise DatabaseError("the line is dead")

    monkeypatch.setattr("partners.services.submitting._start_workflow", fail)
    with pytest.raises(DatabaseError):
        send(owner_client, proposal, "submit", tags="brand new")
    proposal.refresh_from_db()
    assert proposal.state == "draft"
    assert proposal.content["tags"] == ["brand new"], "what was typed was saved before"
    assert not Project.objects.exists()
    assert not Tag.objects.exists()
    monkeypatch.undo()
    hand_in(owner_client, proposal)
    assert Project.objects.count() == 1


def test_what_is_handed_in_can_not_be_changed_behind_the_moderators_back(owner_client, communications_user, proposal):
    stale = inputs_of(owner_client, proposal)
    hand_in(owner_client, proposal)
    late = owner_client.post(address(proposal), stale | {"title_en": "Swapped", "save": "1"})
    assert late.status_code == 302
    assert owner_client.post(address(proposal, "autosave"), stale | {"title_en": "Swapped"}).status_code == 423
    assert Project.objects.get().latest_revision.as_object().title_en == "Ours"
    assert owner_client.post(address(proposal, "reopen")).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "submitted"


def test_a_next_address_elsewhere_is_not_followed(owner_client, proposal, partner_a):
    for url in (address(proposal), "/en/portal/proposals/start/", address(proposal, "withdraw")):
        data = {
            "next": "https://evil.example/",
            "organisation": f"partner-{partner_a.pk}",
            "kind": "project",
            "save": "1",
        }
        answer = owner_client.post(f"{url}?next=https://evil.example/", inputs_of(owner_client, proposal) | data)
        assert answer.status_code == 302
        assert answer.url.startswith("/en/portal/")


def test_without_moderation_nothing_is_handed_in_and_the_draft_is_kept(owner_client, proposal):
    answer = send(owner_client, proposal, "submit", lead_en="Kept")
    assert "sync_roles" in owner_client.get(answer.url).content.decode()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.content["lead_en"]) == ("draft", ["Kept"])


def test_addresses_that_nobody_gave_out_lead_nowhere(owner_client):
    for text in (str(uuid.uuid4()), "1", "..", "x" * 300):
        assert owner_client.get(f"/en/portal/proposals/{text}/").status_code == 404


def test_a_cvr_number_of_another_is_refused_at_the_field(owner_client, communications_user, partner_a):
    PartnerFactory(title_en="First", cvr="12345678")
    found = begin(owner_client, partner_a, record=partner_a)
    answer = send(owner_client, found, "submit", cvr="12345678")
    assert answer.status_code == 422
    assert 'id="id_cvr_error"' in answer.content.decode()
    assert Partner.objects.filter(cvr="12345678").count() == 1
