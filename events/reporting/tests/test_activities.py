"""Activities on their way: made from what is known, handed in, sent back, accepted, locked."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from events.choices import DelegationState
from events.models import Delegation, DelegationPeople, DelegationRole, EventCity, EventPartner
from events.reporting.choices import ActivityState
from events.reporting.models import Activity, PeopleKind, Report, ReportTemplate
from events.reporting.services import (
    ActivityRefusedError,
    accept_activity,
    accept_many,
    delete_activity,
    hand_in,
    prefilled_from,
    send_back,
    use_activities,
)
from events.reporting.tests.factories import make_activity, make_evidence, make_section
from events.tests.factories import EventFactory, EventKindFactory
from hub.models import Objective
from partners.models import ProjectPartner
from partners.tests.factories import CityFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections(site):
    return {key: make_section(key) for key in ("local_initiatives", "intercity_initiatives", "global_management")}


def lock_2025():
    template = ReportTemplate.objects.first() or make_section().template
    days = {"first_day": dt.date(2025, 1, 1), "last_day": dt.date(2025, 12, 31)}
    return Report.objects.create(template=template, title="Report 2025", is_locked=True, **days)


# Made from what is known


def test_activity_of_a_project_begins_with_what_the_project_says(sections):
    objective = Objective.objects.create(key="o", title_da="Mål", title_en="Aim")
    partner = PartnerFactory()
    project = ProjectFactory(
        title_da="Mur",
        title_en="Wall",
        lead_en="Films.",
        start=dt.date(2025, 3, 1),
        end=dt.date(2025, 4, 1),
        website="https://example.org/wall",
    )
    project.objectives.set([objective])
    project.save()
    for role in ("lead", "funder"):
        ProjectPartner.objects.create(project=project, partner=partner, role=role)
    activity = prefilled_from(project).save()
    assert (activity.title_en, activity.summary_en, activity.year) == ("Wall", "Films.", 2025)
    assert activity.section == sections["local_initiatives"]
    assert list(activity.objectives.all()) == [objective]
    assert [(row.partner, row.role) for row in activity.partner_links.all()] == [(partner, "lead")]
    assert [piece.url for piece in activity.evidence.all()] == ["https://example.org/wall"]


def test_activity_of_an_event_abroad_is_intercity_with_its_host(sections):
    city, guest = CityFactory(title_en="York"), CityFactory(title_en="Linz")
    event = EventFactory(city=city, start_date=dt.date(2025, 12, 30), end_date=dt.date(2026, 1, 3))
    EventCity.objects.create(event=event, city=guest)
    EventPartner.objects.create(event=event, partner=PartnerFactory(), role="co_organiser")
    activity = prefilled_from(event).save()
    assert activity.section == sections["intercity_initiatives"]
    assert {(link.city, link.role) for link in activity.city_links.all()} == {(city, "host"), (guest, "participant")}
    assert activity.year == 2026


def test_annual_conference_belongs_to_the_network_itself(sections):
    event = EventFactory(kind=EventKindFactory(key="annual_conference"))
    assert prefilled_from(event).activity.section == sections["global_management"]


def test_activity_of_a_delegation_counts_the_people_who_came(sections):
    PeopleKind.objects.create(key="delegates", title_da="Udsendinge", title_en="Delegates")
    event, city = EventFactory(start_date=dt.date(2025, 6, 1)), CityFactory(title_en="Linz")
    delegation = Delegation.objects.create(event=event, city=city, state=DelegationState.REGISTERED)
    role = DelegationRole.objects.create(key="staff", title_da="Medarbejder", title_en="Staff")
    DelegationPeople.objects.create(delegation=delegation, role=role, registered=5, came=3)
    activity = prefilled_from(delegation).save()
    assert activity.delegation == delegation
    assert activity.event is None
    assert [row.count for row in activity.people.all()] == [3]
    assert [(link.city, link.role) for link in activity.city_links.all()] == [(city, "guest")]


def test_event_of_a_project_that_counts_already_is_said(sections):
    project = ProjectFactory(title_en="Walls", title_da="Mure")
    make_activity(project=project, title_da="Mure")
    remarks = prefilled_from(EventFactory(project=project)).remarks
    assert len(remarks) == 1
    assert "Mure" in remarks[0]


def test_cancelled_event_is_said(sections):
    assert len(prefilled_from(EventFactory(status="cancelled")).remarks) == 1


def test_nothing_else_makes_an_activity(sections):
    with pytest.raises(TypeError):
        prefilled_from("a text")


# In the admin

ADD = "/admin/snippets/reporting/activity/add/"


def form_of(page):
    """What the browser would send of the unchanged form."""
    from lxml import html

    form = html.fromstring(page.content.decode()).get_element_by_id("w-editor-form")
    empty = [(field.name, "") for field in form.xpath('.//input[@type="hidden"][not(@value)]')]
    return [(name, value) for name, value in [*form.form_values(), *empty] if "__prefix__" not in name]


def post_form(client, address, values, **extra):
    data = {}
    for name, value in values:
        data.setdefault(name, []).append(value)
    return client.post(address, data | extra)


def test_form_is_filled_in_from_the_project_and_saved_unchanged(focal_point_client, sections):
    partner = PartnerFactory()
    project = ProjectFactory(title_en="Wall", start=dt.date(2025, 3, 1), website="https://example.org/w")
    ProjectPartner.objects.create(project=project, partner=partner, role="lead")
    project.objectives.set([Objective.objects.create(key="o", title_da="Mål", title_en="Aim")])
    project.save()
    page = focal_point_client.get(f"{ADD}?project={project.pk}")
    answer = post_form(focal_point_client, ADD, form_of(page), **{"action-accept": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    activity = Activity.objects.get(project=project)
    assert activity.state == ActivityState.ACCEPTED
    assert activity.partner_links.get().partner == partner
    assert activity.objectives.count() == 1
    assert activity.evidence.get().url == "https://example.org/w"


def test_record_that_is_an_activity_already_leads_to_it(focal_point_client, sections):
    event = EventFactory()
    known = make_activity(event=event)
    answer = focal_point_client.get(f"{ADD}?event={event.pk}")
    assert answer.url == f"/admin/snippets/reporting/activity/edit/{known.pk}/"


@pytest.mark.parametrize("query", ["project=0", "project=x", "event=999999", "project=%F0", "delegation=" + "9" * 40])
def test_forged_origins_give_an_empty_form(focal_point_client, sections, query):
    assert focal_point_client.get(f"{ADD}?{query}").status_code == 200


def test_evidence_without_anything_is_refused_in_the_admin_and_nothing_is_lost(focal_point_client, sections):
    page = focal_point_client.get(ADD)
    row = {"kind": "link", "title": "Only a title", "url": "", "id": "", "ORDER": "", "DELETE": ""}
    values = dict(form_of(page)) | {"evidence-TOTAL_FORMS": "1", "title_en": "Kept"}
    values |= {f"evidence-0-{name}": value for name, value in row.items()}
    answer = focal_point_client.post(ADD, values)
    assert answer.status_code == 200
    assert not Activity.objects.exists()
    assert 'value="Kept"' in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "proof=missing",
        "proof=proven",
        "origin=nothing",
        "origin=project",
        "year=2025",
        "state=accepted&is_sample=false",
        "year=abc",
        "section=999",
    ],
)
def test_listing_is_narrowed_in_a_fixed_number_of_queries(
    focal_point_client, sections, query, django_assert_max_num_queries
):
    for number in range(12):
        make_evidence(make_activity(title_en=f"A{number}", section=sections["local_initiatives"]))
    with django_assert_max_num_queries(40):
        assert focal_point_client.get(f"/admin/snippets/reporting/activity/?{query}").status_code == 200


def test_listing_counts_what_it_was_asked_for(focal_point_client, sections):
    make_evidence(make_activity(title_en="With proof"))
    make_activity(title_en="Without proof")
    page = focal_point_client.get("/admin/snippets/reporting/activity/?proof=missing").content.decode()
    assert "Without proof" in page
    assert "With proof" not in page


def test_communications_read_and_do_not_write(communications_client, sections):
    activity = make_activity(state=ActivityState.SUBMITTED)
    assert communications_client.get("/admin/snippets/reporting/activity/").status_code == 200
    assert communications_client.get(reverse("reporting_desk:activity", args=[activity.pk])).status_code == 200
    assert communications_client.get(ADD).status_code == 302
    address = reverse("reporting_desk:decide", args=[activity.pk])
    answer = communications_client.post(address, {"decision": "accept"})
    assert answer.status_code in (302, 403)
    activity.refresh_from_db()
    assert activity.state == ActivityState.SUBMITTED


def test_several_are_accepted_at_once_and_forged_keys_change_nothing(focal_point_client, sections):
    chosen = [make_activity(state=ActivityState.SUBMITTED) for _ in range(3)]
    draft = make_activity(state=ActivityState.DRAFT)
    keys = [str(row.pk) for row in (*chosen, draft)] + ["0", "x", "９", "-1", "9" * 60]
    focal_point_client.post(reverse("reporting_desk:accept_chosen"), {"activity": keys})
    assert Activity.objects.filter(state=ActivityState.ACCEPTED).count() == 3
    draft.refresh_from_db()
    assert draft.state == ActivityState.DRAFT


# On their way


def test_activity_goes_from_draft_to_used(focal_point_user, sections):
    activity = hand_in(make_activity(state=ActivityState.DRAFT), handed_in_by=None)
    activity = send_back(activity, sent_back_by=focal_point_user, note="Which school?")
    assert (activity.state, activity.note) == (ActivityState.SENT_BACK, "Which school?")
    activity = accept_activity(hand_in(activity, handed_in_by=None), accepted_by=focal_point_user)
    assert activity.note == ""
    assert use_activities([activity.pk], used_by=focal_point_user) == 1
    assert use_activities([activity.pk], used_by=focal_point_user) == 0


def test_nothing_goes_back_without_a_note(focal_point_user, sections):
    with pytest.raises(ActivityRefusedError):
        send_back(make_activity(), sent_back_by=focal_point_user, note="  ")


def test_only_the_focal_point_decides(communications_user, sections):
    activity = make_activity(state=ActivityState.SUBMITTED)
    with pytest.raises(PermissionDenied):
        accept_activity(activity, accepted_by=communications_user)
    with pytest.raises(PermissionDenied):
        send_back(activity, sent_back_by=communications_user, note="No")


def test_accepting_twice_and_handing_in_twice_are_refused(focal_point_user, sections):
    activity = make_activity()
    assert accept_many([activity], accepted_by=focal_point_user)[0] == 0
    with pytest.raises(ActivityRefusedError):
        hand_in(activity, handed_in_by=None)
    with pytest.raises(ActivityRefusedError):
        delete_activity(activity)


def test_nothing_in_a_locked_period_changes(focal_point_client, focal_point_user, sections):
    lock_2025()
    activity = make_activity(state=ActivityState.SUBMITTED)
    with pytest.raises(ActivityRefusedError):
        accept_activity(activity, accepted_by=focal_point_user)
    edit = f"/admin/snippets/reporting/activity/edit/{activity.pk}/"
    values = [pair for pair in form_of(focal_point_client.get(edit)) if pair[0] != "start_date"]
    answer = post_form(focal_point_client, edit, values, start_date="2024-05-01")
    assert "Report 2025" in answer.content.decode()
    activity.refresh_from_db()
    assert activity.start_date.year == 2025


def test_focal_point_is_told_of_what_is_handed_in(
    focal_point_user, owner_user, partner_a, sections, django_capture_on_commit_callbacks
):
    activity = make_activity(state=ActivityState.DRAFT, for_partner=partner_a, title_en="Day")
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(activity, handed_in_by=owner_user)
    assert [message.to for message in mail.outbox] == [[focal_point_user.email]]
    with django_capture_on_commit_callbacks(execute=True):
        send_back(activity, sent_back_by=focal_point_user, note="Which\r\nday?")
    assert mail.outbox[-1].to == [owner_user.email]
    assert "Which" in mail.outbox[-1].body


def test_merged_project_leaves_no_activity_counted_twice(administrator_user, sections):
    from hub.merging import merge_records

    source, heir, lone = (ProjectFactory(title_en=name) for name in ("Source", "Heir", "Lone"))
    kept, left, moved = (make_activity(project=project) for project in (heir, source, lone))
    make_evidence(left)
    merge_records(source=source, heir=heir, merged_by=administrator_user)
    left.refresh_from_db()
    assert left.project == source  # nothing is deleted, and its evidence neither
    assert set(Activity.objects.counting()) == {kept, moved}
    merge_records(source=heir, heir=lone, merged_by=administrator_user)
    assert set(Activity.objects.counting()) == {moved}
