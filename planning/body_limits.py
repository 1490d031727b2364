"""Bodies that are too large are refused by the length that they announce, before anything of them is kept."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from custody.disk import free_bytes, in_words
from workbooks.limits import DEFAULT_LIMITS, MEGABYTE

ENVELOPE = MEGABYTE
"""What the other fields of a form may take beside its file; the file itself is measured by its view."""
READ_AWAY = 200 * MEGABYTE
"""So much is read and dropped: a browser shows the answer only when its body has been taken."""
PIECE = 64 * 1024


def most_of_any_file() -> int:
    """Bytes of the largest form that any address takes."""
    return max(DEFAULT_LIMITS.file_bytes, int(settings.EVIDENCE_MAX_BYTES)) + ENVELOPE


class BodyLimit:
    """Middleware: answers 413 with a sentence. It stands before whatever reads `request.POST` in `process_view`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        announced, most = _announced(request), _most(request)
        is_form = request.content_type == "multipart/form-data"
        if announced <= most + (ENVELOPE if is_form else 0):
            return _no_room(request, announced) if is_form and announced > ENVELOPE else None
        _read_away(request, announced)
        context = {"size": announced / MEGABYTE, "most": most // MEGABYTE, "is_file": is_form}
        return render(request, "too_large.html", context, status=413)


def _no_room(request: HttpRequest, announced: int) -> HttpResponse | None:
    """A refusal where the file would take the space that the database needs."""
    free = free_bytes()
    if free - announced >= settings.DISK_RESERVE_BYTES:
        return None
    _read_away(request, announced)
    return render(request, "no_room.html", {"free": in_words(free)}, status=507)


def _announced(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() else 0


def _most(request: HttpRequest) -> int:
    """Bytes that the file, or the body without files, may have at this address."""
    if request.content_type != "multipart/form-data":
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    match = request.resolver_match
    if match is not None and match.view_name == "evidence":
        return int(settings.EVIDENCE_MAX_BYTES)
    return DEFAULT_LIMITS.file_bytes


def _read_away(request: HttpRequest, announced: int) -> None:
    if announced <= READ_AWAY:
        while request.read(PIECE):
            pass
