"""`/healthz`: whether this process can reach its database and its broker, within a second, and nothing else.

Without the broker figures are entered and approved as ever and verdicts follow later: degraded. Without the
database nothing works: down.
"""

import logging

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public
from jobs.aside import Aside, Late
from jobs.bell import bell

log = logging.getLogger(__name__)

WITHIN_SECONDS = 0.4
"""For each of the two."""

_aside = Aside("health")


@public
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the database answers, else 503."""
    parts = {"database": _database_answers(), "broker": bell.listen(within=WITHIN_SECONDS)}
    status = "down" if not parts["database"] else "ok" if parts["broker"] else "degraded"
    return JsonResponse({"status": status, **parts}, status=503 if status == "down" else 200)


def _database_answers() -> bool:
    # One that takes the connection and then says nothing must not keep us.
    try:
        _aside.ask(_ask_database, within=WITHIN_SECONDS)
    except Late:
        log.warning("the database does not answer in time")
    except Exception:
        log.exception("the database does not answer")
    else:
        return True
    return False


def _ask_database() -> None:
    """Ask over a connection of its own: a kept one may be dead, and none is left to a thread that lives on."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        own.close()
