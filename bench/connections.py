"""Silent and slow connections against the web server, and what it serves to a small load.

Run `python bench/connections.py` in the project's environment; it makes its own database beside that of
DATABASE_OWNER_URL and drops it at the end. Limit: 200 ms for a request while 500 connections say nothing and 50
send a byte a second. Without a limit, to compare versions: pages per second with eight people at once, and the
processor's time for one page, which other work on the machine does not change.
The slowest of ten requests, in the best of five batches: the machine's other work is not the server's.
`BENCH_WEB="gunicorn planning.wsgi --workers 2 --threads 4 --preload"` measures another server.
"""

import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "planning.settings.test"
os.environ.setdefault("PLANNING_TEST_FILES", tempfile.mkdtemp(prefix="bench-"))

LIMIT_MS = 200.0
IDLE, SLOW = 500, 50
BATCHES, REQUESTS, PEOPLE, LOAD = 5, 10, 8, 240
PAGE = "/account/"


def measure() -> bool:
    """Print the figures; whether the limit is kept."""
    from tests.crowds import crowd, web_process

    cookie = _signed_in()
    command = tuple(os.environ.get("BENCH_WEB", "").split())
    with web_process(Path(tempfile.mkdtemp(prefix="bench-")), command) as web:
        alone = _milliseconds(web, cookie)
        print(f"alone: slowest {alone:.0f} ms; {_load(web, cookie)}", flush=True)
        with crowd(web.port, idle=IDLE, slow=SLOW):
            time.sleep(2)
            crowded = _milliseconds(web, cookie)
            print(
                f"beside {IDLE} idle and {SLOW} slow connections: slowest {crowded:.0f} ms "
                f"(limit {LIMIT_MS:.0f}, ratio {crowded / LIMIT_MS:.2f}); {_load(web, cookie)}"
            )
    return crowded <= LIMIT_MS


def _signed_in() -> str:
    """A session's cookie, on the database that the web process reads."""
    from django.test import Client

    from custody.scope import CITY, within
    from tests import reference

    client = Client()
    with within(CITY):
        reference.load()
        client.force_login(reference.reviewer())
        session = client.session
        session["started"] = session["seen"] = time.time()
        session.save()
    return f"planning_session={client.cookies['planning_session'].value}"


def _milliseconds(web: Any, cookie: str) -> float:
    return min(max(_ask(web, cookie) for _ in range(REQUESTS)) for _ in range(BATCHES))


def _ask(web: Any, cookie: str) -> float:
    status, _body, seconds = web.get(PAGE, Cookie=cookie)
    assert status == 200, status
    return 1000 * float(seconds)


def _load(web: Any, cookie: str) -> str:
    began, used = time.perf_counter(), _processor(web.pid)
    with ThreadPoolExecutor(PEOPLE) as people:
        list(people.map(lambda _number: _ask(web, cookie), range(LOAD)))
    rate = LOAD / (time.perf_counter() - began)
    each = 1000 * (_processor(web.pid) - used) / LOAD
    return f"{rate:.1f} pages/s, {each:.1f} ms of the processor each"


def _processor(pid: int) -> float:
    """Seconds of the processor that a process and its children have used."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in [pid, *children]]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    import django

    django.setup()
    from tests.databases import migrated_database

    with migrated_database("bench_connections"):
        return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
