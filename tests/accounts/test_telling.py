"""A refusal reaches the person as one sentence: on a page, in a form, as JSON, from a command, from a Job."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.management import CommandError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from accounts.telling import RefusalsIn, refused_as_json, refused_to
from custody.commands import ToldCommand
from imports.applying import StalePreviewError
from launcher.rooms import rooms
from refusals import Refused, Stale, Unchanged


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined] # as the middleware sets it
    return request


def said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(message.tags, str(message)) for message in get_messages(request)]


@pytest.mark.parametrize(
    ("refusal", "tag"),
    [
        (Refused("不能。"), "bad"),
        (Stale("已变。"), "warn"),
        (StalePreviewError("已变。"), "warn"),
        (Unchanged("相同。"), ""),
    ],
)
def test_the_kind_of_refusal_decides_how_loud_its_sentence_is(
    request_: HttpRequest, refusal: Refused, tag: str
) -> None:
    @refused_to("import")
    def view(_request: HttpRequest, pk: int) -> HttpResponse:
        raise refusal

    answer = view(request_, pk=7)
    assert (answer.status_code, answer["Location"]) == (302, "/imports/7/")
    assert said(request_) == [(tag, str(refusal))]


def test_a_function_may_answer_with_the_refusal_and_the_arguments_of_the_view(request_: HttpRequest) -> None:
    told: list[tuple[str, int]] = []

    def back(_request: HttpRequest, refusal: Refused, pk: int, kind: str) -> HttpResponse:
        told.append((str(refusal), pk))
        return redirect(f"/{kind}/")

    @refused_to(back)
    def view(_request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        raise Refused(f"{kind} 不能。")

    assert view(request_, pk=3, kind="甲")["Location"] == "/%E7%94%B2/"
    assert told == [("甲 不能。", 3)]


def test_a_fault_is_no_refusal(request_: HttpRequest) -> None:
    @refused_to("import-list")
    def view(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        view(request_)
    with pytest.raises(ZeroDivisionError), RefusalsIn(forms.Form({})):
        raise ZeroDivisionError


def test_a_form_shows_the_refusal_where_it_belongs() -> None:
    class OneField(forms.Form):
        file = forms.CharField()

    form = OneField({"file": "甲"})
    assert form.is_valid()
    with RefusalsIn(form, "file"):
        raise Refused("文件是空的。")
    with RefusalsIn(form):
        raise Refused("不能。")
    assert form.errors == {"file": ["文件是空的。"], "__all__": ["不能。"]}


def test_a_script_reads_the_refusal_as_json(request_: HttpRequest) -> None:
    @refused_as_json
    def view(_request: HttpRequest) -> HttpResponse:
        raise Refused("没有保存。")

    answer = view(request_)
    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, json.loads(answer.content)) == (400, {"error": "没有保存。"})


def test_a_command_ends_with_the_sentence_and_with_json_says_it_in_a_line_too() -> None:
    class Command(ToldCommand):
        requires_system_checks = ()

        def handle(self, *args: Any, **options: Any) -> None:
            raise Refused("读不了。")

    out = io.StringIO()
    with pytest.raises(CommandError, match=r"^读不了。$") as ended:
        Command().execute(stdout=out, force_color=False, no_color=True, skip_checks=True, json=True)
    assert ended.value.returncode == 1
    line = {"kind": "problem", "sheet": None, "cell": None, "severity": "error", "message": "读不了。"}
    assert json.loads(out.getvalue()) == line


def test_every_refusal_that_the_rooms_raise_is_one() -> None:
    """A class of exceptions called …RefusedError that is no Refused would reach the person as an error of ours."""
    ours = {room.name for room in rooms(Path(settings.BASE_DIR))}
    named = [each for each in _all(Exception) if each.__name__.endswith(("RefusedError", "LostError"))]
    found = [each for each in named if each.__module__.partition(".")[0] in ours]
    assert len(found) > 5
    assert [each for each in found if not issubclass(each, Refused)] == []


def _all(base: type[BaseException]) -> list[type[BaseException]]:
    return [each for kind in base.__subclasses__() for each in (kind, *_all(kind))]
