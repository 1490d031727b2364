"""Every field that a form of ours sends has its words where no form can be asked."""

import re
from collections.abc import Iterator
from pathlib import Path

from django import forms
from django.conf import settings
from django.urls import get_resolver

from launcher.rooms import rooms
from planning.errors import SECRET
from planning.field_words import CHOSEN, CODED, SILENT, TYPED, SentField, in_words

ASKING = {"FilterForm", "MomentsForm"}
"""They look for something and are sent by GET."""
FILES = {"file"}
ROOMS = {room.name for room in rooms(Path(settings.BASE_DIR))}


def declared(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[tuple[str, str]]:
    """Form and field of every form that our rooms declare."""
    for one in kind.__subclasses__():
        if one.__module__.split(".")[0] in ROOMS and one.__name__ not in ASKING:
            yield from ((one.__name__, name) for name in getattr(one, "base_fields", ()))
        yield from declared(one)


def written() -> Iterator[tuple[str, str]]:
    """Template and field of every control that is written by hand."""
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        if "admin" not in path.parts:
            text = re.sub(r'<form(?![^>]*method="post").*?</form>', "", path.read_text(), flags=re.DOTALL)
            controls = re.findall(r"<(?:input|textarea|select|button)[^>]*", text)
            names = (re.search(r' name="([a-z0-9_-]+)"', control) for control in controls)
            yield from ((path.name, found[1].rpartition("-")[2]) for found in names if found)


def test_no_field_is_without_words() -> None:
    assert get_resolver().url_patterns  # every view, and with it every form, is imported
    known = {*TYPED, *CODED, *CHOSEN, *FILES}
    fields = {*declared(), *written()}
    assert {("BulkForm", "same"), ("_line.html", "entry")} < fields
    unknown = {
        (where, name)
        for where, name in fields
        if name not in known and not SILENT.fullmatch(name) and not SECRET.search(name)
    }
    # The moment that a page of the past is asked for goes along in the form of a search.
    assert unknown - {("_kept.html", "asof"), ("_moment.html", "asof")} == set()


def test_names_of_rows_and_of_forms_lead_to_the_same_words() -> None:
    assert in_words([("assign-text", "88"), ("text_7", "90"), ("scope_3", "year"), ("with_demo", "on")]) == [
        SentField("目标值", "88"),
        SentField("目标值", "90"),
        SentField("当年或累计", "当年"),
        SentField("已知悉含演示数据", "是"),
    ]
