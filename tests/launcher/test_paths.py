"""Sockets need a short path that is ours alone."""

import os
import tempfile
from pathlib import Path

import pytest

from launcher.paths import SOCKET_PATH_LIMIT, private_folder, socket_folder
from launcher.telling import Refused


@pytest.mark.parametrize("temp", ["/tmp/" + "deep/" * 30, "/tmp/临时", "/tmp/with space", "/tmp/a,b"])
def test_a_temp_dir_that_cannot_hold_a_socket_gives_way_to_tmp(
    monkeypatch: pytest.MonkeyPatch, temp: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", temp)

    folder = socket_folder(Path("/srv/规划台账/.local"))

    assert folder.parent == Path("/tmp")
    assert len(os.fsencode(folder / "pg" / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT


def test_each_state_folder_has_its_own_socket_folder_and_always_the_same() -> None:
    one, other = Path("/srv/one/.local"), Path("/srv/other/.local")

    assert socket_folder(one) == socket_folder(one)
    assert socket_folder(one) != socket_folder(other)


def test_a_private_folder_is_ours_alone(tmp_path: Path) -> None:
    folder = tmp_path / "sockets"
    folder.mkdir(mode=0o755)

    assert private_folder(folder).stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_the_socket_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "sockets").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Refused, match="属于其他用户"):
        private_folder(tmp_path / "sockets")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of another user")
def test_another_users_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "sockets"
    folder.mkdir()
    os.chown(folder, 65534, 65534)

    with pytest.raises(Refused, match="属于其他用户"):
        private_folder(folder)
