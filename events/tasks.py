"""What is done in the background, by the task worker: only keys are queued."""

from django_tasks import task

from events.intake.jobs import fetch_feeds
from events.models import Feed
from events.services.event_changes import tell_delegations


@task()
def fetch_feed(pk: int) -> int:
    """Fetch one calendar now; gives the number of events that are other than before, −1 if it failed."""
    outcome = next(iter(fetch_feeds(Feed.objects.filter(pk=pk))), None)
    staged = outcome.staged if outcome else None
    return staged.new + staged.changed + staged.cancelled + staged.vanished if staged else -1


@task()
def tell_delegations_of(pk: int) -> int:
    """Look at an event's delegations after it was published; gives how many are told of a change."""
    return tell_delegations(pk)
