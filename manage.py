"""Django's command line. `./run manage …` starts the servers it needs and calls this."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planning.settings.local")
    execute_from_command_line(sys.argv)
