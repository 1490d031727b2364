"""The web server: silent and slow connections stop nobody, answers under way are finished, a dead child is replaced."""

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.processes import until
from tests.crowds import Web, crowd, slowest, web_process

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]

LIMIT_SECONDS = 0.2


@pytest.fixture(scope="module")
def web(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """One for those tests that leave it as it was."""
    with web_process(tmp_path_factory.mktemp("web")) as started:
        yield started


def test_five_hundred_idle_and_fifty_slow_connections_hold_nobody_up(web: Web) -> None:
    slowest(web, "/login/", 8)
    with crowd(web.port, idle=500, slow=50):
        time.sleep(2)
        assert slowest(web, "/login/", 20) <= LIMIT_SECONDS


def test_a_connection_too_many_makes_room_by_sending_the_oldest_away(tmp_path: Path) -> None:
    with web_process(tmp_path, PLANNING_WEB_CONNECTIONS="100") as web:
        slowest(web, "/login/", 8)
        with crowd(web.port, idle=600, slow=0) as held:
            # What is measured is a page beside those that stay, not while 400 are being sent away.
            assert until(lambda: sum(_is_closed(each) for each in held) >= 390, 10)
            assert slowest(web, "/login/", 5) <= LIMIT_SECONDS
            assert not _is_closed(held[-1])


def _is_closed(each: socket.socket) -> bool:
    each.setblocking(False)
    try:
        return each.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_who_takes_too_long_for_the_first_lines_is_sent_away(tmp_path: Path) -> None:
    with web_process(tmp_path, PLANNING_WEB_HEAD_SECONDS="2") as web, crowd(web.port, idle=0, slow=4) as held:
        assert until(lambda: sum(_is_closed(each) for each in held) == 2, 8)
        time.sleep(1)
        # The other two are at their body, which may take longer.
        assert sum(_is_closed(each) for each in held) == 2


def test_the_answer_under_way_is_finished_when_told_to_end(tmp_path: Path) -> None:
    with web_process(tmp_path) as web:
        web.get("/healthz")
        answers: list[int] = []
        asking = [
            threading.Thread(target=lambda: answers.append(web.get("/login/")[0]), daemon=True)
            for _ in range(40)
        ]
        for each in asking:
            each.start()
        assert until(lambda: len(answers) > 0, 10)
        os.kill(web.pid, signal.SIGTERM)
        for each in asking:
            each.join(10)
        # Those not yet accepted are refused by the system; of those accepted none is cut off.
        assert set(answers) == {200}
        assert until(lambda: not Path(f"/proc/{web.pid}/stat").exists() or _is_zombie(web.pid), 10)


def _is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def _children(pid: int) -> set[int]:
    """Those that answer; the server of the sandbox is one that does not."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return {int(number) for number in text.split() if "sandbox.server" not in _command(number)}


def _command(pid: str) -> str:
    path = Path(f"/proc/{pid}/cmdline")
    return path.read_text() if path.exists() else ""


def test_a_killed_child_is_replaced_and_its_siblings_go_on(tmp_path: Path) -> None:
    with web_process(tmp_path) as web:
        assert until(lambda: len(_children(web.pid)) == 2, 10)
        before = _children(web.pid)
        os.kill(min(before), signal.SIGKILL)
        assert web.get("/login/")[0] == 200
        assert until(lambda: len(_children(web.pid) - before) == 1 and len(_children(web.pid)) == 2, 10)


def test_no_child_outlives_its_parent(tmp_path: Path) -> None:
    with web_process(tmp_path) as web:
        # The sandbox's server among them, which starts when the first worker loads the application: it ends when
        # nobody is left who could ask it.
        listed = Path(f"/proc/{web.pid}/task/{web.pid}/children")
        assert until(lambda: len(listed.read_text().split()) == 3, 30)
        children = listed.read_text().split()
        os.kill(web.pid, signal.SIGKILL)
        assert until(lambda: not any(Path(f"/proc/{child}").exists() for child in children), 10)


@pytest.mark.parametrize(
    ("kind", "cookie", "size", "told"),
    [
        ("application/x-www-form-urlencoded", "", 4 * 1024 * 1024, b"413"),
        ("multipart/form-data; boundary=x", "planning_session=x", 40 * 1024 * 1024, b"413"),
        # Nobody who has not signed in fills the disk; the form's token is missing anyway.
        ("multipart/form-data; boundary=x", "", 10 * 1024 * 1024, b"403"),
    ],
)
def test_a_body_that_nobody_wants_is_let_go_by_and_answered(
    web: Web, kind: str, cookie: str, size: int, told: bytes
) -> None:
    head = f"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\nCookie: {cookie}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", web.port), 10) as client:
        client.sendall(head.encode())
        for _ in range(size // 65536):
            client.sendall(b"\0" * 65536)
        assert client.recv(100).split()[1] == told


def test_a_chunked_body_is_taken_as_any_other(web: Web) -> None:
    """What a proxy may send has its length by the time that the application looks at it."""
    body = b"a" * (4 * 1024 * 1024)
    head = b"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with socket.create_connection(("127.0.0.1", web.port), 10) as client:
        client.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        client.sendall(f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")
        assert client.recv(100).split()[1] == b"413"


def test_the_health_page_answers_through_it(web: Web) -> None:
    status, body, _seconds = web.get("/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok", "database": True, "broker": True})
