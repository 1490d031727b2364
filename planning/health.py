"""`/healthz`: whether this process can reach its database and its broker, within a second, and nothing else.

Without the broker figures are entered and approved as ever and verdicts follow later: degraded. Without the
database nothing works: down.
"""

import logging
import time
from concurrent.futures import Future

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public
from jobs.aside import Aside
from jobs.bell import bell

log = logging.getLogger(__name__)

WITHIN_SECONDS = 0.8
"""For both together."""

_aside = Aside("health")


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the database answers, else 503."""
    until = time.monotonic() + WITHIN_SECONDS
    asked = {"database": _aside.begin(_ask_database), "broker": bell.listening()}
    # One that takes the connection and then says nothing must not keep us.
    parts = {name: _answers(name, answer, until) for name, answer in asked.items()}
    status = "down" if not parts["database"] else "ok" if parts["broker"] else "degraded"
    return JsonResponse({"status": status, **parts}, status=503 if status == "down" else 200)


def _answers(name: str, answer: Future[None], until: float) -> bool:
    try:
        answer.result(timeout=max(0.0, until - time.monotonic()))
    except Exception as error:
        log.warning("the %s does not answer: %r", name, error)
        return False
    return True


def _ask_database() -> None:
    """Ask over a connection of its own: a kept one may be dead, and none is left to a thread that lives on."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        own.close()
