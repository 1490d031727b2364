"""A body that is too large is refused by its announced length: nothing of it is parsed, spooled or kept."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.test import Client
from django.urls import reverse

from reporting.models import EvidenceFile
from tests.reporting import rounds
from workbooks.limits import MEGABYTE

pytestmark = pytest.mark.django_db

SPOOLED: list[int] = []


class Spy(FileUploadHandler):
    """Tells what reaches the parser."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        SPOOLED.append(len(raw_data))

    def file_complete(self, file_size: int) -> None:
        return None


@pytest.fixture(autouse=True)
def spied(settings: Any) -> None:
    SPOOLED.clear()
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.Spy"]


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    rounds.row(made)
    rounds.opened(made)
    return made


def send(client: Client, address: str, megabytes: float) -> tuple[int, str]:
    file = SimpleUploadedFile("扫描件.pdf", b"x" * int(megabytes * MEGABYTE))
    answer = client.post(address, {"file": file})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(("name", "size", "most"), [("evidence", 23, 20), ("sheet-upload", 33, 30)])
def test_a_large_file_is_refused_before_it_is_read(
    of: rounds.Cast, client: Client, name: str, size: float, most: int
) -> None:
    client.force_login(of.clerk)
    address = reverse(name, args=[2024, of.county.code])
    status, page = send(client, address, size)
    assert status == 413
    assert f"上传的内容有 {size}.0 MB，上限为 {most} MB" in page
    assert "没有保存" in page
    assert f'href="{address}"' in page
    assert SPOOLED == []
    assert not EvidenceFile.objects.exists()


def test_a_file_within_the_limit_is_read(of: rounds.Cast, client: Client) -> None:
    client.force_login(of.clerk)
    status, _ = send(client, reverse("evidence", args=[2024, of.county.code]), 1)
    assert status == 200
    assert sum(SPOOLED) == MEGABYTE


def test_words_without_a_file_have_their_own_limit(of: rounds.Cast, client: Client) -> None:
    client.force_login(of.clerk)
    address = reverse("entry-save", args=[2024, of.county.code])
    answer = client.post(address, b" " * (4 * MEGABYTE), content_type="application/json")
    assert answer.status_code == 413
    assert "上传的内容有 4.0 MB，上限为 3 MB" in answer.content.decode()


def test_nobody_is_let_through_either(client: Client, tmp_path: Path) -> None:
    status, _ = send(client, reverse("login"), 33)
    assert status == 413
    assert SPOOLED == []
