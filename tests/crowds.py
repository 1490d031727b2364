"""A real web process on the test database, and the connections by which somebody would stop it."""

import contextlib
import http.client
import os
import resource
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher.processes import Program, start, stop, tail, until
from tests.browser.instance import free_port
from tests.workers import address_of_the_test_database

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 30.0
SLOW_HEAD = b"GET /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"a" * 3000
SLOW_BODY = b"username=" + b"a" * 3000


@dataclass(frozen=True)
class Web:
    """Where the web process listens, who its parent is and what it wrote."""

    port: int
    pid: int
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, bytes, float]:
        """Return status, body and seconds of one request over a connection of its own."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), time.perf_counter() - began


@contextmanager
def web_process(folder: Path, command: tuple[str, ...] = (), **variables: str) -> Iterator[Web]:
    """Run `python -m planning.web` (or `command`, which is told its address last) while the block runs."""
    port, log = free_port(), folder / f"web-{os.urandom(4).hex()}.log"
    line = [sys.executable, "-m", *(command or ("planning.web",)), "--bind", f"127.0.0.1:{port}"]
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_the_test_database(),
        "PYTHONPATH": str(ROOT),
        **variables,
    }
    program = Program("web", line, environment)
    process = start(program, log, ROOT)
    try:
        assert until(lambda: process.poll() is not None or _listens(port), START_SECONDS), tail(log)
        assert process.poll() is None, tail(log)
        yield Web(port, process.pid, log)
    finally:
        stop(program, process)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextmanager
def crowd(port: int, *, idle: int, slow: int) -> Iterator[list[socket.socket]]:
    """Hold `idle` connections that say nothing and `slow` that send one byte a second, half of them a body."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    over = threading.Event()
    held = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(idle + slow)]
    for number, each in enumerate(held[:slow]):
        each.sendall(_beginning(number))
    feeder = threading.Thread(target=_feed, args=(held[:slow], over), daemon=True)
    feeder.start()
    try:
        yield held
    finally:
        over.set()
        feeder.join(30)
        for each in held:
            each.close()


def _beginning(number: int) -> bytes:
    if number % 2:
        return b""
    head = "POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    return f"{head}Content-Length: {len(SLOW_BODY)}\r\n\r\n".encode()


def _feed(slow: list[socket.socket], over: threading.Event) -> None:
    for position in range(len(SLOW_BODY)):
        for number, each in enumerate(slow):
            text = SLOW_HEAD if number % 2 else SLOW_BODY
            with contextlib.suppress(OSError):
                each.send(text[position : position + 1])
        if over.wait(1.0):
            return


def slowest(web: Web, path: str, times: int, headers: Mapping[str, str] | None = None) -> float:
    """Return the seconds of the slowest of so many requests, each of which must be answered well."""
    seconds = []
    for _ in range(times):
        status, _body, took = web.get(path, **(headers or {}))
        assert status == 200, status
        seconds.append(took)
    return max(seconds)
