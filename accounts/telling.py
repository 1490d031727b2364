"""A refusal told to the person who asked: a note on the page where he is led, a line in his form, or JSON."""

from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from refusals import Refused, Stale, Unchanged

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)

View = Callable[Concatenate[R, P], HttpResponseBase]


def tell(request: HttpRequest, refusal: Refused) -> None:
    """Put the sentence on the next page that the person sees."""
    if isinstance(refusal, Unchanged):
        messages.info(request, str(refusal))
    elif isinstance(refusal, Stale):
        messages.warning(request, str(refusal))
    else:
        messages.error(request, str(refusal))


def refused_to(page: str | Callable[..., HttpResponse]) -> Callable[[View[R, P]], View[R, P]]:
    """What the view refuses is a note on another page.

    `page`: the name of an address that takes the view's own arguments; or a function of the request, the refusal and
    these arguments, which answers (and may keep what was typed, `accounts.kept`).
    """

    def lead(request: HttpRequest, refusal: Refused, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (
            redirect(page, *args, **kwargs)
            if isinstance(page, str)
            else page(request, refusal, *args, **kwargs)
        )

    def decorate(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def told(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                tell(request, refusal)
                return lead(request, refusal, *args, **kwargs)

        return cast("View[R, P]", told)

    return decorate


def refused_as_json(view: View[R, P]) -> View[R, P]:
    """What the view refuses is `{"error": …}` with the status 400, which the page's script shows."""

    @wraps(view)
    def told(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return JsonResponse({"error": str(refusal)}, status=400)

    return cast("View[R, P]", told)


class RefusalsIn:
    """`with RefusalsIn(form):` puts a refusal of the body into the form, which is then shown again as it was filled."""

    def __init__(self, form: forms.Form, field: str | None = None) -> None:
        """`field`: the one that the sentence is about; None for the form as a whole."""
        self._form, self._field = form, field

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> bool:
        if not isinstance(error, Refused):
            return False
        self._form.add_error(self._field, str(error))
        return True
