"""The engines that tests may use: addresses in ``HUB_TEST_ENGINES``, separated by commas."""

import os
import uuid

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
