"""The page of an error of ours: it names the request, so that its lines in the log can be found."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from accounts.requests import current_request_id


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer with the number of the request; nothing but static files may be relied on."""
    return HttpResponse(render_to_string("500.html", {"request_id": current_request_id()}), status=500)
