"""Where a power cut may hit a worker that puts a file in force: named points, one armed at a time.

A worker includes this module (`tests.workers`) beside the application's tasks. The file that PLANNING_FAULT_AT names
holds the armed point; whoever gets there first disarms it and kills the worker with all its children.
"""

import importlib
import os
import signal
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

ARMED = "PLANNING_FAULT_AT"

POINTS = {
    "the bell is heard": ("jobs.running", "run", "before"),
    "the job is marked running": ("jobs.running", "_start", "after"),
    "the file is read": ("imports.flow", "source_of", "after"),
    "the batch is marked applied": ("imports.applying", "_waiting", "after"),
    "the table is locked": ("indicators.actions.observations.ObservationImporter", "lock", "after"),
    "the rows are checked": ("indicators.actions.observations.ObservationImporter", "check", "after"),
    "the figures lie beside the table": ("indicators.actions.writing", "_csv", "after"),
    "the figures are written": ("indicators.actions.observations", "write_observations", "after"),
    "the act is on record": ("indicators.actions.observations", "record", "after"),
    "all is written": ("indicators.actions.observations.ObservationImporter", "write", "after"),
    "the job is marked done": ("jobs.running", "_end", "after"),
    "all is committed": ("jobs.running", "run", "after"),
}
"""Name → where, what, and on which side of it."""


def arm(point: str) -> None:
    """Let the next worker that comes to `point` die there."""
    Path(os.environ[ARMED]).write_text(point, encoding="utf-8")


def _die_if_armed(point: str) -> None:
    armed = Path(os.environ[ARMED])
    if armed.exists() and armed.read_text(encoding="utf-8") == point:
        armed.unlink()
        os.killpg(os.getpgid(0), signal.SIGKILL)


def _watched(point: str, side: str, call: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(call)
    def watched(*arguments: Any, **named: Any) -> Any:
        if side == "before":
            _die_if_armed(point)
        result = call(*arguments, **named)
        if side == "after":
            _die_if_armed(point)
        return result

    return watched


def watch() -> None:
    """Put a watch on every point of this process."""
    for point, (place, name, side) in POINTS.items():
        module, _dot, owner = place.rpartition(".")
        holder = getattr(importlib.import_module(module), owner) if owner[:1].isupper() else None
        found = holder or importlib.import_module(place)
        setattr(found, name, _watched(point, side, getattr(found, name)))


if ARMED in os.environ and os.environ.get("PLANNING_FAULT_WORKER"):
    watch()
