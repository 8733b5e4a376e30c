"""What an import writes, and that it writes all of it or nothing."""

import pytest
from django.db import IntegrityError
from django.utils import translation
from wagtail.models import ModelLogEntry

from hub.models import Tag
from hub.tests.factories import TagFactory, UserFactory
from partners.imports import Answers, plan_import, read_table
from partners.models import Partner
from partners.services import ImportRefusedError, ImportRowError, import_partners
from partners.tests.factories import PartnerFactory, partner_revisions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def plan(text, **answers):
    return plan_import(read_table(text.encode(), "x.csv"), Answers(**answers))


def write(text, **options):
    return import_partners(plan(text), imported_by=None, **options)


def test_new_partner_is_published_with_history_tags_and_relations():
    user = UserFactory(is_superuser=True)
    TagFactory(name="film", merged_into=TagFactory(name="motion picture"))
    text = (
        "Name (da);Name (en);Sector;Further sectors;Parent;Tags;Description (en);Source\n"
        'Lille del;Small part;education;business, education;Great Whole;Film, games;"One\n\nTwo & <b>three</b>";me\n'
        "Great Whole;;public;;;;;\n"
    )
    result = import_partners(plan(text), imported_by=user)
    part = Partner.objects.get(slug="lille-del")
    assert (result.created, result.changed, result.unchanged) == (2, 0, 0)
    assert part.live
    assert part.first_published_at
    assert part.live_revision == part.latest_revision
    assert part.latest_revision.user == user
    assert part.parent.title_da == "Great Whole" or part.parent.title_en == "Great Whole"
    assert sorted(tag.name for tag in part.tags.all()) == ["games", "motion picture"]
    assert [row.sector for row in part.further_sectors.all()] == ["business"]
    assert part.body_en == "<p>One</p><p>Two &amp; &lt;b&gt;three&lt;/b&gt;</p>"
    actions = ModelLogEntry.objects.filter(object_id=str(part.pk)).values_list("action", "user_id")
    assert set(actions) == {("wagtail.create", user.pk), ("wagtail.publish", user.pk)}
    assert not import_partners(plan(text), imported_by=user).written


def test_html_in_a_title_is_stored_as_text():
    write("Name;Sector;Summary\n<script>alert(1)</script>;public;<b>x</b>\n")
    partner = Partner.objects.get()
    assert (partner.title_en, partner.lead_en) == ("<script>alert(1)</script>", "<b>x</b>")


def test_drafts_are_not_public_and_a_second_run_leaves_them_alone():
    text = "Name;Sector;Place\nNørlum;business;Viborg\n"
    assert write(text, as_drafts=True).created == 1
    assert not Partner.objects.get().live
    assert Partner.objects.get().has_unpublished_changes
    assert not write(text).written
    assert partner_revisions().count() == 1


def test_change_is_a_published_revision_and_keeps_what_the_file_leaves_out():
    partner = PartnerFactory(title_en="Nørlum", website="https://norlum.dk", tags=["film"])
    result = write("Name;Sector;Place;Tags;Website\nNørlum;education;Viborg;animation;\n")
    partner = Partner.objects.get(pk=partner.pk)
    assert (result.changed, partner.place, partner.website) == (1, "Viborg", "https://norlum.dk")
    assert sorted(tag.name for tag in partner.tags.all()) == ["animation", "film"]
    assert partner.live
    assert not partner.has_unpublished_changes
    assert partner.live_revision is not None


def test_second_of_two_confirmations_finds_nothing_to_do():
    PartnerFactory(title_en="Tumblehead")
    found = plan("Name;Sector\nTumble Head ApS;business\nNørlum;business\n", new=frozenset({2}))
    assert import_partners(found, imported_by=None).created == 2
    revisions = partner_revisions().count()
    second = import_partners(found, imported_by=None)
    assert (second.written, second.unchanged) == (0, 2)
    assert partner_revisions().count() == revisions


def test_catalogue_that_changed_since_the_preview_stops_the_import():
    partner = PartnerFactory(title_en="Nørlum", place="Viborg")
    found = plan("Name;Sector;Place\nNørlum;education;Aarhus\nNew House;public;\n")
    Partner.objects.filter(pk=partner.pk).update(place="Odense")
    with pytest.raises(ImportRefusedError) as refused:
        import_partners(found, imported_by=None)
    assert refused.value.plan.rows[0].changes[0].before == "Odense"
    assert Partner.objects.count() == 1


def test_unready_plan_is_refused():
    with pytest.raises(ImportRefusedError):
        write("Name;Sector\nNørlum;space\n")


def test_last_row_failing_in_the_database_takes_all_others_back(monkeypatch):
    saved = Partner.save

    def save(self, *args, **kwargs):
        if self.title_en == "Last House":
            raise IntegrityError("no")
        return saved(self, *args, **kwargs)

    monkeypatch.setattr(Partner, "save", save)
    with pytest.raises(ImportRowError) as failed:
        write("Name;Sector;Tags\nFirst Place;public;new word\nLast House;public;\n")
    assert (failed.value.problem.row, failed.value.problem.column) == (3, "Name")
    assert not Partner.objects.exists()
    assert not Tag.objects.exists()
    assert not partner_revisions().exists()
