"""What an import would change or has changed, in words both ledgers share."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """How a row of the file stands to the stored rows."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"

    @property
    def label(self) -> str:
        return {"new": "新增", "changed": "变更", "same": "不变", "gone": "删除"}[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One row: where it stands, how it changed; `fields` maps a Chinese field name to (old, new) texts."""

    kind: ChangeKind
    ledger: str
    table: str
    seq: str
    name: str
    cell: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def count(changes: list[Change]) -> dict[str, int]:
    """How many of each kind, every kind named: {"new": 0, "changed": 2, "same": 52, "gone": 0}."""
    return {kind.value: sum(change.kind == kind for change in changes) for kind in ChangeKind}
