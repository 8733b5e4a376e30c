"""Who may act for whom: memberships and what follows from them for projects and events."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from events.models import Event, EventCity, EventPartner
from events.tests.factories import EventFactory, VenueFactory
from partners import membership
from partners.models import Membership, Project, ProjectCity, ProjectPartner
from partners.tests.factories import CityFactory, MembershipFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db
PEOPLE = ("owner", "editor", "former_member", "other_member", "city_member", "plain", "communications")


def who_may_edit(request, record):
    return {name for name in PEOPLE if membership.may_edit(request.getfixturevalue(f"{name}_user"), record)}


def test_own_organisation_is_edited_by_its_members_and_staff(request, partner_a, city_c):
    assert who_may_edit(request, partner_a) == {"owner", "editor", "communications"}
    assert who_may_edit(request, city_c) == {"city_member", "communications"}


@pytest.mark.parametrize(
    ("role", "people"),
    [
        ("lead", {"owner", "editor", "communications"}),
        ("host", {"owner", "editor", "communications"}),
        ("participant", {"communications"}),
        ("funder", {"communications"}),
    ],
)
def test_project_is_edited_by_those_who_answer_for_it(request, partner_a, role, people):
    project = ProjectFactory()
    ProjectPartner.objects.create(project=project, partner=partner_a, role=role)
    assert who_may_edit(request, project) == people


@pytest.mark.parametrize(
    ("role", "people"), [("lead", {"city_member", "communications"}), ("participant", {"communications"})]
)
def test_project_of_a_city_is_edited_where_it_leads(request, city_c, role, people):
    project = ProjectFactory()
    ProjectCity.objects.create(project=project, city=city_c, role=role)
    assert who_may_edit(request, project) == people


@pytest.mark.parametrize(
    ("role", "people"),
    [
        ("organiser", {"owner", "editor", "communications"}),
        ("co_organiser", {"owner", "editor", "communications"}),
        ("speaker", {"communications"}),
        ("funder", {"communications"}),
    ],
)
def test_event_is_edited_by_its_organisers(request, partner_a, role, people):
    event = EventFactory()
    EventPartner.objects.create(event=event, partner=partner_a, role=role)
    assert who_may_edit(request, event) == people


def test_event_is_edited_by_the_host_city_and_a_leading_city(request, city_c):
    assert who_may_edit(request, EventFactory(city=city_c)) == {"city_member", "communications"}
    event = EventFactory()
    EventCity.objects.create(event=event, city=city_c, role="lead")
    assert who_may_edit(request, event) == {"city_member", "communications"}


def test_what_a_draft_says_gives_no_right(request, partner_b):
    project = ProjectFactory()
    project.partner_links.add(ProjectPartner(partner=partner_b, role="lead"))
    project.save_revision()
    assert not membership.may_edit(request.getfixturevalue("other_member_user"), project)
    assert not membership.may_edit(request.getfixturevalue("other_member_user"), Project.objects.get(pk=project.pk))


def test_venues_and_unsaved_records_are_for_nobody_but_staff(request):
    assert who_may_edit(request, VenueFactory()) == {"communications"}
    assert who_may_edit(request, Project(title_en="New")) == set()


def test_nobody_acts_without_an_active_account(owner_user, partner_a):
    assert not membership.may_edit(AnonymousUser(), partner_a)
    assert not membership.may_edit(None, partner_a)
    owner_user.is_active = False
    assert not membership.is_member(owner_user, partner_a)
    assert membership.organisations_of(owner_user) == []


def test_organisations_come_in_order_of_title_in_one_query(owner_user, django_assert_num_queries):
    MembershipFactory(user=owner_user, city=CityFactory(title_en="aalborg"))
    MembershipFactory(user=owner_user, partner=PartnerFactory(title_en="Zeta"), ended_at=timezone.now())
    MembershipFactory(user=owner_user, partner=PartnerFactory(title_en="Mu"))
    with django_assert_num_queries(1), translation.override("en"):
        assert [str(found) for found in membership.organisations_of(owner_user)] == ["aalborg", "Alpha House", "Mu"]


def test_a_city_and_a_partner_with_the_same_key_are_not_mixed_up(request, owner_user, partner_a):
    city = CityFactory(pk=partner_a.pk)
    assert not membership.is_member(owner_user, city)
    assert not membership.may_edit(owner_user, city)
    project, event = ProjectFactory(), EventFactory(city=city)
    ProjectCity.objects.create(project=project, city=city, role="lead")
    assert not membership.may_edit(owner_user, project)
    assert not membership.may_edit(owner_user, event)


def test_owner_and_editor_are_told_apart(owner_user, editor_user, former_member_user, partner_a):
    assert membership.is_owner(owner_user, partner_a)
    assert not membership.is_owner(editor_user, partner_a)
    assert not membership.is_owner(former_member_user, partner_a)
    assert membership.membership_in(former_member_user, partner_a) is None


def test_editable_records_take_one_query(owner_user, partner_a, django_assert_num_queries):
    projects = ProjectFactory.create_batch(3)
    ProjectPartner.objects.create(project=projects[0], partner=partner_a, role="lead")
    ProjectPartner.objects.create(project=projects[0], partner=partner_a, role="host")
    owner_user.has_perm("partners.change_project")  # rights are read once for each request
    with django_assert_num_queries(1):
        assert list(membership.editable_by(owner_user, Project)) == [projects[0]]
    assert list(membership.editable_by(owner_user, Event)) == []


def test_a_membership_is_in_exactly_one_organisation_and_once(owner_user, partner_a, city_c):
    for places in ({}, {"partner": partner_a, "city": city_c}, {"partner": partner_a}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=owner_user, **places)
    Membership.objects.filter(user=owner_user).update(ended_at=timezone.now())
    assert Membership.objects.create(user=owner_user, partner=partner_a).is_active


@pytest.mark.parametrize("language", ["da", "en"])
def test_portal_asks_for_a_sign_in_and_names_own_organisations(client, owner_client, partner_b, language):
    with translation.override(language):
        address, title = reverse("portal:home"), {"da": "Alfahuset", "en": "Alpha House"}[language]
    assert address == f"/{language}/portal/"
    assert client.get(address).status_code == 302
    page = owner_client.get(address).content.decode()
    assert title in page
    assert "Beta" not in page
