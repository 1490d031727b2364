"""What a person sees while `./run` works: one line per step, with seconds."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Refused(Exception):  # noqa: N818 - a refusal, told as one sentence, not a fault of the program
    """The command cannot be carried out; the message is a sentence that says why and what to do."""


class Teller:
    """Writes progress to one stream: stdout for `up`, stderr where stdout belongs to the command's output."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def say(self, sentence: str = "") -> None:
        """Write one line at once."""
        print(sentence, file=self.stream, flush=True)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Write the title, and when the block has ended, how long it took."""
        self.stream.write(f"· {title} … ")
        self.stream.flush()
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self.say("未完成")
            raise
        self.say(f"{time.monotonic() - began:.1f} 秒")

    def tick(self) -> None:
        """Show that a long step is still at work."""
        self.stream.write("." if self.stream.isatty() else "…")
        self.stream.flush()


def to_stdout() -> Teller:
    return Teller(sys.stdout)


def to_stderr() -> Teller:
    return Teller(sys.stderr)
