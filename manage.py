"""Django's command line. `./run manage …` starts the servers it needs and calls this."""

import os
import sys

from django.core.management import execute_from_command_line

CHANGES_TABLES = {
    "migrate",
    "sqlmigrate",
    "showmigrations",
    "makemigrations",
    "grant_application_role",
    "pgtrigger",
    "purge_acts",
}
"""Commands of the owner of the tables; all others run as the application role."""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planning.settings.local")
    if CHANGES_TABLES & set(sys.argv[1:2]):
        os.environ.setdefault("PLANNING_DATABASE_ROLE", "owner")
    execute_from_command_line(sys.argv)
