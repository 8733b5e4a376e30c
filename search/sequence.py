"""The number of a change. Writers take it in turn, so numbers rise in the order of commits."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from search.models import SearchState

ROW = 1


@dataclass(frozen=True, slots=True)
class Moment:
    """How far the content has come; ``token`` tells a number from the same one that was rolled back."""

    sequence: int
    token: uuid.UUID
    build: int = 1


NOTHING_YET = Moment(0, uuid.UUID(int=0))


def next_state() -> SearchState:
    """The state with the number of the change that this transaction makes; holds back other writers until it ends."""
    with transaction.atomic():
        changed = SearchState.objects.filter(pk=ROW).update(sequence=F("sequence") + 1, token=uuid.uuid4())
        return SearchState.objects.get(pk=ROW) if changed else SearchState.objects.create(pk=ROW, sequence=1)


def next_sequence() -> int:
    """The number of the change that this transaction makes."""
    return next_state().sequence


def current_moment() -> Moment:
    """How far the content has come. One query."""
    row = SearchState.objects.filter(pk=ROW).values_list("sequence", "token", "build").first()
    return Moment(*row) if row else NOTHING_YET
