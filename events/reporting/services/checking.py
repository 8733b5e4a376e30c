"""Whether evidence is still there: each link asked at most once a day, one request for a host at a time."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone

from events.reporting.choices import EvidenceState
from events.reporting.held_values import REPORT_READINESS
from events.reporting.models import Evidence
from hub.fetching import PUBLIC, Fetched, FetchError, FetchPolicy, FetchProblem, fetch
from hub.held import renew

AT_ONCE = 4
CHECKED_EVERY = dt.timedelta(hours=23)
# A copy is made anew only so often, and never of more than this.
COPIED_EVERY = dt.timedelta(days=180)
MAX_COPY_BYTES = 5 * 1024 * 1024
ENOUGH_BYTES = 256 * 1024
# So many failures on different days make a link dead; “gone” and “not found” do so at once.
FAILURES_UNTIL_DEAD = 3
GONE = ("404", "410")
# The web server answered, only not to us: people with a browser may still see the page.
CLOSED_TO_US = ("401", "403", "405", "406", "429", "451")
ENDINGS = {
    "application/pdf": "pdf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "image/jpeg": "jpg",
    "image/png": "png",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for one link: a fetched page, or a problem with the number that the server gave."""

    fetched: Fetched | None = None
    problem: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """One piece of evidence after its check, and how it stood before."""

    evidence: Evidence
    before: EvidenceState
    copied: bool = False

    @property
    def changed(self) -> bool:
        """Whether it stands otherwise than before."""
        return self.evidence.state != self.before


def due_for_check(now: dt.datetime | None = None) -> list[Evidence]:
    """Links that have not been asked for within a day, and what has run out since, the longest unchecked first."""
    moment = now or timezone.now()
    is_link = ~Q(url="") & (Q(checked_at__isnull=True) | Q(checked_at__lte=moment - CHECKED_EVERY))
    has_run_out = Q(expires_on__lt=timezone.localdate(moment)) & ~Q(state=EvidenceState.EXPIRED)
    wrongly_expired = Q(state=EvidenceState.EXPIRED) & (
        Q(expires_on__isnull=True) | Q(expires_on__gte=timezone.localdate(moment))
    )
    # The samples' links lead nowhere on purpose.
    asked = Evidence.objects.filter(activity__is_sample=False)
    found = asked.filter(is_link | has_run_out | wrongly_expired).select_related("activity")
    return list(found.order_by("checked_at", "pk"))


def check_evidence(evidence: list[Evidence], *, policy: FetchPolicy = PUBLIC) -> Iterator[Checked]:
    """Check each of ``evidence``; hosts side by side, links of one host one after the other. Gives them as they come.

    Expired ones are not asked for. Nothing that a web server says stops the others.
    """
    asked = [piece for piece in evidence if piece.url and not _has_run_out(piece)]
    for piece in evidence:
        if piece not in asked:
            yield _without_asking(piece)
    by_host = [list(pieces) for _host, pieces in groupby(sorted(asked, key=_host_of), key=_host_of)]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as threads:
        for pieces, answers in zip(by_host, threads.map(lambda some: _ask_all(some, policy), by_host), strict=True):
            for piece, answer in zip(pieces, answers, strict=True):
                yield _take_in(piece, answer)


def _host_of(piece: Evidence) -> str:
    return urlsplit(piece.url).netloc.lower()


def _has_run_out(piece: Evidence) -> bool:
    return piece.expires_on is not None and piece.expires_on < timezone.localdate()


def _ask_all(pieces: list[Evidence], policy: FetchPolicy) -> list[Answer]:
    """Everything that needs no database; runs in a thread."""
    return [_ask(piece, policy) for piece in pieces]


def _ask(piece: Evidence, policy: FetchPolicy) -> Answer:
    # Of what is not kept, the beginning is enough to know that it is there.
    limited = policy if piece.may_keep_copy else replace(policy, max_bytes=min(ENOUGH_BYTES, policy.max_bytes))
    try:
        return Answer(fetched=fetch(piece.url, policy=limited), status=200)
    except FetchError as error:
        status = int(error.detail) if error.detail.isdigit() else None
        return Answer(problem=error.problem.value, status=status)


def _without_asking(piece: Evidence) -> Checked:
    before = EvidenceState(piece.state)
    state = EvidenceState.EXPIRED if _has_run_out(piece) else EvidenceState.UNCHECKED
    return _write(piece, before, state=state)


def _take_in(piece: Evidence, answer: Answer) -> Checked:
    before = EvidenceState(piece.state)
    changes: dict[str, Any] = {"checked_at": timezone.now(), "http_status": answer.status, "problem": answer.problem}
    if answer.fetched is not None or _is_there(answer):
        copied = answer.fetched is not None and _keep_copy(piece, answer.fetched)
        return _write(piece, before, copied=copied, state=EvidenceState.ALIVE, failures=0, **changes)
    failures = piece.failures + 1
    is_dead = str(answer.status) in GONE or failures >= FAILURES_UNTIL_DEAD
    was = EvidenceState.UNCHECKED if before == EvidenceState.EXPIRED else before
    return _write(piece, before, state=EvidenceState.DEAD if is_dead else was, failures=failures, **changes)


def _is_there(answer: Answer) -> bool:
    """Whether something stands at the address that we may not or need not read: closed to programs, or a large file."""
    return str(answer.status) in CLOSED_TO_US or answer.problem == FetchProblem.TOO_LARGE


def _keep_copy(piece: Evidence, fetched: Fetched) -> bool:
    """Keep a dated private copy where that is allowed, and there is none of late."""
    is_recent = piece.copied_at is not None and timezone.now() - piece.copied_at < COPIED_EVERY
    ending = ENDINGS.get(fetched.content_type)
    if not piece.may_keep_copy or is_recent or ending is None or not 0 < len(fetched.body) <= MAX_COPY_BYTES:
        return False
    name = f"copies/{piece.pk}/{timezone.localdate():%Y-%m-%d}-{timezone.now():%H%M%S}.{ending}"
    piece.local_copy.name = piece.local_copy.storage.save(name, ContentFile(fetched.body))
    piece.copied_at = timezone.now()
    return True


def _write(piece: Evidence, before: EvidenceState, *, copied: bool = False, **changes: Any) -> Checked:
    """Write only what checking finds out, and only if the address is still the one that was asked for."""
    if copied:
        changes |= {"local_copy": piece.local_copy.name, "copied_at": piece.copied_at}
    Evidence.objects.filter(pk=piece.pk, url=piece.url).update(**changes)
    renew({REPORT_READINESS})
    for name, value in changes.items():
        setattr(piece, name, value)
    return Checked(piece, before, copied)
