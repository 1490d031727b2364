"""Being told to end in the middle: by Ctrl-C, by `kill`, by a closed terminal."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130
"""The exit code that shells give for Ctrl-C."""


@contextmanager
def termination_as_interrupt() -> Iterator[None]:
    """Let TERM and HUP clean up like Ctrl-C: by default they end a process without a word."""
    before = {number: signal.signal(number, _interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
