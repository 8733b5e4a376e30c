"""Characters that nobody sees, or that turn the direction of writing, get into no name, whichever way it comes."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from events.tests.factories import EventFactory, VenueFactory
from hub.models import ContentPage, Tag, Theme
from hub.tests.factories import TagFactory, ThemeFactory
from partners.models import Partner, Project
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory
from tests.test_editing import edit_url, form_of
from tests.test_proposals import begin, send

pytestmark = pytest.mark.django_db

HIDING = ["\u202e", "\u200b", "\u00ad", "\u2066", "\x07", "\ufeff"]
REFUSAL = "without invisible characters"


def is_refused(answer, field):
    return "unseen" in [error.code for error in answer.context["form"].errors.as_data()[field]]


@pytest.mark.parametrize("sign", HIDING, ids=ascii)
@pytest.mark.parametrize("field", ["title_en", "title_da", "tags", "place"])
def test_members_are_told_at_the_field_and_keep_what_they_wrote(owner_client, partner_a, sign, field):
    proposal = begin(owner_client, partner_a, record=partner_a)
    answer = send(owner_client, proposal, "submit", **{field: f"Ab{sign}cd", "lead_en": "Kept"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [name for name, errors in answer.context["form"].errors.items() if REFUSAL in str(errors)] == [field]
    assert REFUSAL in page
    proposal.refresh_from_db()
    assert (proposal.state, proposal.content["lead_en"]) == ("draft", ["Kept"])
    assert sign not in proposal.title


def test_an_emoji_and_letters_of_every_kind_are_no_such_characters(owner_client, communications_user, partner_a):
    name = "Ærø 🎬 청주 – “ΑΒΓ”"
    proposal = begin(owner_client, partner_a, kind="project")
    assert send(owner_client, proposal, "submit", title_en=name, start="2027-01-01").status_code == 302
    assert Project.objects.get().title_en == name


@pytest.mark.parametrize("make", [PartnerFactory, CityFactory, ProjectFactory, EventFactory, VenueFactory])
def test_staff_are_told_at_the_field_of_every_kind_of_record(communications_client, site, make):
    record = make(title_en="Fine")
    form = form_of(communications_client, edit_url(record))
    form["title_en"] = "Fi\u202ene"
    answer = communications_client.post(edit_url(record), form | {"action-publish": "1"})
    assert is_refused(answer, "title_en")
    record.refresh_from_db()
    assert record.title_en == "Fine"


def test_staff_give_no_record_a_tag_in_which_something_hides(communications_client, partner_a):
    form = form_of(communications_client, edit_url(partner_a))
    form["tags"] = '"light\u200b art"'
    answer = communications_client.post(edit_url(partner_a), form)
    assert is_refused(answer, "tags")
    assert not Tag.objects.filter(name__contains="\u200b").exists()


def test_tags_terms_and_pages_are_named_as_they_are_seen(communications_client, home):
    for row, name in ((TagFactory.build(name="li\u202eght"), "name"), (ThemeFactory.build(), "title_da")):
        setattr(row, name, "li\u202eght")
        with pytest.raises(ValidationError) as caught:
            row.full_clean()
        assert [error.code for error in caught.value.error_dict[name]] == ["unseen"]
    assert not Theme.objects.filter(title_da__contains="\u202e").exists()
    page = home.add_child(instance=ContentPage(title="Fine", slug="fine"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    page_form = communications_client.get(address).content.decode()
    form = querydict_from_html(page_form, form_id="page-edit-form").dict() | {"body-count": "0"}
    form["title"] = "Fi\u200bne"
    answer = communications_client.post(address, form)
    assert is_refused(answer, "title")


@pytest.mark.parametrize("row", ["Ab\u202ecd,business,", "Abcd,business,light\u200bart"])
def test_an_import_names_row_and_column_and_writes_nothing(site, tmp_path, row):
    file = tmp_path / "partners.csv"
    file.write_text(f"navn,sektor,emneord\n{row}\n", encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_partners", str(file), stdout=out, stderr=out)
    assert not Partner.objects.exists()


def test_one_bad_line_among_good_ones_is_named(site):
    partner = Partner(title_da="God", title_en="Ba\u200bd", place="Vi\u202eborg", sector="public")
    with pytest.raises(ValidationError) as caught:
        partner.full_clean()
    assert set(caught.value.message_dict) == {"title_en", "place"}
