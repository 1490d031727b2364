"""The page of an error of ours: it names the request, so that its lines in the log can be found.

Where the database is away or the disk is full nobody erred: the page says so and keeps what was typed.
"""

import re
import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from accounts.requests import current_request_id
from planning.field_words import in_words
from planning.outages import Outage, outage

AGAIN_SECONDS = 30
SECRET = re.compile(r"password|code$|secret|token", re.IGNORECASE)
"""Names of fields whose content is never sent back."""


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer with the number of the request; nothing but static files may be relied on."""
    found = outage(sys.exc_info()[1])
    if found is None:
        return HttpResponse(render_to_string("500.html", {"request_id": current_request_id()}), status=500)
    answer = _told(request, found)
    answer["Retry-After"] = str(AGAIN_SECONDS)
    return answer


def _told(request: HttpRequest, found: Outage) -> HttpResponse:
    sentence = found.sentence(writing=request.method == "POST")
    if request.headers.get("HX-Request") == "true":
        # htmx leaves the page as it is; `ledger.js` shows the sentence.
        return HttpResponse(sentence, status=found.status, content_type="text/plain; charset=utf-8")
    if request.content_type == "application/json" or "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": sentence}, status=found.status)
    return HttpResponse(render_to_string("503.html", _context(request, found)), status=found.status)


def _context(request: HttpRequest, found: Outage) -> dict[str, Any]:
    context = {"outage": found, "address": request.get_full_path(), "request_id": current_request_id()}
    if request.method != "POST":
        return context
    typed, secret = _typed(request)
    return {
        **context,
        "typed": typed,
        "shown": in_words(typed),
        "secret": secret,
        "files": [(name, file.name) for name, files in request.FILES.lists() for file in files],
        "csrf_token": get_token(request),
    }


def _typed(request: HttpRequest) -> tuple[list[tuple[str, str]], list[str]]:
    """The fields of a form with their values, and the names of those whose values stay here."""
    pairs = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    secret = [name for name, _value in pairs if SECRET.search(name) and name != "csrfmiddlewaretoken"]
    return [pair for pair in pairs if not SECRET.search(pair[0])], secret
