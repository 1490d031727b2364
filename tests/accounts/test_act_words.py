"""No part of an act on record without a Chinese word: every key that the program can write is walked."""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from accounts.act_words import WORDS, in_words, told
from accounts.models import Act
from accounts.permissions import Role
from accounts.records import record
from counties.models import County
from imports.changes import LABELS
from imports.undone import Fate
from indicators.actions.observations import apply_observations
from indicators.importers.checking import OUTCOMES
from launcher.rooms import rooms
from tests import reference
from tests.indicators.observing import row, staged

# What is spread into a detail without standing there letter by letter.
SPREAD = {
    "counts": [one.value for one in OUTCOMES],
    "found.counts": [one.value for one in Fate],
    "preview.counts": [one.value for one in LABELS],
}
# Details that a function was handed: its callers are walked.
HANDED = {"detail", "detail or {}", "None"}
# Values whose keys are names of things, not parts of a detail.
NAMES = {"values", "changed", "counties", "fields"}


def functions() -> Iterator[tuple[Path, ast.AST]]:
    """Every function of the program, with its file."""
    root = Path(settings.BASE_DIR)
    for room in rooms(root):
        for path in room.rglob("*.py"):
            if "migrations" not in path.parts:
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.FunctionDef):
                        yield path, node


def details(function: ast.AST) -> Iterator[ast.expr]:
    """What the function hands on as a `detail`, and what it puts into one."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield from (given.value for given in node.keywords if given.arg == "detail")
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id == "detail" for one in node.targets
        ):
            yield node.value
        if isinstance(node, ast.AugAssign) and ast.unparse(node.target) == "detail":
            yield node.value


def keys(value: ast.expr, function: ast.AST) -> Iterator[str]:
    """The keys of one detail, nested ones included; anything that cannot be walked is a failure."""
    if isinstance(value, ast.Dict):
        for key, part in zip(value.keys, value.values, strict=True):
            if key is None:
                yield from _spread(part, function)
            else:
                assert isinstance(key, ast.Constant), ast.unparse(value)
                yield str(key.value)
                if key.value not in NAMES and isinstance(part, ast.Dict | ast.Name):
                    yield from _nested(part, function)
    elif isinstance(value, ast.Name) and value.id not in HANDED:
        yield from _nested(value, function)
    elif isinstance(value, ast.Call):
        yield from _returned(value)
    else:
        assert ast.unparse(value) in HANDED, f"cannot be walked: {ast.unparse(value)}"


def _nested(part: ast.expr, function: ast.AST) -> Iterator[str]:
    if isinstance(part, ast.Dict):
        yield from keys(part, function)
        return
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Dict):
            continue
        if ast.unparse(part) in map(ast.unparse, node.targets):
            yield from keys(node.value, function)


def _spread(part: ast.expr, function: ast.AST) -> Iterator[str]:
    known = SPREAD.get(ast.unparse(part))
    assert known is not None, f"say in SPREAD which keys these are: {ast.unparse(part)}"
    yield from known


def _returned(call: ast.Call) -> Iterator[str]:
    """The keys of what a function of the program returns as a detail."""
    name = ast.unparse(call.func)
    found = [node for _, node in functions() if getattr(node, "name", "") == name]
    assert found, f"cannot be walked: {ast.unparse(call)}"
    for function in found:
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict):
                yield from keys(node.value, function)


def written_keys() -> dict[str, str]:
    """Key → a file that writes it; what is set one by one (`detail["ids"] = …`) included."""
    found: dict[str, str] = {}
    for path, function in functions():
        for value in details(function):
            found.update((key, path.name) for key in keys(value, function))
        for node in ast.walk(function):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "detail":
                assert isinstance(node.slice, ast.Constant)
                found[str(node.slice.value)] = path.name
    return found


def test_every_key_that_can_be_written_has_a_word() -> None:
    found = written_keys()
    assert {"batch", "moved", "ids", "deadline", "gone", "repeat", "address"} <= found.keys()
    assert {key: file for key, file in found.items() if key not in WORDS} == {}


def test_no_record_hands_its_detail_over_without_a_name() -> None:
    for path, function in functions():
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "record":
                assert len(node.args) == 2, f"{path.name}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "（空）"),
        (True, "是"),
        (["平城区 填报员", "云冈区 填报员"], "平城区 填报员、云冈区 填报员"),
        ([[1, 4], [7, 7]], "1–4、7"),
        ({"deadline": "2026-02-28", "plans": ["a"]}, "截止日期：2026-02-28\n规划代码：a"),
        ({"面积（km²）": [None, "737.81"]}, "面积（km²）：（空） → 737.81"),
        (
            [{"code": "water", "new": False, "fields": {"名称": ["水务局", "水利局"]}}],
            "代码：water；新增：否；改动：名称：水务局 → 水利局",
        ),
    ],
)
def test_values_are_told_without_braces(value: object, said: str) -> None:
    assert told(value) == said


def test_a_decision_is_told_in_its_words() -> None:
    assert dict(in_words({"from": "open", "to": "printed"})) == {"原为": "待处理", "改为": "按原文采用"}


@pytest.mark.django_db
def test_an_import_names_its_counties_and_the_figures_it_moved(client: Client) -> None:
    reference.load()
    by = reference.reviewer()
    for value, reason in (("12", ""), ("13.5", "年鉴订正")):
        batch = staged(
            row(county="平城区", indicator="PM2.5年均浓度", year=2023, value=value, unit="μg/m³"),
            row(county="云冈区", indicator="PM2.5年均浓度", year=2023, value="30", unit="μg/m³"),
            by=by,
        )
        apply_observations(batch.pk, by=by, only_clean=False, reason=reason)
    act = Act.objects.filter(kind="导入监测数据").order_by("-pk")[0]
    assert act.detail["moved"] == ["平城 PM2.5年均浓度 2023年：12 μg/m³ → 13.5 μg/m³"]
    assert act.detail["counties"] == {"平城区": "新增 0 项，更正 1 项"}
    assert act.subject.endswith("（平城区）")
    first = Act.objects.filter(kind="导入监测数据").order_by("pk")[0]
    assert first.subject.endswith("（平城区、云冈区）")
    client.force_login(reference.person("auditor", Role.AUDITOR))
    page = client.get(f"/acts/{act.pk}/").content.decode()
    assert "改动的数值（原为 → 改为）" in page
    assert "12 μg/m³ → 13.5 μg/m³" in page
    # Whoever asks for one county finds the import of both.
    county = County.objects.get(name="云冈区")
    assert first.subject in client.get(f"/acts/?county={county.code}").content.decode()


@pytest.mark.django_db
def test_excel_says_it_in_the_same_words(client: Client) -> None:
    with transaction.atomic():
        record("导入监测数据", "甲.xlsx", by=None, detail={"moved": ["甲 一 2023年：1 → 2"], "refused": 0})
    client.force_login(reference.person("auditor", Role.AUDITOR))
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/acts/?format=xlsx").content)).active
    assert sheet is not None
    assert sheet["H3"].value == "改动的数值（原为 → 改为）：甲 一 2023年：1 → 2\n退回：0"
