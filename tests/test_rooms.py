"""Every room stands in the corridor: what is not in the contract is guarded by none."""

import tomllib
from pathlib import Path

from launcher.rooms import rooms

ROOT = Path(__file__).parents[1]


def test_every_room_stands_in_the_import_contracts() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (corridor,) = (one for one in linter["contracts"] if one["id"] == "corridor")
    layers = {room.strip() for layer in corridor["layers"] for room in layer.split("|")}
    found = {room.name for room in rooms(ROOT)} | {"launcher"}
    assert layers == found, "give a new room its place in the corridor of pyproject.toml"
    assert set(linter["root_packages"]) == found
