"""The rooms of the house: found, never listed, so that a new one is never forgotten."""

from pathlib import Path

BESIDE = {"bench", "launcher", "tests"}
"""Packages of the clone that are no rooms."""


def rooms(root: Path) -> list[Path]:
    """Return the folder of every room, by name: each package but those beside them; with an `apps.py` it is Django's."""
    return sorted(init.parent for init in root.glob("*/__init__.py") if init.parent.name not in BESIDE)
