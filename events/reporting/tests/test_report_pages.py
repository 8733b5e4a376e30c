"""The pages of reports and figures: who may, what is shown, what two editors and hostile forms meet."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from events.reporting.choices import EvidenceState, ReportState
from events.reporting.models import Activity, Evidence, Report, ReportComment, ReportText
from events.reporting.tests.figure_world import PERIOD, activity, grow_world
from events.reporting.writing.readiness_source import open_report_readiness
from events.reporting.writing.services import begin_report, draft_report
from hub import held

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
    return made


def address(name, *args):
    return reverse(f"reporting_reports:{name}", args=args)


def text_of(report):
    return ReportText.objects.get(report=report, section__key=KEY)


WRITES = [
    ("all", ()),
    ("draft", (1,)),
    ("submit", (1,)),
    ("lock", (1,)),
    ("section", (1, KEY)),
    ("autosave", (1, KEY)),
    ("choose", (1, KEY)),
    ("add_comment", (1, KEY)),
]


@pytest.mark.parametrize(("name", "rest"), WRITES)
def test_only_the_focal_point_writes(report, communications_client, name, rest):
    where = address(name, *(report.pk, *rest[1:]) if rest else ())
    answer = communications_client.post(where, {"text": "Mine.", "revision": "1", "lock": "yes", "body": "x"})
    assert answer.status_code in (302, 403)
    report.refresh_from_db()
    assert report.state == ReportState.OPEN
    assert not report.is_locked
    assert "Mine." not in text_of(report).text
    assert not ReportComment.objects.exists()


@pytest.mark.parametrize("name", ["all", "report", "section", "download", "progress"])
def test_visitors_read_nothing_of_a_report(report, client, name):
    rest = {"all": (), "section": (report.pk, KEY), "download": (report.pk, "json")}.get(name, (report.pk,))
    answer = client.get(address(name, *rest))
    assert answer.status_code in (302, 403)


def test_communications_reads_a_report(report, communications_client):
    assert communications_client.get(address("report", report.pk)).status_code == 200
    page = communications_client.get(address("section", report.pk, KEY)).content.decode()
    assert "readonly" in page
    assert "Submit and freeze" not in communications_client.get(address("report", report.pk)).content.decode()


def test_report_is_begun_and_drafted_from_the_page(report, focal_point_client):
    template = report.template
    data = {"template": template.pk, "period": "2024", "language": "da", "title": ""}
    answer = focal_point_client.post(address("all"), data, follow=True)
    made = Report.objects.get(language="da")
    assert answer.redirect_chain[-1][0] == address("report", made.pk)
    assert "Festival" in text_of(made).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "2027-2023"},
        {"period": ""},
        {"period": "2023-2025"},
        {"template": "999999"},
        {"template": "x' OR 1=1"},
        {"language": "xx"},
        {"title": "two\nlines\u202e"},
        {"title": "x" * 300},
    ],
)
def test_report_that_makes_no_sense_is_refused_at_its_field(report, focal_point_client, wrong):
    data = {"template": report.template.pk, "period": "2024", "language": "en", "title": "Kept"} | wrong
    answer = focal_point_client.post(address("all"), data)
    assert answer.status_code == 422
    assert Report.objects.count() == 1
    assert "report-form__error" in answer.content.decode()


def test_two_editors_see_each_other_and_lose_nothing(report, focal_point_client, administrator_client):
    where, seen = address("section", report.pk, KEY), text_of(report).revision
    assert focal_point_client.post(where, {"text": "First text.", "revision": seen}).status_code == 302
    answer = administrator_client.post(where, {"text": "Second text.", "revision": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First" in page
    assert "Second" in page
    assert text_of(report).text == "First text."
    again = administrator_client.post(where, {"text": "Both texts.", "revision": text_of(report).revision})
    assert again.status_code == 302
    assert text_of(report).text == "Both texts."


def test_autosave_saves_and_says_who_was_quicker(report, focal_point_client, administrator_client):
    where, seen = address("autosave", report.pk, KEY), text_of(report).revision
    saved = focal_point_client.post(where, {"text": "Typed.", "revision": seen})
    assert json.loads(saved.content)["revision"] == seen + 1
    clash = administrator_client.post(where, {"text": "Other.", "revision": seen})
    assert clash.status_code == 409
    assert "focal_point" in json.loads(clash.content)["problem"]
    assert text_of(report).text == "Typed."


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 30, "²"])
def test_forged_revision_never_overwrites(report, focal_point_client, revision):
    before = text_of(report).text
    for name in ("section", "autosave"):
        answer = focal_point_client.post(address(name, report.pk, KEY), {"text": "Forged.", "revision": revision})
        assert answer.status_code == 409
    assert text_of(report).text == before


def test_text_of_hostile_signs_is_shown_as_text(report, focal_point_client):
    hostile = "</textarea><script>alert(1)</script> =cmd \u202e"
    where = address("section", report.pk, KEY)
    focal_point_client.post(where, {"text": hostile, "revision": text_of(report).revision})
    page = focal_point_client.get(where).content.decode()
    assert "<script>alert(1)" not in page
    assert text_of(report).text == hostile


def test_text_beyond_a_million_characters_is_refused_and_stays_in_the_field(report, focal_point_client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
    text, before = "x" * 1_000_001, text_of(report).text
    data = {"text": text, "revision": text_of(report).revision}
    answer = focal_point_client.post(address("section", report.pk, KEY), data)
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert focal_point_client.post(address("autosave", report.pk, KEY), data).status_code == 422
    assert text_of(report).text == before


def test_new_draft_is_shown_beside_the_text_and_chosen(report, focal_point_client):
    where = address("section", report.pk, KEY)
    focal_point_client.post(where, {"text": "By hand.", "revision": text_of(report).revision})
    Activity.objects.filter(title_en="Festival").update(title_en="Great festival")
    focal_point_client.post(address("draft", report.pk))
    page = focal_point_client.get(where).content.decode()
    assert "A new draft from the records" in page
    assert "Great" in page
    focal_point_client.post(
        address("choose", report.pk, KEY), {"choice": "draft", "revision": text_of(report).revision}
    )
    assert "Great festival" in text_of(report).text
    focal_point_client.post(address("choose", report.pk, KEY), {"choice": "draft", "revision": "x"})
    assert text_of(report).offered == ""


def test_comments_are_left_and_settled(report, focal_point_client, administrator_client):
    focal_point_client.post(address("add_comment", report.pk, KEY), {"body": "Ask <b>York</b>."})
    remark = ReportComment.objects.get()
    assert "Ask &lt;b&gt;York" in administrator_client.get(address("section", report.pk, KEY)).content.decode()
    administrator_client.post(address("settle_comment", report.pk, KEY, remark.pk))
    remark.refresh_from_db()
    assert remark.settled_by.username == "administrator"
    assert (
        focal_point_client.post(address("settle_comment", report.pk, "action_plan", remark.pk), follow=True).status_code
        == 404
    )
    assert focal_point_client.post(address("add_comment", report.pk, KEY), {"body": ""}).status_code == 422


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx", "json"])
def test_files_are_downloads(report, focal_point_client, form):
    answer = focal_point_client.get(address("download", report.pk, form))
    assert answer["Content-Disposition"] == f'attachment; filename="viborg-monitoring-report-2023-2025.{form}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert focal_point_client.get(address("download", report.pk, "exe"), follow=True).status_code == 404


def test_submitted_report_gives_its_frozen_files_and_shows_what_has_changed(report, focal_point_client):
    focal_point_client.post(address("submit", report.pk))
    frozen = focal_point_client.get(address("download", report.pk, "json")).getvalue()
    Activity.objects.filter(title_en="Festival").update(result_en="Thirteen films were made.")
    assert focal_point_client.get(address("download", report.pk, "json")).getvalue() == frozen
    page = focal_point_client.get(address("report", report.pk)).content.decode()
    assert "Thirteen films were made." in page
    assert "Submit and freeze" not in page
    late = focal_point_client.post(
        address("section", report.pk, KEY), {"text": "Late.", "revision": text_of(report).revision}
    )
    assert late.status_code == 409
    assert "Late." in late.content.decode()


def test_forged_reports_and_sections_are_not_found(report, focal_point_client):
    assert focal_point_client.get(address("report", 999999), follow=True).status_code == 404
    assert focal_point_client.get(address("section", report.pk, "nothing"), follow=True).status_code == 404
    assert (
        focal_point_client.post(address("autosave", report.pk, "nothing"), {"text": "x"}, follow=True).status_code
        == 404
    )


def test_report_page_takes_a_fixed_number_of_queries(report, focal_point_client, django_assert_max_num_queries):
    focal_point_client.get(address("report", report.pk))
    for number in range(20):
        activity(f"More {number}", priorities=["learning"])
    with django_assert_max_num_queries(33):
        focal_point_client.get(address("report", report.pk))


def test_matrix_page_takes_at_most_25_queries(report, focal_point_client, django_assert_max_num_queries):
    where = reverse("reporting_figures:all")
    focal_point_client.get(where)
    for number in range(20):
        activity(f"More {number}", priorities=["learning"])
    with django_assert_max_num_queries(25):
        focal_point_client.get(where, {"period": "2023-2025", "rows": "sdg", "columns": "year"})


@pytest.mark.parametrize(
    "query", ["period=x", "rows=sdg&columns=sdg", "rows=password", "period=%00", "rows=year&columns=year"]
)
def test_figures_of_a_senseless_query_are_the_usual_ones(report, client, query):
    assert client.get(f"/en/figures/?{query}").status_code == 200


def test_public_figures_link_to_public_lists_of_what_is_proven(report, client):
    page = client.get("/en/figures/?period=2023-2025").content.decode()
    assert "/en/figures/list/?period=2023-2025" in page
    listed = client.get("/en/figures/list/?period=2023-2025&rows=activities").content.decode()
    assert "Festival" in listed
    assert "Unproven" not in listed
    assert "Dead link" not in listed
    assert "Anna" not in page + listed


def test_public_list_names_no_withdrawn_partner(report, client):
    listed = client.get("/en/figures/list/?period=2023-2025&rows=partners").content.decode()
    assert "No longer in the catalogue" in listed
    assert "Gone" not in listed


@pytest.mark.parametrize(
    "query", ["", "period=2023-2025&rows=users", "period=2023-2025&without=password", "period=%00"]
)
def test_list_that_nothing_links_to_is_not_found(site, client, query):
    assert client.get(f"/en/figures/list/?{query}").status_code == 404


def test_admin_figures_are_for_staff(report, client, communications_client):
    for name in ("all", "list"):
        where = reverse(f"reporting_figures:{name}") + "?period=2023-2025"
        assert client.get(where).status_code in (302, 403)
        assert communications_client.get(where).status_code == 200


def test_start_page_shows_how_ready_the_open_report_is(report, focal_point_client):
    page = focal_point_client.get("/admin/").content.decode()
    assert address("report", report.pk) in page


def test_start_page_lowers_the_bar_when_a_link_dies(report, focal_point_client):
    def percent():
        return [section.percent for section in open_report_readiness().sections]

    before = percent()
    piece = Evidence.objects.get(activity__title_en="Festival")
    piece.state = EvidenceState.DEAD
    piece.save()
    held.look_again()
    assert sum(percent()) < sum(before)
    assert "Anna Aagaard" in focal_point_client.get("/admin/").content.decode()
