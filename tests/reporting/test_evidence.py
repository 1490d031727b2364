"""Evidence: what may be evidence, who sees it, and that withdrawing it forgets nothing."""

import io
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Act
from accounts.permissions import Role
from counties.models import Department
from custody.keeping.uploads import named_by_rows, present
from custody.scope import CITY, within
from reporting.actions.evidence import cite, keep_file, withdraw_evidence
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.submitting import submit
from reporting.evidence_files import (
    DOCX,
    JPEG,
    OFD,
    PDF,
    PNG,
    TIFF,
    XLSX,
    EvidenceRefusedError,
    file_type,
    saved_name,
)
from reporting.models import Entry, Evidence, EvidenceFile, Round
from reporting.summaries.evidence import cited_for
from tests.reference import person
from tests.reporting import rounds

pytestmark = pytest.mark.django_db
PDF_BYTES = b"%PDF-1.7\n%evidence\n"


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def opened(of: rounds.Cast) -> Round:
    rounds.row(of, attribute="约束性")
    rounds.row(of, "pm25", 2)
    return rounds.opened(of, evidence_rule="binding")


@pytest.fixture
def entries(opened: Round) -> list[Entry]:
    return list(opened.entries.order_by("pk"))


def upload(content: bytes = PDF_BYTES, name: str = "年报.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kept(
    of: rounds.Cast, content: bytes = PDF_BYTES, number: str = "", name: str = "年报.pdf"
) -> EvidenceFile:
    return keep_file(upload(content, name), county=of.county, document_number=number, by=of.clerk)


def ofd(entry: str = '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" DocType="OFD"/>') -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("OFD.xml", entry)
        archive.writestr("Doc_0/Document.xml", "<ofd:Document/>")
    return target.getvalue()


def office(*parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF_BYTES, PDF),
        (bytes.fromhex("89504e470d0a1a0a") + b"rest", PNG),
        (bytes.fromhex("ffd8ffe0") + b"rest", JPEG),
        (office("xl/workbook.xml"), XLSX),
        (office("word/document.xml"), DOCX),
        (ofd(), OFD),
        (b"II*\x00\x08\x00\x00\x00rest", TIFF),
        (b"MM\x00*\x00\x00\x00\x08rest", TIFF),
    ],
    ids=["pdf", "png", "jpg", "xlsx", "docx", "ofd", "tif", "tif-big"],
)
def test_the_content_tells_the_type(content: bytes, kind: object) -> None:
    assert file_type(io.BytesIO(content)) is kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script>", "不是可以作为佐证的类型"),
        (b"MZ\x90\x00program", "不是可以作为佐证的类型"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是可以作为佐证的类型"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "含有宏"),
        (office("content.xml"), "不是可以作为佐证的类型"),
        (b"PK\x03\x04 broken", "已损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old", "旧版 Office 格式"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"%TSD-Header-###%" + bytes(100), "文档安全"),
        (ofd("<x/>"), "不是可以作为佐证的类型"),
        (b"", "空的"),
    ],
    ids=[
        *("html", "exe", "svg", "macro", "ods", "broken", "old", "encrypted", "policy", "no-ofd", "empty"),
    ],
)
def test_everything_else_is_refused_whatever_its_name(of: rounds.Cast, content: bytes, said: str) -> None:
    with pytest.raises(EvidenceRefusedError, match=said):
        kept(of, content)
    assert not EvidenceFile.objects.exists()


def test_a_file_over_the_limit_is_refused(of: rounds.Cast, settings: Any) -> None:
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    with pytest.raises(EvidenceRefusedError, match="上限为 1 MB"):
        kept(of, PDF_BYTES + bytes(1024 * 1024))


def test_a_name_never_becomes_a_path_and_its_ending_tells_the_truth(of: rounds.Cast) -> None:
    file = kept(of, name="..\\..\\evil.exe")
    assert file.file_name == "evil.exe.pdf"
    path = Path(file.file.path)
    assert path.is_relative_to(settings.MEDIA_ROOT)
    # Where the same content was kept before, the storage adds a few letters of its own.
    assert path.stem.partition("_")[0] == file.sha256[:16]
    assert saved_name("报告.JPG", JPEG) == "报告.JPG"


def test_twenty_megabytes_are_never_held_in_memory(of: rounds.Cast) -> None:
    big = TemporaryUploadedFile("扫描件.pdf", "application/pdf", 0, None)
    assert big.file is not None
    big.file.write(PDF_BYTES)
    for _ in range(19):
        big.file.write(bytes(1024 * 1024))
    big.size = big.file.tell()
    tracemalloc.start()
    file = keep_file(big, county=of.county, document_number="", by=of.clerk)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # As Django does when the request ends: the file is no longer at its first place.
    big.close()
    assert peak < 2 * 1024 * 1024
    assert Path(file.file.path).stat().st_size == file.size
    assert Path(file.file.path).stat().st_mode & 0o777 == 0o600


def test_one_file_serves_several_cells_and_is_kept_once(of: rounds.Cast, entries: list[Entry]) -> None:
    file = kept(of, number="同环函〔2025〕1号")
    assert len(cite(file, [e.pk for e in entries], page="第 3 页", by=of.clerk)) == 2
    again = kept(of, number="同环函〔2025〕1号", name="另名.pdf")
    assert again == file
    assert cite(again, [entries[0].pk], page="", by=of.clerk) == []
    assert Evidence.objects.count() == 2
    assert Act.objects.filter(kind="添加佐证", county=of.county).count() == 1
    with pytest.raises(EvidenceRefusedError, match="请核对文号"):
        kept(of, number="另一文号")


def test_required_evidence_opens_the_way_to_submit(of: rounds.Cast, entries: list[Entry]) -> None:
    rounds.typed(entries[0], "90", of.clerk, explanation="已核实")
    with pytest.raises(MoveRefusedError, match="应附佐证材料"):
        submit([entries[0].pk], by=of.clerk)
    cite(kept(of), [entries[0].pk], page="", by=of.clerk)
    submit([entries[0].pk], by=of.clerk)
    assert [line.entry for line in cited_for(entries) if line.is_required] == [entries[0]]


def test_evidence_moves_only_while_the_cell_may_be_typed_in(of: rounds.Cast, entries: list[Entry]) -> None:
    file = kept(of)
    (cited,) = cite(file, [entries[0].pk], page="", by=of.clerk)
    rounds.typed(entries[0], "90", of.clerk, explanation="已核实")
    submit([entries[0].pk], by=of.clerk)
    with pytest.raises(EvidenceRefusedError, match="已提交"):
        withdraw_evidence(cited.pk, reason="误传", by=of.clerk)
    with pytest.raises(EvidenceRefusedError, match="已提交"):
        cite(kept(of, PDF_BYTES + b"2"), [e.pk for e in entries], page="", by=of.clerk)
    assert Evidence.objects.count() == 1


def test_withdrawn_evidence_is_hidden_and_kept(of: rounds.Cast, entries: list[Entry]) -> None:
    file = kept(of)
    (cited,) = cite(file, [entries[0].pk], page="第 3 页", by=of.clerk)
    with pytest.raises(EvidenceRefusedError, match="请写明撤下的理由"):
        withdraw_evidence(cited.pk, reason=" ", by=of.clerk)
    withdraw_evidence(cited.pk, reason="传错文件", by=of.clerk)
    line = next(line for line in cited_for(entries) if line.entry == entries[0])
    assert (line.standing, line.is_missing) == ([], True)
    assert [one.withdrawn_because for one in line.withdrawn] == ["传错文件"]
    assert Path(file.file.path).exists()
    assert Act.objects.get(kind="撤下佐证").detail["reason"] == "传错文件"
    assert len(cite(file, [entries[0].pk], page="", by=of.clerk)) == 1


def test_backups_take_the_files_and_know_their_rows(of: rounds.Cast) -> None:
    file = kept(of)
    root = Path(settings.MEDIA_ROOT)
    assert Path(file.file.path) in set(present(root))
    assert file.file.name in named_by_rows(connection.connection)


def test_a_file_of_another_county_is_not_cited(of: rounds.Cast, entries: list[Entry]) -> None:
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    foreign = keep_file(upload(), county=other.county, document_number="", by=other.clerk)
    with pytest.raises(EvidenceRefusedError, match="不能用于所选的指标"):
        cite(foreign, [entries[0].pk], page="", by=of.clerk)
    with pytest.raises(MoveRefusedError, match="不在您的范围内"):
        cite(foreign, [entries[0].pk], page="", by=other.clerk)


def url(of: rounds.Cast) -> str:
    return f"/reporting/2024/{of.county.code}/evidence/"


def test_the_page_adds_and_withdraws(client: Client, of: rounds.Cast, entries: list[Entry]) -> None:
    client.force_login(of.clerk)
    ids = [entry.pk for entry in entries]
    nothing = client.post(url(of), {"entries": ids})
    assert "请选择一个新文件，或引用一份已上传的材料" in nothing.content.decode()
    wrong = client.post(url(of), {"file": upload(b"<html>", "a.pdf"), "entries": ids})
    assert "不是可以作为佐证的类型" in wrong.content.decode()
    done = client.post(
        url(of), {"file": upload(), "entries": ids, "page": "第 3 页", "document_number": "1号"}, follow=True
    )
    assert "已为 2 项附上“年报.pdf”" in done.content.decode()
    with within(CITY):
        cited = Evidence.objects.first()
    assert cited is not None
    gone = client.post(f"/reporting/evidence/{cited.pk}/withdraw/", {"reason": "误传"}, follow=True)
    assert "已撤下" in gone.content.decode()
    assert "撤下：误传" in gone.content.decode()


def test_a_refused_withdrawal_stands_there_as_it_was_written(
    client: Client, of: rounds.Cast, entries: list[Entry]
) -> None:
    client.force_login(of.clerk)
    first, second = cite(kept(of), [entry.pk for entry in entries], page="", by=of.clerk)
    long = "误传" * 151
    page = client.post(f"/reporting/evidence/{second.pk}/withdraw/", {"reason": long}, follow=True)
    text = page.content.decode()
    assert text.count("撤下的理由不超过 300 字") == 2  # above, and beside the form
    assert page.redirect_chain[-1][0].endswith(f"#e{second.entry_id}")
    assert text.count(f'value="{long}"') == text.count("<details open>") == 1
    before, after = (
        text.index(f"evidence/{first.pk}/withdraw/"),
        text.index(f"evidence/{second.pk}/withdraw/"),
    )
    assert before < after < text.index(long)
    assert long not in client.get(url(of)).content.decode()


def test_a_file_is_only_ever_saved_never_run(client: Client, of: rounds.Cast, entries: list[Entry]) -> None:
    file = kept(of)
    cite(file, [entries[0].pk], page="", by=of.clerk)
    client.force_login(of.reviewer)
    answer = client.get(f"/reporting/evidence/files/{file.pk}/")
    assert b"".join(answer.streaming_content) == PDF_BYTES  # type: ignore[attr-defined] # the test client's answer may be any
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Type"] == "application/pdf"
    with within(CITY):
        assert Act.objects.filter(kind="下载文件", by=of.reviewer, county=of.county).exists()


def test_only_who_sees_the_entry_gets_the_file(client: Client, of: rounds.Cast, entries: list[Entry]) -> None:
    file = kept(of)
    (cited,) = cite(file, [entries[0].pk], page="", by=of.clerk)
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    where = f"/reporting/evidence/files/{file.pk}/"

    def status(who: Any) -> int:
        client.force_login(who)
        answer = client.get(where)
        # To its end, so that the file is closed.
        b"".join(answer)
        return answer.status_code

    assert [status(who) for who in (of.clerk, of.head, of.reviewer, other.clerk)] == [
        200,
        200,
        200,
        404,
    ]
    assert client.get(url(of)).status_code == 404
    assert client.post(f"/reporting/evidence/{cited.pk}/withdraw/", {"reason": "x"}).status_code == 404
    with within(CITY):
        water = Department.objects.create(code="water", name="水务局")
        of.clerk.memberships.update(department=water)
        colleague = person("colleague", Role.CLERK, of.county)
    assert [status(who) for who in (of.clerk, colleague)] == [404, 200]
    withdraw_evidence(cited.pk, reason="误传", by=colleague)
    assert [status(who) for who in (colleague, of.reviewer)] == [404, 200]


def test_every_file_in_sight_can_be_cited_again_at_the_cost_of_one(
    client: Client, of: rounds.Cast, entries: list[Entry]
) -> None:
    client.force_login(of.clerk)
    kept(of)
    counted = []
    for number in (1, 250):
        for place in range(number):
            kept(of, PDF_BYTES + f"{number} {place}".encode(), name=f"年报{number}-{place}.pdf")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url(of)).content.decode()
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert page.count("年报") == 252
    foreign = person("colleague", Role.CLERK, of.county)
    client.force_login(foreign)
    assert "年报" not in client.get(url(of)).content.decode()


def test_the_page_names_the_limit_that_holds(
    client: Client, of: rounds.Cast, opened: Round, settings: Any
) -> None:
    settings.EVIDENCE_MAX_BYTES = 3 * 1024 * 1024
    client.force_login(of.clerk)
    assert "每份不超过 3 MB" in client.get(url(of)).content.decode()


def test_who_only_reads_cannot_add(client: Client, of: rounds.Cast, entries: list[Entry]) -> None:
    for who in (of.head, of.reviewer):
        client.force_login(who)
        page = client.get(url(of)).content.decode()
        assert "添加佐证" not in page
        assert client.post(url(of), {"file": upload(), "entries": [entries[0].pk]}).status_code == 404


def test_a_cell_leads_to_its_place_on_the_page(client: Client, of: rounds.Cast, entries: list[Entry]) -> None:
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    client.force_login(of.clerk)
    where = f"/reporting/entries/{entries[1].pk}/evidence/"
    page = client.get(where, follow=True)
    assert page.redirect_chain[0][0].endswith(f"?entry={entries[1].pk}#page")
    assert f'value="{entries[1].pk}" checked' in page.content.decode()
    client.force_login(other.clerk)
    assert client.get(where).status_code == 404
