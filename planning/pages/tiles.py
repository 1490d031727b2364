"""The tiles over a table of verdicts: always n of N, with what is left out and why (specification §6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attainment import Colour, Status
from attainment.rollup import Attribute, Counts, Rollup
from indicators.chips import CLASSES
from indicators.summaries.rollup import ByHand

_UNJUDGED = (Status.PENDING, Status.NO_DATA, Status.UNJUDGED)


@dataclass(frozen=True)
class Segment:
    """A piece of the bar; start and width in percent."""

    colour: str
    start: str
    width: str


@dataclass(frozen=True)
class Tile:
    title: str
    figure: str
    of: str
    segments: tuple[Segment, ...]
    notes: tuple[str, ...]
    attribute: str = ""


def tiles(
    rollup: Rollup,
    *,
    is_final: bool,
    unmarked_note: str = "",
    by_hand: Mapping[Attribute, ByHand] | None = None,
) -> list[Tile]:
    """One tile per attribute that has any indicator, and 参评率; `by_hand` is told apart and counted nowhere."""
    word = "完成" if is_final else "达进度"
    shown = [
        _attribute_tile(
            attribute, counts, word, is_final, (str((by_hand or {}).get(attribute, "")), unmarked_note)
        )
        for attribute, counts in rollup.by_attribute.items()
        if counts.total
    ]
    return [*shown, _coverage(rollup.all)]


def _attribute_tile(
    attribute: Attribute, counts: Counts, word: str, is_final: bool, notes_beside: tuple[str, str]
) -> Tile:
    share = counts.completion if is_final else counts.on_schedule
    by_hand, unmarked_note = notes_beside
    notes = [_left_out(counts), by_hand]
    if attribute is Attribute.UNMARKED and unmarked_note:
        notes.append(unmarked_note)
    name = "未标注属性" if attribute is Attribute.UNMARKED else f"{attribute.label}指标"
    return Tile(
        title=f"{name} {word}",
        figure=str(share.n) if share.total else "—",
        of=f"/ {share.total} 项已评价" if share.total else "尚无可评价的指标",
        segments=_segments(
            counts.assessable, [(CLASSES[c], counts.of(c)) for c in (Colour.GREEN, Colour.YELLOW, Colour.RED)]
        ),
        notes=tuple(note for note in notes if note),
        attribute=attribute.label,
    )


def _left_out(counts: Counts) -> str:
    said = []
    if counts.unjudged:
        pending = counts.by_status[Status.PENDING]
        why = f"，其中 {pending} 项目标待下达" if pending else ""
        said.append(f"另有 {counts.unjudged} 项不能评价{why}")
    if excluded := counts.by_status[Status.EXCLUDED]:
        said.append(f"{excluded} 项不参评")
    return "；".join(said)


def _coverage(counts: Counts) -> Tile:
    share = counts.coverage
    reasons = [
        f"{status.label} {counts.by_status[status]}" for status in _UNJUDGED if counts.by_status[status]
    ]
    excluded = counts.by_status[Status.EXCLUDED]
    return Tile(
        title="参评率",
        figure=f"{share.n / share.total:.0%}" if share.total else "—",
        of=f"{share.n} / {share.total} 项",
        segments=_segments(share.total, [("b", share.n)]),
        notes=tuple(filter(None, [" · ".join(reasons), f"不参评 {excluded}，不计入" if excluded else ""])),
    )


def _segments(total: int, parts: Sequence[tuple[str, int]]) -> tuple[Segment, ...]:
    found, start = [], 0.0
    for colour, count in parts:
        width = 100 * count / total if total else 0.0
        if count:
            found.append(Segment(colour, f"{start:.2f}", f"{width:.2f}"))
        start += width
    return tuple(found)
