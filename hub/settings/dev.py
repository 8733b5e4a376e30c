"""A developer's machine: no secrets needed, mail to the console, demo sign-ins allowed.

Visitors of it see the site's own error pages; ``HUB_DEBUG=1 make run`` shows Django's, with settings and traceback.
"""

from hub.settings import env
from hub.settings.base import *  # noqa: F403
from hub.settings.base import LOGGING, STORAGES

DEBUG = env.flag("HUB_DEBUG", False)
HUB_IS_DEVELOPMENT = True
HUB_SERVES_MEDIA = True
SECRET_KEY = "development-only-never-used-in-production"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# A directory that mail is written to instead, one file each: browser tests read their codes and links there.
if EMAIL_FILE_PATH := env.text("HUB_MAIL_DIR", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
# Changed styles and scripts are seen at once.
WHITENOISE_AUTOREFRESH = True
HUB_DEMO_SIGN_INS = True
# Demo sign-ins have no second factor; HUB_SECOND_FACTOR=1 asks for it as a public server does.
HUB_SECOND_FACTOR_REQUIRED = env.flag("HUB_SECOND_FACTOR", False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
# The worker tells of each task that it takes and ends; the first start has hundreds. What fails is still told.
_FAILURES = {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"}
_QUIET = {"handlers": ["failures"], "propagate": False}
LOGGING = LOGGING | {
    "handlers": LOGGING["handlers"] | {"failures": _FAILURES},
    "loggers": LOGGING["loggers"] | {"django_tasks": _QUIET, "django_tasks_db": _QUIET},
}
