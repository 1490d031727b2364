"""The web process's way in: `gunicorn planning.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planning.settings.local")

application = get_wsgi_application()
