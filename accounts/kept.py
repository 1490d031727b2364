"""What a form said, to stand in it again when its page is opened next: of a refused form once, of one that is being
previewed until it is confirmed."""

from typing import Any

from django.http import HttpRequest, QueryDict

KEPT = "kept"
HELD = "held"
MOST = 5
"""Pages whose forms are held at a time: a person previews one or two."""
_NEVER = frozenset({"csrfmiddlewaretoken", "confirm_password"})


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


def move_form(request: HttpRequest, before: str, page: str) -> None:
    """What is kept for one page stands in the form of another, which has taken its place."""
    found = request.session.get(KEPT)
    if found is not None and found["page"] == before:
        request.session[KEPT] = {**found, "page": page}


def hold_form(request: HttpRequest, page: str) -> None:
    """Hold what was sent for a preview on `page`: a GET shows it, so that Back and reloading do no harm."""
    typed = [[name, value] for name, values in request.POST.lists() if name not in _NEVER for value in values]
    others = [one for one in request.session.get(HELD, []) if one[0] != page]
    request.session[HELD] = [*others, [page, typed]][-MOST:]


def held_form(request: HttpRequest) -> QueryDict | None:
    """What is held for this page, as if it had been sent."""
    found = next((typed for page, typed in request.session.get(HELD, []) if page == request.path), None)
    if found is None:
        return None
    data = QueryDict(mutable=True)
    for name, value in found:
        data.appendlist(name, value)
    return data


def drop_form(request: HttpRequest, page: str) -> None:
    """What was held is done with."""
    request.session[HELD] = [one for one in request.session.get(HELD, []) if one[0] != page]
