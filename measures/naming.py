"""Whose task list a file is: the plan that it names, by title or in a 依据 line; never guessed."""

import re
from collections.abc import Iterator, Sequence

from attainment.periods import LAST_YEARS
from counties.models import County, Plan
from counties.names import fold
from workbooks.problems import Problem, error

_LIST_TITLE = re.compile(
    r"(.+?)(?:规划)?(?:重点|主要|工作|年度|目标)*任务(?:分解|清单|台账|一览|登记)*(?:表|单|册)?"
)
_PERIODS = re.compile("|".join(LAST_YEARS))
_QUOTES = str.maketrans("", "", "\"'“”‘’《》")
SHORTEST_NAME = 2
SHORTEST_SUBJECT = 5
"""Characters: 环保 or 生态保护 stands in the title of nearly every plan, whatever it is about."""


def named_plans(lines: Sequence[str], county: County) -> list[Plan]:
    """The county's plans that a line above the table names: the title in full, else as a list's title shortens it."""
    printed, plans = [fold(line) for line in lines], list(county.plans.all())
    in_full = [plan for plan in plans if any(_names(plan, county, line) for line in printed)]
    return in_full or next(filter(None, (_shortened(line, county, plans) for line in printed)), [])


def _shortened(line: str, county: County, plans: Sequence[Plan]) -> list[Plan]:
    """The one plan whose title holds, word for word, what “X规划重点任务清单” says beside county and period.

    Where several do, none is named; where the periods differ, neither.
    """
    found = _LIST_TITLE.fullmatch(line.translate(_QUOTES))
    if found is None:
        return []
    subject, periods = _PERIODS.sub("", _without_names(found[1], county)), set(_PERIODS.findall(line))
    titles = {plan: fold(plan.title).translate(_QUOTES) for plan in plans}
    held = [
        plan
        for plan, title in titles.items()
        if subject in title and (not periods or not (own := set(_PERIODS.findall(title))) or own == periods)
    ]
    return held if len(held) == 1 and len(subject) >= SHORTEST_SUBJECT else []


def _without_names(text: str, county: County) -> str:
    for division in filter(None, (county.parent, county)):
        for name in sorted(map(fold, division.all_names), key=len, reverse=True):
            text = text.removeprefix(name)
    return text


def _names(plan: Plan, county: County, line: str) -> bool:
    return any(fold(title) in line for title in _titles(plan.title, county))


def _titles(title: str, county: County) -> Iterator[str]:
    yield title
    city = county.parent.name if county.parent else ""
    if city and title.startswith(city):
        yield title.removeprefix(city)


def plan_problems(
    lines: Sequence[str], county: County, plan: Plan | None, chosen: Plan | None
) -> list[Problem]:
    """What keeps a list from being taken for a plan: none is named, or another one than was chosen."""
    named = named_plans(lines, county)
    if chosen is not None and named and chosen not in named:
        said = "、".join(f"“{one.title}”" for one in named)
        return [error("", None, f"文件写明的规划是{said}，所选的是“{chosen.title}”；请核对文件或改选规划。")]
    other = _other_county(lines, county)
    if other is not None:
        message = f"文件写明的是{other.county.name}的“{other.title}”，所选县区是{county.name}；请核对文件或改选县区。"
        return [error("", None, message)]
    if elsewhere := _of_another_county(lines, county):
        line, foreign = elsewhere
        message = f"文件写明的是{foreign}（{line}），所选县区是{county.name}；请核对文件或改选县区。"
        return [error("", None, message)]
    if plan is not None:
        return []
    known = "、".join(f"“{one.short_title}”" for one in county.plans.order_by("key"))
    if not known:
        return [error("", None, f"{county.name}尚无规划；请先导入规划表。")]
    return [error("", None, f"文件没有写明是哪个规划的任务；请指明规划：{known}。")]


def _of_another_county(lines: Sequence[str], county: County) -> tuple[str, str] | None:
    """The first line that names any county, where this is not among them, and the county that it names.

    Names are told by their longest: 平城区 is no 城区, and 城区 by itself is a word.
    """
    names = {fold(name): one for one in County.objects.filter(parent__isnull=False) for name in _whole(one)}
    own = set(map(fold, _whole(county)))
    every = sorted({*names, *own}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, every)) or r"(?!)")
    for line in lines:
        if found := pattern.findall(fold(line)):
            return None if own & set(found) else (line, names[found[0]].name)
    return None


def _whole(county: County) -> Iterator[str]:
    """The names that say themselves what they are: 新荣区, never 新荣, which may be a village."""
    for name in (county.name, *county.aliases):
        if len(name) > SHORTEST_NAME and name.endswith(("区", "县", "市", "旗")):
            yield name


def _other_county(lines: Sequence[str], county: County) -> Plan | None:
    """A plan of another county that a line names in full."""
    printed = [fold(line) for line in lines]
    others = Plan.objects.exclude(county=county).select_related("county")
    return next((one for one in others if any(fold(one.title) in line for line in printed)), None)
