"""What staff decide on events from feeds, or a trusted feed for them: events are made, updated and cancelled."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.choices import EventStatus
from events.intake.choices import FeedItemState
from events.intake.staging import settle
from events.intake.values import is_same, plan, set_value, text_field, value_of, wanted_values
from events.models import Event, EventPartner, FeedItem, Venue
from hub.models import Tag, User
from hub.services import add_record, give_tags


class IntakeRefusedError(Exception):
    """What was asked for can't be done now; the message says why. Nothing was written."""


@transaction.atomic
def accept_item(item: FeedItem, *, accepted_by: User | None, taken: Collection[str] = ()) -> FeedItem:
    """Make an event of what the feed says, or bring the one there is to it.

    A field that staff have edited stays unless ``taken`` names it; the difference goes on being shown.
    ``accepted_by`` is ``None`` for a trusted feed: then what staff have edited goes on waiting for them.
    Raises ``IntakeRefusedError`` for what vanished, is cancelled before it was wanted, or can't be written now.
    """
    item = _locked(item)
    if item.state == FeedItemState.VANISHED:
        raise IntakeRefusedError(_("It is no longer in the calendar: keep the event or cancel it."))
    wanted = wanted_values(item.facts, item.feed, item.applied)
    if item.event is None:
        if item.state == FeedItemState.CANCELLED:
            raise IntakeRefusedError(_("The calendar has cancelled it already."))
        item.event = _made(item, wanted, accepted_by)
        item.applied = wanted
    else:
        fields = plan(item.event, wanted, item.applied)
        changes = {field.name: field.wanted for field in fields if field.is_written(taken)}
        _write(item.event, changes, accepted_by, _source(item))
        kept = {field.name for field in fields if field.is_edited and field.differs and field.name not in changes}
        settled = {name: value for name, value in wanted.items() if accepted_by is not None or name not in kept}
        item.applied = {**item.applied, **settled}
    return _decided(item, accepted_by)


@transaction.atomic
def reject_item(item: FeedItem, *, rejected_by: User) -> FeedItem:
    """Want nothing of it; of an event that was taken over, nothing of what has changed since."""
    item = _locked(item)
    if item.event is not None:
        if item.state == FeedItemState.VANISHED:
            return keep_vanished(item, kept_by=rejected_by)
        item.applied = wanted_values(item.facts, item.feed, item.applied)
        return _decided(item, rejected_by)
    item.state, item.waits = FeedItemState.REJECTED, False
    item.decided_at, item.decided_by = timezone.now(), rejected_by
    item.save()
    return item


@transaction.atomic
def keep_vanished(item: FeedItem, *, kept_by: User) -> FeedItem:
    """Leave the event as it is, though the feed has it no longer."""
    item = _locked(item)
    if item.state == FeedItemState.VANISHED:
        item.waits, item.decided_at, item.decided_by = False, timezone.now(), kept_by
        item.save()
    return item


@transaction.atomic
def cancel_vanished(item: FeedItem, *, cancelled_by: User) -> FeedItem:
    """Cancel the event, since the feed has it no longer. Raises ``IntakeRefusedError``."""
    item = _locked(item)
    if item.state == FeedItemState.VANISHED and item.event is not None:
        _write(item.event, {"status": EventStatus.CANCELLED.value}, cancelled_by, _source(item))
        item.waits, item.decided_at, item.decided_by = False, timezone.now(), cancelled_by
        item.save()
    return item


def accept_waiting(feed: Any) -> int:
    """Accept what waits of a trusted feed; what can't be goes on waiting. Gives the number accepted."""
    accepted = 0
    states = (FeedItemState.NEW, FeedItemState.CHANGED, FeedItemState.CANCELLED)
    for item in feed.items.waiting().filter(state__in=states):
        try:
            accepted += not accept_item(item, accepted_by=None).waits
        except IntakeRefusedError:
            continue
    return accepted


def _locked(item: FeedItem) -> FeedItem:
    found: FeedItem = FeedItem.objects.select_for_update(of=("self",)).select_related("feed").get(pk=item.pk)
    return found


def _decided(item: FeedItem, user: User | None) -> FeedItem:
    if item.event is not None:
        item.event.refresh_from_db()
    settle(item.feed, item)
    item.decided_at, item.decided_by = timezone.now(), user
    item.save()
    return item


def _source(item: FeedItem) -> str:
    """A line for the page: whose calendar, and where the event stands there. The feed's own address may be secret."""
    page = item.raw["url"] or getattr(item.feed.owner, "website", "")
    return f"{item.feed.title} – {page}" if page else item.feed.title


def _made(item: FeedItem, wanted: Mapping[str, Any], user: User | None) -> Event:
    feed, facts = item.feed, item.facts
    event = Event(kind=feed.event_kind, city=feed.city, source=_source(item))
    for name, value in wanted.items():
        set_value(event, name, value)
    if feed.partner is not None:
        event.partner_links.set([EventPartner(partner=feed.partner)])
    event.venue = _venue(facts.location, feed)
    folded = {word.casefold() for word in facts.categories}
    give_tags(event, [tag.name for tag in Tag.objects.filter(pending=False) if tag.name.casefold() in folded])
    try:
        add_record(event, publish=True, user=user)
    except ValidationError as error:
        raise IntakeRefusedError(" ".join(error.messages)) from error
    return event


def _venue(location: str, feed: Any) -> Venue | None:
    """The public venue that the first part of the location names, if there is just one."""
    name = location.split(",")[0].strip()
    if not name:
        return None
    named = Venue.objects.public().filter(**{f"{text_field('title', feed)}__iexact": name})
    found = list((named.filter(city=feed.city) if feed.city else named)[:2])
    return found[0] if len(found) == 1 else None


def _write(event: Event, changes: Mapping[str, Any], user: User | None, source: str) -> None:
    """Publish ``changes``; a draft that somebody is working on gets them as well, and stays a draft."""
    if not changes:
        return
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if event.workflow_in_progress:
        raise IntakeRefusedError(_("“%(title)s” waits for a decision of the moderators.") % {"title": event})
    if event.locked:
        raise IntakeRefusedError(_("“%(title)s” is locked.") % {"title": event})
    draft = event.latest_revision if event.has_unpublished_changes or not event.live else None
    if event.live:
        before = {name: value_of(event, name) for name in changes}
        _set(event, changes, source)
        event.save_revision(user=user, log_action=True).publish(user=user, skip_permission_checks=True)
        if draft is not None:
            ours = draft.as_object()
            untouched = {n: v for n, v in changes.items() if is_same(n, value_of(ours, n), before[n])}
            _set(ours, untouched, source)
            ours.save_revision(user=user)
    else:
        ours = draft.as_object() if draft is not None else event
        _set(ours, changes, source)
        ours.save_revision(user=user, log_action=True)


def _set(event: Event, changes: Mapping[str, Any], source: str) -> None:
    for name, value in changes.items():
        set_value(event, name, value)
    if source not in event.source.splitlines():
        event.source = f"{event.source}\n{source}".strip()
    try:
        event.full_clean()
    except ValidationError as error:
        raise IntakeRefusedError(" ".join(error.messages)) from error
