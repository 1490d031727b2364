"""What people read while the database is away or the disk is full: a sentence in the form that was asked for."""

import errno
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client
from psycopg2.errors import AdminShutdown, DeadlockDetected, DiskFull, TooManyConnections
from pytest_django import Settings

from planning.errors import server_error
from planning.outages import DATABASE_AWAY, DISK_IS_FULL, Outage, outage
from tests import reference
from tests.seeing import as_seen


def caused_by(cause: Exception, error: type[Exception] = OperationalError) -> Exception:
    """An error as Django wraps it."""
    wrapped = error(str(cause))
    wrapped.__cause__ = cause
    return wrapped


def with_code(kind: type[Exception], code: str) -> Exception:
    # psycopg2 sets the code of its own errors only.
    made: Exception = type(kind.__name__, (kind,), {"pgcode": code})()
    return made


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("server closed the connection unexpectedly"), DATABASE_AWAY),
        (InterfaceError("connection already closed"), DATABASE_AWAY),
        (caused_by(with_code(AdminShutdown, "57P01")), DATABASE_AWAY),
        (caused_by(with_code(TooManyConnections, "53300")), DATABASE_AWAY),
        (caused_by(with_code(DiskFull, "53100")), DISK_IS_FULL),
        (OSError(errno.ENOSPC, "No space left on device"), DISK_IS_FULL),
        (caused_by(OSError(errno.EDQUOT, "quota"), RuntimeError), DISK_IS_FULL),
        (caused_by(with_code(DeadlockDetected, "40P01")), None),
        (ProgrammingError("no such column"), None),
        (OSError(errno.EACCES, "denied"), None),
        (ValueError("ours"), None),
    ],
    ids=str,
)
def test_an_outage_is_told_from_a_fault_of_ours(error: Exception, told: Outage | None) -> None:
    assert outage(error) is told


@pytest.fixture
def visitor(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client whose every request meets a database that is away."""

    def away(*_: Any) -> None:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr("accounts.middleware.within", away)
    client.raise_request_exception = False
    return client


def test_a_page_says_so_and_offers_to_try_again(visitor: Client) -> None:
    answer = visitor.get("/matrix/?year=2025")
    page = as_seen(answer)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "数据库暂时无法连接" in page
    assert "没有保存" not in page
    assert 'href="/matrix/?year=2025"' in page


def test_what_was_typed_is_kept_to_be_sent_again_but_no_password(visitor: Client) -> None:
    file = ContentFile(b"x" * 10, name="批复.pdf")
    form = {
        "reason": "第一行\n第二行 <b>",
        "values": ["12.5", "13"],
        "confirm_password": "Secret-9",
        "file": file,
    }
    answer = visitor.post("/findings/7/?x=1", form)
    page = as_seen(answer)
    assert answer.status_code == 503
    assert 'action="/findings/7/?x=1" enctype="multipart/form-data"' in page
    assert '<textarea name="reason" hidden>\n第一行\n第二行 &lt;b&gt;</textarea>' in page
    assert page.count('<textarea name="values" hidden>') == 2
    assert "Secret-9" not in page
    assert '<input type="password" id="secret-1" name="confirm_password"' in page
    assert "批复.pdf" in page
    assert '<input type="file" id="file-1" name="file">' in page
    assert 'name="csrfmiddlewaretoken" value="' in page
    assert "csrftoken" in "".join(answer.cookies) or "planning_csrf" in answer.cookies


def test_what_was_typed_is_shown_with_the_words_of_its_form(visitor: Client) -> None:
    form = {
        "csrfmiddlewaretoken": "t" * 32,
        "act": "annual",
        "annual-year": "2025",
        "annual-note": "市局来函",
        "annual-scope": "total",
        "text_12": "88",
        "entry": ["7:1:ab", "8:2:cd"],
        "which": "some",
        "document_number": "",
        "password": "Secret-9",
        "code": "123456",
        "brand_new": "谁也不认得的",
    }
    page = as_seen(visitor.post("/targets/1/", form))
    told = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    assert told == [
        ("年度", "2025"),
        ("备注、说明", "市局来函"),
        ("当年或累计", "累计"),
        ("目标值", "88"),
        ("其他内容", "谁也不认得的"),
        ("勾选的填报项", "已选 2 项"),
    ]
    assert "Secret-9" not in page
    assert "123456" not in page


def test_htmx_and_json_get_the_sentence_in_their_form(visitor: Client) -> None:
    fragment = visitor.get("/jobs/", headers={"HX-Request": "true"})
    assert fragment.status_code == 503
    assert as_seen(fragment) == "数据库暂时无法连接。请等一两分钟再试；仍不恢复的，请联系系统管理员。"
    saved = visitor.post("/reporting/entries/2025/140212/save/", "{}", content_type="application/json")
    assert saved.status_code == 503
    assert "这次提交没有保存" in saved.json()["error"]


@pytest.mark.django_db
def test_every_other_error_still_names_its_number(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("ours")

    monkeypatch.setattr("accounts.middleware.within", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "系统出错" in as_seen(answer)
    assert server_error is not None


@pytest.mark.django_db
def test_a_file_is_refused_before_it_takes_the_space_of_the_database(
    client: Client, settings: Settings
) -> None:
    client.force_login(reference.reviewer())
    settings.DISK_RESERVE_BYTES = 1 << 60
    file = ContentFile(b"x" * (1 << 21), name="数据.xlsx")
    answer = client.post("/observations/import/", {"file": file})
    assert answer.status_code == 507
    assert "磁盘空间不足，文件没有保存" in as_seen(answer)


@pytest.mark.django_db
def test_administrators_are_told_of_little_space_and_nobody_else(client: Client, settings: Settings) -> None:
    settings.DISK_WARN_BYTES = 1 << 60
    administrator = reference.administrator()
    client.force_login(administrator)
    assert "服务器磁盘只剩" in as_seen(client.get("/account/"))
    client.force_login(reference.reviewer())
    assert "服务器磁盘只剩" not in as_seen(client.get("/account/"))
    settings.DISK_WARN_BYTES = 0
    client.force_login(administrator)
    assert "服务器磁盘只剩" not in as_seen(client.get("/account/"))


def test_nothing_of_a_file_stays_that_could_not_be_written_whole() -> None:
    class Endless(ContentFile):  # type: ignore[type-arg] # Django names no type for what it holds
        def chunks(self, chunk_size: int | None = None) -> Any:
            yield b"x" * 1000
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        default_storage.save("evidence/full.pdf", Endless(b"x" * 5000))
    assert not default_storage.exists("evidence/full.pdf")
