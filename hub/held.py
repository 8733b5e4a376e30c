"""Values that every page needs and that seldom change, held in memory by each process.

A value is made from rows of some models. When one of them is saved or deleted, the value's generation gets a new token
in the same transaction; processes look at the tokens every few seconds, with one small query for all values.
"""

import time
import uuid
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal

CHECK_SECONDS = 3.0
MIGRATIONS_MODULE = "__fake__"  # where historical models of migrations say that they come from

T = TypeVar("T")


class _Tokens:
    """The tokens of all generations, as this process last read them."""

    def __init__(self) -> None:
        self._known: dict[str, uuid.UUID] = {}
        self._read_at = 0.0

    def of(self, name: str) -> uuid.UUID | None:
        """The token of a value, at most ``CHECK_SECONDS`` old; ``None`` if it never changed."""
        now = time.monotonic()
        if not self._read_at or now - self._read_at > CHECK_SECONDS:
            self._known = dict(apps.get_model("hub", "Generation").objects.values_list("name", "token"))
            self._read_at = now
        return self._known.get(name)

    def forget(self) -> None:
        """Read again at the next question."""
        self._read_at = 0.0


_tokens = _Tokens()
_all: list["Held[Any]"] = []
_watched: dict[str, set[str]] = {}


class Held(Generic[T]):
    """A value that ``build`` makes from rows of ``models`` (labels: ``"hub.tag"``) and of models that stand on them."""

    def __init__(self, name: str, build: Callable[[], T], *models: str) -> None:
        self.name = name
        self._build = build
        self._held: tuple[uuid.UUID | None, T] | None = None
        _all.append(self)
        self.watch(*models)

    def watch(self, *models: str) -> None:
        """Make the value anew when rows of further models change; every process must say so at its start."""
        for label in models:
            _watched.setdefault(label.lower(), set()).add(self.name)

    def get(self) -> T:
        """The value; made anew if its generation has changed since."""
        token = _tokens.of(self.name)
        held = self._held
        if held is None or held[0] != token:
            held = self._held = (token, self._build())
        return held[1]

    @property
    def generation(self) -> str:
        """The token of the value as it was last given; the same in every process that has the same value."""
        return str(self._held[0]) if self._held and self._held[0] else ""

    def renew(self) -> None:
        """Tell every process that the value has changed; for writes that send no signal."""
        renew({self.name})

    def renew_on(self, signal: Signal) -> None:
        """Renew it whenever ``signal`` is sent; for changes that are not saved row by row."""
        signal.connect(self._renew, dispatch_uid=f"hub.held {self.name}")

    def _renew(self, **kwargs: Any) -> None:
        self.renew()

    def forget(self) -> None:
        """Make it anew at the next question, in this process."""
        self._held = None


def renew(names: set[str]) -> None:
    """Give values a new generation, with whatever transaction is open; one query."""
    model = apps.get_model("hub", "Generation")
    model.objects.bulk_create(
        [model(name=name, token=uuid.uuid4()) for name in sorted(names)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["token"],
    )
    _tokens.forget()
    # Another thread may have made the value from what was not committed yet.
    transaction.on_commit(lambda: _forget(names))


def _forget(names: set[str]) -> None:
    _tokens.forget()
    for held in _all:
        if held.name in names:
            held.forget()


def look_again() -> None:
    """See every change that is committed by now, for what must not be seconds old; one query at the next value."""
    _tokens.forget()


def forget_all() -> None:
    """Nothing is held any more, in this process."""
    _tokens.forget()
    for held in _all:
        held.forget()


def _renew_what_was_made_of(sender: type[Model], **kwargs: Any) -> None:
    if sender.__module__ == MIGRATIONS_MODULE:
        return
    models = (sender, *sender._meta.get_parent_list())
    if names := set().union(*(_watched.get(model._meta.label_lower, ()) for model in models)):
        renew(names)


def connect() -> None:
    """Notice from now on what is saved and deleted."""
    for signal in (post_save, post_delete):
        signal.connect(_renew_what_was_made_of, dispatch_uid="hub.held")
