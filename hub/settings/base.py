"""Settings shared by every environment. Values that differ come from the environment through ``env``."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.settings import env, policies
from hub.settings.accounts import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("HUB_VAR_DIR", str(BASE_DIR / "var")))
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "search",
    "events.reporting",
    "events",
    "partners",
    "hub",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "hub.users_app.HubUsersAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_countries",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hub.security_headers.PermissionsPolicyMiddleware",
    "hub.security_headers.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.compression.PublicTextCompressionMiddleware",
    "hub.moved_addresses.RecheckedRedirectsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hub.accounts.languages.AccountLanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.not_allowed.NotAllowedPageMiddleware",
    "hub.resending.SignedOutMiddleware",
    "hub.accounts.devices.DeviceMiddleware",
    "hub.accounts.second_factor.SecondFactorMiddleware",
    "hub.admin_rights.AdminRightsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.addresses.AddressBookMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "hub.moved_addresses.MovedAddressMiddleware",
]

# The apps of this project, lowest first: each may have sample content.
HUB_APPS = ["hub", "partners", "events", "events.reporting", "search"]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"
AUTH_USER_MODEL = "hub.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.context_processors.hub",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'hub.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer (WAL), a writer takes its lock at once, and waits up to 20 s for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "da"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# The hub's own texts, then those of packages that come without their Danish.
LOCALE_PATHS = [BASE_DIR / "hub" / "locale", BASE_DIR / "hub" / "locale_packages"]
TIME_ZONE = "Europe/Copenhagen"
FORMAT_MODULE_PATH = ["hub.formats"]
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
# Danish is no more a translation of English than English of Danish: only new pages are mirrored, as aliases.
WAGTAILLOCALIZE_DISABLE_ON_DEMAND_SYNC = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Files that no web server may send by itself: evidence, copies of pages, submitted reports.
PRIVATE_ROOT = VAR_DIR / "private"
# What money is counted in, as ISO 4217 writes it.
HUB_CURRENCY = env.text("HUB_CURRENCY", "DKK")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hub.static_files.ImportingStaticFilesStorage"},
}
# Whether this process sends uploaded pictures itself; a public server leaves that to the web server in front.
HUB_SERVES_MEDIA = False
HUB_IS_DEVELOPMENT = False
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# What people choose their time zone from: the zones of places, as cities and events have them.
_ZONES = (BASE_DIR / "hub" / "data" / "zones.txt").read_text(encoding="utf-8").splitlines()
WAGTAIL_USER_TIME_ZONES = ["UTC", *(zone for zone in _ZONES if "/" in zone and not zone.startswith("#"))]

WAGTAIL_SITE_NAME = "Viborg Visuals Hub"
WAGTAILADMIN_BASE_URL = env.text("HUB_BASE_URL", "http://localhost:8000")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.image_forms.HubImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "key", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "hub.document_forms.HubDocumentForm"
# Documents are sent through their view, as downloads: with its headers, and with the privacy of their collection.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAIL_MODERATION_ENABLED = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "hub.rich_text.RichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
TAGGIT_CASE_INSENSITIVE = True
WAGTAIL_TAG_SPACES_ALLOWED = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# What the clock runs, and how often; a job whose command is not installed yet is left out at start.
CLOCK_JOBS: list[tuple[str, int]] = [
    ("publish_scheduled", 60),
    ("sync_search_index", 60),
    ("forget_searches", 3600),
    ("fetch_feeds", 3600),
    ("send_reminders", 3600),
    ("check_evidence", 6 * 3600),
    ("purge_personal_data", 24 * 3600),
    ("drop_stale_references", 24 * 3600),
]

# What people search for: counts are written so many seconds later; what fewer asked for in a day is gone the next day.
SEARCH_STATISTICS_DELAY_SECONDS: float | None = 5.0
SEARCH_STATISTICS_LEAST_TIMES = 3
SEARCH_STATISTICS_DAYS = 400

# A cluster for search (search/conf.py says more); without addresses the database answers.
SEARCH = {
    "urls": env.words("HUB_SEARCH_URLS", []),
    "product": env.text("HUB_SEARCH_PRODUCT", "auto"),
    "api_key": env.text("HUB_SEARCH_API_KEY", ""),
    "ca_certs": env.text("HUB_SEARCH_CA_CERTS", ""),
    "index_prefix": env.text("HUB_SEARCH_INDEX_PREFIX", "hub-search"),
    "timeout_ms": env.number("HUB_SEARCH_TIMEOUT_MS", 800),
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if redis_url := env.text("REDIS_URL", ""):
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("HUB_MAIL_FROM", "hub@localhost")
CSRF_FAILURE_VIEW = "hub.error_views.form_expired"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = policies.public_policy(MEDIA_URL)
ADMIN_CONTENT_SECURITY_POLICY = policies.admin_policy(MEDIA_URL)
PERMISSIONS_POLICY = policies.PERMISSIONS_POLICY

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        logger: {"handlers": ["console"], "level": "INFO", "propagate": False}
        for logger in ("hub", "partners", "events", "search")
    },
}
