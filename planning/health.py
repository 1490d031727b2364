"""`/healthz`: whether this process can reach its database and its broker. Says nothing else to anyone."""

import logging

from celery import current_app
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public

log = logging.getLogger(__name__)


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database and broker answer, else 503 with which of them did not."""
    parts = {"database": _database_answers(), "broker": _broker_answers()}
    healthy = all(parts.values())
    return JsonResponse({"healthy": healthy, **parts}, status=200 if healthy else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        log.exception("the database does not answer")
        return False
    return True


def _broker_answers() -> bool:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except Exception:
        log.exception("the broker does not answer")
        return False
    return True
