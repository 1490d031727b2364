"""How long somebody who works on the house waits: `./run bench loop`, with `--full` the whole suite as well.

A test with a database, from the command to its answer, once the migrated template is there; a changed template and a
changed Python file, from saving to the first page that shows it, under `./run dev` on a copy of the clone.
"""

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from launcher import processes  # noqa: E402 - a measurement is started as a file, too
from launcher.processes import Program, tail, until  # noqa: E402 - as above

ONE_TEST = "tests/jobs/test_views.py::test_a_page_without_work_asks_no_more"
LIMIT_ONE, LIMIT_CHANGE, LIMIT_SUITE, LIMIT_WITH_BROWSER = 3.0, 3.0, 240.0, 420.0
START_SECONDS = 300.0
PAGE, TEMPLATE, MODULE = "/login/", "templates/base.html", "planning/health.py"
MARK = "changed-by-the-measurement"
CHANGED_MODULE = f"""

def _marked(view):
    from functools import wraps

    @wraps(view)
    def marked(request):
        answer = view(request)
        answer["X-Mark"] = "{MARK}"
        return answer

    return marked


healthz = _marked(healthz)
"""


def main(arguments: list[str] | None = None) -> int:
    """Print each time with its limit and the ratio; 0 if all keep theirs."""
    parser = argparse.ArgumentParser(prog="./run bench loop")
    parser.add_argument(
        "--full", action="store_true", help="the suite with and without browser tests as well"
    )
    asked = parser.parse_args(arguments)
    kept = [one_test(), *changes()]
    if asked.full:
        kept.append(told("suite without browser tests", suite("-m", "not browser"), LIMIT_SUITE))
        kept.append(told("suite", suite(), LIMIT_WITH_BROWSER))
    return 0 if all(kept) else 1


def told(what: str, seconds: float, limit: float) -> bool:
    print(f"loop, {what}: {seconds:.2f} s (limit {limit:.0f}, ratio {seconds / limit:.2f})", flush=True)
    return seconds <= limit


def one_test() -> bool:
    """The first run makes the template where migrations are new; the best of the next three counts."""
    suite(ONE_TEST)
    return told("one test with a database", min(suite(ONE_TEST) for _ in range(3)), LIMIT_ONE)


def suite(*arguments: str) -> float:
    """Seconds of `./run test`."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(ROOT / "run"), "test", "-q", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{done.stdout[-3000:]}\n{done.stderr[-1000:]}")
    return time.monotonic() - began


def changes() -> list[bool]:
    """A changed template and a changed Python file, each asked for until it is there."""
    with (
        tempfile.TemporaryDirectory(prefix="planning-loop-") as name,
        developing(Path(name)) as (clone, address),
    ):
        page = text_of(address + PAGE)
        assert MARK not in page
        template = append(clone / TEMPLATE, f"<!-- {MARK} -->")
        kept = [
            told("a changed template", seen(template, lambda: MARK in text_of(address + PAGE)), LIMIT_CHANGE)
        ]
        module = append(clone / MODULE, CHANGED_MODULE)
        found = seen(module, lambda: MARK in text_of(address + "/healthz"))
        kept.append(told("a changed Python file", found, LIMIT_CHANGE))
    return kept


@contextlib.contextmanager
def developing(folder: Path) -> Iterator[tuple[Path, str]]:
    """`./run dev` on a copy of the clone, with a state of its own."""
    clone, state, log = folder / "clone", folder / "clone" / ".local", folder / "dev.log"
    shutil.copytree(ROOT, clone, ignore=shutil.ignore_patterns(".git", ".local", "__pycache__", ".*_cache"))
    if (ROOT / ".local" / "assets").is_dir():
        shutil.copytree(ROOT / ".local" / "assets", state / "assets")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "PLANNING_VENV": sys.prefix}
    command = [sys.executable, str(clone / "run"), "dev"]
    program = Program("dev", command, environment, orphaned=signal.SIGKILL, patience=60.0)
    process = processes.start(program, log, clone)
    try:
        ready = until(lambda: process.poll() is not None or "规划台账已启动" in tail(log), START_SECONDS)
        if not ready or process.poll() is not None:
            raise RuntimeError(tail(log))
        yield clone, f"http://127.0.0.1:{port}"
    finally:
        processes.stop(program, process)


def append(file: Path, text: str) -> float:
    """Write as an editor does, and return when."""
    with file.open("a") as opened:
        opened.write(text)
    return time.monotonic()


def seen(since: float, there: Callable[[], bool]) -> float:
    """Seconds until it is there."""
    if not until(there, 60.0, pause=0.05):
        raise RuntimeError("the change was not seen within a minute")
    return time.monotonic() - since


def text_of(address: str) -> str:
    """Headers and body; nothing while the server starts anew."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=5) as answer:
            return f"{answer.headers}\n{answer.read().decode()}"
    except urllib.error.HTTPError as refused:
        # It holds the connection: left to itself it is a ResourceWarning, which ends the measurement.
        refused.close()
    except OSError:
        pass
    return ""


if __name__ == "__main__":
    sys.exit(main())
