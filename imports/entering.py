"""What goes in, row by row, and which of it must be accepted: every row of a file that would be written is listed before.

A flagged row is one that the checks of `plausibility`, or those of its kind, cannot believe as it stands. It is written
only where a person accepted it, by itself or with all of its check, and said why (docs/decisions/0022-checks-of-figures.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from refusals import Refused

NOTHING = "本次没有入账任何内容"
LEAVE_FLAGGED = "leave_flagged"
"""As a choice: what is flagged and not accepted stays out, the rest goes in."""
NOTHING_LEFT = f"有核对提示的不入账，就没有可入账的行；{NOTHING}。"
LONGEST = 200
NAMED = 5
TOLD = 10
"""So many rows stand in the message to a county."""


@dataclass(frozen=True, slots=True)
class Flag:
    """What is odd about a row: the check by its code, what the check is called, the sentence."""

    check: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it would stand; `key` names it within its file, `county` whose figure it is.

    `reading`: how it is read. `verdict`: what becomes of verdicts. `published`: the published year it falls in.
    """

    key: str
    place: str
    title: str
    new: str
    old: str = ""
    reading: str = ""
    verdict: str = ""
    published: str = ""
    source: str = ""
    county: int | None = None
    flags: tuple[Flag, ...] = ()
    hints: tuple[str, ...] = ()
    """What is worth a look and asks for nothing."""

    def as_json(self) -> dict[str, Any]:
        # Of 10,000 rows most say nothing in most of these.
        said = {name: value for name in _NAMES if (value := getattr(self, name))}
        return {**said, "flags": [asdict(flag) for flag in self.flags]} if self.flags else said

    @property
    def said(self) -> str:
        return f"{self.title}：{self.old} → {self.new}" if self.old else f"{self.title}：{self.new}"


_NAMES = tuple(one.name for one in fields(Row))


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which flagged rows a person accepts: some by their keys, all of some checks, or all; and why."""

    reason: str = ""
    rows: frozenset[str] = frozenset()
    checks: frozenset[str] = frozenset()
    everything: bool = False

    @classmethod
    def of(cls, choices: Mapping[str, Any]) -> "Accepted":
        said = choices.get("accepted") or {}
        rows, checks = frozenset(said.get("rows", ())), frozenset(said.get("checks", ()))
        return cls(str(said.get("reason", "")).strip(), rows, checks, bool(said.get("everything")))

    def covers(self, row: Row) -> bool:
        ticked = row.key in self.rows or all(flag.check in self.checks for flag in row.flags)
        return self.everything or ticked


def accept_everything(reason: str) -> dict[str, Any]:
    """As a choice: what the shell says by `--accept`; nothing where no reason was given."""
    return {"accepted": {"reason": reason, "everything": True}} if reason else {}


def unaccepted(rows: Iterable[Row], choices: Mapping[str, Any]) -> list[Row]:
    """The flagged rows that nobody accepted."""
    accepted = Accepted.of(choices)
    return [row for row in rows if row.flags and not accepted.covers(row)]


def refuse_unaccepted(rows: Iterable[Row], accepted: Accepted) -> list[Row]:
    """The flagged rows, every one accepted with a reason; raises Refused and names the first of the others."""
    flagged = [row for row in rows if row.flags]
    if missing := [row for row in flagged if not accepted.covers(row)]:
        places = "、".join(row.place for row in missing[:NAMED])
        more = f"等 {len(missing)} 处" if len(missing) > NAMED else ""
        raise Refused(
            f"{places}{more}有核对提示，尚未核实。{NOTHING}；请逐项或按检查勾选“核实无误”并写明理由，"
            "或改正文件后重新上传。"
        )
    if flagged and not accepted.reason:
        raise Refused(f"核实无误的须写明理由，{NOTHING}。")
    if len(accepted.reason) > LONGEST:
        raise Refused(f"核实的理由不超过 {LONGEST} 个字，{NOTHING}。")
    return flagged


def by_check(rows: Iterable[Row]) -> list[tuple[str, str, int]]:
    """Each check that flags something: code, name, how many rows; the most frequent first."""
    labels = {flag.check: flag.label for row in rows for flag in row.flags}
    counted = Counter(flag.check for row in rows for flag in row.flags)
    return [(check, labels[check], number) for check, number in counted.most_common()]


def told(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """County → what its people read of the import: how many rows, how many replaced something, the first of them."""
    of_county: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.county is not None:
            of_county[row.county].append(row)
    return {str(county): _told(lines) for county, lines in of_county.items()}


def _told(lines: list[Row]) -> dict[str, Any]:
    moved = sorted(lines, key=lambda row: not row.old)
    changed = sum(bool(row.old) for row in lines)
    return {"number": len(lines), "changed": changed, "lines": [row.said for row in moved[:TOLD]]}


def from_json(kept: Mapping[str, Any]) -> Row:
    flags = tuple(Flag(**flag) for flag in kept.get("flags", ()))
    return Row(**{**kept, "flags": flags, "hints": tuple(kept.get("hints", ())), "new": kept.get("new", "")})
