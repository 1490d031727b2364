"""The suite: real PostgreSQL and Valkey as the application role, cheap password hashes, uploads in a temp folder."""

import os
import tempfile
from pathlib import Path

from planning.settings.base import *  # noqa: F403
from planning.settings.databases import configured

SECRET_KEY = "only-for-tests"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
DATABASES = configured()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(os.environ.get("PLANNING_TEST_FILES", tempfile.gettempdir())) / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files straight from the rooms: nothing needs collecting before a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# A test's one transaction is its whole world; the test of progress itself asks for the second connection.
PROGRESS_DATABASE = "default"
