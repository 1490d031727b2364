"""A file that its reader died of leaves an act, whoever brought it and however he was told."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User
from accounts.records import record
from custody.scope import CITY, within
from sandbox.deaths import Death, noting


def recorded(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: the act is written after the answer is made, since the refusal has undone what the view began."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with noting() as deaths:
            response = get_response(request)
        if deaths:
            record_deaths(
                deaths, by=request.user if isinstance(request.user, User) else None, page=request.path
            )
        return response

    return middleware


@transaction.atomic
def record_deaths(deaths: Iterable[Death], *, by: User | None, page: str = "") -> None:
    """Put every file on record that was stopped."""
    for death in deaths:
        detail = {"reason": str(death.cause), "sha256": death.sha256, "page": page}
        record("中止处理文件", death.file_name or death.sha256[:16], by=by, detail=detail)


def record_for_shell(deaths: Iterable[Death]) -> None:
    """The same for a command, whose own transaction is over."""
    with within(CITY):
        record_deaths(deaths, by=None)
