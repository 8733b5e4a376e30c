"""Checking evidence: what is there, dead, expired; politely; copies of what may be kept."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from events.reporting.choices import EvidenceState
from events.reporting.models import Evidence
from events.reporting.services.checking import FAILURES_UNTIL_DEAD, check_evidence, due_for_check
from events.reporting.tests.factories import make_activity, make_evidence
from hub.tests.web_server import LOCAL, reply, serving

pytestmark = pytest.mark.django_db


def checked(*pieces):
    """Check them against a server on this machine, and give them as they are in the database then."""
    outcomes = {found.evidence.pk: found for found in check_evidence(list(pieces), policy=LOCAL)}
    for piece in pieces:
        piece.refresh_from_db()
    return outcomes


def link(url, **values):
    return make_evidence(make_activity(), url=url, **values)


@pytest.mark.parametrize(
    ("status", "state"), [(200, "alive"), (404, "dead"), (410, "dead"), (403, "alive"), (500, "unchecked")]
)
def test_state_follows_from_the_answer(status, state):
    with serving(lambda handler: reply(handler, b"page", status, Content_Type="text/html")) as server:
        piece = link(f"{server.origin}/x")
        checked(piece)
    assert (piece.state, piece.http_status) == (state, status)
    assert piece.checked_at is not None


def test_server_in_trouble_kills_a_link_only_after_days():
    with serving(lambda handler: reply(handler, status=503)) as server:
        piece = link(server.origin, state=EvidenceState.ALIVE)
        for number in range(FAILURES_UNTIL_DEAD):
            assert piece.state == EvidenceState.ALIVE, number
            checked(piece)
    assert piece.state == EvidenceState.DEAD


def test_link_that_is_back_is_alive_again():
    with serving(lambda handler: reply(handler, b"page")) as server:
        piece = link(server.origin, state=EvidenceState.DEAD, failures=5, problem="refused")
        checked(piece)
    assert (piece.state, piece.failures, piece.problem) == (EvidenceState.ALIVE, 0, "")


def test_copy_is_kept_only_where_that_is_allowed(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with serving(lambda handler: reply(handler, b"<p>proof</p>", Content_Type="text/html; charset=utf-8")) as server:
        allowed, other = link(f"{server.origin}/a", may_keep_copy=True), link(f"{server.origin}/b")
        outcomes = checked(allowed, other)
        assert outcomes[allowed.pk].copied
        assert allowed.local_copy.open().read() == b"<p>proof</p>"
        assert allowed.copied_at.date() == timezone.now().date()
        assert not other.local_copy
        first = allowed.local_copy.name
        checked(allowed)
    assert allowed.local_copy.name == first  # not made anew each day


def test_large_file_is_there_without_being_read_to_the_end():
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**9))
        handler.end_headers()
        handler.wfile.write(b"x" * 1000)

    with serving(answer) as server:
        piece = link(server.origin)
        checked(piece)
    assert piece.state == EvidenceState.ALIVE


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://169.254.169.254/latest/", "file:///etc/passwd"])
def test_inner_networks_are_never_asked(url):
    piece = link("https://example.org/")
    Evidence.objects.filter(pk=piece.pk).update(url=url)
    piece.refresh_from_db()
    list(check_evidence([piece]))
    piece.refresh_from_db()
    assert piece.problem in ("not_public", "bad_address")


def test_links_of_one_host_are_asked_one_after_the_other():
    running, most = [], []

    def answer(handler):
        running.append(1)
        most.append(len(running))
        import time

        time.sleep(0.05)
        running.pop()
        reply(handler, b"page")

    with serving(answer) as server:
        checked(*[link(f"{server.origin}/{number}") for number in range(5)])
    assert max(most) == 1
    assert len(most) == 5


def test_expired_evidence_is_flagged_and_not_asked_for():
    with serving(lambda handler: reply(handler, b"page")) as server:
        piece = link(server.origin, expires_on=timezone.localdate() - dt.timedelta(days=1))
        checked(piece)
        assert server.seen == []
    assert piece.state == EvidenceState.EXPIRED


def test_link_is_due_once_a_day_and_samples_never():
    fresh, old = link("https://a.example/"), link("https://b.example/")
    Evidence.objects.filter(pk=old.pk).update(checked_at=timezone.now() - dt.timedelta(days=2))
    just = link("https://c.example/")
    Evidence.objects.filter(pk=just.pk).update(checked_at=timezone.now())
    make_evidence(make_activity(is_sample=True))
    assert {piece.pk for piece in due_for_check()} == {fresh.pk, old.pk}


def test_address_changed_meanwhile_is_not_judged_by_the_old_one():
    with serving(lambda handler: reply(handler, status=404)) as server:
        piece = link(server.origin)
        Evidence.objects.filter(pk=piece.pk).update(url="https://example.org/new")
        list(check_evidence([piece], policy=LOCAL))
    piece.refresh_from_db()
    assert piece.state == EvidenceState.UNCHECKED


def test_command_says_what_it_did_and_refuses_unknown_numbers(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr("hub.fetching.policy.PUBLIC", LOCAL)
    piece = link("https://example.org/", expires_on=timezone.localdate() - dt.timedelta(days=1))
    call_command("check_evidence", stdout=out)
    assert piece.reference in out.getvalue()
    with pytest.raises(CommandError, match="999999"):
        call_command("check_evidence", evidence=[999999])


def test_private_file_goes_to_those_who_may_read_it(focal_point_client, plain_client, client, settings, tmp_path, site):
    from django.core.files.base import ContentFile

    settings.PRIVATE_ROOT = tmp_path
    piece = make_evidence(make_activity(), kind="file", url="")
    piece.file.save("list.html", ContentFile(b"<script>alert(1)</script>"))
    address = reverse("reporting_desk:evidence_file", args=[piece.pk])
    answer = focal_point_client.get(address)
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment")
    missing = focal_point_client.get(reverse("reporting_desk:evidence_copy", args=[piece.pk]))
    assert not missing.streaming  # what is not there is looked for below the languages, as every address is
    assert missing.status_code in (302, 404)
    for stranger in (plain_client, client):
        assert stranger.get(address).status_code in (302, 403)
    assert str(tmp_path) in piece.file.path
