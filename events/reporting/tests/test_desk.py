"""The focal point's start page: what it says, for whom, and in how many queries."""

import datetime as dt

import pytest
from django.utils import timezone

from events.reporting import desk as desk_module
from events.reporting.desk import Readiness, ReadySection, desk_of, register_readiness
from events.reporting.models import Activity, Evidence, Obligation
from events.reporting.services.duties import make_duties
from events.reporting.tests.factories import make_activity, make_evidence, make_section

pytestmark = pytest.mark.django_db


def fill(number):
    """So many activities in every state, most with evidence."""
    section = make_section()
    states = ("accepted", "draft", "submitted", "sent_back", "used")
    made = Activity.objects.bulk_create(
        Activity(
            title_en=f"A{place}",
            start_date=dt.date(2023 + place % 4, 1 + place % 12, 1),
            section=section,
            state=states[place % 5],
            handed_in_at=timezone.now(),
        )
        for place in range(number)
    )
    Evidence.objects.bulk_create(
        Evidence(
            activity=activity, title="Page", url="https://example.org/", state="dead" if place % 7 == 0 else "alive"
        )
        for place, activity in enumerate(made)
        if place % 3
    )
    for place in range(20):
        Obligation.objects.create(
            key=f"o{place}",
            title_da="P",
            title_en="D",
            first_due=timezone.localdate(),
            rule="hours_spent" if place % 2 else "",
        )
    make_duties()


def test_desk_over_two_thousand_activities_takes_at_most_25_queries(focal_point_user, django_assert_max_num_queries):
    fill(2000)
    with django_assert_max_num_queries(25):
        desk = desk_of(focal_point_user)
        str([standing.owner for standing in desk.due])
    assert len(desk.due) == 6
    assert desk.waiting_count == 400


def test_start_page_shows_what_is_due_waits_and_is_missing(focal_point_client, site):
    make_section()
    make_activity(title_en="Waits here", state="submitted")
    make_activity(title_en="Lacks proof")
    broken = make_evidence(make_activity(title_en="Died"), title="Dead page", state="dead")
    Obligation.objects.create(key="o", title_da="P", title_en="A duty", first_due=timezone.localdate())
    make_duties()
    page = focal_point_client.get("/admin/").content.decode()
    for text in ("Waits here", "A duty", f"{broken.reference} Dead page", "2 activities have no evidence that holds"):
        assert text in page
    assert 'accesskey="n"' in page


def test_each_gap_leads_to_a_list_of_exactly_that_many(focal_point_client, focal_point_user):
    fill(60)
    make_activity(title_en="In no section", result_en="Something came of it")
    page = focal_point_client.get("/admin/").content.decode()
    for gap in desk_of(focal_point_user).gaps:
        model = "evidence" if gap.key == "broken" else "activity"
        listing = focal_point_client.get(f"/admin/snippets/reporting/{model}/?{gap.query}")
        assert gap.query.replace("&", "&amp;") in page
        assert listing.context["paginator"].count == gap.count, gap.key


def test_communications_see_the_desk_without_the_button(communications_client, site):
    page = communications_client.get("/admin/").content.decode()
    assert "report-desk" in page
    assert 'accesskey="n"' not in page


def test_readiness_comes_from_whoever_knows_it(focal_point_client, monkeypatch, site):
    monkeypatch.setattr(desk_module, "_readiness", [])
    register_readiness(lambda: Readiness("Report 2027", "/admin/", (ReadySection("Summary", 40),)))
    assert 'value="40"' in focal_point_client.get("/admin/").content.decode()
