"""One number per request: in the answer, in every line of the log, beside every row and act, on the error page."""

import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from pghistory.middleware import HistoryMiddleware

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Return the number of the request being answered; "" in workers and commands."""
    return _current.get()


def numbered(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: number the request. The number is ours alone; one that comes from outside is not taken."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = _current.set(secrets.token_hex(6))
        try:
            response = get_response(request)
            response["X-Request-ID"] = _current.get()
            return response
        finally:
            _current.reset(token)

    return middleware


class RequestHistory(HistoryMiddleware):
    """Middleware: user, address and number of the request stand beside every row that it changes."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_context(request), "request": current_request_id()}


class RequestNumber(logging.Filter):
    """Put the number of the request into a line of the log; “-” outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id() or "-"
        return True
