"""Fetching feeds: over the wire and into facts without the database, then staged, each in its own transaction."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from django.db import DatabaseError, transaction
from django.utils import timezone

from events.intake.accepting import accept_waiting
from events.intake.choices import FeedProblem, FeedState
from events.intake.facts import FeedUnreadableError, Reading
from events.intake.reader_process import read_safely
from events.intake.staging import Staged, stage
from events.intake.window import Terms
from events.models import Feed
from hub.fetching import PUBLIC, Fetched, FetchError, FetchPolicy, fetch
from hub.geography import zone_names

logger = logging.getLogger("events.intake")
ACCEPT = "text/calendar, application/ld+json, application/json;q=0.9, text/html;q=0.8, */*;q=0.1"
AT_ONCE = 4
NOTES_KEPT = 50
# After this long a feed is read anew even if it has not changed: more of what recurs comes into sight.
READ_ANEW_AFTER = dt.timedelta(hours=23)


@dataclass(frozen=True, slots=True)
class Catch:
    """What a fetch brought: a reading, nothing new, or a problem."""

    fetched: Fetched | None = None
    reading: Reading | None = None
    problem: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a feed. ``staged`` is ``None`` where there was a problem."""

    feed: Feed
    staged: Staged | None
    accepted: int = 0


def fetch_feeds(feeds: Iterable[Feed], *, policy: FetchPolicy = PUBLIC) -> Iterator[Outcome]:
    """Fetch each of ``feeds`` and stage what is new; a bad one stops no other. Gives outcomes as they come."""
    waiting = list(feeds)
    with ThreadPoolExecutor(max_workers=AT_ONCE) as threads:
        for feed, caught in zip(waiting, threads.map(_catcher(policy), waiting), strict=True):
            yield _take_in(feed, caught)


def _catcher(policy: FetchPolicy) -> Callable[[Feed], Catch]:
    zones, now = zone_names(), timezone.now()
    today = timezone.localdate(now)

    def caught(feed: Feed) -> Catch:
        """Everything that needs no database; runs in a thread."""
        is_recent = feed.read_at is not None and now - feed.read_at < READ_ANEW_AFTER
        terms = Terms(zone=feed.timezone, today=today, zones=zones, kind=feed.kind)
        try:
            fetched = fetch(
                feed.url,
                accept=ACCEPT,
                etag=feed.etag if is_recent else "",
                last_modified=feed.last_modified if is_recent else "",
                policy=policy,
            )
            if fetched.is_unchanged:
                return Catch(fetched)
            terms = replace(terms, page=fetched.url)
            return Catch(fetched, read_safely(fetched.body, fetched.content_type, fetched.charset, terms))
        except FetchError as error:
            return Catch(problem=error.problem.value, detail=error.detail)
        except FeedUnreadableError as error:
            return Catch(problem=error.reason.value)
        except Exception:
            # Whatever is wrong with this one, the others must go on.
            logger.exception("feed %s could not be fetched", feed.pk)
            return Catch(problem=FeedProblem.UNEXPECTED.value)

    return caught


def _take_in(feed: Feed, caught: Catch) -> Outcome:
    try:
        if not caught.problem:
            outcome = _stage(feed, caught)
            # Each in its own transaction: many events are not written behind one lock.
            accepted = accept_waiting(outcome.feed) if outcome.feed.is_trusted else 0
            return replace(outcome, accepted=accepted)
    except (DatabaseError, ValueError, KeyError, TypeError):
        # As above: the transaction has undone what it began.
        logger.exception("feed %s could not be staged", feed.pk)
        caught = Catch(problem=FeedProblem.UNEXPECTED.value)
    return _fail(feed, caught)


@transaction.atomic
def _stage(feed: Feed, caught: Catch) -> Outcome:
    feed = Feed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
    staged = Staged(unchanged=feed.items.count()) if caught.reading is None else stage(feed, caught.reading)
    now, fetched = timezone.now(), caught.fetched
    changes = {"state": FeedState.WORKING, "problem": "", "problem_detail": "", "failures": 0}
    changes |= {"tried_at": now, "fetched_at": now}
    if caught.reading is not None and fetched is not None:
        changes |= {"etag": fetched.etag, "last_modified": fetched.last_modified, "read_at": now}
        changes["notes"] = caught.reading.notes[:NOTES_KEPT]
    _change(feed, changes)
    return Outcome(feed, staged)


def _fail(feed: Feed, caught: Catch) -> Outcome:
    """Say on the feed what is wrong; its events stay as they are."""
    changes = {"state": FeedState.FAILING, "problem": caught.problem, "problem_detail": caught.detail[:60]}
    _change(feed, changes | {"tried_at": timezone.now(), "failures": feed.failures + 1})
    return Outcome(feed, None)


def _change(feed: Feed, changes: dict[str, object]) -> None:
    """Write only what fetching finds out: somebody may be editing the rest."""
    Feed.objects.filter(pk=feed.pk).update(**changes)
    for name, value in changes.items():
        setattr(feed, name, value)
