"""No page of login, accounts and admin speaks English, or the Chinese of a translating machine."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from gettext import GNUTranslations
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.forms import CharField, ChoiceField, DateField, IntegerField
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from tests import reference

pytestmark = pytest.mark.django_db

OURS = {"Excel", "True", "False"}
"""The last two only behind the icons of yes and no, where Django has them fast."""


def texts(page: str) -> str:
    """What a person reads: without scripts, styles, addresses; titles, labels and placeholders included."""
    page = re.sub(r"(?s)<(script|style|svg).*?</\1>|<!--.*?-->", " ", page)
    told = re.findall(r'\b(?:title|placeholder|aria-label|alt)="([^"]*)"', page)
    told += re.findall(r'<input type="(?:submit|button)"[^>]*value="([^"]*)"', page)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", page), *told]))


def foreign(page: str) -> set[str]:
    """English words of a page: a capitalised one, or three small ones in a row."""
    words = re.findall(r"(?<![\w.-])(?:[A-Z][a-z]{2,}|[a-z]{2,}(?: [a-z]{2,}){2,})", texts(page))
    return set(words) - OURS


def pages_of_the_admin() -> Iterator[str]:
    yield reverse("admin:index")
    for model in admin.site._registry:
        first = model._default_manager.first()
        for page in ("changelist", "add", "import", "export", "change"):
            with suppress(NoReverseMatch):
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
                if page != "change" or first:
                    yield reverse(name, args=[first.pk] if page == "change" and first else [])


def test_the_pages_of_the_admin_speak_chinese(client: Client) -> None:
    reference.load()
    client.force_login(reference.administrator())
    client.raise_request_exception = False
    answers = {page: client.get(page) for page in pages_of_the_admin()}
    seen = {page: answer.content.decode() for page, answer in answers.items() if answer.status_code == 200}
    assert len(seen) > 15
    assert {page: words for page, text in seen.items() if (words := foreign(text))} == {}
    assert "数据名称" in seen["/admin/"]


def test_the_pages_of_accounts_speak_chinese(client: Client) -> None:
    assert foreign(client.get("/login/").content.decode()) == set()
    assert foreign(client.get("/login/locked/").content.decode()) == set()
    user = reference.administrator()
    client.force_login(user)
    pages = (
        "/account/",
        "/password/",
        "/account/second-factor/",
        "/accounts/",
        "/accounts/new/",
        f"/accounts/{user.pk}/",
    )
    assert {page: words for page in pages if (words := foreign(client.get(page).content.decode()))} == {}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: validate_slug("有空格 的"), "只能用字母、数字、下划线和连字符，如 forest-rate。"),
        (lambda: IntegerField().clean("3.5"), "请填写整数。"),
        (lambda: CharField().clean(""), "请填写这一项。"),
        (lambda: ChoiceField(choices=[("a", "甲")]).clean("b"), "“b”不在可选的范围内，请重新选择。"),
        (lambda: DateField().clean("昨天"), "请填写日期，如 2025-06-30。"),
        (
            lambda: validate_password("reviewer-2026", User(username="reviewer")),
            "密码不能与用户名、姓名相近。",
        ),
    ],
)
def test_what_is_wrong_with_a_field_is_said_as_one_says_it(wrong: Callable[[], object], told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        wrong()
    assert refused.value.messages == [told]


def test_the_compiled_words_are_those_of_the_text() -> None:
    folder = Path(settings.BASE_DIR) / "planning/locale/zh_Hans/LC_MESSAGES"
    with (folder / "django.mo").open("rb") as compiled:
        known = {text for text in GNUTranslations(compiled)._catalog.values() if text}  # type: ignore[attr-defined] # gettext keeps its words in a private place
    written = {
        text.encode().decode("unicode_escape").encode("latin-1").decode() if "\\" in text else text
        for text in re.findall(r'^msgstr(?:\[0\])? "(.+)"$', (folder / "django.po").read_text(), re.MULTILINE)
    }
    assert known - written <= {text for text in known if "Plural-Forms" in text}
    assert written <= known
