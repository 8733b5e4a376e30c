"""What is held on a person: a registry that apps fill in ``ready()``, read by download, deletion and purge."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from hub.models import User

Rows: TypeAlias = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that an app holds on people."""

    key: str
    # Everything of it that belongs to one person, as plain values for JSON.
    collect: Callable[[User], Rows]
    # Removes it; called in the transaction that deletes the account, before the user's row goes.
    forget: Callable[[User], None]
    # What the person should know before deleting, as sentences; none if there is nothing.
    warnings: Callable[[User], list[str]] = lambda user: []


@dataclass(frozen=True, slots=True)
class Retention:
    """One kind of row that is kept for a time only."""

    key: str
    # What goes, in words for the command's report: "ended memberships".
    label: Any
    # The field of ``PrivacySettings`` that says for how many days.
    days_setting: str
    # The rows that are older than the day, as a queryset.
    expired: Callable[[dt.datetime], Any]
    # What becomes of them; without it they are deleted.
    remove: Callable[[Any], None] | None = None


# Given users, keeps those that nobody waits for.
Duties: TypeAlias = Callable[[Any], Any]

_duties: list[Duties] = []
_holdings: dict[str, Holding] = {}
_retentions: dict[str, Retention] = {}


def register_holding(holding: Holding) -> None:
    """Add a kind of thing that is held on people."""
    _holdings[holding.key] = holding


def register_retention(retention: Retention) -> None:
    """Add a kind of row that is purged."""
    _retentions[retention.key] = retention


def holdings() -> list[Holding]:
    """Everything registered, in order of registration."""
    return list(_holdings.values())


def retentions() -> list[Retention]:
    """Everything registered, in order of registration."""
    return list(_retentions.values())


def register_duties(without_duties: Duties) -> None:
    """Add a question that keeps users from being purged as idle."""
    _duties.append(without_duties)


def without_duties(users: Any) -> Any:
    """The users among ``users`` whom no app needs."""
    for question in _duties:
        users = question(users)
    return users
