"""The page that stands where an address is opened that only takes what is sent to it: a reload, a bookmark, a step back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from accounts.way_back import HOME, opens

NOT_ALLOWED = 405


def explained(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Say that nothing was done, and lead to the page that the deed belongs to; programs get the bare answer."""

    def told(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        reads = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if answer.status_code != NOT_ALLOWED or not reads:
            return answer
        page = render(request, "only_sent.html", {"page": page_of(request.path)}, status=NOT_ALLOWED)
        page["Allow"] = answer["Allow"]
        return page

    return told


def page_of(path: str) -> str:
    """The nearest address above that opens: of `/rows/5/rulings/3/revoke/` the row's rulings."""
    parts = path.strip("/").split("/")
    above = (f"/{'/'.join(parts[:number])}/" for number in range(len(parts) - 1, 0, -1))
    return next((address for address in above if _opens(address)), HOME)


def _opens(address: str) -> bool:
    try:
        return opens(resolve(address).func)
    except Resolver404:
        return False
