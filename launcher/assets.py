"""Browser libraries: `npm ci` from the lock into the state folder, then only the files that pages load.

Charts are a comfort, the tables beside them are the matter: where npm fails the application starts without.
"""

import shutil
from pathlib import Path

from launcher.node import digest_of_locks, install
from launcher.paths import Paths
from launcher.stamping import once
from launcher.telling import Refused, Teller

LOADED = {
    "echarts.min.js": "node_modules/echarts/dist/echarts.min.js",
    "echarts.LICENSE.txt": "node_modules/echarts/LICENSE",
}
"""Name under static/vendor/ → where npm puts it."""


def ensure_assets(paths: Paths, teller: Teller) -> None:
    """Make sure that `assets/vendor` holds the browser libraries of package-lock.json."""
    digest = digest_of_locks(paths, repr(sorted(LOADED.items())).encode())
    try:
        once(paths.assets / "lock.sha256", digest, lambda: _install(paths, teller))
    except Refused as refusal:
        teller.say(f"! 网页图表暂缺，数据与表格不受影响；下次启动时再试。{refusal}")
        _stand_in(paths.assets / "vendor")


def _install(paths: Paths, teller: Teller) -> None:
    install(paths, paths.assets, teller, "安装网页图表组件", "--omit=dev")
    _keep_only_what_pages_load(paths.assets)


def _stand_in(vendor: Path) -> None:
    """Put an empty file where a library is missing, so that pages find what they name."""
    vendor.mkdir(exist_ok=True)
    for name in LOADED:
        (vendor / name).touch()


def _keep_only_what_pages_load(assets: Path) -> None:
    vendor = assets / "vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir()
    for name, source in LOADED.items():
        shutil.copyfile(assets / source, vendor / name)
    shutil.rmtree(assets / "node_modules")
