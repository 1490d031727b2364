"""Tasks of one county that say the same: the same words, or the same number of the same thing. Pure.

What is said three times is promised once: the groups are told and nothing adds them up.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from attainment.fragments import Promise, read_fragment
from attainment.units import canonical
from measures.printed import fragments_of

_BLANKS = re.compile(r"\s+")
_COMMON = re.compile(
    r"全区|全县|全市|力争|确保|争取|完成|建设|建成|实施|达到|提高到|提高|达|以上|以下|以内|控制在|约|新增|累计|继续|面积|数量|工程|项目|[的了到在]|[^一-鿿]"
)
FEWEST = 12
"""Characters of a text that nobody writes twice by chance."""
_FEWEST_OF_TARGET = 8
_LIKE = Decimal("0.6")
_SHARES = ("%", "‰")
_SYMBOLS = re.compile(r"[A-Za-z]+[\d₀-₉.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One standing task, as much as the rules read; `text_at`: the cell of its text, which merged rows share."""

    pk: int
    county_id: int
    plan_id: int
    plan: str
    file: str
    sheet: str
    number: str
    name: str
    text: str
    target_text: str
    deadline: str
    deadline_text: str
    name_cell: str
    target_cell: str
    deadline_cell: str
    text_at: str
    deadline_problem: str = ""
    departments_cell: str = ""
    unknown_departments: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.plan}[{self.number}]“{self.name}”" if self.number else f"{self.plan}“{self.name}”"


@dataclass(frozen=True, slots=True)
class Said:
    """One promise of one task."""

    task: Task
    promise: Promise

    @property
    def words(self) -> frozenset[str]:
        """Pairs of characters of what it is about."""
        bare = _COMMON.sub(" ", self.promise.text)
        return frozenset(run[at : at + 2] for run in bare.split() for at in range(len(run) - 1))

    @property
    def symbols(self) -> tuple[str, ...]:
        """What is told apart by its symbol alone: PM2.5, NO₂."""
        return tuple(_SYMBOLS.findall(self.promise.text.removesuffix(self.promise.unit or "")))

    @property
    def value(self) -> tuple[Decimal, str]:
        unit = self.promise.unit or ""
        return Decimal(self.promise.value or 0).normalize(), canonical(unit) or unit


def promises(tasks: Iterable[Task]) -> Iterator[Said]:
    for task in tasks:
        for fragment in fragments_of(task.target_text, task.text):
            for part in read_fragment(fragment).parts:
                if part.value is not None:
                    yield Said(task, part)


def same_words(tasks: Sequence[Task]) -> list[list[Task]]:
    """Groups of a county with one text, those of one merged cell apart."""
    groups: dict[tuple[int, str], list[Task]] = defaultdict(list)
    for task in tasks:
        bare = _BLANKS.sub("", task.text)
        if len(bare) >= FEWEST:
            groups[task.county_id, bare].append(task)
    return [group for group in groups.values() if len({_printed_once(task) for task in group}) > 1]


def _printed_once(task: Task) -> tuple[int, str, str]:
    return task.plan_id, task.sheet, task.text_at


def same_numbers(tasks: Sequence[Task]) -> list[list[Said]]:
    """Groups of a county that promise one number of what is called alike, in different texts."""
    groups: dict[tuple[int, tuple[Decimal, str]], list[list[Said]]] = defaultdict(list)
    for said in promises(tasks):
        near = groups[said.task.county_id, said.value]
        home = next((group for group in near if any(_alike(said, other) for other in group)), None)
        if home is None:
            near.append([said])
        else:
            home.append(said)
    found = [group for near in groups.values() for group in near]
    return [group for group in found if len({_printed_once(one.task) for one in group}) > 1]


def _alike(one: Said, other: Said) -> bool:
    """Of one symbol, if any; a share only of nearly the same words: 100 % of much is 100 %."""
    common = one.words & other.words
    if one.symbols != other.symbols:
        return False
    if one.value[1] not in _SHARES:
        return bool(common)
    return Decimal(len(common)) >= _LIKE * max(len(one.words | other.words), 1)


def same_targets(tasks: Sequence[Task]) -> list[list[Task]]:
    """Groups of a county with one target that has no number: 地表塌陷率减少一半, 地表塌陷率减少一半."""
    groups: dict[tuple[int, str], list[Task]] = defaultdict(list)
    for task in tasks:
        for fragment in fragments_of(task.target_text, task.text):
            bare = _BLANKS.sub("", fragment)
            if len(bare) >= _FEWEST_OF_TARGET and not any(map(str.isdigit, bare)):
                groups[task.county_id, bare].append(task)
    return [group for group in groups.values() if len({_printed_once(task) for task in group}) > 1]


def other_numbers(tasks: Sequence[Task]) -> list[tuple[Said, Said]]:
    """Pairs of a county that promise different shares of the same thing by the same time."""
    found: list[tuple[Said, Said]] = []
    shares: dict[int, list[Said]] = defaultdict(list)
    for said in promises(tasks):
        if said.value[1] not in _SHARES or said.promise.change is not None:
            continue
        near = shares[said.task.county_id]
        found += [(other, said) for other in near if other.value != said.value and _against(other, said)]
        near.append(said)
    return found


def _against(one: Said, other: Said) -> bool:
    return one.task.pk != other.task.pk and _same_time(one=one.task, other=other.task) and _alike(one, other)


def _same_time(*, one: Task, other: Task) -> bool:
    return one.deadline == other.deadline or not (one.deadline and other.deadline)
