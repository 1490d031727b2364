"""Taking requests in: a thread of the application is given to none that has not arrived whole.

Waitress's loop reads all connections at once, so a silent or a slow one holds a descriptor and a little memory,
never a thread (ADR 0025). What is decided here is how long one may take, how much it may send, and who goes
when there are too many.
"""

import time
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.utilities import Error

MEGABYTE = 1024 * 1024
MULTIPART = "multipart/form-data"
BUSY = "正在上传的文件太多，请一分钟后再试。没有任何内容被保存。"


@dataclass(frozen=True)
class Patience:
    """What one process puts up with; seconds and bytes."""

    idle: float = 75.0
    """Between two requests of one connection."""
    head: float = 20.0
    """For the first line and the headers."""
    body: float = 60.0
    """For a body of no size; with each `slowest` bytes it has a second more."""
    slowest: int = 20 * 1024
    connections: int = 2000
    form: int = 3 * MEGABYTE
    """A body without files."""
    upload: int = 31 * MEGABYTE
    """A body with files."""
    in_hand: int = 512 * MEGABYTE
    """Of all bodies together that are still arriving or being answered."""
    session_cookie: str = "planning_session"
    """Who has none has no file to upload: a large body is let go by."""


class BusyError(Error):  # type: ignore[misc] # waitress has no types
    """Too many uploads at once: said in plain text, since nothing of the application has been asked yet."""

    code, reason = 503, "Service Unavailable"

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        kind = ("Content-Type", "text/plain; charset=utf-8")
        return f"{self.code} {self.reason}", [kind, ("Retry-After", "60")], str(self.body).encode()


class Dropped:
    """The body of a request that will be refused: counted, not kept, so that the refusal can be read."""

    def __len__(self) -> int:
        return 0

    def append(self, data: bytes) -> None:
        pass

    def getfile(self) -> BytesIO:
        return BytesIO()

    def close(self) -> None:
        pass


class Request(HTTPRequestParser):  # type: ignore[misc] # waitress has no types
    """One request while it arrives."""

    kept = 0
    """Bytes of body that will be kept for it."""

    def __init__(self, adj: Any, *, server: "Server") -> None:
        super().__init__(adj)
        self.server = server
        self.began = time.monotonic()

    def parse_header(self, header_plus: bytes) -> None:
        """As waitress's; then decide by what is announced whether the body is worth keeping."""
        super().parse_header(header_plus)
        if self.content_length > self._most():
            self.body_rcv = FixedStreamReceiver(self.content_length, Dropped())
        elif self.content_length > self.server.patience.in_hand - self.server.bytes_in_hand():
            self.body_rcv, self.error = None, BusyError(BUSY)
        else:
            self.kept = self.content_length

    def overdue(self, now: float) -> bool:
        """Whether it has taken longer than a slow line explains."""
        taken, patience = now - self.began, self.server.patience
        if not self.headers_finished:
            return taken > patience.head
        return bool(taken > patience.body + self.body_bytes_received / patience.slowest)

    def _most(self) -> int:
        patience: Patience = self.server.patience
        if not self.headers.get("CONTENT_TYPE", "").lower().startswith(MULTIPART):
            return patience.form
        known = f"{patience.session_cookie}=" in self.headers.get("COOKIE", "")
        return patience.upload if known else patience.form


class Channel(HTTPChannel):  # type: ignore[misc] # waitress has no types
    """One connection."""

    def __init__(self, server: "Server", *rest: Any, **named: Any) -> None:
        self.parser_class = partial(Request, server=server)
        super().__init__(server, *rest, **named)

    @property
    def at_work(self) -> bool:
        """Whether it has a request that is being answered, or an answer on its way."""
        return bool(self.requests or self.total_outbufs_len)

    @property
    def kept(self) -> int:
        arriving = self.request.kept if isinstance(self.request, Request) else 0
        return arriving + sum(getattr(request, "kept", 0) for request in list(self.requests))

    def overdue(self, now: float, monotonic: float) -> bool:
        """Whether its next request is not coming, or coming too slowly, or nobody reads its answer."""
        if isinstance(self.request, Request) and not self.at_work:
            return self.request.overdue(monotonic)
        return not self.requests and bool(now - self.last_activity > self.server.patience.idle)


class Server(TcpWSGIServer):  # type: ignore[misc] # waitress has no types
    """The loop of one process over a socket that it shares with its siblings."""

    channel_class = Channel

    def __init__(self, *given: Any, patience: Patience, **named: Any) -> None:
        self.patience = patience
        super().__init__(*given, **named)

    def bytes_in_hand(self) -> int:
        return sum(channel.kept for channel in list(self.active_channels.values()))

    def maintenance(self, now: float) -> None:
        """Close what is overdue, and where there are too many connections, who has waited longest."""
        monotonic = time.monotonic()
        channels = list(self.active_channels.values())
        surplus = max(0, len(channels) - self.patience.connections)
        waiting = [one for one in channels if not one.at_work]  # in the order in which they came
        for channel in [*waiting[:surplus], *(one for one in channels if one.overdue(now, monotonic))]:
            channel.will_close = True

    @property
    def at_work(self) -> bool:
        return any(channel.at_work for channel in list(self.active_channels.values()))

    def stop_listening(self) -> None:
        """Take no new connection; those that are open go on."""
        self.accepting = False
        self.del_channel()
        self.socket.close()
