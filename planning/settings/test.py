"""The suite: real PostgreSQL and Valkey as the application role, cheap password hashes, uploads in a temp folder."""

import os
import re
import tempfile
from pathlib import Path

from custody.databases import configured
from planning.settings.base import *  # noqa: F403 - settings build on each other
from planning.settings.broker import CELERY_BROKER_URL

# Of several processes of one run (`./run test -n 2`) each has its own database, broker and uploads.
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
CELERY_BROKER_URL = re.sub(r"(/|virtual_host=)0$", rf"\g<1>{PROCESS}", CELERY_BROKER_URL)

SECRET_KEY = "only-for-tests"  # noqa: S105 - opens nothing
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
DATABASES = configured()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests fail five times in a row; the pauses have tests of their own.
LOGIN_PAUSES = ()
MEDIA_ROOT = Path(os.environ.get("PLANNING_TEST_FILES", tempfile.gettempdir())) / f"uploads-{PROCESS}"
INCOMING_DIR = MEDIA_ROOT.with_name(f"incoming-{PROCESS}")
CHAIN_HEADS = MEDIA_ROOT.with_name(f"chain-heads-{PROCESS}.txt")
STORAGES = {
    "default": {"BACKEND": "planning.incoming.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files straight from the rooms: nothing needs collecting before a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# A test's one transaction is its whole world; the test of progress itself asks for the second connection.
PROGRESS_DATABASE = "default"
