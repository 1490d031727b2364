"""Behind TLS, every secret from the environment or a secret file. `./run check` runs `check --deploy` on this."""

import os

from custody.databases import configured
from planning.settings.base import *  # noqa: F403 - settings build on each other
from planning.settings.base import STATE_DIR
from planning.settings.secrets import required

SECRET_KEY = required("PLANNING_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = required("PLANNING_HOSTS").split()
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = configured()
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")

SECURE_SSL_REDIRECT = os.environ.get("PLANNING_SSL_REDIRECT", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The container's own health check comes without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# No other host of the same domain can set or overwrite them.
SESSION_COOKIE_NAME = "__Host-planning_session"
CSRF_COOKIE_NAME = "__Host-planning_csrf"
