"""What a refused form said, to stand in it again when its page is opened next; told once."""

from typing import Any

from django.http import HttpRequest

KEPT = "kept"


def keep_form(request: HttpRequest, page: str, **said: Any) -> None:
    """Keep what a person wrote and ticked for the form on `page` (a path)."""
    request.session[KEPT] = {"page": page, "said": said}


def kept_form(request: HttpRequest) -> dict[str, Any]:
    """What the refused form of this page said; empty where none was refused."""
    found = request.session.get(KEPT)
    if found is None or found["page"] != request.path:
        return {}
    del request.session[KEPT]
    said: dict[str, Any] = found.get("said", {})
    return said
