"""The same project printed more than once: in one plan, under one name, or in two plans of a county."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from counties.findings import NOTICE, WARNING, Found, Rule, enumerate_chinese, subject_of
from counties.models import Finding
from counties.names import fold
from projects.findings.rows import Listing, by_plan

# What makes two rows of one plan the same row: everything but its number, its place and its printed blanks.
Trait = Callable[[Listing], Hashable]
TRAITS: dict[str, Trait] = {
    "投资": lambda one: (one.yi, one.investment_text if one.yi is None else ""),
    "建设主体": lambda one: tuple(fold(name) for name in one.builders),
    "开工": lambda one: one.start or fold(one.start_text).strip("/-—"),
    "完成": lambda one: one.finish or fold(one.finish_text).strip("/-—"),
    "牵头部门": lambda one: tuple(sorted(fold(name) for name in one.departments)),
}


def repeated(listings: Iterable[Listing]) -> Iterator[Found]:
    """One name in several rows of one plan: identical rows, or the same name with other figures."""
    for rows in by_plan(listings):
        for group in _namesakes(rows):
            differing = _differing(group)
            if differing:
                yield _namesake(group, differing)
            else:
                yield _twice(group)


def _namesakes(rows: Iterable[Listing]) -> list[list[Listing]]:
    names: dict[str, list[Listing]] = defaultdict(list)
    for row in rows:
        names[fold(row.name)].append(row)
    return [group for group in names.values() if len(group) > 1]


def _differing(group: Sequence[Listing]) -> list[str]:
    return [what for what, trait in TRAITS.items() if len({trait(row) for row in group}) > 1]


def _twice(group: Sequence[Listing]) -> Found:
    places = "、".join(row.place for row in group)
    return _about(
        group,
        Rule.PROJECT_TWICE,
        WARNING,
        f"“{group[0].name}”在 {places} 重复列示，投资、主体、期限均相同（每行 {group[0].amount}）。"
        "合计仍按所印各行计入，并注明含重复行；如确属重复，请编制单位更正。",
    )


def _namesake(group: Sequence[Listing], differing: Sequence[str]) -> Found:
    said = "；".join(f"{row.place} {row.amount}，{_builders(row)}" for row in group)
    return _about(
        group,
        Rule.PROJECT_NAMESAKES,
        WARNING,
        f"“{group[0].name}”在同一规划中列示 {len(group)} 次，{'、'.join(differing)}不同（{said}）。"
        "请确认是不同项目还是重复。",
    )


def _builders(row: Listing) -> str:
    return "、".join(row.builders) or "未列主体"


def _about(
    group: Sequence[Listing],
    rule: Rule,
    severity: Finding.Severity,
    message: str,
    *,
    spans_plans: bool = False,
) -> Found:
    first = group[0]
    return Found(
        county_id=first.plan.county_id,
        plan_id=None if spans_plans else first.plan.pk,
        rule=rule,
        subject=subject_of(fold(first.name)),
        severity=severity,
        message=message,
        cells=tuple(cell for row in group for cell in (row.name_as_cell(), row.amount_as_cell())),
        listings=tuple(row.pk for row in group),
        facts=tuple("、".join(row.builders) for row in group),
    )


def plans_differ(listings: Iterable[Listing]) -> Iterator[Found]:
    """One project in two plans of a county, printed with another amount, builder or date."""
    projects: dict[int, list[Listing]] = defaultdict(list)
    for row in listings:
        projects[row.project_id].append(row)
    for group in projects.values():
        if len({row.plan.pk for row in group}) < 2:
            continue
        differing = [what for what in _differing(group) if not _one_is_silent(group, what)]
        if differing:
            severity = WARNING if "投资" in differing else NOTICE
            yield _about(
                group, Rule.PROJECT_PLANS_DIFFER, severity, _between(group, differing), spans_plans=True
            )


def _one_is_silent(group: Sequence[Listing], what: str) -> bool:
    """A date or department that only one plan prints is no contradiction; an amount always is."""
    return what != "投资" and any(TRAITS[what](row) in ("", ()) for row in group)


def _between(group: Sequence[Listing], differing: Sequence[str]) -> str:
    said = "；".join(
        f"{row.plan.title} {enumerate_chinese([f'{what}{_text(row, what)}' for what in differing])}"
        for row in group
    )
    then = "金额不一致，合计不计入，须先确定采用哪一个。" if "投资" in differing else "合计只计一次。"
    return f"“{group[0].name}”在两个规划中的{'、'.join(differing)}不一致：{said}。{then}"


def _text(row: Listing, what: str) -> str:
    texts = {
        "投资": row.amount,
        "建设主体": _builders(row),
        "开工": row.start_text,
        "完成": row.finish_text,
        "牵头部门": "、".join(row.departments),
    }
    return f"“{texts[what]}”"
