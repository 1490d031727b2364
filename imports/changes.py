"""What an edition of a plan would change or has changed, in words both ledgers share."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from imports.outcomes import Outcome, counted

LABELS = {Outcome.NEW: "新增", Outcome.CHANGED: "变更", Outcome.SAME: "不变", Outcome.GONE: "删除"}


@dataclass(frozen=True, slots=True)
class Change:
    """One row: where it stands, how it changed; `fields` maps a Chinese field name to (old, new) texts."""

    kind: Outcome
    ledger: str
    table: str
    seq: str
    name: str
    cell: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def count(changes: Iterable[Change]) -> dict[str, int]:
    return counted((change.kind for change in changes), LABELS)
