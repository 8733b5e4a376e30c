"""A developer's machine: no secrets needed, mail to the console, demo sign-ins allowed.

Visitors of it see the site's own error pages; ``HUB_DEBUG=1 make run`` shows Django's, with settings and traceback.
"""

from hub.settings import env
from hub.settings.base import *  # noqa: F403
from hub.settings.base import STORAGES

DEBUG = env.flag("HUB_DEBUG", False)
HUB_IS_DEVELOPMENT = True
HUB_SERVES_MEDIA = True
SECRET_KEY = "development-only-never-used-in-production"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
# Changed styles and scripts are seen at once.
WHITENOISE_AUTOREFRESH = True
HUB_DEMO_SIGN_INS = True
