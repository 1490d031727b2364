"""Every request is one transaction that sees what its person may see (`custody.scope`)."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from accounts.access import DECLARATION
from custody.scope import DOOR, Scope, alone, within

# Answers of the views, not accidents: what was put on record on the way to them stays.
ANSWERS = (Http404, PermissionDenied, BadRequest, SuspiciousOperation)
# Asks no table; must answer while the database does not.
HEALTH = "/healthz"


class ScopeMiddleware:
    """Opens the transaction in which the own account can be read; `accounts.gate` widens it to the person's role.

    An accident in a view (a 500) undoes the whole request; a refusal (400, 403, 404) keeps its record.
    Bells ring when the transaction commits. A response that streams is written after that, without scope.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == HEALTH:
            request.user = AnonymousUser()
            return self.get_response(request)
        with within(_found(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if request.path_info != HEALTH and (_is_broken() or not _keeps(request, exception)):
            transaction.set_rollback(True)


def _found(request: HttpRequest) -> Scope:
    """The scope in which the session's account can be read."""
    person = request.session.get(SESSION_KEY)
    return DOOR if person is None else alone(int(person))


def _keeps(request: HttpRequest, exception: Exception) -> bool:
    """Refusals keep their records; a public page (the login) writes nothing but records of the attempt."""
    match = request.resolver_match
    public = match is not None and getattr(match.func, DECLARATION, "") == "public"
    return public or isinstance(exception, ANSWERS)


def _is_broken() -> bool:
    """Whether PostgreSQL refuses every further statement of the transaction, or is gone."""
    if connection.connection is None or connection.connection.closed:
        return True
    status = connection.connection.get_transaction_status()
    return connection.needs_rollback or status == TRANSACTION_STATUS_INERROR
