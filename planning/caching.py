"""On a shared computer nothing of one person is left for the next: signed-in pages are never stored."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def not_stored(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the browser keeps no page or download of a signed-in person, not even for “back”."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response

    return respond
