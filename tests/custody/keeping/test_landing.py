"""A backup file appears whole, for its owner only, or not at all."""

import fcntl
import os
import time
from pathlib import Path

import pytest

from custody.keeping import landing as room
from custody.keeping.landing import SUFFIX, landing
from custody.keeping.manifest import KeepingRefusedError


def test_the_file_takes_its_name_at_the_end_and_is_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    with landing(target) as stream:
        stream.write(b"whole")
        assert not target.exists()

    assert target.read_bytes() == b"whole"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("end", [KeyboardInterrupt, OSError, SystemExit])
def test_whatever_interrupts_leaves_nothing(tmp_path: Path, end: type[BaseException]) -> None:
    def write_half() -> None:
        with landing(tmp_path / "b.tar") as stream:
            stream.write(b"half")
            raise end

    with pytest.raises(end):
        write_half()

    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "b.tar"
    target.write_bytes(b"older")
    with pytest.raises(KeepingRefusedError, match="不会覆盖"), landing(target):
        pass

    target.unlink()
    with pytest.raises(KeepingRefusedError, match="不会覆盖"), landing(target):
        target.write_bytes(b"put there meanwhile")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"put there meanwhile"]


def test_what_a_killed_command_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    dead, alive = tmp_path / f".a.tar.x{SUFFIX}", tmp_path / f".b.tar.y{SUFFIX}"
    for part in (dead, alive):
        part.write_bytes(b"half")
        os.utime(part, (time.time(), time.time() - 2 * room.YOUNG_SECONDS))
    with alive.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with landing(tmp_path / "c.tar"):
            pass

    assert {file.name for file in tmp_path.iterdir()} == {alive.name, "c.tar"}


def test_an_interrupt_before_the_first_byte_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fcntl, "flock", interrupted)
    with pytest.raises(KeyboardInterrupt), landing(tmp_path / "d.tar"):
        pass
    assert list(tmp_path.iterdir()) == []
