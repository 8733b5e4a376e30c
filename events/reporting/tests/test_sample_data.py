"""The sample content of the reporting desk: believable, marked, and made once."""

import datetime as dt

import pytest

from events.reporting.models import Activity, Duty, Evidence, Obligation, ReportSection, ReportTemplate
from events.reporting.sample_data import load
from events.sample_data import load as load_events
from hub import sample_data as hub_sample_data
from partners.sample_data import load as load_partners

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(empty_tree, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    for part in (hub_sample_data.load, load_partners, load_events, load):
        part()


def test_four_years_have_sixty_activities_and_more_and_none_is_invented_without_saying_so(desk):
    period = Activity.objects.in_period(dt.date(2023, 1, 1), dt.date(2027, 12, 31))
    assert period.count() >= 60
    for activity in period:
        assert activity.is_sample or activity.source, activity
    assert all("sample" in piece.title for piece in Evidence.objects.filter(activity__is_sample=True))
    counting = period.counting()
    assert counting.unproven().exists()
    assert counting.proven().count() >= 40
    assert {activity.year for activity in counting} == {2023, 2024, 2025, 2026}
    assert any(row.end_date and row.start_date.year < row.end_date.year for row in counting)
    for relation in ("objectives", "areas_of_action", "priorities", "sdgs", "dimensions"):
        assert counting.exclude(**{relation: None}).values(relation).distinct().count() >= 4, relation

    models = (Activity, Evidence, Obligation, Duty, ReportTemplate, ReportSection)
    before = [model.objects.count() for model in models]
    load()
    assert [model.objects.count() for model in models] == before


def test_forms_ask_what_the_facts_say_with_limits_left_open(desk):
    monitoring = ReportTemplate.objects.get(key="monitoring_report")
    sections = list(monitoring.sections.order_by("order"))
    assert [section.number for section in sections] == ["1", "2", "3", "4", "5", "6", "7"]
    assert all(section.title_fr and section.limit is None for section in sections)
    assert [section.key for section in sections if section.takes_activities] == [
        "global_management",
        "local_initiatives",
        "intercity_initiatives",
    ]
