"""Scripts that import each other: under fingerprinted names each finds the others, and in the very version it was made for."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from django.conf import settings

from launcher.rooms import rooms
from planning.modules import IMPORT, FingerprintedModules

ROOT = Path(settings.BASE_DIR)
STATIC = [room / "static" for room in rooms(ROOT) if (room / "static").is_dir()]
SCRIPTS = {path.relative_to(folder).as_posix(): path for folder in STATIC for path in folder.rglob("*.js")}


def imports(text: str) -> list[str]:
    return [match["url"] for match in re.finditer(IMPORT[0], text)]


def named(script: str, url: str) -> str:
    """The script that `url` means inside `script`."""
    parts: list[str] = []
    for part in (PurePosixPath(script).parent / url).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def published(folder: Path) -> dict[str, str]:
    """Name → fingerprinted name of the static files in `folder`, processed as `collectstatic` does."""
    storage = FingerprintedModules(location=str(folder), base_url="/static/")
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    made = {}
    for name, hashed, processed in storage.post_process({name: (storage, name) for name in names}):
        if isinstance(processed, Exception):
            raise processed
        if hashed and not hashed.endswith((".gz", ".br")):
            made[name] = hashed
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for one in STATIC:
        shutil.copytree(one, tmp_path, dirs_exist_ok=True)
    return tmp_path


def chains(script: str, seen: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    assert script not in seen, f"{' → '.join([*seen, script])}: a circle has no fingerprints"
    onward = imports(SCRIPTS[script].read_text())
    if not onward:
        yield (*seen, script)
    for url in onward:
        yield from chains(named(script, url), (*seen, script))


def test_every_import_is_written_as_the_fingerprints_need_it() -> None:
    for name, path in SCRIPTS.items():
        text = path.read_text()
        assert len(re.findall(r"(?m)^import\b|\bimport\(|^export .* from \"", text)) == len(imports(text)), (
            name
        )
        for url in imports(text):
            assert named(name, url) in SCRIPTS, f"{name}: {url}"


def test_imports_go_in_one_direction_and_not_too_deep() -> None:
    for name in SCRIPTS:
        for chain in chains(name):
            assert len(chain) < FingerprintedModules.max_post_process_passes, chain


def test_what_is_published_imports_what_is_published(folder: Path) -> None:
    made = published(folder)

    asked = 0
    for name in SCRIPTS:
        for url in imports((folder / made[name]).read_text()):
            asked += 1
            assert named(name, url) in made.values(), f"{name}: {url}"
    assert asked > 50


def test_another_content_is_another_name_also_for_those_that_import_it(tmp_path: Path, folder: Path) -> None:
    before = published(folder)
    for path in folder.rglob("*.*.js"):
        path.unlink()
    tidy = folder / "reporting/entries/tidy.js"
    tidy.write_text(tidy.read_text() + "// changed\n")

    after = published(folder)

    changed = {name for name in SCRIPTS if before[name] != after[name]}
    assert {f"reporting/entries/{name}.js" for name in ("tidy", "typing", "paste", "keys", "grid")} <= changed
    assert not {"planning/ledger.js", "reporting/entries/cells.js"} & changed
