"""The backup as a file: a plain tar, then one line with the SHA-256 of every byte before it.

`tar tf FILE` lists it on any machine. The line covers headers and padding too: no bit can change unseen.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from custody.keeping.manifest import FORMAT, KeepingRefusedError, Manifest, Member, parsed
from custody.keeping.reasons import reason

MARK = "planning-backup"
"""The first member: its name tells what the file is, its content the version of the layout."""
DATABASE = "database.dump"
UPLOADS = "uploads/"
MANIFEST = "manifest.json"
TRAILER = b"planning-backup sha256 "
TRAILER_SIZE = len(TRAILER) + 64 + 1
CHUNK = 1 << 20

DAMAGED = "备份文件已损坏或不完整，未改动任何数据。请换一份备份，或重新复制该文件。"


class _Hashing:
    """A stream that hashes what passes through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self.digest.update(chunk)
        return chunk

    def write(self, chunk: bytes) -> int:
        self.digest.update(chunk)
        return self._stream.write(chunk)

    def tell(self) -> int:
        return self._stream.tell()


class Writer:
    """Writes one backup into an empty stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._out = stream, _Hashing(stream)
        self._tar = tarfile.TarFile(fileobj=self._out, mode="w", format=tarfile.GNU_FORMAT)  # type: ignore[arg-type] # it asks for no more than `write` and `tell`
        self.members: list[Member] = []
        self._add(MARK, io.BytesIO(f"{FORMAT}\n".encode()), len(f"{FORMAT}\n"))

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """Add `size` bytes of `source` as `name`. Raises OSError where `source` is shorter."""
        self.members.append(Member(name, size, self._add(name, source, size)))

    def finish(self, manifest: Manifest) -> str:
        """Add the manifest and the closing line; return the digest over everything."""
        text = manifest.text().encode()
        self._add(MANIFEST, io.BytesIO(text), len(text))
        self._tar.close()
        digest = self._out.digest.hexdigest()
        self._stream.write(TRAILER + digest.encode() + b"\n")
        return digest

    def _add(self, name: str, source: BinaryIO, size: int) -> str:
        header = tarfile.TarInfo(name)
        header.size, header.mode = size, 0o600
        hashing = _Hashing(source)
        self._tar.addfile(header, hashing)
        return hashing.digest.hexdigest()


def verified(path: Path) -> Manifest:
    """Read the whole file and return its manifest.

    Raises KeepingRefusedError where it is foreign, of a newer layout, damaged, or lacks a member.
    """
    with _opened(path) as stream:
        _refuse_foreign(stream, path)
        _refuse_damaged(stream, path.stat().st_size)
        stream.seek(0)
        try:
            with tarfile.open(fileobj=stream, mode="r:") as tar:
                return _matching(tar)
        except tarfile.TarError as error:
            raise KeepingRefusedError(DAMAGED) from error


def extract(path: Path, member: Member, target: BinaryIO) -> None:
    """Write one member into `target`; its digest is compared once more on the way."""
    with _opened(path) as stream, tarfile.open(fileobj=stream, mode="r:") as tar:
        try:
            source = tar.extractfile(member.name)
        except KeyError as error:
            raise KeepingRefusedError(DAMAGED) from error
        out = _Hashing(target)
        while chunk := source.read(CHUNK) if source else b"":
            out.write(chunk)
        if out.digest.hexdigest() != member.sha256:
            raise KeepingRefusedError(f"{DAMAGED}（{member.name}）")


def extract_all(path: Path, members: list[Member], folder: Path, prefix: str) -> Iterator[Path]:
    """Write `members`, whose names begin with `prefix`, under `folder`; yields each file once it is written."""
    wanted = {member.name: member for member in members}
    with _opened(path) as stream, tarfile.open(fileobj=stream, mode="r:") as tar:
        for header in tar:
            if header.name not in wanted:
                continue
            target = folder / header.name.removeprefix(prefix)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            source = tar.extractfile(header)
            with target.open("xb") as out:
                target.chmod(0o600)
                hashing = _Hashing(out)
                while chunk := source.read(CHUNK) if source else b"":
                    hashing.write(chunk)
            if hashing.digest.hexdigest() != wanted.pop(header.name).sha256:
                raise KeepingRefusedError(f"{DAMAGED}（{header.name}）")
            yield target
    if wanted:
        raise KeepingRefusedError(DAMAGED)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        stream = path.open("rb")
    except OSError as error:
        raise KeepingRefusedError(f"打不开备份文件：{reason(error)}。") from error
    with stream:
        yield stream


def _refuse_foreign(stream: BinaryIO, path: Path) -> None:
    head = stream.read(1024)
    if not head.startswith(MARK.encode() + b"\0"):
        raise KeepingRefusedError(f"{path} 不是规划台账的备份文件，未改动任何数据。")
    number = head[512:].split(b"\n")[0]
    if number.isdigit() and int(number) > FORMAT:
        raise KeepingRefusedError("备份文件由更新的版本写成，未改动任何数据。请先升级程序，再恢复。")


def _refuse_damaged(stream: BinaryIO, size: int) -> None:
    stream.seek(0)
    digest, left = hashlib.sha256(), size - TRAILER_SIZE
    while left > 0 and (chunk := stream.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    if left != 0 or stream.read() != TRAILER + digest.hexdigest().encode() + b"\n":
        raise KeepingRefusedError(DAMAGED)


def _matching(tar: tarfile.TarFile) -> Manifest:
    """Compare every member with the manifest, which comes last."""
    found, text = [], b""
    for header in tar:
        source = tar.extractfile(header) if header.isreg() else None
        if source is None or not _plain(header.name):
            raise KeepingRefusedError(f"备份文件中有来历不明的内容（{header.name}），未改动任何数据。")
        if header.name == MANIFEST:
            text = source.read()
        elif header.name != MARK:
            found.append(Member(header.name, header.size, _digest(source)))
    manifest = parsed(text)
    for member in set(manifest.members) ^ set(found):
        raise KeepingRefusedError(
            f"备份文件的内容与其清单不符（{member.name}），未改动任何数据。请换一份备份。"
        )
    if len(found) != len(manifest.members) or DATABASE not in {member.name for member in found}:
        raise KeepingRefusedError("备份文件缺少数据库或有重复的内容，未改动任何数据。请换一份备份。")
    return manifest


def _plain(name: str) -> bool:
    path = PurePosixPath(name)
    inside = name in {MARK, DATABASE, MANIFEST} or (name.startswith(UPLOADS) and len(path.parts) > 1)
    return inside and str(path) == name and ".." not in path.parts


def _digest(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
