"""The web process's way in: `python -m planning.web` loads it, as any other WSGI server may."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planning.settings.local")

application = get_wsgi_application()
