"""Events in the admin and the portal: deadlines by the place's clock, days as lines, refusals in words."""

import datetime as dt
import zoneinfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.admin_forms import DaysField
from events.models import Event
from events.proposal_forms import CallForm, EventForm
from events.tests.factories import EventFactory, EventKindFactory

pytestmark = pytest.mark.django_db
SEOUL = zoneinfo.ZoneInfo("Asia/Seoul")


def admin_form(event=None, **data):
    event = event or Event(title_en="Open desk")
    form_class = Event.snippet_viewset.get_edit_handler().get_form_class()
    inlines = {
        f"{name}-{key}": 0 for name in ("partner_links", "city_links") for key in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    usual = {"title_en": "Open desk", "timezone": "Asia/Seoul", "status": "scheduled", "attendance": "onsite"}
    return form_class({**inlines, **usual, **data}, instance=event)


def test_deadline_in_the_admin_is_by_the_clock_of_the_place(site):
    form = admin_form(deadline="2027-04-01 23:59")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["deadline"] == dt.datetime(2027, 4, 1, 23, 59, tzinfo=SEOUL)


def test_deadline_is_shown_in_the_admin_as_it_was_written(site):
    event = EventFactory(timezone="Asia/Seoul", deadline=dt.datetime(2027, 4, 1, 14, 59, tzinfo=dt.UTC))
    form = Event.snippet_viewset.get_edit_handler().get_form_class()(instance=event)
    assert 'value="2027-04-01 23:59"' in str(form["deadline"])


def test_days_languages_and_audiences_are_kept(site):
    form = admin_form(
        start_date="2027-03-01",
        recurrence="weekly",
        recurs_count="5",
        skipped_days="2027-03-15\r\n2027-03-08",
        languages=["da", "dsl"],
        audiences=["cities"],
    )
    assert form.is_valid(), form.errors
    event = form.save(commit=False)
    assert event.skipped_days == ["2027-03-08", "2027-03-15"]
    assert (event.languages, event.audiences) == (["da", "dsl"], ["cities"])


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("skipped_days", {"skipped_days": "Christmas"}),
        ("skipped_days", {"skipped_days": "2027-02-30"}),
        ("skipped_days", {"skipped_days": "x" * 2000}),
        ("languages", {"languages": ["xx"]}),
        ("audiences", {"audiences": ["<script>"]}),
        ("recurrence", {"recurrence": "FREQ=SECONDLY"}),
        ("recurs_until", {"recurrence": "weekly", "start_date": "2027-03-01"}),
        (
            "recurs_until",
            {"recurrence": "weekly", "start_date": "2027-03-01", "recurs_until": "2027-04-01", "recurs_count": "3"},
        ),
        ("recurs_until", {"recurrence": "weekly", "start_date": "2027-03-01", "recurs_until": "2026-04-01"}),
        ("recurs_until", {"recurrence": "weekly", "start_date": "2027-03-01", "recurs_until": "2190-04-01"}),
        ("recurs_count", {"recurrence": "weekly", "start_date": "2027-03-01", "recurs_count": "1000000"}),
        ("recurs_count", {"recurrence": "yearly", "start_date": "2027-03-01", "recurs_count": "300"}),
        ("recurrence", {"start_date": "2027-03-01", "skipped_days": "2027-03-08"}),
        ("start_date", {"recurrence": "weekly", "recurs_count": "3"}),
        (
            "end_date",
            {"recurrence": "weekly", "start_date": "2027-03-01", "end_date": "2027-03-09", "recurs_count": "3"},
        ),
        ("start_date", {"start_date": "0001-01-01"}),
        ("start_date", {"start_date": "9999-12-31"}),
        ("deadline", {"deadline": "tomorrow"}),
        ("deadline", {"call_opens_at": "2027-04-02 10:00", "deadline": "2027-04-01 10:00"}),
        ("timezone", {"timezone": "Mars/Olympus"}),
        ("capacity", {"capacity": "-1"}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(site, field, data):
    form = admin_form(**data)
    assert not form.is_valid()
    assert field in form.errors, form.errors


@pytest.mark.parametrize("text", ["24/12/2026", "2026-12-24", " 2026-12-24 ,", "2026-12-24\n\n2026-12-24"])
def test_days_are_read_as_people_write_them(text):
    assert DaysField().clean(text) == ["2026-12-24"]


def test_a_hundred_days_are_enough():
    days = "\n".join(str(dt.date(2026, 1, 1) + dt.timedelta(n)) for n in range(101))
    with pytest.raises(ValidationError):
        DaysField().clean(days)


@pytest.mark.parametrize("value", ["2026-12-24", [1], ["Christmas"], ["20261224"], {"a": 1}, [None]])
def test_days_left_out_are_checked_in_the_record_too(site, value):
    event = EventFactory.build(title_en="Weekly", recurrence="weekly", recurs_count=3, skipped_days=value)
    with pytest.raises(ValidationError) as raised:
        event.full_clean()
    assert "skipped_days" in raised.value.error_dict


def test_programmes_have_one_level(site):
    whole = EventFactory(title_en="Conference")
    item = EventFactory(title_en="Talk", parent=whole)
    for event, parent in (
        (EventFactory(title_en="Slide"), item),
        (whole, EventFactory(title_en="Other")),
        (whole, whole),
    ):
        event.parent = parent
        with pytest.raises(ValidationError) as raised:
            event.full_clean()
        assert "parent" in raised.value.error_dict


def test_programme_and_its_whole_lead_to_each_other_and_hide_drafts(client, site):
    whole = EventFactory(title_en="Conference")
    item = EventFactory(title_en="Opening talk", parent=whole)
    EventFactory(title_en="Secret talk", parent=whole, live=False)
    page = client.get(whole.get_url("en")).content.decode()
    assert f'href="{item.get_url("en")}"' in page
    assert "Secret talk" not in page
    assert '"subEvent"' in page
    assert f'href="{whole.get_url("en")}"' in client.get(item.get_url("en")).content.decode()


# The portal


def proposal_form(form_class, instance=None, **raw):
    raw = {name: value if isinstance(value, list) else [value] for name, value in raw.items()}
    usual = {"title_en": ["Open desk"], "timezone": ["Asia/Seoul"], "attendance": ["onsite"], "status": ["scheduled"]}
    return form_class.checked_from({**usual, **raw}, instance=instance or Event(live=False))


def test_members_fill_in_repetition_and_who_it_is_for(site):
    EventFactory(title_en="Conference", slug="conference", start_date=timezone.localdate() + dt.timedelta(days=9))
    form = proposal_form(
        EventForm,
        start_date="2027-03-01",
        recurrence="fortnightly",
        recurs_until="2027-06-01",
        skipped_days="2027-03-15",
        languages=["ko", "en"],
        audiences=["students"],
        capacity="20",
        is_free="on",
        parent="conference",
    )
    assert form.is_valid(), form.errors
    values = form.to_data().values
    assert values["skipped_days"] == ["2027-03-15"]
    assert values["languages"] == ["ko", "en"]
    assert values["is_free"] is True
    assert values["parent_id"] == Event.objects.get(slug="conference").pk


def test_what_a_member_typed_is_shown_again(site):
    event = EventFactory(
        title_en="Weekly", recurrence="weekly", recurs_count=3, skipped_days=["2027-05-27"], languages=["ko"]
    )
    raw = EventForm(instance=event).raw()
    assert raw["skipped_days"] == ["2027-05-27"]
    assert raw["languages"] == ["ko"]
    shown = EventForm.shown_from(raw, instance=event)
    assert "2027-05-27" in str(shown["skipped_days"])


@pytest.mark.parametrize("name", ["Nowhere", "x" * 300, "<script>alert(1)</script>", "Old conference"])
def test_a_whole_that_is_none_is_said_at_its_field(site, name):
    EventFactory(title_en="Old conference", start_date=dt.date(2019, 1, 1))
    form = proposal_form(EventForm, parent=name)
    assert not form.is_valid()
    assert "parent" in form.errors


def test_opening_and_deadline_of_a_call_are_by_the_clock_of_the_place(site):
    EventKindFactory(key="open_call")
    form = proposal_form(CallForm, call_opens_at="2027-03-01T09:00", deadline="2027-04-01T23:59")
    assert form.is_valid(), form.errors
    values = form.to_data().values
    assert values["call_opens_at"] == dt.datetime(2027, 3, 1, 9, tzinfo=SEOUL)
    assert values["deadline"] == dt.datetime(2027, 4, 1, 23, 59, tzinfo=SEOUL)


def test_a_call_that_closes_before_it_opens_is_refused(site):
    form = proposal_form(CallForm, call_opens_at="2027-05-01T09:00", deadline="2027-04-01T23:59")
    assert "deadline" in form.errors


def test_what_the_form_lacks_is_said_above_it(site):
    event = EventFactory(recurrence="weekly", start_date=dt.date(2027, 1, 1), recurs_until=dt.date(2027, 2, 1))
    form = proposal_form(CallForm, instance=event, deadline="2027-04-01T23:59", start_date="2027-03-01")
    assert not form.is_valid()
    assert form.non_field_errors()
