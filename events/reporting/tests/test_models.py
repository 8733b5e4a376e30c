"""What the rows of the desk hold together."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.reporting.choices import ActivityState, EvidenceKind, EvidenceState
from events.reporting.models import Activity, Evidence, Office, OfficeHolder
from events.reporting.tests.factories import make_activity, make_evidence
from partners.tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def test_activity_across_years_counts_once_in_the_year_it_ends():
    activity = make_activity(start_date=dt.date(2024, 11, 1), end_date=dt.date(2025, 2, 1))
    assert not Activity.objects.in_year(2024).exists()
    assert list(Activity.objects.in_year(2025)) == [activity]
    assert activity.year == 2025


def test_activity_without_last_day_counts_on_its_first():
    activity = make_activity(start_date=dt.date(2024, 12, 31))
    assert list(Activity.objects.in_year(2024)) == [activity]


def test_project_gives_one_activity_only():
    project = ProjectFactory()
    make_activity(project=project)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_activity(project=project)


@pytest.mark.parametrize("state", ActivityState.values)
def test_only_accepted_and_used_activities_count(state):
    make_activity(state=state)
    assert Activity.objects.counting().exists() == (state in ("accepted", "used"))


def test_activity_without_a_title_is_refused_at_the_field():
    with pytest.raises(ValidationError) as caught:
        Activity(start_date=dt.date(2025, 1, 1), title_da=" ").full_clean()
    assert "title_da" in caught.value.message_dict


YESTERDAY = {"expires_on": timezone.localdate() - dt.timedelta(days=1)}


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ({}, True),
        ({"state": EvidenceState.ALIVE}, True),
        ({"state": EvidenceState.DEAD}, False),
        ({"state": EvidenceState.DEAD, "local_copy": "copies/1.html"}, True),
        ({"state": EvidenceState.EXPIRED, "local_copy": "copies/1.html"}, False),
        ({"expires_on": timezone.localdate()}, True),
        (YESTERDAY, False),
    ],
)
def test_row_and_database_agree_on_what_proves(values, holds):
    activity = make_activity()
    piece = make_evidence(activity, **values)
    assert piece.holds is holds
    assert activity.is_proven is holds
    assert Evidence.objects.holding().exists() is holds
    assert Evidence.objects.failing().exists() is not holds
    assert Activity.objects.proven().exists() is holds


def test_number_of_deleted_evidence_is_not_given_again():
    activity = make_activity()
    first = make_evidence(activity)
    number = first.number
    first.delete()
    assert make_evidence(activity).number > number


@pytest.mark.parametrize("url", ["ftp://x.dk/", "javascript:alert(1)", "http://127.0.0.1/", "http://[::1]/", "no"])
def test_evidence_refuses_addresses_that_nobody_should_fetch(url):
    with pytest.raises(ValidationError) as caught:
        Evidence(activity=make_activity(), title="x", url=url).full_clean()
    assert "url" in caught.value.message_dict


@pytest.mark.parametrize("kind", EvidenceKind.values)
def test_evidence_of_nothing_is_refused(kind):
    with pytest.raises(ValidationError):
        Evidence(activity=make_activity(), title="x", kind=kind).full_clean()


def test_changed_address_is_unchecked_again():
    piece = make_evidence(make_activity(), state=EvidenceState.DEAD, http_status=404, failures=3)
    piece.url = "https://example.org/other"
    piece.save()
    piece.refresh_from_db()
    assert (piece.state, piece.http_status, piece.failures) == (EvidenceState.UNCHECKED, None, 0)


def test_office_has_one_holder_at_a_time():
    office = Office.objects.create(key="focal_point", title_da="Focal point", title_en="Focal point")
    OfficeHolder.objects.create(office=office, name="First", first_day=dt.date(2020, 1, 1))
    with pytest.raises(ValidationError):
        OfficeHolder(office=office, name="Second", first_day=dt.date(2024, 1, 1)).full_clean()
    OfficeHolder.objects.update(last_day=dt.date(2023, 12, 31))
    OfficeHolder(office=office, name="Second", first_day=dt.date(2024, 1, 1)).full_clean()
