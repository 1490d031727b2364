"""The image's steps, carried out in a folder: no Docker engine is needed to know that they work."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from launcher.assets import LOADED
from tests.launcher.dockerfile import Image

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.whole,
    pytest.mark.skipif(
        os.geteuid() != 0, reason="a step hands a folder to the image's user, which takes root"
    ),
    pytest.mark.skipif(
        not shutil.which("npm"), reason="the image's first stage is Node, which this machine lacks"
    ),
]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    made = Image(ROOT, tmp_path_factory.mktemp("image"))
    made.build()
    return made


def test_the_static_files_are_in_the_image_compressed_and_fingerprinted(image: Image) -> None:
    manifest = json.loads((image.folder / "app/collected/staticfiles.json").read_text())["paths"]

    for name in LOADED:
        assert (image.folder / "app/collected" / f"{manifest[f'vendor/{name}']}.gz").exists()


def test_the_images_code_passes_the_deployment_check(image: Image) -> None:
    environment = {
        **image.environment,
        "PLANNING_SECRET_KEY": os.urandom(32).hex(),
        "PLANNING_HOSTS": "ledger.example",
        "DATABASE_URL": "postgres://planning_app@127.0.0.1:1/planning",
    }
    command = ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(
        command,
        cwd=image.folder / "app",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr


def test_the_state_belongs_to_a_user_who_is_not_root(image: Image) -> None:
    state = (image.folder / "var/lib/planning").stat()

    assert image.user == "10001:10001"
    assert (state.st_uid, state.st_gid, state.st_mode & 0o777) == (10001, 10001, 0o700)


def test_neither_state_nor_history_of_the_clone_is_in_the_image(image: Image) -> None:
    for name in (".git", ".local", "tests"):
        assert not (image.folder / "app" / name).exists()
