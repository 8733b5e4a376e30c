"""What waits for the moderators: apps register in ``ready()`` what they have, the desk shows one queue."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing that waits. ``key`` is unique in the queue (``"proposal-12"``)."""

    key: str
    kind: str
    kind_label: str
    title: str
    detail: str
    url: str
    since: dt.datetime
    owner: Any
    can_be_accepted: bool = False

    @property
    def days(self) -> int:
        """For how many days it has waited."""
        return (timezone.now() - self.since).days


@dataclass(frozen=True, slots=True)
class QueueSource:
    """Kinds of things that wait, by key and label; ``items`` gives those that the user may see to."""

    key: str
    kinds: Callable[[], dict[str, str | Promise]]
    items: Callable[[Any], list[QueueItem]]
    count: Callable[[], int]


_sources: dict[str, QueueSource] = {}


def register(source: QueueSource) -> None:
    """Add a source; registering its key again replaces it."""
    _sources[source.key] = source


def all_kinds() -> list[tuple[str, str]]:
    """Key and label of every kind of thing that may wait."""
    return [(key, str(label)) for source in _sources.values() for key, label in source.kinds().items()]


def waiting(user: Any) -> list[QueueItem]:
    """Everything that waits for somebody like ``user``, the oldest first."""
    return sorted((item for source in _sources.values() for item in source.items(user)), key=lambda item: item.since)


def waiting_count() -> int:
    """How many things wait, for the menu."""
    return sum(source.count() for source in _sources.values())
