"""Members hand in what their partner or city did: their own alone, on one page."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.reporting.choices import ActivityState
from events.reporting.models import Activity, Evidence, PeopleKind
from events.reporting.tests.factories import make_activity, make_evidence, make_section
from partners.models import ProjectPartner
from partners.tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def kinds(site):
    make_section()
    return PeopleKind.objects.create(key="pupils", title_da="Elever", title_en="Pupils")


def new_address(organisation):
    return f"/en/portal/activities/new/{organisation._meta.model_name}/{organisation.uid}/"


def said(**values):
    own = {
        "title": "Drawing day",
        "start_date": "2026-05-01",
        "evidence-TOTAL_FORMS": "1",
        "evidence-INITIAL_FORMS": "0",
        "evidence-0-kind": "link",
        "evidence-0-title": "",
        "evidence-0-url": "https://example.org/day",
        "hand_in": "1",
    }
    return own | values


def test_member_hands_in_an_activity_with_evidence_and_people(owner_client, owner_user, partner_a, kinds):
    data = said(**{f"people_{kinds.pk}": "25", "summary": "We drew."})
    answer = owner_client.post(new_address(partner_a), data)
    assert answer.status_code == 302
    activity = Activity.objects.get()
    assert (activity.state, activity.for_partner, activity.handed_in_by) == ("submitted", partner_a, owner_user)
    assert (activity.title_en, activity.title_da, activity.summary_en) == ("Drawing day", "", "We drew.")
    assert activity.evidence.get().title == "https://example.org/day"
    assert activity.people.get().count == 25


def test_draft_is_kept_changed_and_thrown_away(owner_client, partner_a, kinds):
    data = said()
    data.pop("hand_in")
    owner_client.post(new_address(partner_a), data)
    activity = Activity.objects.get()
    assert activity.state == ActivityState.DRAFT
    address = reverse("reporting:activity", args=[activity.uid])
    piece = activity.evidence.get()
    again = {"evidence-INITIAL_FORMS": "1", "evidence-0-id": str(piece.pk), "title": "Other"} | {
        "evidence-0-url": "https://example.org/other"
    }
    assert owner_client.post(address, said(**again)).status_code == 302
    activity.refresh_from_db()
    assert (activity.state, activity.title) == (ActivityState.SUBMITTED, "Other")
    assert Evidence.objects.get().url == "https://example.org/other"
    Activity.objects.update(state=ActivityState.SENT_BACK)
    assert owner_client.post(reverse("reporting:delete_activity", args=[activity.uid])).status_code == 302
    assert not Activity.objects.exists()


def test_city_member_hands_in_for_the_city(city_member_client, city_c, kinds):
    city_member_client.post(new_address(city_c), said())
    assert Activity.objects.get().for_city == city_c


def test_note_of_the_focal_point_is_on_the_portals_home(owner_client, partner_a, kinds):
    make_activity(for_partner=partner_a, state=ActivityState.SENT_BACK, note="Which school?", title_en="Day")
    page = owner_client.get("/en/portal/").content.decode()
    assert "Which school?" in page
    assert "Mend “Day”" in page


@pytest.mark.parametrize("who", ["other_member_client", "former_member_client", "city_member_client", "plain_client"])
def test_nobody_else_sees_or_writes(request, who, partner_a, kinds):
    other = request.getfixturevalue(who)
    activity = make_activity(for_partner=partner_a, state=ActivityState.DRAFT)
    piece = make_evidence(activity)
    for address in (
        new_address(partner_a),
        reverse("reporting:activity", args=[activity.uid]),
        reverse("reporting:evidence_file", args=[activity.uid, piece.pk]),
    ):
        assert other.get(address).status_code == 404
        assert other.post(address, said()).status_code in (404, 405)
    assert other.post(reverse("reporting:delete_activity", args=[activity.uid])).status_code == 404
    assert Activity.objects.filter(pk=activity.pk, title_en=activity.title_en).exists()


def test_staff_who_are_no_members_do_not_write_as_members(focal_point_client, partner_a, kinds):
    assert focal_point_client.get(new_address(partner_a)).status_code == 404


def test_evidence_of_another_activity_is_neither_shown_nor_taken_over(owner_client, partner_a, partner_b, kinds):
    own = make_activity(for_partner=partner_a, state=ActivityState.DRAFT)
    foreign = make_evidence(make_activity(for_partner=partner_b))
    assert owner_client.get(reverse("reporting:evidence_file", args=[own.uid, foreign.pk])).status_code == 404
    forged = {"evidence-INITIAL_FORMS": "1", "evidence-0-id": str(foreign.pk)}
    owner_client.post(reverse("reporting:activity", args=[own.uid]), said(**forged))
    foreign.refresh_from_db()
    assert foreign.activity != own


def test_activity_that_is_handed_in_stays_as_it_is(owner_client, partner_a, kinds):
    activity = make_activity(for_partner=partner_a, state=ActivityState.SUBMITTED)
    answer = owner_client.post(reverse("reporting:activity", args=[activity.uid]), said(title="Late"))
    assert answer.status_code == 302
    activity.refresh_from_db()
    assert activity.title != "Late"


def test_only_own_projects_and_events_can_be_named_and_each_once(owner_client, partner_a, kinds):
    own, foreign, taken = (ProjectFactory(title_en=name) for name in ("Own", "Foreign", "Taken"))
    for project in (own, taken):
        ProjectPartner.objects.create(project=project, partner=partner_a, role="lead")
    make_activity(project=taken)
    for project, status in ((foreign, 422), (taken, 422), (own, 302)):
        assert owner_client.post(new_address(partner_a), said(project=project.pk)).status_code == status
    assert Activity.objects.get(project=own).for_partner == partner_a


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"start_date": "yesterday"}, "start_date"),
        ({"start_date": "2026-05-01", "end_date": "2026-04-01"}, "end_date"),
        ({"hours_spent": "-5"}, "hours_spent"),
        ({"money_spent": "1e400"}, "money_spent"),
        ({"money_spent": "NaN"}, "money_spent"),
        ({"objectives": "999999"}, "objectives"),
        ({"project": "0"}, "project"),
    ],
)
def test_bad_input_is_said_at_the_field_and_nothing_is_lost(owner_client, partner_a, kinds, wrong, field):
    answer = owner_client.post(new_address(partner_a), said(summary="Kept words", **wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Kept words" in answer.content.decode()
    assert not Activity.objects.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://127.0.0.1/", "ftp://x.dk/f", "x" * 3000])
def test_addresses_that_prove_nothing_are_refused(owner_client, partner_a, kinds, url):
    answer = owner_client.post(new_address(partner_a), said(**{"evidence-0-url": url}))
    assert answer.status_code == 422
    assert answer.context["rows"].total_error_count()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<script>alert(1)</script>"),
        ("a.svg", b"<svg/>"),
        ("a.jpg", b"not a picture"),
        ("a", b"x"),
        ("a.exe", b"MZ"),
    ],
)
def test_files_are_what_their_name_says(owner_client, partner_a, kinds, name, content):
    data = said(
        **{"evidence-0-kind": "file", "evidence-0-url": "", "evidence-0-file": SimpleUploadedFile(name, content)}
    )
    assert owner_client.post(new_address(partner_a), data).status_code == 422
    assert not Evidence.objects.exists()


def test_file_is_kept_privately_and_given_back_to_its_members(owner_client, partner_a, kinds):
    file = SimpleUploadedFile("list.csv", b"name;came\nA;1\n")
    data = said(**{"evidence-0-kind": "file", "evidence-0-url": "", "evidence-0-file": file})
    assert owner_client.post(new_address(partner_a), data).status_code == 302
    piece = Evidence.objects.get()
    answer = owner_client.get(reverse("reporting:evidence_file", args=[piece.activity.uid, piece.pk]))
    assert b"".join(answer.streaming_content) == b"name;came\nA;1\n"


def test_hostile_text_is_shown_as_text(owner_client, partner_a, kinds):
    owner_client.post(new_address(partner_a), said(title="<script>alert(1)</script>\x00", summary="a\x00b ‮ 💥"))
    activity = Activity.objects.get() if Activity.objects.exists() else None
    if activity is not None:
        page = owner_client.get(reverse("reporting:activity", args=[activity.uid])).content.decode()
        assert "<script>alert(1)" not in page


def test_portals_home_asks_the_same_questions_however_many_activities(owner_client, partner_a, kinds):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert owner_client.get("/en/portal/").status_code == 200
        return len(queries)

    asked()
    few = asked()
    for number in range(30):
        make_activity(for_partner=partner_a, title_en=f"A{number}", start_date=dt.date(2025, 1, 1))
    assert asked() <= few
