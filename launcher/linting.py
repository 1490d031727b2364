"""ESLint over the rooms' scripts, from the same lock as the browser libraries: `python -m launcher.linting`."""

import shutil
import sys

from launcher.environment import clean_environment
from launcher.node import digest_of_locks, install, node
from launcher.paths import Paths, of_clone
from launcher.processes import run_through
from launcher.rooms import rooms
from launcher.stamping import once
from launcher.telling import Refused, Teller, to_stdout

CONFIGURATION = "eslint.config.mjs"


def lint(paths: Paths, teller: Teller) -> int:
    """Return ESLint's exit code; it is installed first where the locks have changed."""
    once(
        paths.tools / "lock.sha256",
        digest_of_locks(paths),
        lambda: install(paths, paths.tools, teller, "安装脚本检查工具"),
    )
    # Beside what it imports: a module is looked for from where the importing file lies.
    shutil.copyfile(paths.root / CONFIGURATION, paths.tools / CONFIGURATION)
    command = [
        *(node(paths, teller), str(paths.tools / "node_modules/eslint/bin/eslint.js")),
        *("--config", str(paths.tools / CONFIGURATION), "--max-warnings=0"),
        *(str(folder) for room in rooms(paths.root) if any((folder := room / "static").rglob("*.js"))),
    ]
    return run_through(command, env=clean_environment(), cwd=paths.root)


if __name__ == "__main__":
    try:
        sys.exit(lint(of_clone(), to_stdout()))
    except Refused as refusal:
        sys.exit(str(refusal))
