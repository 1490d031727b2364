"""The file itself: whatever happens to it on the way, it is refused before anything is touched."""

import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from custody.keeping import archive
from custody.keeping.archive import DATABASE, MANIFEST, Writer, extract, extract_all, verified
from custody.keeping.manifest import FORMAT, KeepingRefusedError, Manifest, Member, TableDigest

CONTENT = {DATABASE: b"PGDMP rows", "uploads/plans/平城.xlsx": b"PK plan", "uploads/imports/a.xlsx": b""}
MANIFEST_OF = Manifest(
    made_at="2025-07-01T09:30:00+08:00",
    program="0.1.0",
    postgres=180006,
    migrations=("accounts.0001_initial",),
    tables=(TableDigest("counties_county", ("id", "name"), 5, "ab" * 32),),
    members=(),
)


def written(
    path: Path, content: dict[str, bytes] = CONTENT, change: Callable[[Manifest], Manifest] = lambda m: m
) -> Path:
    """Write a backup whose closing digest is right, whatever else is wrong with it."""
    with path.open("wb") as stream:
        writer = Writer(stream)
        for name, each in content.items():
            writer.add(name, io.BytesIO(each), len(each))
        writer.finish(change(replace(MANIFEST_OF, members=tuple(writer.members))))
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    file = written(tmp_path / "b.tar")

    manifest = verified(file)

    assert replace(manifest, members=()) == MANIFEST_OF
    assert [(each.name, each.size) for each in manifest.members] == [(k, len(v)) for k, v in CONTENT.items()]
    out = io.BytesIO()
    extract(file, manifest.members[0], out)
    assert out.getvalue() == CONTENT[DATABASE]
    found = list(extract_all(file, list(manifest.members[1:]), tmp_path / "out", "uploads/"))
    assert [each.read_bytes() for each in found] == [b"PK plan", b""]
    assert (tmp_path / "out" / "plans" / "平城.xlsx").stat().st_mode & 0o777 == 0o600


def test_any_machine_lists_it_with_tar(tmp_path: Path) -> None:
    with tarfile.open(written(tmp_path / "b.tar")) as tar:
        assert tar.getnames() == ["planning-backup", *CONTENT, MANIFEST]


def test_one_changed_bit_anywhere_is_noticed(tmp_path: Path) -> None:
    whole = bytearray(written(tmp_path / "b.tar").read_bytes())
    flipped = tmp_path / "flipped.tar"
    for place in range(len(whole)):
        whole[place] ^= 1 << place % 8
        flipped.write_bytes(whole)
        with pytest.raises(KeepingRefusedError):
            verified(flipped)
        whole[place] ^= 1 << place % 8


def test_a_file_cut_short_or_grown_is_noticed(tmp_path: Path) -> None:
    whole = written(tmp_path / "b.tar").read_bytes()
    other = tmp_path / "other.tar"
    for content in (*(whole[:length] for length in range(0, len(whole), 97)), whole[:-1], whole + b"\n"):
        other.write_bytes(content)
        with pytest.raises(KeepingRefusedError):
            verified(other)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "不是规划台账的备份"), (b"PK\x03\x04" + b"x" * 4000, "不是规划台账的备份")],
)
def test_a_foreign_file_is_called_foreign(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "b.tar").write_bytes(content)

    with pytest.raises(KeepingRefusedError, match=sentence):
        verified(tmp_path / "b.tar")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeepingRefusedError, match=r"没有这个文件（.*none\.tar）"):
        verified(tmp_path / "none.tar")


def test_a_newer_layout_asks_for_a_newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FORMAT", FORMAT + 1)
    file = written(tmp_path / "b.tar")
    monkeypatch.undo()

    with pytest.raises(KeepingRefusedError, match="请先升级程序"):
        verified(file)


def without_last(manifest: Manifest) -> Manifest:
    return replace(manifest, members=manifest.members[:-1])


def with_one_more(manifest: Manifest) -> Manifest:
    return replace(manifest, members=(*manifest.members, Member("uploads/gone.xlsx", 3, "0" * 64)))


def with_another_digest(manifest: Manifest) -> Manifest:
    return replace(manifest, members=(replace(manifest.members[0], sha256="0" * 64), *manifest.members[1:]))


@pytest.mark.parametrize("change", [without_last, with_one_more, with_another_digest])
def test_a_member_too_many_too_few_or_changed_is_named(
    tmp_path: Path, change: Callable[[Manifest], Manifest]
) -> None:
    file = written(tmp_path / "b.tar", change=change)

    with pytest.raises(
        KeepingRefusedError, match=r"与其清单不符（(uploads/imports/a|uploads/gone|database)\."
    ):
        verified(file)


def test_a_backup_without_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeepingRefusedError, match="缺少数据库"):
        verified(written(tmp_path / "b.tar", {"uploads/a.xlsx": b"a"}))


@pytest.mark.parametrize("name", ["/etc/passwd", "uploads/../../key", "uploads//a", "secret_key", "uploads"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeepingRefusedError, match=r"来历不明|不符"):
        verified(written(tmp_path / "b.tar", {**CONTENT, name: b"x"}))


def test_a_manifest_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Manifest, "text", lambda self: json.dumps({"format": 1}))
    file = written(tmp_path / "b.tar")

    with pytest.raises(KeepingRefusedError, match="清单无法识别"):
        verified(file)


def test_a_member_changed_after_the_check_is_not_let_through(tmp_path: Path) -> None:
    file = written(tmp_path / "b.tar")
    manifest = verified(file)
    file.write_bytes(file.read_bytes().replace(b"PGDMP rows", b"PGDMP r0ws").replace(b"PK plan", b"PK plot"))

    with pytest.raises(KeepingRefusedError, match=DATABASE):
        extract(file, manifest.members[0], io.BytesIO())
    with pytest.raises(KeepingRefusedError, match="平城"):
        list(extract_all(file, list(manifest.members[1:]), tmp_path / "out", "uploads/"))
