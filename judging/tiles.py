"""The tiles over a table of verdicts: always n of N, with what is left out and why (specification §6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from attainment import Colour, Status
from attainment.rollup import Attribute, Counts, Rollup
from judging.chips import CLASSES
from judging.summaries.matrix import JUDGED, UNDECIDED
from judging.summaries.rollup import ByHand

_UNJUDGED = (Status.PENDING, Status.NO_DATA, Status.UNJUDGED)


@dataclass(frozen=True)
class Segment:
    """A piece of the bar; start and width in percent."""

    colour: str
    start: str
    width: str


@dataclass(frozen=True)
class Link:
    """A text that leads to the rows it counts; without an address it is only text."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Tile:
    title: str
    figure: Link
    of: Link
    segments: tuple[Segment, ...]
    notes: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True)
class Addresses:
    """Where the rows of a number stand: `base` is the page's address with period and year, "" for a page that has
    no filters and names no year; its rows then all stand at `rows`."""

    base: str = ""
    rows: str = "#rows"

    def of(self, attribute: Attribute | None = None, status: str = "") -> str:
        if not self.base:
            return self.rows
        asked = {"attribute": attribute.label if attribute else "", "status": status}
        return (
            f"{self.base}&{query}"
            if (query := urlencode({k: v for k, v in asked.items() if v}))
            else self.base
        )


def tiles(
    rollup: Rollup,
    *,
    is_final: bool,
    addresses: Addresses,
    unmarked_note: str = "",
    by_hand: Mapping[Attribute, ByHand] | None = None,
) -> list[Tile]:
    """One tile per attribute that has any indicator, and 参评率; `by_hand` is told apart and counted nowhere."""
    word = "完成" if is_final else "达进度"
    shown = [
        _attribute_tile(
            attribute,
            counts,
            word,
            is_final,
            (str((by_hand or {}).get(attribute, "")), unmarked_note),
            addresses,
        )
        for attribute, counts in rollup.by_attribute.items()
        if counts.total
    ]
    return [*shown, _coverage(rollup.all, addresses)]


def _attribute_tile(
    attribute: Attribute,
    counts: Counts,
    word: str,
    is_final: bool,
    notes_beside: tuple[str, str],
    addresses: Addresses,
) -> Tile:
    share = counts.completion if is_final else counts.on_schedule
    met = Status.ACHIEVED if is_final else Colour.GREEN
    by_hand, unmarked_note = notes_beside
    beside = [by_hand, unmarked_note if attribute is Attribute.UNMARKED else ""]
    name = "未标注属性" if attribute is Attribute.UNMARKED else f"{attribute.label}指标"
    return Tile(
        title=f"{name} {word}",
        figure=Link(str(share.n), addresses.of(attribute, met.value)) if share.total else Link("—"),
        of=Link(f"/ {share.total} 项已评价", addresses.of(attribute, JUDGED))
        if share.total
        else Link("尚无可评价的指标", addresses.of(attribute)),
        segments=_segments(
            counts.assessable, [(CLASSES[c], counts.of(c)) for c in (Colour.GREEN, Colour.YELLOW, Colour.RED)]
        ),
        notes=tuple(
            filter(None, [_left_out(attribute, counts, addresses), *((Link(n),) for n in beside if n)])
        ),
    )


def _left_out(attribute: Attribute, counts: Counts, addresses: Addresses) -> tuple[Link, ...]:
    said = []
    if counts.unjudged:
        pending = counts.by_status[Status.PENDING]
        why = f"，其中 {pending} 项目标待下达" if pending else ""
        said.append(Link(f"另有 {counts.unjudged} 项不能评价{why}", addresses.of(attribute, UNDECIDED)))
    if excluded := counts.by_status[Status.EXCLUDED]:
        said.append(Link(f"{excluded} 项不参评", addresses.of(attribute, Status.EXCLUDED.value)))
    return tuple(said)


def _coverage(counts: Counts, addresses: Addresses) -> Tile:
    share = counts.coverage
    reasons = tuple(
        Link(f"{status.label} {counts.by_status[status]}", addresses.of(status=status.value))
        for status in _UNJUDGED
        if counts.by_status[status]
    )
    excluded = counts.by_status[Status.EXCLUDED]
    left_out = (
        (Link(f"不参评 {excluded}，不计入", addresses.of(status=Status.EXCLUDED.value)),) if excluded else ()
    )
    return Tile(
        title="参评率",
        figure=Link(f"{share.n / share.total:.0%}", addresses.of(status=JUDGED))
        if share.total
        else Link("—"),
        of=Link(f"{share.n} / {share.total} 项", addresses.of(status=JUDGED)),
        segments=_segments(share.total, [("b", share.n)]),
        notes=tuple(filter(None, [reasons, left_out])),
    )


def _segments(total: int, parts: Sequence[tuple[str, int]]) -> tuple[Segment, ...]:
    found, start = [], 0.0
    for colour, count in parts:
        width = 100 * count / total if total else 0.0
        if count:
            found.append(Segment(colour, f"{start:.2f}", f"{width:.2f}"))
        start += width
    return tuple(found)
