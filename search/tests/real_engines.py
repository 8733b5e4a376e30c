"""The engines that tests may use: addresses in ``HUB_TEST_ENGINES``, separated by commas."""

import fcntl
import os
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.conf import SearchSettings

VARIABLE = "HUB_TEST_ENGINES"


def engine_urls():
    """The addresses; under ``CI=true`` there must be some."""
    return [url.strip() for url in os.environ.get(VARIABLE, "").split(",") if url.strip()]


def skip_or_fail(what):
    """Without ``what``, a laptop skips a test and says so; CI fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}; CI must try this.")
    pytest.skip(what)


def settings_for(url, **values):
    """Settings of an engine with indexes of its own."""
    return SearchSettings(
        **{"urls": (url,), "index_prefix": f"test-{uuid.uuid4().hex[:12]}", "timeout_ms": 5000} | values
    )


@contextmanager
def alone_on_postgresql():
    """One test at a time makes its database there: all make it under the same name."""
    with (Path(tempfile.gettempdir()) / "hub-tests-postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
