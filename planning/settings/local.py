"""One machine, loopback, no TLS: what `./run up` uses. Its secret key is made at the first start."""

import os

from custody.databases import configured
from planning.settings.base import *  # noqa: F403 - settings build on each other
from planning.settings.base import STATE_DIR
from planning.settings.secrets import kept

SECRET_KEY = kept(STATE_DIR / "secret_key")
DEBUG = os.environ.get("PLANNING_DEBUG") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("PLANNING_HOSTS", "").split()]
DATABASES = configured()
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")
