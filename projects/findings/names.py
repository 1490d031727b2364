"""Numbering, departments and slips of the pen in project tables."""

from collections.abc import Iterable, Iterator

from counties.findings import NOTICE, WARNING, Found, Rule, enumerate_chinese, gaps, subject_of
from projects.findings.rows import Listing, by_plan

# Printed words that make no sense, with the likely ones, each seen in a plan; the printed word is kept.
SLIPS = {
    "零叹": "零碳",
    "生活无氧治理": "生活污水治理",
    "风电与有限公司": "风电有限公司",
    "污水长": "污水厂",
}


def sequence_gap(listings: Iterable[Listing]) -> Iterator[Found]:
    """Numbers that a plan's project tables leave out (新荣 prints no 12 and no 24)."""
    for rows in by_plan(listings):
        missing = gaps(row.seq for row in rows)
        if missing:
            plan = rows[0].plan
            yield Found(
                county_id=plan.county_id,
                plan_id=plan.pk,
                rule=Rule.SEQUENCE_GAP,
                subject="重点项目",
                severity=WARNING,
                message=f"重点项目表缺少序号 {enumerate_chinese([str(number) for number in missing])}，可能漏列项目。请对照规划文本核对。",
                cells=(rows[0].name_as_cell(), rows[-1].name_as_cell()),
                facts=tuple(map(str, missing)),
            )


def unknown_department(listings: Iterable[Listing]) -> Iterator[Found]:
    """A leading department that is not in the list: nobody can be asked about the project."""
    for rows in by_plan(listings):
        unknown: dict[str, list[Listing]] = {}
        for row in rows:
            for name in row.unknown_departments:
                unknown.setdefault(name, []).append(row)
        for name, named in unknown.items():
            yield Found(
                county_id=rows[0].plan.county_id,
                plan_id=rows[0].plan.pk,
                rule=Rule.UNKNOWN_DEPARTMENT,
                subject=subject_of("重点项目", name),
                severity=WARNING,
                message=f"牵头部门“{name}”不在部门名录中（{enumerate_chinese([row.label for row in named], 3)}）。请在名录中增加该部门或别名。",
                cells=tuple(row.near(name) for row in named),
                listings=tuple(row.pk for row in named),
            )


def slips(listings: Iterable[Listing]) -> Iterator[Found]:
    """A misprinted word in a project's name or content; kept as printed."""
    for row in listings:
        for printed, meant in SLIPS.items():
            text = next((text for text in (row.name, row.content) if printed in text), None)
            if text is None:
                continue
            yield Found(
                county_id=row.plan.county_id,
                plan_id=row.plan.pk,
                rule=Rule.SLIP,
                subject=subject_of(row.category, row.seq, row.name, printed),
                severity=NOTICE,
                message=f"{row.label}：原文印“{printed}”，疑为“{meant}”之误，原文照存。",
                cells=(row.near(text),),
                listings=(row.pk,),
            )
