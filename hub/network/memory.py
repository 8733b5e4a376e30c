"""What is dear to compute is kept under the fingerprint of what it was computed from.

A fingerprint changes with the relations themselves, whoever changed them and by whatever way, and with the minute at
which something expires; so nothing is ever shown that is no longer true, and nothing is computed twice.
"""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")
KEPT_SECONDS = 7 * 24 * 3600


def kept(name: str, basis: object, make: Callable[[], T]) -> T:
    """What ``make`` gives, computed once for each ``basis`` (whose ``repr`` says all that matters)."""
    fingerprint = hashlib.sha256(repr(basis).encode()).hexdigest()
    key = f"network:{name}:{fingerprint}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_SECONDS)
    return found
