"""Whose task list a file is: the plan that it names, by title or in a 依据 line; never guessed."""

from collections.abc import Iterator, Sequence

from counties.models import County, Plan
from counties.names import fold
from workbooks.problems import Problem, error


def named_plans(lines: Sequence[str], county: County) -> list[Plan]:
    """The county's plans whose title a line above the table prints, the city's name before it or not."""
    printed = [fold(line) for line in lines]
    return [plan for plan in county.plans.all() if any(_names(plan, county, line) for line in printed)]


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
    if plan is not None:
        return []
    known = "、".join(f"{one.key}（{one.short_title}）" for one in county.plans.order_by("key"))
    if not known:
        return [error("", None, f"{county.name}尚无规划；请先导入规划表。")]
    return [error("", None, f"文件没有写明是哪个规划的任务；请指明规划：{known}。")]


def _other_county(lines: Sequence[str], county: County) -> Plan | None:
    """A plan of another county that a line names in full."""
    printed = [fold(line) for line in lines]
    others = Plan.objects.exclude(county=county).select_related("county")
    return next((one for one in others if any(fold(one.title) in line for line in printed)), None)
