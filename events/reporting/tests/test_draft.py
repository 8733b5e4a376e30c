"""Drafts: sentences with their evidence, gaps with names, and how ready a section is."""

import datetime as dt

import pytest
from django.utils import translation

from events.models import EventKind
from events.reporting.choices import EvidenceState
from events.reporting.draft.activities import told
from events.reporting.draft.sections import draft_section
from events.reporting.markup import citations
from events.reporting.models import Activity, Evidence, ReportSection, ReportTemplate
from events.reporting.periods import period_of
from events.reporting.tests.figure_world import PERIOD, activity, evidence, grow_world
from events.reporting.writing.loading import form_fact, load_source, load_state
from events.reporting.writing.services import begin_report, draft_report
from events.tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(site):
    with translation.override("en"):
        yield grow_world()


def source(template, language="en"):
    return load_source(PERIOD, form_fact(template), language)


def draft(template, key, language="en"):
    found = source(template, language)
    return draft_section(found, next(section for section in found.form.sections if section.key == key))


def report_of(template, language="en"):
    report = begin_report(template=template, period=PERIOD, language=language)
    draft_report(report)
    return report


def state(report, key):
    return load_state(report).section(key).readiness


def test_every_sentence_of_an_activity_carries_its_evidence(template):
    made = draft(template, "local_initiatives")
    festival = Evidence.objects.get(activity__title_en="Festival").number
    assert made.passages[0].heading == "Festival (2024)"
    assert {sentence.evidence for sentence in made.passages[0].sentences} == {(festival,)}
    assert "“Festival” took place on 4 May 2024." in made.text
    assert "It was carried out with School, Studio and Council." in made.text
    assert "It reached 1,280 people" in made.text
    assert f"Twelve films were made. [E{festival}]" in made.text
    assert all(sentence.evidence for sentence in made.sentences)


@pytest.mark.parametrize("key", ["executive_summary", "local_initiatives", "intercity_initiatives"])
def test_activity_without_evidence_is_never_a_claim(template, key):
    made = draft(template, key)
    assert "Unproven" not in made.text
    assert "Dead link" not in made.text
    assert all(sentence.evidence for sentence in made.sentences)


def test_telling_of_an_unproven_activity_is_refused(template):
    found = source(template)
    unproven = next(fact for fact in found.world.activities if not fact.is_proven)
    with pytest.raises(ValueError, match="evidence"):
        told(unproven, found.world, "en")


def test_gaps_name_who_can_fill_them(template):
    gaps = {(gap.kind, gap.who) for gap in draft(template, "local_initiatives").gaps}
    assert ("unproven", "Anna Aagaard") in gaps
    assert ("evidence_failed", "Anna Aagaard") in gaps
    assert ("no_result", "") in gaps


def test_summary_counts_only_what_is_proven_and_cites_all_of_it(template):
    made = draft(template, "executive_summary")
    assert "carried out 3 activities that evidence proves" in made.text
    numbers = set(Evidence.objects.filter(state=EvidenceState.ALIVE).values_list("pk", flat=True))
    counted = source(template).claims.activities
    assert set(made.passages[0].sentences[0].evidence) == {n for fact in counted for n in fact.proof} <= numbers


def test_danish_report_is_drafted_in_danish_whoever_asks(template):
    made = draft(template, "local_initiatives", "da")
    assert "4. maj 2024" in made.text
    assert "En uge med film." in made.text
    assert "took place" not in made.text


def test_french_report_has_english_sentences_below_french_headings(template):
    template.sections.filter(key="executive_summary").update(title_fr="Résumé")
    found = source(template, "fr")
    assert found.form.sections[0].heading("fr") == "1 Résumé"
    assert found.form.sections[1].heading("fr") == "2 General information"
    assert "carried out" in draft(template, "executive_summary", "fr").text


def test_draft_is_the_same_for_the_same_records(template):
    keys = [section.key for section in source(template).form.sections]
    with translation.override("da"):
        first = [draft(template, key).text for key in keys]
    assert first == [draft(template, key).text for key in keys]


def test_activity_without_a_section_goes_where_its_cities_lead(template):
    Activity.objects.update(section=None)
    assert "Festival" in draft(template, "local_initiatives").text
    assert "Residency" in draft(template, "intercity_initiatives").text


def test_plan_tells_what_comes_and_what_no_activity_serves(template):
    made = draft(template, "action_plan")
    assert "“Coming” is planned on 1 March 2026." in made.text
    assert "No activity serves the priority “sustainability (en)” together with" in made.text


def test_annual_conferences_are_counted_from_activities_with_evidence(template):
    kind, _made = EventKind.objects.get_or_create(
        key="annual_conference", defaults={"title_da": "Årlig konference", "title_en": "Annual conference"}
    )
    fields = [{"key": "annual_meetings_attended", "title_en": "Annual conferences attended", "title_da": "x"}]
    ReportSection.objects.filter(key="global_management").update(fields=fields)
    assert "Annual conferences attended" in draft(template, "global_management").gaps[0].text
    for year, proven in ((2024, True), (2025, False)):
        event = EventFactory(title_en=f"Conference {year}", kind=kind)
        activity(f"Conference {year}", day=dt.date(year, 7, 1), event=event, proven=proven)
    assert "took part in 1 annual conference: Conference 2024 (2024)" in draft(template, "global_management").text


@pytest.mark.parametrize(
    "text", ["[E1] stolen proof", "## A heading\n- an item", "\x00\u202e]]><b>", "=cmd|' /C calc'!A0", "E" * 100_000]
)
def test_text_of_people_gives_no_marks_of_its_own(template, text):
    festival = Activity.objects.get(title_en="Festival")
    Activity.objects.filter(pk=festival.pk).update(title_en=text[:200], summary_en=text, result_en=text)
    made = draft(template, "local_initiatives")
    assert set(citations(made.text)) <= set(
        Evidence.objects.filter(state=EvidenceState.ALIVE).values_list("pk", flat=True)
    )
    body = made.text.split("\n", 1)[1]
    assert "\n- an item" not in body
    assert "\x00" not in body
    assert "\u202e" not in body


def test_removing_one_link_lowers_the_right_bar_and_names_the_person(template):
    report = report_of(template)
    before, others = state(report, "local_initiatives"), state(report, "intercity_initiatives")
    piece = Evidence.objects.get(activity__title_en="Festival")
    Evidence.objects.filter(pk=piece.pk).update(state=EvidenceState.DEAD)
    after = state(report, "local_initiatives")
    assert after.percent < before.percent
    assert state(report, "intercity_initiatives") == others
    named = [gap for gap in after.gaps if gap.evidence == piece.pk or gap.activity == piece.activity_id]
    assert {gap.kind for gap in named} == {"unproven", "evidence_failed", "cited_failed"}
    assert {gap.who for gap in named} == {"Anna Aagaard"}
    assert not [gap for gap in before.gaps if gap.evidence == piece.pk]


def test_deleting_one_of_two_links_lowers_the_bar_of_what_cites_it(template):
    second = evidence(Activity.objects.get(title_en="Festival"), "Second")
    report = report_of(template)
    before = state(report, "local_initiatives")
    number = second.pk
    second.delete()
    after = state(report, "local_initiatives")
    assert after.percent < before.percent
    assert [gap.evidence for gap in after.gaps if gap.kind == "cited_gone"] == [number]


def test_bar_is_full_only_when_nothing_lacks(template):
    Activity.objects.exclude(title_en="Festival").delete()
    report = report_of(template)
    assert state(report, "local_initiatives").percent == 100
    assert state(report, "local_initiatives").gaps == ()
    report.texts.filter(section__key="local_initiatives").update(text="")
    assert state(report, "local_initiatives").percent < 100


def test_text_beyond_its_limit_is_a_gap(template):
    template.sections.filter(key="local_initiatives").update(limit=3, limit_unit="words")
    report = report_of(ReportTemplate.objects.get(pk=template.pk))
    assert "too_long" in {gap.kind for gap in state(report, "local_initiatives").gaps}


def test_field_that_an_editor_wrote_about_is_no_gap(template):
    fields = [{"key": "steering_group", "title_en": "Membership of the Steering Group", "title_da": "x"}]
    ReportSection.objects.filter(key="global_management").update(fields=fields)
    report = report_of(template)
    assert "untold" in {gap.kind for gap in state(report, "global_management").gaps}
    report.texts.filter(section__key="global_management").update(text="## Membership of the Steering Group\nNone.")
    assert "untold" not in {gap.kind for gap in state(report, "global_management").gaps}


def test_source_and_state_take_a_fixed_number_of_queries(template, django_assert_max_num_queries):
    report = report_of(template)
    for number in range(20):
        activity(f"More {number}", priorities=["learning"])
    with django_assert_max_num_queries(18):
        load_state(report)


def test_period_without_activities_is_drafted_as_gaps(template):
    found = load_source(period_of("2010"), form_fact(template), "en")
    drafts = [draft_section(found, section) for section in found.form.sections]
    assert {"no_activity"} <= {gap.kind for made in drafts for gap in made.gaps}
    assert not [sentence for made in drafts[:1] for sentence in made.sentences]
