"""`python -m attainment parse|evaluate`: JSON lines on stdin, one JSON line each on stdout (§8)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from attainment.lines import answer, evaluate_line, parse_line

_WORK = {"parse": parse_line, "evaluate": evaluate_line}


def main(arguments: list[str]) -> int:
    """Answer every line in order; a bad line gets `{"id", "error"}`. Returns the exit status."""
    if len(arguments) != 1 or arguments[0] not in _WORK:
        sys.stderr.write("用法：python -m attainment parse|evaluate < 输入.jsonl > 输出.jsonl\n")
        return 2
    try:
        for reply in replies(sys.stdin.buffer, arguments[0]):
            sys.stdout.buffer.write(reply)
            sys.stdout.buffer.flush()  # whoever asks line by line is answered line by line
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()
        return 1
    return 0


def replies(lines: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The answers to the lines that are not blank."""
    for number, line in enumerate(lines):
        try:
            text = line.decode("utf-8-sig" if number == 0 else "utf-8")
        except UnicodeDecodeError:
            yield _written({"id": None, "error": "这一行不是 UTF-8 编码。"})
            continue
        if text.strip():
            yield _written(answer(text, _WORK[name]))


def _written(reply: dict[str, Any]) -> bytes:
    """One line of UTF-8; half a surrogate pair, which UTF-8 cannot carry, is written as an escape."""
    try:
        return (json.dumps(reply, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(reply) + "\n").encode()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
