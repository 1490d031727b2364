"""The command line refuses in one sentence and hands over what is not its own."""

import socket
from pathlib import Path

import pytest

from launcher.commandline import main
from launcher.instance import Holder
from launcher.servers import Addresses, outside
from launcher.starting import Wish, already_running, refuse_busy_port
from launcher.telling import Refused, to_stderr


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_a_port_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], port: str) -> None:
    with pytest.raises(SystemExit):
        main(["up", f"--port={port}"])

    assert "端口应是 1 到 65535 的整数" in capsys.readouterr().err


def test_a_port_from_the_environment_is_checked_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "http")

    with pytest.raises(SystemExit):
        main(["up"])
    assert "而不是“http”" in capsys.readouterr().err


def test_a_busy_port_is_refused_with_another_one_proposed() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Refused, match=rf"127\.0\.0\.1:{port} .*PORT={port + 1} ./run up"):
            refuse_busy_port(Wish("127.0.0.1", port, demo=False))


def test_an_address_of_ipv6_is_written_in_brackets() -> None:
    assert Wish("::", 8000, demo=False).bind == "[::]:8000"
    assert Wish("::1", 8000, demo=False).address == "http://[::1]:8000"


def test_who_holds_the_clone_is_named() -> None:
    assert "进程 12，地址 http://127.0.0.1:8000" in already_running(Holder(12, "up", "http://127.0.0.1:8000"))
    assert "./run manage（进程 12）" in already_running(Holder(12, "manage"))


def test_an_owner_without_an_application_role_is_refused() -> None:
    with pytest.raises(Refused, match="DATABASE_URL"):
        outside({"DATABASE_OWNER_URL": "postgres://owner@server/planning"}, to_stderr())


def test_one_address_serves_both_roles_and_the_start_says_what_is_off_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    addresses = outside({"DATABASE_URL": "postgres://one@server/planning"}, to_stderr())

    assert addresses.owner == addresses.database == "postgres://one@server/planning"
    said = capsys.readouterr().err
    assert "DATABASE_OWNER_URL" in said
    assert "行级隔离与只增保护因此不起作用" in said


def test_two_roles_need_no_warning(capsys: pytest.CaptureFixture[str]) -> None:
    named = {
        "DATABASE_URL": "postgres://app@server/planning",
        "DATABASE_OWNER_URL": "postgres://owner@server/planning",
    }
    outside(named, to_stderr())
    assert capsys.readouterr().err == ""


def test_logs_that_do_not_exist_are_named_as_such(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLANNING_STATE", str(tmp_path))
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "web.log").write_text("first\nlast\n")

    assert main(["logs", "wbe"]) == 1
    assert "没有名为“wbe”的日志。现有：web。" in capsys.readouterr().err
    assert main(["logs", "web"]) == 0
    assert capsys.readouterr().out == "==> web <==\nfirst\nlast\n"


def test_down_without_an_instance_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLANNING_STATE", str(tmp_path))

    assert main(["down"]) == 0
    assert capsys.readouterr().out == "没有正在运行的实例。\n"


def test_servers_named_by_the_environment_go_before_those_of_the_running_instance() -> None:
    running = Addresses("postgres://app@here/planning", "postgres://owner@here/planning", "redis://here/0")

    assert Addresses().over(running) == running
    assert Addresses(broker="redis://there/0").over(running).broker == "redis://there/0"
    named = Addresses("postgres://app@there/planning", "postgres://owner@there/planning")
    assert named.over(running) == Addresses(named.database, named.owner, "redis://here/0")
