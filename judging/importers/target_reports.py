"""What a person is told about a checked sheet of targets; plain JSON, kept with the batch."""

from collections import Counter
from itertools import chain
from typing import Any

from imports.outcomes import Outcome, counted
from imports.troubles import first_reasons
from indicators.importers.checking import OUTCOMES
from judging.importers.target_rows import COLUMN_LABELS
from judging.importers.targets import CheckedTargets, Planned
from judging.summaries.contradictions import published_rows

_PARTS = (
    (Outcome.SAME, "与在用相同 {} 行"),
    (Outcome.REPEAT, "重复 {} 行"),
    (Outcome.BLANK, "未填 {} 行"),
)


def summary(checked: CheckedTargets, *, written: bool) -> str:
    """`58 行：下达 12 行（其中代替在用目标 1 行），未填 45 行，退回 1 行（…）`; every row in exactly one part."""
    counts, why = checked.counts, first_reasons(checked.problems)
    entering = counts[Outcome.NEW] + counts[Outcome.CHANGED]
    parts = [f"{'已下达' if written else '可下达'} {entering} 行"]
    if counts[Outcome.CHANGED]:
        parts[0] += f"（其中代替在用目标 {counts[Outcome.CHANGED]} 行）"
    parts += [words.format(counts[outcome]) for outcome, words in _PARTS if counts[outcome]]
    refused = f"退回 {counts[Outcome.REFUSED]} 行"
    if why:
        refused += "（" + "，".join(f"{name} {number}" for name, number in why.most_common()) + "）"
    return f"{sum(counts.values())} 行：" + "，".join([*parts, refused])


def report(checked: CheckedTargets) -> dict[str, Any]:
    """The report of a checked sheet, before anything is written."""
    return {
        "sheet": checked.printed.sheet,
        "columns": [
            [COLUMN_LABELS[role], column.header]
            for role, column in sorted(checked.printed.columns.items(), key=lambda item: item[1].index)
        ],
        "counts": counted(checked.outcomes.values(), OUTCOMES),
        "reasons": first_reasons(checked.problems).most_common(),
        "summary": summary(checked, written=False),
        "problems": [problem.as_json() for problem in checked.problems],
        "notices": [problem.message for problem in checked.printed.problems],
        "changes": [_planned(checked, planned) for planned in checked.planned],
        "published": published_rows(Counter(chain.from_iterable(map(_years, checked.planned)))),
    }


def _years(planned: Planned) -> list[int]:
    """The years whose verdicts read the target: its own, or all of the plan."""
    year = planned.wanted.year
    return list(planned.wanted.row.plan.years) if year is None else [year]


def _planned(checked: CheckedTargets, planned: Planned) -> dict[str, Any]:
    wanted, before = planned.wanted, planned.before
    return {
        "row": wanted.printed.row,
        "cell": checked.printed.cell(wanted.printed.row, "text"),
        "title": wanted.title,
        "old": str(before) if before else "",
        "new": wanted.printed.text,
        "reading": planned.reading,
        "remark": planned.remark,
        "authority": wanted.printed.authority,
        "document": wanted.printed.document,
        "issued_on": wanted.issued_on.isoformat(),
    }
