"""A signed-in person who is refused a page leaves an act: what does not exist for somebody answers 404, or 403."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User
from accounts.records import record

REFUSALS = {403, 404}


def recorded(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: put a refusal on record.

    Foreign and unknown things answer alike, so both stand here; an address that no page has is a slip of
    the keyboard and does not.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code in REFUSALS and request.resolver_match and isinstance(request.user, User):
            with transaction.atomic():
                detail = {"method": request.method, "status": response.status_code}
                record("拒绝访问", request.path, by=request.user, detail=detail)
        return response

    return middleware
