"""`./run logs [-f] [NAME]`: what the children of an instance have said."""

import time
from pathlib import Path

from launcher.paths import of_clone
from launcher.processes import tail
from launcher.telling import Refused, to_stdout

LINES = 50
PAUSE_SECONDS = 0.3


def logs(name: str | None, *, follow: bool) -> int:
    """Print the end of the logs, of one program or of all; with `follow` go on until Ctrl-C."""
    teller, folder = to_stdout(), of_clone().logs
    files = sorted(folder.glob(f"{name or '*'}.log"))
    if not files:
        known = "、".join(sorted(file.stem for file in folder.glob("*.log"))) or "还没有任何日志"
        raise Refused(f"没有名为“{name or '*'}”的日志。现有：{known}。")
    for file in files:
        teller.say(f"==> {file.stem} <==")
        teller.say(tail(file, LINES))
    if follow:
        try:
            _follow(files)
        except KeyboardInterrupt:
            teller.say()
    return 0


def _follow(files: list[Path]) -> None:
    teller = to_stdout()
    read = {file: file.stat().st_size for file in files}
    while True:
        for file, seen in read.items():
            size = file.stat().st_size if file.exists() else 0
            # Shorter than what we read: it was turned over and begins anew.
            start = seen if size >= seen else 0
            if size > start:
                with file.open("rb") as log:
                    log.seek(start)
                    fresh = log.read(size - start).decode(errors="replace")
                for line in fresh.splitlines():
                    teller.say(f"{file.stem}: {line}")
            read[file] = size
        time.sleep(PAUSE_SECONDS)
