"""For mypy and for checks that touch no database: complete, but every value is a stand-in."""

from custody.databases import configured
from planning.settings.base import *  # noqa: F403 - settings build on each other

SECRET_KEY = "only-for-type-checking"  # noqa: S105 - opens nothing
DATABASES = configured()
