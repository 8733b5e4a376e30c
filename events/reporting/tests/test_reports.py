"""Reports: drafted, edited by two, chosen, exported, submitted and frozen."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from events.reporting.choices import ActivityState, EvidenceState
from events.reporting.export.json import json_of
from events.reporting.models import Activity, Evidence, FrozenReport, Report, ReportText
from events.reporting.tasks import draft_in_background
from events.reporting.tests.figure_world import PERIOD, activity, form, grow_world
from events.reporting.writing.changes import changes
from events.reporting.writing.documents import document_of
from events.reporting.writing.freezing import is_intact, submit_report
from events.reporting.writing.services import (
    ClashError,
    ReportClosedError,
    ask_for_draft,
    begin_report,
    choose_draft,
    draft_report,
    save_text,
)
from hub.pdf import PdfUnavailable
from hub.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
KEY = "local_initiatives"


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def report(site):
    with translation.override("en"):
        made = begin_report(template=grow_world(), period=PERIOD, language="en")
        draft_report(made)
        yield made


def row_of(report, key=KEY):
    return ReportText.objects.select_related("section").get(report=report, section__key=key)


def edit(report, text, revision=None, user=None):
    row = row_of(report)
    revision = row.revision if revision is None else revision
    return save_text(report=report, section=row.section, text=text, revision=revision, user=user or UserFactory())


def test_draft_fills_every_section_and_a_second_one_changes_nothing(report):
    before = list(report.texts.values_list("text", "revision"))
    assert draft_report(report) == 0
    assert list(report.texts.values_list("text", "revision")) == before
    assert row_of(report).text == row_of(report).drafted != ""


def test_new_draft_replaces_a_text_that_nobody_edited(report):
    Activity.objects.filter(title_en="Festival").update(title_en="Great festival")
    assert draft_report(report) == 0
    assert "Great festival" in row_of(report).text


def test_new_draft_waits_beside_a_text_that_was_edited(report):
    edit(report, "By hand.")
    assert draft_report(report) == 0  # the records say what they said: nothing to choose
    Activity.objects.filter(title_en="Festival").update(title_en="Great festival")
    assert draft_report(report) == 1
    row = row_of(report)
    assert row.text == "By hand."
    assert "Great festival" in row.offered


@pytest.mark.parametrize("takes_draft", [True, False])
def test_choice_between_text_and_new_draft_loses_nothing_else(report, takes_draft):
    edit(report, "By hand.")
    Activity.objects.filter(title_en="Festival").update(title_en="Great festival")
    draft_report(report)
    row, user = row_of(report), UserFactory()
    chosen = choose_draft(report=report, section=row.section, takes_draft=takes_draft, revision=row.revision, user=user)
    assert chosen.text == (row.offered if takes_draft else "By hand.")
    assert (chosen.offered, chosen.drafted) == ("", row.offered)
    assert draft_report(report) == 0


def test_two_editors_at_once_clash_and_the_first_text_stays(report):
    seen = row_of(report).revision
    first = edit(report, "First.", seen)
    with pytest.raises(ClashError) as clash:
        edit(report, "Second.", seen)
    assert clash.value.row.text == row_of(report).text == "First."
    assert edit(report, "Both.", first.revision).text == "Both."


def test_saving_the_same_text_twice_is_no_clash(report):
    seen = row_of(report).revision
    edit(report, "Same.", seen)
    assert edit(report, "Same.", seen).revision == seen + 1


def test_draft_in_the_background_shows_progress_and_ends(report):
    assert ask_for_draft(report)
    assert not ask_for_draft(report)
    draft_in_background.enqueue(report.pk)
    report.refresh_from_db()
    assert (report.draft_done, report.draft_total, report.draft_failed) == (6, 0, False)
    assert draft_in_background.call(0) == -1


def test_draft_that_fails_says_so_and_can_be_asked_for_again(report, monkeypatch):
    monkeypatch.setattr("events.reporting.tasks.draft_report", lambda *args: 1 / 0)
    ask_for_draft(report)
    with pytest.raises(ZeroDivisionError):
        draft_in_background.call(report.pk)
    report.refresh_from_db()
    assert report.draft_failed
    assert ask_for_draft(report)


def test_submitted_report_is_frozen_and_later_changes_show_as_differences(report, focal_point_user):
    frozen = submit_report(report=report, user=focal_point_user)
    kept = {file.format: file.file.read() for file in frozen.files.all()}
    assert set(kept) == {"docx", "pdf", "xlsx", "json"}
    assert changes(frozen.data, json.loads(json_of(document_of(report)))) == []

    Activity.objects.filter(title_en="Festival").update(result_en="Thirteen films were made.", money_spent=1000)
    Evidence.objects.filter(activity__title_en="Talk").update(state=EvidenceState.DEAD)
    activity("Late", state=ActivityState.ACCEPTED)

    assert all(is_intact(file) for file in frozen.files.all())
    assert {file.format: file.file.open().read() for file in frozen.files.all()} == kept
    found = changes(FrozenReport.objects.get().data, json.loads(json_of(document_of(report))))
    told = {(change.subject, change.field): (change.before, change.after) for change in found}
    assert "Thirteen films" in told["Festival", "result"][1]
    assert told["Festival", "money"] == ("planned: 1000.50; spent: 900.25", "planned: 1000.50; spent: 1000.00")
    assert told["Talk", ""] == ("Talk", "")
    assert told["Late", ""] == ("", "Late")
    assert told["Trend by year", "Activities by year · 2024 · Activities"] == ("2", "3")


def test_what_a_submitted_report_tells_is_used(report, focal_point_user):
    submit_report(report=report, user=focal_point_user)
    states = dict(Activity.objects.values_list("title_en", "state"))
    assert states["Festival"] == ActivityState.USED
    assert states["Unproven"] == ActivityState.ACCEPTED


def test_submitted_report_takes_no_text_no_draft_and_no_second_submission(report, focal_point_user):
    submit_report(report=report, user=focal_point_user)
    before = row_of(report).text
    with pytest.raises(ReportClosedError):
        edit(report, "Too late.")
    with pytest.raises(ReportClosedError):
        draft_report(report)
    with pytest.raises(ReportClosedError):
        submit_report(report=report, user=focal_point_user)
    assert row_of(report).text == before


def test_report_is_submitted_without_pdf_where_it_cannot_be_made(report, focal_point_user, monkeypatch):
    def no_pango(*args):
        raise PdfUnavailable("install Pango")

    monkeypatch.setattr("events.reporting.export.pdf.pdf_from_html", no_pango)
    frozen = submit_report(report=report, user=focal_point_user)
    assert set(frozen.files.values_list("format", flat=True)) == {"docx", "xlsx", "json"}


def test_damaged_frozen_file_is_noticed(report, focal_point_user):
    kept = submit_report(report=report, user=focal_point_user).files.first()
    with open(kept.file.path, "ab") as file:
        file.write(b"x")
    assert not is_intact(kept)


def test_frozen_data_names_nobody(report, focal_point_user):
    data = json.dumps(submit_report(report=report, user=focal_point_user).data)
    assert "Aagaard" not in data
    assert "anna" not in data


def export(tmp_path, *, period="2023-2025", forms="docx,pdf,xlsx,json", **options):
    out = io.StringIO()
    call_command("export_report", period=period, format=forms, out=tmp_path, stdout=out, **options)
    return out.getvalue()


def test_export_writes_all_files_in_both_languages(site, tmp_path):
    grow_world()
    said = export(tmp_path)
    assert "Drafted from the records" in said
    export(tmp_path, language="da")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(
        f"viborg-{name}-2023-2025.{form}"
        for name in ("monitoring-report", "medlemsrapport")
        for form in ("docx", "pdf", "xlsx", "json")
    )
    danish = json.loads((tmp_path / "viborg-medlemsrapport-2023-2025.json").read_text())
    assert danish["language"] == "da"


def test_export_of_the_same_records_gives_the_same_bytes(site, tmp_path):
    grow_world()
    export(tmp_path / "one")
    with translation.override("da"):
        export(tmp_path / "other")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes(), path.name


def test_export_gives_a_begun_report_as_it_is_written(report, tmp_path):
    edit(report, "By hand.")
    assert "As it is being written" in export(tmp_path, forms="docx")
    with zipfile.ZipFile(next(tmp_path.iterdir())) as file:
        assert "By hand." in file.read("word/document.xml").decode()


def test_export_gives_a_submitted_report_as_it_was_frozen(report, focal_point_user, tmp_path):
    frozen = submit_report(report=report, user=focal_point_user)
    Activity.objects.filter(title_en="Festival").update(title_en="Something else")
    assert "As submitted on" in export(tmp_path)
    for file in frozen.files.all():
        assert (tmp_path / file.name).read_bytes() == file.file.open().read()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"period": "2027-2023"}, "--period"),
        ({"period": "=cmd"}, "--period"),
        ({"forms": "docx,exe"}, "exe"),
        ({"forms": ","}, "--format"),
        ({"kind": "plan"}, "no form"),
    ],
)
def test_export_says_what_it_cannot_do_and_writes_nothing(site, tmp_path, options, said):
    form()
    with pytest.raises(CommandError, match=said):
        export(tmp_path / "out", **options)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_export_without_pango_writes_the_rest_and_fails(site, tmp_path, monkeypatch):
    def no_pango(*args):
        raise PdfUnavailable("apt-get install libpango")

    monkeypatch.setattr("events.reporting.export.pdf.pdf_from_html", no_pango)
    form()
    with pytest.raises(CommandError, match="libpango"):
        export(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".docx", ".xlsx", ".json"}


def test_report_of_hostile_texts_is_written_in_every_form(report, tmp_path):
    edit(report, "=cmd|' /C calc'!A0 ]]> <script> \x00\x0b \u202e [E1] [E999999]\n## =1+1\n- @SUM(1)")
    Activity.objects.update(title_en="=cmd|' /C calc'!A0 ]]>\x08", result_en="<b>\ufffe")
    export(tmp_path)
    assert all(path.stat().st_size > 1000 for path in tmp_path.iterdir())
    assert Report.objects.count() == 1
