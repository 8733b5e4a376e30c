"""Addresses: what moved answers 301, what is gone 410, what never was 404; words of the other language lead home."""

import datetime as dt

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from hub.merging import merge_records
from hub.models import ContentPage
from hub.site_tree import PagePlan, grow_page
from hub.unmerging import undo_merge
from partners.models import City, Partner, PartnerIndexPage
from partners.tests.factories import CityFactory, PartnerFactory
from tests.test_editing import form_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def kunsthal(site):
    return PartnerFactory(title_en="Viborg Kunsthal")


def status_and_target(client, path):
    answer = client.get(path)
    return answer.status_code, answer.get("Location")


def move(page, slug):
    """Give ``page`` another slug, as an editor does; redirects are written once that is committed."""
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def english_index(slug="partners"):
    return PartnerIndexPage.objects.get(slug=slug)


# A list whose own slug changes


@pytest.mark.parametrize("rest", ["", "viborg-kunsthal/", "data.json", "data.csv"])
def test_addresses_below_a_renamed_list_answer_301(client, kunsthal, rest):
    move(english_index(), "partner-list")
    assert status_and_target(client, f"/en/partners/{rest}") == (301, f"/en/partner-list/{rest}")
    assert client.get(f"/en/partner-list/{rest}").status_code == 200


def test_query_string_is_kept_below_a_renamed_list(client, kunsthal):
    move(english_index(), "partner-list")
    target = "/en/partner-list/data.json?sector=public&sector=business"
    assert status_and_target(client, "/en/partners/data.json?sector=public&sector=business") == (301, target)


def test_record_published_after_the_list_was_renamed_is_found_as_well(client, kunsthal):
    move(english_index(), "partner-list")
    PartnerFactory(title_en="Newcomer")
    assert status_and_target(client, "/en/partners/newcomer/") == (301, "/en/partner-list/newcomer/")


def test_twice_renamed_list_is_found_in_one_step(client, kunsthal):
    move(english_index(), "partner-list")
    move(english_index("partner-list"), "who-is-who")
    for old in ("partners", "partner-list"):
        target = (301, "/en/who-is-who/viborg-kunsthal/")
        assert status_and_target(client, f"/en/{old}/viborg-kunsthal/") == target


def test_list_that_gets_its_old_slug_back_answers_there(client, kunsthal):
    move(english_index(), "partner-list")
    move(english_index("partner-list"), "partners")
    assert client.get("/en/partners/viborg-kunsthal/").status_code == 200
    assert status_and_target(client, "/en/partner-list/viborg-kunsthal/") == (301, "/en/partners/viborg-kunsthal/")


def test_unknown_record_below_a_renamed_list_is_404(client, kunsthal):
    move(english_index(), "partner-list")
    assert client.get("/en/partners/never-was/").status_code == 404


def test_renaming_a_list_writes_few_redirects_whatever_the_number_of_records(site):
    PartnerFactory.create_batch(30)
    before = Redirect.objects.count()
    move(english_index(), "partner-list")
    assert Redirect.objects.count() - before < 5


# Records


def test_changed_slug_answers_301_in_both_languages(client, kunsthal):
    kunsthal.slug = "kunsthallen"
    kunsthal.save()
    assert status_and_target(client, "/en/partners/viborg-kunsthal/") == (301, "/en/partners/kunsthallen/")
    assert status_and_target(client, "/da/partnere/viborg-kunsthal/") == (301, "/da/partnere/kunsthallen/")


def test_withdrawn_record_answers_410_and_links_to_its_list(client, kunsthal):
    kunsthal.unpublish()
    answer = client.get("/en/partners/viborg-kunsthal/")
    assert answer.status_code == 410
    assert 'href="/en/partners/"' in answer.content.decode()


def test_deleted_record_answers_410(client, kunsthal):
    kunsthal.delete()
    assert client.get("/en/partners/viborg-kunsthal/").status_code == 410


def test_expired_record_answers_410(client, kunsthal):
    Partner.objects.update(expire_at=timezone.now() - dt.timedelta(hours=1))
    assert client.get("/en/partners/viborg-kunsthal/").status_code == 410


def test_never_published_draft_answers_404(client, site):
    PartnerFactory(title_en="Plan", live=False, first_published_at=None)
    assert client.get("/en/partners/plan/").status_code == 404


def test_draft_that_takes_a_former_slug_hides_nothing(client, kunsthal):
    kunsthal.slug = "kunsthallen"
    kunsthal.save()
    PartnerFactory(title_en="Other", slug="viborg-kunsthal", live=False, first_published_at=None)
    assert status_and_target(client, "/en/partners/viborg-kunsthal/") == (301, "/en/partners/kunsthallen/")


def test_merged_record_answers_301_to_its_heir(client, kunsthal):
    double = PartnerFactory(title_en="Kunsthal Viborg", merged_into=kunsthal, live=False)
    assert double.slug == "kunsthal-viborg"
    assert status_and_target(client, "/en/partners/kunsthal-viborg/") == (301, "/en/partners/viborg-kunsthal/")


def test_heir_that_was_merged_itself_leads_on_in_one_step(client, kunsthal):
    middle = PartnerFactory(title_en="Middle", merged_into=kunsthal)
    PartnerFactory(title_en="First", merged_into=middle)
    assert status_and_target(client, "/en/partners/first/") == (301, "/en/partners/viborg-kunsthal/")


def test_former_slug_of_a_merged_record_leads_to_the_heir(client, kunsthal):
    double = PartnerFactory(title_en="Double")
    double.slug = "renamed"
    double.save()
    Partner.objects.filter(pk=double.pk).update(merged_into=kunsthal)
    assert status_and_target(client, "/en/partners/double/") == (301, "/en/partners/viborg-kunsthal/")


def test_browsers_ask_again_where_a_moved_address_leads(client, kunsthal, communications_user):
    """A 301 without a word is kept for ever: who came while two were merged would never see them apart again."""
    double = PartnerFactory(title_en="Double")
    merge = merge_records(source=double, heir=kunsthal, merged_by=communications_user)
    merged = client.get("/en/partners/double/")
    assert (merged.status_code, merged["Cache-Control"]) == (301, "no-cache")
    undo_merge(merge, undone_by=communications_user)
    assert client.get("/en/partners/double/").status_code == 200


def test_browsers_ask_again_after_a_changed_slug_a_renamed_list_and_an_editors_redirect(client, kunsthal):
    kunsthal.slug = "kunsthallen"
    kunsthal.save()
    move(english_index(), "partner-list")
    Redirect.objects.create(old_path="/en/old", redirect_link="/en/")
    for path in ("/en/partner-list/viborg-kunsthal/", "/en/partners/kunsthallen/", "/en/partnere/", "/en/old/"):
        answer = client.get(path)
        assert (answer.status_code, answer.get("Cache-Control")) == (301, "no-cache"), path


# Words of the other language


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("/en/partnere/", "/en/partners/"),
        ("/da/partners/", "/da/partnere/"),
        ("/en/partnere/viborg-kunsthal/", "/en/partners/viborg-kunsthal/"),
        ("/da/partners/viborg-kunsthal/", "/da/partnere/viborg-kunsthal/"),
        ("/en/partnere/data.json", "/en/partners/data.json"),
        ("/en/byer/?country=KR", "/en/cities/?country=KR"),
        ("/en/begivenheder/?q=%C3%A6&q=b", "/en/events/?q=%C3%A6&q=b"),
    ],
)
def test_words_of_the_other_language_answer_301(client, kunsthal, wrong, right):
    assert status_and_target(client, wrong) == (301, right)


def test_nested_page_in_words_of_the_other_language_answers_301(client, home):
    about = grow_page(PagePlan(ContentPage, "om", "about", "Om", "About"), home)
    grow_page(PagePlan(ContentPage, "mål", "aims", "Mål", "Aims"), about)
    assert status_and_target(client, "/en/om/m%C3%A5l/")[0] == 301
    assert status_and_target(client, "/en/om/m%C3%A5l/")[1] == "/en/about/aims/"
    assert client.get("/en/om/unknown/").status_code == 404


def test_wrong_language_without_slash_ends_at_the_right_address(client, kunsthal):
    answer = client.get("/en/partnere/viborg-kunsthal", follow=True)
    assert answer.redirect_chain[-1] == ("/en/partners/viborg-kunsthal/", 301)
    assert answer.status_code == 200


def test_right_address_without_slash_gets_one(client, kunsthal):
    assert status_and_target(client, "/en/partners/viborg-kunsthal") == (301, "/en/partners/viborg-kunsthal/")


@pytest.mark.parametrize("path", ["/en/partnere/never-was/", "/en/nothing/", "/en/partnere/viborg-kunsthal/more/"])
def test_unknown_address_stays_404(client, kunsthal, path):
    assert client.get(path).status_code == 404


def test_page_without_public_translation_stays_404(client, site):
    Redirect.objects.all().delete()
    PageViewRestriction.objects.create(page=english_index(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/en/partnere/").status_code == 404


def test_redirect_that_an_editor_wrote_goes_first(client, site):
    home = site.get_translations().get()
    Redirect.objects.filter(old_path="/en/partnere").delete()
    Redirect.objects.create(old_path="/en/partnere", redirect_page=home)
    assert status_and_target(client, "/en/partnere/")[1] == home.get_url()


def test_posting_to_a_wrong_address_is_404(client, kunsthal):
    Redirect.objects.all().delete()
    assert client.post("/en/partnere/").status_code == 404


# What nobody types


@pytest.mark.parametrize(
    "path",
    [
        "//evil.com",
        "//evil.com/en/partnere/",
        "/en//evil.com/partnere/",
        "/en/partnere//evil.com/",
        "/en/partnere/\\evil.com/",
        "/en/partnere/%00/",
        "/en/%00/",
        "/en/%ff%fe/",
        "/en/partnere/%ff/",
        "/en/partnere/..%2f..%2fetc/",
        "/en/%0d%0aSet-Cookie:x=1/",
        "/en/" + "a/" * 5000,
        "/en/" + "a" * 10_000 + "/",
        "/en/partnere/" + "a" * 10_000 + "/",
    ],
)
def test_hostile_address_never_fails_nor_leaves_the_site(client, kunsthal, path):
    answer = client.get(path)
    assert answer.status_code in (301, 302, 400, 404)
    target = answer.get("Location", "/")
    assert target.startswith("/")
    assert not target.startswith("//")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["//evil.com/", "//evil.com/en/partnere/", "/\\evil.com/", "//en/partnere/"])
def test_path_that_browsers_read_as_a_host_never_leaves_the_site(client, kunsthal, path):
    answer = client.get("/", PATH_INFO=path)
    assert answer.status_code in (301, 302, 404)
    target = answer.get("Location", "/en/")
    assert target.startswith(("/en/", "/da/"))


def test_following_any_redirect_ends(client, kunsthal):
    CityFactory(title_en="Partnere")
    assert City.objects.get().slug == "partnere"
    move(english_index(), "byer")
    for path in ("/en/partners/", "/en/byer/partnere/", "/en/partnere/", "/da/byer/viborg-kunsthal/", "/da/cities/"):
        assert client.get(path, follow=True).status_code in (200, 404)


# Addresses that were another's


@pytest.fixture
def animok(site):
    """A published partner whose address has been changed: the old one leads to it."""
    partner = PartnerFactory(title_da="ANIMOK", title_en="ANIMOK", slug="animok")
    partner.slug = "animok-festival"
    partner.save_revision().publish()
    return partner


def test_no_later_record_of_the_same_name_takes_over_a_changed_address(client, animok):
    other = PartnerFactory(title_da="ANIMOK", title_en="ANIMOK", slug="")
    assert other.slug == "animok-2"
    for path, target in (("/da/partnere/", "animok-festival/"), ("/en/partners/", "animok-festival/")):
        assert status_and_target(client, f"{path}animok/") == (301, path + target)
    assert CityFactory(title_da="ANIMOK", slug="").slug == "animok"


def test_a_record_may_have_its_own_former_address_back(client, animok):
    animok.slug = "animok"
    animok.save_revision().publish()
    assert client.get("/en/partners/animok/").status_code == 200
    assert status_and_target(client, "/en/partners/animok-festival/") == (301, "/en/partners/animok/")


def test_nobody_takes_the_address_of_a_deleted_record(client, animok):
    animok.delete()
    assert PartnerFactory(title_da="ANIMOK", slug="").slug == "animok-2"
    assert [client.get(f"/en/partners/{slug}/").status_code for slug in ("animok", "animok-festival")] == [410, 410]


def test_saving_a_record_leaves_an_address_that_it_has(animok):
    other = PartnerFactory(title_da="Other", slug="other")
    Partner.objects.filter(pk=other.pk).update(slug="animok")
    other.refresh_from_db()
    other.save()
    assert other.slug == "animok"


@pytest.mark.parametrize(("slug", "is_refused"), [("animok", True), ("", False), ("animok-2", False)])
def test_the_form_refuses_an_address_that_was_another_records(communications_client, animok, slug, is_refused):
    address = reverse("wagtailsnippets_partners_partner:add")
    data = form_of(communications_client, address)
    data |= {"title_en": "Animok", "sector": "public", "slug": slug, "action-publish": "1"}
    answer = communications_client.post(address, data)
    assert (answer.status_code == 200) is is_refused
    text = "This was the address of “ANIMOK” and still leads there; choose another."
    assert (text in answer.content.decode()) is is_refused
    assert Partner.objects.count() == (1 if is_refused else 2)


def test_the_form_lets_a_record_have_its_own_former_address_back(communications_client, animok):
    assert save(communications_client, animok, "publish", slug="animok").status_code == 302
    animok.refresh_from_db()
    assert animok.slug == "animok"
