"""How the hub is: apps register checks in ``ready()``, and ``/readyz`` asks them."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)


class Health(StrEnum):
    """Ready; degraded: pages are served, something works less well; dead: send nobody here."""

    READY = "ready"
    DEGRADED = "degraded"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. ``words`` are for whoever watches the site, who may be anybody: no addresses, no errors."""

    health: Health
    words: str = ""


Check = Callable[[], Finding]
_checks: dict[str, Check] = {}
_WORST_FIRST = (Health.DEAD, Health.DEGRADED, Health.READY)


def register(name: str, check: Check) -> None:
    """Add a check, which answers within a second; registering it again replaces it."""
    _checks[name] = check


def findings() -> dict[str, Finding]:
    """What every check finds now. Without the database the others are not asked: nothing works."""
    database = _database()
    if database.health == Health.DEAD:
        return {"database": database}
    return {"database": database} | {name: check() for name, check in _checks.items()}


def overall(found: Iterable[Finding]) -> Health:
    """The worst of them."""
    healths = {finding.health for finding in found}
    return next((health for health in _WORST_FIRST if health in healths), Health.READY)


def _database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer.")
        return Finding(Health.DEAD, "The database does not answer.")
    return Finding(Health.READY)
