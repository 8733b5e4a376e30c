"""What the moderators' queue shows of calendars of others: one line for each that has something to decide."""

from typing import Any

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import ngettext

from hub.desk_queue import QueueItem, QueueSource, register

MAY_DECIDE = "events.change_feeditem"


def _items(user: Any) -> list[QueueItem]:
    from events.models import Feed

    if not user.has_perm(MAY_DECIDE):
        return []
    waiting = Feed.objects.with_counts().filter(waiting_count__gt=0)
    return [_item(feed) for feed in waiting.annotate(since=Min("items__changed_at", filter=Q(items__waits=True)))]


def _item(feed: Any) -> QueueItem:
    count = feed.waiting_count
    return QueueItem(
        key=f"feed-{feed.pk}",
        kind="feed",
        kind_label=str(capfirst(feed._meta.verbose_name)),
        title=feed.title,
        detail=ngettext("%(count)d event waits", "%(count)d events wait", count) % {"count": count},
        url=f"{reverse('feed_desk:waiting')}?feed={feed.pk}",
        since=feed.since,
        owner=None,
    )


def _count() -> int:
    from events.models import Feed

    return Feed.objects.filter(items__waits=True).distinct().count()


def _kinds() -> dict[str, Any]:
    from events.models import Feed

    return {"feed": str(capfirst(Feed._meta.verbose_name))}


def register_all() -> None:
    """Register with the queue."""
    register(QueueSource(key="feeds", kinds=_kinds, items=_items, count=_count))
