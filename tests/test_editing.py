"""A working day in the admin: edit in both languages, preview, schedule, publish, and see it on the site."""

import datetime as dt
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import TaskState
from wagtail.test.utils.form_data import querydict_from_html

from events.tests.factories import EventFactory, VenueFactory
from hub.choices import HelixSector
from hub.models import ContentPage, HubImage, Tag
from hub.tests.factories import TagFactory, ThemeFactory
from partners.models import Partner
from partners.tests.factories import CityFactory, PartnerFactory, PartnerKindFactory, ProjectFactory

pytestmark = pytest.mark.django_db

PARTNER = "wagtailsnippets_partners_partner"
FACTORIES = {
    "partners_partner": PartnerFactory,
    "partners_city": CityFactory,
    "partners_project": ProjectFactory,
    "events_event": EventFactory,
    "events_venue": VenueFactory,
}


@pytest.fixture
def partner(db):
    record = PartnerFactory(title_da="Animationsskolen", title_en="The Animation School", slug="animationsskolen")
    record.save_revision().publish()
    return record


@pytest.fixture
def picture(db):
    file = SimpleUploadedFile("still.png", png(), content_type="image/png")
    return HubImage.objects.create(title="Still", file=file)


def png(size=(40, 30)):
    buffer = io.BytesIO()
    Image.new("1", size).save(buffer, "PNG")
    return buffer.getvalue()


def edit_url(record):
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def form_of(client, address):
    """The form at ``address`` as a browser would send it back."""
    data = querydict_from_html(client.get(address).content.decode(), form_id="w-editor-form")
    return {name: values for name, values in data.lists() if "__prefix__" not in name}


def save(client, record, action="", **changes):
    data = form_of(client, edit_url(record)) | changes | ({f"action-{action}": "1"} if action else {})
    return client.post(edit_url(record), data)


def rich(text):
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def test_edit_preview_and_publish_in_both_languages(client, communications_client, site, partner):
    changes = {"lead_da": "Vi tegner verden", "lead_en": "We draw the world", "body_da": rich("Dansk brødtekst")}
    assert save(communications_client, partner, **changes).status_code == 302
    assert "Vi tegner verden" not in client.get("/da/partnere/animationsskolen/").content.decode()

    preview = reverse(f"{PARTNER}:preview_on_edit", args=[partner.pk])
    assert communications_client.post(preview, form_of(communications_client, edit_url(partner))).json()["is_valid"]
    assert "Vi tegner verden" in communications_client.get(preview, {"mode": "da"}).content.decode()
    assert "We draw the world" in communications_client.get(preview, {"mode": "en"}).content.decode()

    assert save(communications_client, partner, "publish").status_code == 302
    danish = client.get("/da/partnere/animationsskolen/").content.decode()
    assert "Vi tegner verden" in danish
    assert "Dansk brødtekst" in danish
    assert "We draw the world" in client.get("/en/partners/animationsskolen/").content.decode()


def test_a_scheduled_version_goes_live_on_its_day(client, communications_client, site, partner, monkeypatch):
    go_live = timezone.localtime() + dt.timedelta(days=2)
    changes = {"lead_en": "Coming soon", "go_live_at": go_live.strftime("%Y-%m-%d %H:%M")}
    assert save(communications_client, partner, "publish", **changes).status_code == 302
    call_command("publish_scheduled")
    assert "Coming soon" not in client.get("/en/partners/animationsskolen/").content.decode()
    later = timezone.now() + dt.timedelta(days=3)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    call_command("publish_scheduled")
    assert "Coming soon" in client.get("/en/partners/animationsskolen/").content.decode()


def test_a_new_partner_is_added_and_published(client, communications_client, site):
    address = reverse(f"{PARTNER}:add")
    data = form_of(communications_client, address)
    data |= {"title_en": "New Studio", "sector": "business", "tags": "animation, sound", "action-publish": "1"}
    assert communications_client.post(address, data).status_code == 302
    assert "New Studio" in client.get("/en/partners/new-studio/").content.decode()
    assert set(Tag.objects.values_list("name", flat=True)) == {"animation", "sound"}


def test_a_draft_changes_nothing_that_visitors_see(communications_client, partner):
    theme = ThemeFactory()
    save(communications_client, partner, tags="secret", themes=[theme.pk])
    live = Partner.objects.get(pk=partner.pk)
    assert (live.tags.count(), live.themes.count()) == (0, 0)
    assert live.has_unpublished_changes


def test_a_record_is_submitted_and_approved(communications_client, focal_point_client, site, partner):
    assert save(communications_client, partner, "submit", lead_en="For review").status_code == 302
    state = TaskState.objects.get()
    approve = reverse(f"{PARTNER}:workflow_action", args=[partner.pk, "approve", state.pk])
    assert focal_point_client.post(approve, {"comment": ""}).status_code in {200, 302}
    partner.refresh_from_db()
    assert partner.lead_en == "For review"


# Pictures


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_a_picture_without_texts_holds_up_publishing(communications_client, partner, picture, action):
    page = save(communications_client, partner, action, image=picture.pk).content.decode()
    assert "can’t be published yet" in page
    assert "Alternative text in English, Credit, Licence" in page
    partner.refresh_from_db()
    assert partner.image is None


def test_a_picture_without_texts_holds_up_scheduling(communications_client, partner, picture):
    later = (timezone.localtime() + dt.timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    page = save(communications_client, partner, "publish", image=picture.pk, go_live_at=later).content.decode()
    assert "can’t be published yet" in page


def test_a_draft_may_have_a_picture_without_texts(communications_client, partner, picture):
    assert save(communications_client, partner, image=picture.pk).status_code == 302


def test_moderation_does_not_approve_a_picture_that_lost_its_texts(
    communications_client, focal_point_client, partner, picture
):
    HubImage.objects.update(alt_da="Et billede", alt_en="A picture", credit="TAW", licence="CC BY 4.0")
    save(communications_client, partner, "submit", image=picture.pk)
    HubImage.objects.update(alt_da="", alt_en="")
    approve = reverse(f"{PARTNER}:workflow_action", args=[partner.pk, "approve", TaskState.objects.get().pk])
    page = focal_point_client.post(approve, {"comment": ""}, follow=True).content.decode()
    assert "can’t be published yet" in page
    partner.refresh_from_db()
    assert partner.image is None


@pytest.mark.parametrize(("action", "is_refused"), [("action-publish", True), ("action-submit", True), ("", False)])
def test_pages_are_held_to_the_same_rule(communications_client, home, picture, action, is_refused):
    page = ContentPage(title="Om os", slug="om-os")
    home.add_child(instance=page)
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(communications_client.get(address).content.decode(), form_id="page-edit-form").dict()
    data["body-count"] = "0"
    response = communications_client.post(address, data | {"image": picture.pk} | ({action: "1"} if action else {}))
    assert ("can’t be published yet" in response.content.decode()) is is_refused


def test_pages_published_in_bulk_are_held_to_it_too(communications_client, home, picture):
    page = ContentPage(title="Om os", slug="om-os", live=False, image=picture)
    home.add_child(instance=page)
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    shown = communications_client.post(f"{address}?id={page.pk}&next=/admin/", follow=True).content.decode()
    assert "can’t be published yet" in shown
    page.refresh_from_db()
    assert not page.live


# Listings, choosers, forms


@pytest.mark.parametrize("name", FACTORIES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_type_is_listed_searched_filtered_inspected_and_chosen(
    communications_client, communications_user, name, language
):
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=communications_user, defaults={"preferred_language": language})
    record = FACTORIES[name](title_da="Dansk navn", title_en="English name", tags=["animation"])
    FACTORIES[name](title_da="Kun dansk", title_en="", live=False)
    listing = reverse(f"wagtailsnippets_{name}:list_results")
    shown = communications_client.get(listing).content.decode()
    assert ("Dansk navn" if language == "da" else "English name") in shown
    assert "Kun dansk" in shown
    assert "Kun dansk" not in communications_client.get(listing, {"live": "true"}).content.decode()
    assert "Kun dansk" not in communications_client.get(listing, {"tag": "animation"}).content.decode()
    assert "Kun dansk" in communications_client.get(listing, {"languages": "en"}).content.decode()
    assert "Kun dansk" not in communications_client.get(listing, {"languages": "complete"}).content.decode()
    for wrong in ({"languages": "xx"}, {"ordering": "password"}, {"p": "9999"}, {"themes": "0"}):
        assert communications_client.get(listing, wrong).status_code == 200
    assert communications_client.get(reverse(f"wagtailsnippets_{name}:inspect", args=[record.pk])).status_code == 200
    chooser = communications_client.get(reverse(f"wagtailsnippetchoosers_{name}:choose"))
    assert chooser.status_code == 200
    assert "Kun dansk" in chooser.json()["html"]


@pytest.mark.parametrize("name", FACTORIES)
def test_a_listing_takes_a_fixed_number_of_queries(communications_client, django_assert_max_num_queries, name):
    listing = reverse(f"wagtailsnippets_{name}:list_results")
    FACTORIES[name].create_batch(30)
    with django_assert_max_num_queries(25):
        communications_client.get(listing)


def test_a_withdrawn_term_is_offered_only_where_it_was_given(communications_client):
    kind, theme = PartnerKindFactory(withdrawn=True), ThemeFactory(withdrawn=True)
    fresh, old = PartnerFactory(), PartnerFactory(kind=kind, themes=[theme])
    assert kind.title_en not in communications_client.get(edit_url(fresh)).content.decode()
    assert theme.title_en not in communications_client.get(edit_url(fresh)).content.decode()
    assert kind.title_en in communications_client.get(edit_url(old)).content.decode()
    assert theme.title_en in communications_client.get(edit_url(old)).content.decode()


def test_a_new_word_that_looks_like_a_tag_is_warned_of(communications_client, partner):
    TagFactory(name="animation")
    response = communications_client.post(
        edit_url(partner), form_of(communications_client, edit_url(partner)) | {"tags": "animations"}, follow=True
    )
    assert "looks like “animation”" in response.content.decode()


def test_a_merged_word_gives_the_heir(communications_client, partner):
    TagFactory(name="toons", merged_into=TagFactory(name="animation"))
    save(communications_client, partner, "publish", tags="Toons")
    assert [tag.name for tag in Partner.objects.get(pk=partner.pk).tags.all()] == ["animation"]


# Hostile input


def upload(client, name, content):
    file = SimpleUploadedFile(name, content, content_type="image/png")
    response = client.post(reverse("wagtailimages:add"), {"title": "x", "file": file, "collection": 1})
    assert response.status_code == 200
    return response.content.decode()


def test_a_picture_of_fifty_megapixels_is_refused_with_a_message(communications_client):
    page = upload(communications_client, "huge.png", png((8000, 6300)))
    assert "too many pixels" in page
    assert not HubImage.objects.exists()


EXECUTABLE, SCRIPT = b"MZ\x90\x00" + b"\x00" * 500, b"#!/bin/sh\nrm -rf /\n"


@pytest.mark.parametrize("content", [EXECUTABLE, SCRIPT, b"", png()[:40], png((2000, 2000))[:100]], ids=len)
def test_a_file_that_is_no_picture_is_refused_with_a_message(communications_client, content):
    page = upload(communications_client, "picture.png", content)
    assert "error" in page
    assert not HubImage.objects.exists()


def test_a_published_picture_keeps_its_texts(communications_client, picture):
    texts = {"alt_da": "Et billede", "alt_en": "A picture", "credit": "TAW", "licence": "CC BY 4.0"}
    address = reverse("wagtailimages:edit", args=[picture.pk])
    data = {"title": "Still", "collection": 1, **texts}
    assert communications_client.post(address, data).status_code == 302
    assert communications_client.post(address, data | {"credit": ""}).status_code == 302
    assert communications_client.post(address, data).status_code == 302
    PartnerFactory(image=picture)
    page = communications_client.post(address, data | {"alt_da": ""}).content.decode()
    assert "it needs this text" in page
    picture.refresh_from_db()
    assert picture.alt_da == "Et billede"


def test_an_executable_is_refused_by_its_name(communications_client):
    upload(communications_client, "setup.exe", b"MZ\x90\x00")
    assert not HubImage.objects.exists()


def test_html_in_texts_is_shown_as_text(client, communications_client, site, partner):
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(3)"}}
    body = json.loads(rich(script))
    body["blocks"][0]["entityRanges"] = [{"offset": 0, "length": 5, "key": 0}]
    body["entityMap"] = {"0": link}
    assert save(communications_client, partner, "publish", lead_en=script, body_en=json.dumps(body)).status_code == 302
    page = client.get("/en/partners/animationsskolen/").content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "javascript:alert" not in page


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "{", "[]", '{"blocks": 1}', "null", '"x"'])
def test_a_rich_text_that_no_editor_wrote_is_no_error_of_ours(communications_client, partner, body):
    assert save(communications_client, partner, body_en=body).status_code in {200, 302}
    partner.refresh_from_db()
    assert "<script>" not in partner.get_latest_revision_as_object().body_en


# Partners


@pytest.mark.parametrize(
    ("year", "is_refused"), [("99999", True), ("0", True), ("799", True), ("1150", False), ("", False)]
)
def test_a_founding_year_is_one_that_an_import_would_take(communications_client, partner, year, is_refused):
    answer = save(communications_client, partner, "publish", founded_year=year)
    assert (answer.status_code == 200) is is_refused
    text = answer.content.decode()
    assert ("Write a year from 800 to" in text or "less than or equal" in text) is is_refused


def test_a_further_sector_is_another_than_the_main_one(communications_client, partner):
    rows = {
        "further_sectors-TOTAL_FORMS": "1",
        "further_sectors-0-id": "",
        "further_sectors-0-ORDER": "1",
        "further_sectors-0-DELETE": "",
    }
    repeated = rows | {"further_sectors-0-sector": partner.sector}
    page = save(communications_client, partner, "publish", lead_en="Kept", **repeated)
    assert page.status_code == 200
    assert "This is the main sector; choose another." in page.content.decode()
    assert "Kept" in page.content.decode()
    assert (
        save(communications_client, partner, "publish", **repeated | {"further_sectors-0-DELETE": "on"}).status_code
        == 302
    )
    other = next(sector for sector in HelixSector if sector != partner.sector)
    assert (
        save(communications_client, partner, "publish", **rows | {"further_sectors-0-sector": other}).status_code == 302
    )
    assert [row.sector for row in partner.further_sectors.all()] == [other]


def test_a_locked_record_is_named(communications_client, focal_point_user, partner):
    Partner.objects.filter(pk=partner.pk).update(locked=True, locked_by=focal_point_user, locked_at=timezone.now())
    page = save(communications_client, partner, "publish", lead_en="Too late").content.decode()
    assert "“The Animation School” could not be saved, because it is locked." in page
