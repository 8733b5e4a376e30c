"""The test suite: real migrations, mail kept in memory, tasks done at once."""

import tempfile
from pathlib import Path

from hub.settings.base import *  # noqa: F403
from hub.settings.base import DATABASES, STORAGES, VAR_DIR

SECRET_KEY = "only-for-tests"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "hub-test-media"
PRIVATE_ROOT = Path(tempfile.gettempdir()) / "hub-test-private"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that `pytest --reuse-db` need not run three hundred migrations again.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
HUB_DEMO_SIGN_INS = True
SEARCH_STATISTICS_DELAY_SECONDS = None  # tests write by hand
SEARCH = {}  # tests name their engines themselves
HUB_SECOND_FACTOR_REQUIRED = False  # its own tests switch it on
