"""Records: two languages, what is public, constraints in the database, previews."""

import datetime as dt
import zoneinfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction

from hub.geography import zone_names
from hub.tests.factories import CreativeFieldFactory
from partners.models import City, CityFieldPeriod, Partner, ProjectPartner
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_a_missing_text_falls_back_and_is_marked_with_its_language(client, site):
    PartnerFactory(title_da="Filmværkstedet", title_en="", lead_da="Kun på dansk", lead_en="")
    text = client.get("/en/partners/filmvaerkstedet/").content.decode()
    assert '<h1><span lang="da">Filmværkstedet</span></h1>' in text
    assert '<span lang="da">Kun på dansk</span>' in text
    assert '<span lang="da">' not in client.get("/da/partnere/filmvaerkstedet/").content.decode()


def test_slug_is_made_from_the_danish_title_and_stays_unique(site):
    first, second = PartnerFactory(title_da="Ærø Blåbær"), PartnerFactory(title_da="Ærø Blåbær")
    assert (first.slug, second.slug) == ("aeroe-blaabaer", "aeroe-blaabaer-2")


@pytest.mark.parametrize(
    "hidden",
    [
        {"live": False},
        {"expire_at": timezone.now() - dt.timedelta(minutes=1)},
    ],
)
def test_what_is_not_public_is_found_nowhere(client, site, hidden):
    partner = PartnerFactory(title_en="Hidden Studio", tags=["secret word"], **hidden)
    project = ProjectFactory(title_en="Open project")
    ProjectPartner.objects.create(project=project, partner=partner)
    addresses = ("/en/partners/", "/en/partners/data.json", "/en/projects/open-project/", "/en/tags/secret-word/")
    for address in addresses:
        assert "Hidden Studio" not in client.get(address).content.decode()
    assert client.get("/en/partners/hidden-studio/").status_code == 410


def test_records_vanish_with_their_index_page_in_that_language_only(client, site):
    project = ProjectFactory(title_en="Open project", tags=["word"])
    ProjectPartner.objects.create(project=project, partner=PartnerFactory(title_en="Studio", tags=["word"]))
    Page.objects.get(slug="partners").specific.unpublish()
    assert client.get("/en/partners/studio/").status_code == 404
    for address in ("/en/projects/open-project/", "/en/tags/word/"):
        assert "Studio" not in client.get(address).content.decode()
    assert "Studio" in client.get("/da/projekter/open-project/").content.decode()


def test_records_behind_a_privacy_wall_show_nowhere(client, site):
    project = ProjectFactory(title_en="Open project")
    ProjectPartner.objects.create(project=project, partner=PartnerFactory(title_en="Studio"))
    wall = PageViewRestriction(page=Page.objects.get(slug="partners"), restriction_type="password", password="x")
    wall.save()
    assert "Studio" not in client.get("/en/partners/").content.decode()
    assert "Studio" not in client.get("/en/projects/open-project/").content.decode()
    assert "/en/partners/" not in client.get("/en/projects/").content.decode()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Partner, {"title_da": "", "title_en": ""}),
        (Partner, {"latitude": 91, "longitude": 0}),
        (Partner, {"latitude": 10, "longitude": None}),
        (Partner, {"sector": "nonsense"}),
        (City, {"latitude": 0, "longitude": 181}),
        (City, {"timezone": "not a zone"}),
    ],
)
def test_the_database_refuses_what_can_not_be(site, model, values):
    record = {Partner: PartnerFactory, City: CityFactory}[model]()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=record.pk).update(**values)


def test_the_database_refuses_ends_before_starts_and_self_relations(site):
    project, partner, city = ProjectFactory(start=dt.date(2024, 1, 1)), PartnerFactory(), CityFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(project).objects.filter(pk=project.pk).update(end=dt.date(2023, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(parent=partner)
    with pytest.raises(IntegrityError), transaction.atomic():
        CityFieldPeriod.objects.create(city=city, field=CreativeFieldFactory(), from_year=2020, until_year=2019)
    other = PartnerFactory(cvr="12345678")
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(cvr=other.cvr)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(slug=other.slug)


def test_a_zone_must_be_one_that_exists(site):
    city = CityFactory.build(timezone="Europe/Atlantis")
    with pytest.raises(ValidationError, match="Europe/Atlantis"):
        city.full_clean()


@pytest.mark.parametrize("language", ["da", "en"])
def test_preview_shows_the_drafts_own_texts_and_relations(rf, site, admin_user, language):
    project = ProjectFactory(title_da="Levende", title_en="Live", tags=["old"])
    project.title_da, project.title_en = "Kladdens titel", "Draft title"
    project.tags.set(["new word"])
    project.partner_links.add(ProjectPartner(partner=PartnerFactory(title_en="Draft partner")))
    draft = project.save_revision().as_object()
    request = rf.get("/", HTTP_HOST="localhost")
    request.user = admin_user
    text = draft.make_preview_request(request, language).content.decode()
    assert {"da": "Kladdens titel", "en": "Draft title"}[language] in text
    assert "new word" in text
    assert "Draft partner" in text
    assert f'<html lang="{language}"' in text


def test_preview_of_a_new_record_shows_it_before_it_is_saved(rf, site, admin_user):
    request = rf.get("/", HTTP_HOST="localhost")
    request.user = admin_user
    for record in (Partner(title_en="Not yet", sector="education"), City(title_en="Not yet", country="DK")):
        assert "Not yet" in record.make_preview_request(request, "en").content.decode()


def test_a_draft_changes_nothing_that_is_live(client, site):
    partner = PartnerFactory(title_en="Studio", tags=["old"])
    partner.tags.set(["new"])
    partner.title_en = "New name"
    revision = partner.save_revision()
    text = client.get("/en/partners/studio/").content.decode()
    assert "old" in text
    assert "New name" not in text
    revision.publish()
    text = client.get("/en/partners/studio/").content.decode()
    assert "New name" in text
    assert 'href="/en/tags/old/"' not in text


def test_type_names_follow_the_reader(site):
    with translation.override("da"):
        assert PartnerFactory(title_da="Skole", title_en="School").title == "Skole"
    with translation.override("en"):
        assert PartnerFactory(title_da="Skole", title_en="School").title == "School"


def test_every_zone_of_the_list_is_known_to_this_machine():
    assert len(zone_names()) > 590
    assert [name for name in zone_names() if zoneinfo.ZoneInfo(name).key != name] == []


@pytest.mark.parametrize("number", ["abc", "1234567", "1234567a", "12345678\n", "١٢٣٤٥٦٧٨", ""])
def test_cvr_numbers_are_eight_digits_in_forms_and_database(site, number):
    partner = PartnerFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(cvr=number)
    partner.cvr = number
    if number:
        with pytest.raises(ValidationError, match="CVR"):
            partner.full_clean()


def test_partners_are_never_part_of_each_other_in_a_circle(site):
    top = PartnerFactory()
    middle = PartnerFactory(parent=top)
    bottom = PartnerFactory(parent=middle)
    top.parent = bottom
    for write in (top.full_clean, top.save, top.save_revision):
        with pytest.raises(ValidationError) as raised:
            write()
        assert set(raised.value.message_dict) == {"parent"}
    assert Partner.objects.get(pk=top.pk).parent is None


def test_two_drafts_that_make_a_circle_are_not_both_published(site):
    one, other = PartnerFactory(), PartnerFactory()
    one.parent = other
    first = one.save_revision()
    other.parent = one
    second = other.save_revision()
    first.publish()
    with pytest.raises(ValidationError):
        second.publish()
    assert Partner.objects.get(pk=other.pk).parent is None
