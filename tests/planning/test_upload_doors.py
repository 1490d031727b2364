"""What no program writes and only an attacker sends: every door answers with a sentence, none with a fault."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import Act
from accounts.permissions import Role
from accounts.records import SECURITY_KINDS
from imports.models import ImportBatch
from sandbox.allowances import MEGABYTE, Allowance
from sandbox.deaths import Cause
from tests import reference
from tests.planning.addresses import addresses, url_of
from tests.planning.upload_doors import DOORS, brought
from tests.reporting import rounds
from tests.two_counties import TwoCounties, build
from tests.workbooks.making import raw

pytestmark = pytest.mark.django_db
DEPTH = 100_000
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
DEEP = b'{"cells": ' + b"[" * DEPTH + b"]" * DEPTH + b"}"


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    rounds.row(made)
    rounds.opened(made, deadline=timezone.localdate() + timedelta(30))
    return made


def long_named() -> SimpleUploadedFile:
    return SimpleUploadedFile("长.xlsx", raw(ROW, name="长" * 101))


@pytest.mark.parametrize("door", DOORS)
def test_a_sheet_name_of_101_characters_is_refused_in_words(
    client: Client, of: rounds.Cast, door: str
) -> None:
    assert "工作表名称过长" in brought(client, of, door, long_named())[1]


@pytest.mark.parametrize("door", DOORS)
def test_a_file_that_its_reader_dies_of_is_refused_in_words_and_on_record(
    client: Client, of: rounds.Cast, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = Allowance(cpu_seconds=5, wall_seconds=20, memory_bytes=MEGABYTE // 4, answer_bytes=MEGABYTE)
    monkeypatch.setattr(Allowance, "of", classmethod(lambda _cls, _size: poor))
    content = raw(ROW * 20_000)
    person, page = brought(client, of, door, SimpleUploadedFile("坏.xlsx", content))
    assert Cause.MEMORY.sentence in page
    assert not ImportBatch.objects.exists()
    act = Act.objects.get(kind="中止处理文件")
    assert act.by == person
    assert act.detail["sha256"] == hashlib.sha256(content).hexdigest()
    assert act.detail["reason"] == "超出内存"
    assert act.kind in SECURITY_KINDS


@pytest.mark.parametrize(
    "body", [DEEP, b"[" * DEPTH, b'{"cells": [[]]}', b'{"cells": [1]}', b'{"cells": [null]}']
)
def test_json_that_no_page_sends_is_refused_in_words(client: Client, of: rounds.Cast, body: bytes) -> None:
    client.force_login(of.clerk)
    answer = client.post("/reporting/2024/990001/save/", body, content_type="application/json")
    assert (answer.status_code, "提交的内容无法识别" in answer.json()["error"]) == (400, True)


@pytest.fixture
def counties() -> TwoCounties:
    return build()


def _posts(counties: TwoCounties) -> Iterator[tuple[str, str]]:
    for address in addresses():
        if not address.key.startswith("admin"):
            yield address.key, url_of(address, counties.own)


def test_no_address_falls_over_deep_json(counties: TwoCounties) -> None:
    for who in (counties.own.clerk, reference.person("publisher2", Role.REVIEWER)):
        browser = Client(raise_request_exception=False)
        browser.force_login(who)
        failed = {
            key: answer.status_code
            for key, url in _posts(counties)
            if key not in ("logout", "end-sessions")
            and (answer := browser.post(url, DEEP, content_type="application/json")).status_code >= 500
        }
        assert failed == {}
