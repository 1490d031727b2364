"""What every profile shares. A profile imports this and says what differs; secrets come from outside."""

import os
from pathlib import Path

from planning.settings.broker import *  # noqa: F403 - settings build on each other
from planning.settings.mail import *  # noqa: F403 - settings build on each other
from planning.settings.security import *  # noqa: F403 - settings build on each other

BASE_DIR = Path(__file__).resolve().parents[2]
STATE_DIR = Path(os.environ.get("PLANNING_STATE", BASE_DIR / ".local"))
"""Everything that a running instance writes outside the database."""

ROOMS = sorted(
    (path.parent.name for path in BASE_DIR.glob("*/apps.py")), key=lambda room: (room != "planning", room)
)
"""Every folder with an `apps.py`; this one first, whose admin stands in for Django's."""

INSTALLED_APPS = [
    *ROOMS,
    "planning.admin_config.LedgerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "django_filters",
    "django_htmx",
    "import_export",
]

# Triggers stand in migrations as text (`custody.guarding`); the library's own are not used.
PGTRIGGER_MIGRATIONS = False

MIDDLEWARE = [
    "accounts.requests.numbered",
    "planning.proxies.addressed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before the check of the token, which reads the whole body.
    "planning.body_limits.BodyLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # From here on inside one transaction that sees what the person may see.
    "accounts.middleware.ScopeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # Before anything that asks what the person may do: it may change the role, or stop the request.
    "accounts.gate.gate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.requests.RequestHistory",
    "accounts.denials.recorded",
    "accounts.stopped.recorded",
    "planning.only_sent.explained",
    "django_htmx.middleware.HtmxMiddleware",
    "planning.caching.not_stored",
    # Last, so that it sees the answer to a failed login.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "planning.urls"
WSGI_APPLICATION = "planning.wsgi.application"

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
                "planning.navigation.navigation",
            ],
        },
    },
]

PROGRESS_DATABASE = "progress"
"""The connection on which a Job tells how far it is (`custody.databases`)."""

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("PLANNING_STATIC", STATE_DIR / "static"))
STATICFILES_DIRS = (
    [("vendor", STATE_DIR / "assets" / "vendor")] if (STATE_DIR / "assets" / "vendor").is_dir() else []
)
STORAGES = {
    "default": {"BACKEND": "planning.incoming.WholeFiles"},
    "staticfiles": {"BACKEND": "planning.modules.FingerprintedModules"},
}

# Uploads are plan workbooks and evidence: only the owner of the process may read them, and no URL serves them.
MEDIA_ROOT = STATE_DIR / "uploads"
# The classes that the style sheet has for a note.
MESSAGE_TAGS = {10: "", 20: "", 25: "good", 30: "warn", 40: "bad"}

FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_PERMISSIONS = 0o600
# What a killed upload leaves is found there and swept away (`custody.keeping.orphans`).
INCOMING_DIR = STATE_DIR / "incoming"
# What was the end of the chain and when, outside the database (`custody.heads`).
CHAIN_HEADS = STATE_DIR / "chain-heads.txt"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "planning.incoming.IncomingFileHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
"""The body of a form without its files; a file's own limit is in `workbooks.limits`."""
EVIDENCE_MAX_BYTES = 20 * 1024 * 1024
"""One file of evidence."""
DISK_WARN_BYTES = int(os.environ.get("PLANNING_DISK_WARN_MB", "2048")) * 1024 * 1024
"""With less space than this administrators are told on every page."""
DISK_RESERVE_BYTES = 200 * 1024 * 1024
"""So much stays free for the database: a file that would take of it is refused."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "planning.log_lines.OneLine",
            "format": "{asctime} {levelname} {request_id} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"request_number": {"()": "accounts.requests.RequestNumber"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_number"]}
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("PLANNING_LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Beat rings the sweeper every ten seconds; what a Job does is told by its row.
        "celery.worker.strategy": {"handlers": [], "level": "WARNING", "propagate": True},
        "celery.app.trace": {"handlers": [], "level": "WARNING", "propagate": True},
        # It would log the name as typed, which may be a password in the wrong field; the act on record does not.
        "axes": {"handlers": [], "level": "ERROR", "propagate": True},
        # It would count the requests that wait for a thread, at the worst moment.
        "waitress.queue": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
