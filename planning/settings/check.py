"""For mypy and for checks that touch no database: complete, but every value is a stand-in."""

from planning.settings.base import *  # noqa: F403
from planning.settings.databases import configured

SECRET_KEY = "only-for-type-checking"  # noqa: S105
DATABASES = configured()
