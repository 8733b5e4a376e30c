"""Places and waiting list on PostgreSQL, whatever the other tests run on: ``HUB_TEST_POSTGRES`` names a database."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from search.tests.real_engines import alone_on_postgresql, skip_or_fail

MODULES = ["events/tests/test_delegation_rush.py", "events/tests/test_delegation_places.py"]


@pytest.mark.engine
def test_no_place_is_given_twice_on_postgresql():
    if connection.vendor == "postgresql":
        pytest.skip("The other tests run on PostgreSQL already.")
    url = os.environ.get("HUB_TEST_POSTGRES")
    if not url:
        skip_or_fail("HUB_TEST_POSTGRES names no database")
    command = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", "--create-db", *MODULES]
    apart = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_", "COVERAGE_"))}
    with alone_on_postgresql():
        run = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=apart | {"DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]
