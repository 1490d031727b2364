"""The heads of the chain outside the database: one line per link in a file that is only ever appended to (ADR 0035).

Whoever can rewrite every table can rewrite the whole chain, drop its last links and seal the days again: inside the
database nothing contradicts him. What once was the head stands here, and must be a link of the chain for ever. Where
a backup was restored the file says so; what was sealed after that backup is then rightly gone.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from custody.models import ChainLink

SEALED, RESTORED = "sealed", "restored"
NONE = "-"


@dataclass(frozen=True, slots=True)
class Head:
    """One line: what happened, the link's own name (as `day 2026-11-22`), its digest."""

    deed: str
    name: str
    digest: str


def note(link: ChainLink) -> None:
    """Append one link, once it is committed."""
    _append(SEALED, f"{link.kind} {link.label}", link.digest)


def note_restored(digest: str) -> None:
    """Append that the database was replaced by an older one, whose last link is `digest` (empty: it has none)."""
    _append(RESTORED, NONE, digest or NONE)


def exists() -> bool:
    return _file().exists()


def heads() -> list[Head]:
    """All that is written, oldest first; a line that was cut short by a crash is left out."""
    return list(_read())


def standing(written: list[Head]) -> list[Head]:
    """Those of them that must be links of the chain: all, but for what a restore has rightly taken back."""
    kept: list[Head] = []
    for head in written:
        if head.deed == SEALED:
            kept.append(head)
            continue
        known = [place for place, each in enumerate(kept) if each.digest == head.digest]
        # A backup from before the file was kept, or from elsewhere: its own last link is where it begins.
        own = [] if head.digest == NONE else [Head(SEALED, "恢复的备份", head.digest)]
        kept = kept[: known[-1] + 1] if known else own
    return kept


def _read() -> Iterator[Head]:
    try:
        lines = _file().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        parts = line.split("\t")
        if len(parts) == 4 and parts[1] in {SEALED, RESTORED}:
            yield Head(*parts[1:])


def _append(*said: str) -> None:
    moment = timezone.localtime().isoformat(timespec="seconds")
    # The break stands first too: a line cut short by a crash spoils itself only. One write: two processes do not mix.
    line = "\n" + "\t".join((moment, *said)) + "\n"
    file = _file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(opened, line.encode())
        os.fsync(opened)
    finally:
        os.close(opened)


def _file() -> Path:
    return Path(settings.CHAIN_HEADS)
