"""What a database needs before anyone logs in: tables, rights, reference data, plans, accounts, static files.

Each part is skipped while a stamp says that neither the code nor the data of the clone has changed since. The
stamps of an embedded database lie beside its data folder, so they fall with it; an outside server has none.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher.environment import Lock
from launcher.paths import Paths
from launcher.processes import run_quietly, run_through
from launcher.rooms import rooms
from launcher.stamping import once
from launcher.telling import Refused, Teller


@dataclass(frozen=True)
class Stamps:
    """What was last done to the embedded database, by content; empty where nothing is known."""

    file: Path | None
    """None for an outside server: someone else may have changed it."""

    def holds(self, part: str, digest: str) -> bool:
        return bool(self.file) and self._read().get(part) == digest

    def knows(self, part: str) -> bool:
        return part in self._read()

    def set(self, part: str, digest: str) -> None:
        if self.file:
            self.file.write_text(json.dumps({**self._read(), part: digest}))

    def forget(self, part: str) -> None:
        if self.file:
            self.file.write_text(
                json.dumps({name: each for name, each in self._read().items() if name != part})
            )

    def _read(self) -> dict[str, str]:
        try:
            return dict(json.loads(self.file.read_text())) if self.file else {}
        except (FileNotFoundError, ValueError):
            return {}


def prepare(
    paths: Paths, environment: Mapping[str, str], stamps: Stamps, teller: Teller, *, demo: bool
) -> None:
    """Bring the database up to the code and the data of this clone."""
    migrate(paths, environment, stamps, teller)
    load(paths, environment, stamps, teller, demo=demo)


def migrate(paths: Paths, environment: Mapping[str, str], stamps: Stamps, teller: Teller) -> None:
    """Migrate as the owner and give the application role its rights."""
    digest = digest_of(paths.root, _migrations(paths.root))
    if stamps.holds("migrations", digest):
        return
    stamps.forget("migrations")
    log = paths.logs / "migrate.log"
    command = paths.django("grant_application_role", "--migrate")
    run_quietly(teller, "更新数据表与权限", command, log=log, env=environment, cwd=paths.root)
    stamps.set("migrations", digest)


def load(paths: Paths, environment: Mapping[str, str], stamps: Stamps, teller: Teller, *, demo: bool) -> None:
    """Load reference data, plans, accounts and, where asked for, the demonstration data."""
    digest = f"{digest_of(paths.root, _code_and_data(paths.root))} demo={demo}"
    if stamps.holds("data", digest):
        return
    if not (paths.root / "planning/management/commands/bootstrap.py").exists():
        teller.say("! 缺少命令 bootstrap：参考数据、规划与账号没有载入。")
        return
    stamps.forget("data")
    teller.say("· 载入参考数据与规划")
    command = paths.django("bootstrap", *(["--demo"] if demo else []))
    code = run_through(
        command, env={**environment, "PLANNING_RUN_JOBS_INLINE": "1"}, cwd=paths.root, to=teller.stream
    )
    if code != 0:
        raise Refused(f"载入数据失败（退出码 {code}），原因见上。改正后重新运行即可，已载入的不会重复。")
    stamps.set("data", digest)


def collect_static(paths: Paths, environment: Mapping[str, str], teller: Teller) -> None:
    """Gather, fingerprint and compress the static files."""
    own = [file for room in rooms(paths.root) for file in (room / "static").rglob("*") if file.is_file()]
    vendor = list((paths.assets / "vendor").iterdir())
    digest = digest_of(paths.root, [*own, paths.root / Lock.RUN]) + digest_of(paths.assets, vendor)
    command = paths.django("collectstatic", "--no-input", "--clear")
    log = paths.logs / "static.log"
    once(
        paths.state / "static.sha256",
        digest,
        lambda: run_quietly(teller, "整理静态文件", command, log=log, env=environment, cwd=paths.root),
    )


def _migrations(root: Path) -> list[Path]:
    return [file for room in rooms(root) for file in (room / "migrations").glob("*.py")]


def _code_and_data(root: Path) -> list[Path]:
    code = [file for room in rooms(root) for file in room.rglob("*.py")]
    data = [file for file in (root / "fixtures").rglob("*") if file.is_file()]
    return [*code, *data, root / Lock.RUN]


def digest_of(root: Path, files: Iterable[Path]) -> str:
    """Return one digest of names and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
