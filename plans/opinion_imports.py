"""A 修改说明 filled in Excel: previewed, confirmed, listed under its 规划修改; rows are matched by their 序号."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import record
from counties.models import Opinion, Revision
from custody.undoing import Trace, put_back, traces
from imports.entering import Row
from imports.hidden import reads_hidden
from imports.importers import Choices, Importer, Look, Source, Written
from imports.models import ImportBatch
from imports.outcomes import Outcome, counted
from imports.troubles import Trouble, Why, first_reasons
from imports.undone import Fate, Line, Undoing
from plans.opinion_rows import COLUMN_LABELS, PrintedOpinion, PrintedSheet, read_opinions
from plans.opinions import FIELDS, lacks, next_number
from refusals import Refused
from sandbox.calling import in_sandbox
from workbooks.problems import Problem

OUTCOMES = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.REFUSED)
_WORDS = {
    "采纳": "adopted", "已采纳": "adopted", "全部采纳": "adopted", "是": "adopted",
    "部分采纳": "partly", "部分": "partly",
    "不采纳": "declined", "未采纳": "declined", "不予采纳": "declined", "否": "declined",
}  # fmt: skip
_LONGEST = {"source": 100, "reason": 500, "place": 300}


@dataclass(frozen=True, slots=True)
class Planned:
    """One row as it would be listed; `before`: the opinion of that number."""

    printed: PrintedOpinion
    number: int
    values: dict[str, str]
    before: Opinion | None

    @property
    def outcome(self) -> Outcome:
        if self.before is None:
            return Outcome.NEW
        same = all(getattr(self.before, name) == self.values[name] for name in FIELDS)
        return Outcome.SAME if same else Outcome.CHANGED


@dataclass(frozen=True, slots=True)
class Checked:
    revision: Revision
    planned: tuple[Planned, ...]
    problems: tuple[Problem, ...]


class OpinionImporter(Importer[PrintedSheet, Checked]):
    """A list of opinions. Options: `revision`."""

    kind = ImportBatch.Kind.OPINIONS
    permission = Permission.IMPORT_PLANS
    moved = {"opinions": "预览之后这份修改说明已有变动，本次没有写入；已重新核对，请查看后再确认。"}

    def read(self, source: Source) -> PrintedSheet:
        return in_sandbox(
            read_opinions, source.content, source.file_name, source.sheet, read_hidden=reads_hidden(source)
        )

    def rows(self, draft: PrintedSheet) -> int:
        return len(draft.rows)

    def lock(self, draft: PrintedSheet, source: Source) -> None:
        Revision.objects.select_for_update().get(pk=source.options["revision"])

    def check(
        self, draft: PrintedSheet, source: Source, *, by: User | None, choices: Choices
    ) -> Look[Checked]:
        revisions = Revision.objects.select_related("plan__county")
        revision = revisions.filter(pk=source.options["revision"]).first()
        if revision is None:
            raise Refused("所属的规划修改已不存在，请重新选择后上传。")
        checked = _checked(draft, revision)
        entering = [one for one in checked.planned if one.outcome is not Outcome.SAME]
        outcomes = [one.outcome for one in checked.planned]
        refused = {problem.row for problem in checked.problems}
        counts = counted([*outcomes, *(Outcome.REFUSED for _ in refused)], OUTCOMES)
        rows = [_row(draft, one, revision.plan.county_id) for one in entering]
        report = {
            "sheet": draft.sheet,
            "of": str(revision.plan),
            "revision": revision.pk,
            "basis": str(revision),
            "columns": [[COLUMN_LABELS[role], column.header] for role, column in draft.columns.items()],
            "counts": counts,
            "reasons": first_reasons(checked.problems).most_common(),
            "summary": f"新增 {counts['new']} 条，变更 {counts['changed']} 条，不变 {counts['same']} 条，退回 {counts['refused']} 条",
            "problems": [problem.as_json() for problem in checked.problems],
            "notices": [problem.message for problem in draft.problems],
        }
        return Look(
            checked,
            report,
            seen={"opinions": [[one.number, one.values, _old(one)] for one in entering]},
            entering=len(entering),
            refused_rows=len(refused),
            is_refused=not entering,
            sheet=draft.sheet,
            rows=rows,
        )

    def write(self, look: Look[Checked], batch: ImportBatch, *, by: User | None, choices: Choices) -> Written:
        checked, written = look.checked, 0
        for one in checked.planned:
            if one.outcome is not Outcome.SAME:
                Opinion.objects.update_or_create(
                    revision=checked.revision, number=one.number, defaults=one.values
                )
                written += 1
        plan = checked.revision.plan
        detail = {"batch": batch.pk, "count": written}
        subject = f"{batch.file_name}（{plan}）"
        record("导入修改说明", subject, by=by, county_id=plan.county_id, detail=detail)
        return Written(written, {})

    def look_back(self, batch: ImportBatch) -> Undoing:
        found = [one for one in traces(Opinion, batch.pk) if not one.is_nothing]
        county = Revision.objects.values_list("plan__county", flat=True).filter(pk=batch.options["revision"])
        lines = [_line(one, county.first()) for one in found]
        return Undoing(lines, found=[one for one in found if not one.is_overtaken])

    def take_back(self, undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
        put_back(undoing.found)


OPINIONS = OpinionImporter()


def _checked(draft: PrintedSheet, revision: Revision) -> Checked:
    standing = {one.number: one for one in revision.opinions.all()}
    problems: list[Problem] = list(_damaged(draft))
    bad = {problem.row for problem in problems}
    planned: dict[int, Planned] = {}
    following = next_number(revision)
    for row in draft.rows:
        trouble = None if row.row in bad else _trouble(row, planned)
        if trouble is not None:
            problems.append(draft.problem(row.row, trouble))
        elif row.row not in bad:
            number = int(row.number) if row.number else following
            following = max(following, number + 1)
            planned[number] = Planned(row, number, _values(row), standing.get(number))
    return Checked(revision, tuple(planned.values()), tuple(problems))


def _damaged(draft: PrintedSheet) -> Iterator[Problem]:
    for row, cells in draft.damaged().items():
        for cell, sentence in cells:
            yield draft.refused(row, cell, Why.SHAPE, sentence, "请改正后重新上传")


def _values(row: PrintedOpinion) -> dict[str, str]:
    values = {name: getattr(row, name) for name in FIELDS}
    return {**values, "outcome": _WORDS.get(row.outcome.strip("。 "), "")}


def _trouble(row: PrintedOpinion, planned: dict[int, Planned]) -> Trouble | None:
    if row.number and not (row.number.isascii() and row.number.isdecimal() and 0 < int(row.number) < 10_000):
        return Trouble(
            "number", Why.OPINION, f"的序号“{row.number[:20]}”不是数字", "请填 1、2、3，或整列留空"
        )
    if row.number and int(row.number) in planned:
        first = planned[int(row.number)].printed.row
        return Trouble("number", Why.OPINION, f"的序号 {row.number} 与第 {first} 行重复", "请改正序号")
    values = _values(row)
    if not values["outcome"]:
        hint = "请填采纳、部分采纳或不采纳"
        return Trouble("outcome", Why.OPINION, f"的采纳情况“{row.outcome[:20]}”无法识别", hint)
    if why := lacks(values):
        return Trouble("text" if not values["text"] else "reason", Why.OPINION, f"{why}")
    for name, longest in _LONGEST.items():
        if len(values[name]) > longest:
            return Trouble(name, Why.OPINION, f"的{COLUMN_LABELS[name]}超过 {longest} 个字", "请缩短")
    return None


def _row(draft: PrintedSheet, one: Planned, county: int) -> Row:
    outcome = dict(Opinion.Outcome.choices)[one.values["outcome"]]
    why = "；".join(filter(None, (one.values["reason"], one.values["place"])))
    return Row(
        key=f"{draft.sheet}!{draft.cell(one.printed.row, 'text')}",
        place=draft.cell(one.printed.row, "text"),
        title=f"{one.number} {one.values['source']} {one.values['text']}".replace("  ", " "),
        new=f"{outcome}{f'：{why}' if why else ''}",
        old=_old(one),
        county=county,
    )


def _old(one: Planned) -> str:
    if one.before is None:
        return ""
    return (
        f"{one.before.text} {one.before.get_outcome_display()} {one.before.reason} {one.before.place}".strip()
    )


def _line(one: Trace, county: int | None) -> Line:
    version: Any = one.after or one.before
    title = f"意见 {version.number}"
    if one.is_overtaken:
        return Line(Fate.STUCK, title, version.text, "", "其后另有改动", county)
    if one.is_new:
        return Line(Fate.REMOVED, title, version.text, "（无）", county=county)
    return Line(Fate.RESTORED, title, one.after.text, one.before.text, county=county)
