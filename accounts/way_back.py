"""Where a person is led who meets the login page: to a page that opens, and told when what was sent was not done.

What was sent to the login page instead of its own address is not done, and its address may answer POST alone: after
the login the person stands again on the page that it was sent from.
"""

from collections.abc import Callable
from inspect import getclosurevars, isfunction
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

FIELD = "confirm_page"
"""In the form of the password page, whose own address is the one it asks for: the page before it."""
HOME = "/"
NOT_DONE = "not_done"
SENTENCE = "您已退出登录，刚才提交的操作没有执行，也没有保存"


def to_login(request: HttpRequest, *, why: str = "") -> HttpResponse:
    """The login page, which says why the person stands there and leads back; `why`: another reason than having left."""
    page, from_fragment = page_before(request), request.headers.get("HX-Request") == "true"
    if request.method == "POST":
        said = f"{why}，刚才提交的操作没有执行，也没有保存" if why else SENTENCE
        messages.warning(request, f"{said}。请重新登录，登录后回到原来的页面。")
        request.session[NOT_DONE] = page
    elif why:
        messages.warning(request, f"{why}，已自动退出，请重新登录。")
    login = redirect_to_login(page)
    # A fragment asks the whole page to go there instead of taking the form in.
    return HttpResponse(headers={"HX-Redirect": login.url}) if from_fragment else login


def tell_not_done(request: HttpRequest, target: str) -> None:
    """Say once more, on the page that the login leads to, that what was sent from it was not done."""
    if request.session.pop(NOT_DONE, None) == target:
        messages.warning(request, "登录之前提交的操作没有执行，也没有保存；如仍需要，请核对后重新提交。")


def page_before(request: HttpRequest) -> str:
    """The page that the request belongs to: its own, of a POST the one it was sent from; each opens by GET."""
    asked = [request.get_full_path()]
    if request.method == "POST":
        asked = [request.POST.get(FIELD, ""), request.headers.get("Referer", ""), *asked]
    if request.headers.get("HX-Request") == "true":
        asked = [request.headers.get("HX-Current-URL", ""), *asked]
    return next((page for page in (_own(request, address) for address in asked) if page), HOME)


def _own(request: HttpRequest, address: str) -> str:
    """Path and query of an address of ours that opens by GET; empty for every other."""
    if not address or not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return ""
    parts = urlsplit(address)
    try:
        view = resolve(parts.path).func
    except Resolver404:
        return ""
    return f"{parts.path}?{parts.query}".removesuffix("?") if opens(view) else ""


def opens(view: Callable[..., Any]) -> bool:
    """Whether a view answers GET. Django's `require_POST` leaves no mark but the list that its wrapper closes over."""
    layer: Any = view
    while layer is not None:
        methods = getclosurevars(layer).nonlocals.get("request_method_list") if isfunction(layer) else None
        if methods is not None and "GET" not in methods:
            return False
        # Of a class of Django's, its own list.
        if "get" not in getattr(getattr(layer, "view_class", None), "http_method_names", ["get"]):
            return False
        layer = getattr(layer, "__wrapped__", None)
    return True
