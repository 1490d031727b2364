"""What a filled sheet would change: each row against what stands, every trouble at once; nothing is written."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from accounts.models import User
from counties.models import County
from imports.outcomes import Outcome
from indicators.models import Observation
from plausibility import Severity
from reporting.actions.saving import LENGTHS
from reporting.bases import OF_BASIS
from reporting.checking import copies_of, flag
from reporting.models import Entry, Round
from reporting.reading import read
from reporting.remarks import severity, to_mend
from reporting.sheet_reading import Filled, FilledRow
from reporting.sheets import CLEAR, FIELDS, content_of
from workbooks.problems import Problem, error, notice, warning
from workbooks.problems import Severity as Weight

LABELS = {
    Outcome.NEW: "新填",
    Outcome.CHANGED: "修改",
    Outcome.CONFLICT: "冲突",
    Outcome.LOCKED: "已锁定",
    Outcome.SAME: "不变",
    Outcome.REFUSED: "有误",
}
WRITTEN = (Outcome.NEW, Outcome.CHANGED)


@dataclass(frozen=True, slots=True)
class Compared:
    """One row of the preview: `version` is the one that the confirmation must still find."""

    entry: int
    version: int
    row: int
    cell: str
    name: str
    unit: str
    kind: str
    given: dict[str, str]
    standing: dict[str, str]
    message: str
    warnings: list[dict[str, Any]]


def compare(filled: Filled, *, of: Round, county: County, by: User) -> tuple[list[Compared], list[Problem]]:
    """Every row against the entry that `by` may see; in a constant number of queries."""
    visible = (
        Entry.objects.for_user(by)
        .filter(round=of, county=county, is_asked=True)
        .select_related("round", "county", "indicator", "site", "department", "entered_by")
    )
    entries = {entry.pk: entry for entry in visible}
    problems = list(filled.problems)
    compared = [
        _compare(row, entries.get(row.mark.entry_id), by, filled.sheet, problems) for row in filled.rows
    ]
    found = [one for one in compared if one is not None]
    problems += _absent(filled, entries)
    return _with_warnings(found, entries, filled.sheet, problems), problems


def _compare(
    row: FilledRow, entry: Entry | None, by: User, sheet: str, problems: list[Problem]
) -> Compared | None:
    place = row.cells["text"]
    if entry is None:
        message = f"第 {row.row} 行“{row.name}”不在您的填报范围内；请重新下载填报表"
        problems.append(error(sheet, place, message))
        return None
    standing = {name: str(getattr(entry, name)) for name in FIELDS}
    given = {} if row.is_untouched else {n: words for n, words in row.said.items() if words != standing[n]}
    troubles = list(_troubles(row, entry, given))
    problems += [error(sheet, row.cells[name], message) for name, message in troubles]
    if not row.is_untouched:
        problems += _blanked(row, entry, sheet)
    kind, message = (Outcome.REFUSED, "") if troubles else _kind(row, entry, given, by)
    if kind in (Outcome.CONFLICT, Outcome.LOCKED):
        problems.append(warning(sheet, place, message))
    if row.is_hidden and kind in (*WRITTEN, Outcome.CONFLICT):
        said = "、".join(f"{FIELDS[name]}“{words or CLEAR}”" for name, words in given.items())
        hidden = f"第 {row.row} 行“{row.name}”在表中被隐藏或筛选掉，其中的{said}照样读取；请核对"
        problems.append(warning(sheet, place, hidden))
    return Compared(
        *(entry.pk, entry.version, row.row, place, row.name, entry.unit, kind.value),
        given=given,
        standing={name: standing[name] for name in given},
        message=message,
        warnings=[],
    )


def _troubles(row: FilledRow, entry: Entry, given: dict[str, str]) -> Sequence[tuple[str, str]]:
    """Why the given words cannot stand: (field, sentence without its full stop)."""
    found = []
    if given.get("text"):
        trouble = read(given["text"], entry).trouble.rstrip("。")
        if trouble:
            found.append(("text", f"第 {row.row} 行“{row.name}”：{trouble}"))
    for name, words in given.items():
        if len(words) > LENGTHS[name] and not (name == "text" and found):
            found.append((name, f"第 {row.row} 行的{FIELDS[name]}超过 {LENGTHS[name]} 个字；请缩短"))
    if given.get("basis") == Observation.SELF_STATED:
        found.append(
            (
                "basis",
                f"第 {row.row} 行的口径“{Observation.SELF_STATED}”只能由规划文本导入；请改为数据自身的口径",
            )
        )
    return found


def _blanked(row: FilledRow, entry: Entry, sheet: str) -> Sequence[Problem]:
    """A cell that was filled and is blank now says nothing: what stands is kept, and said so."""
    kept = [name for name in FIELDS if name not in row.said and getattr(entry, name)]
    return [
        notice(
            sheet,
            row.cells[name],
            f"第 {row.row} 行的{FIELDS[name]}为空，原有的“{getattr(entry, name)}”保留；如要清空请填“清空”",
        )
        for name in kept
    ]


def _kind(row: FilledRow, entry: Entry, given: dict[str, str], by: User) -> tuple[Outcome, str]:
    if not given:
        return Outcome.SAME, ""
    if entry.locked_because:
        return Outcome.LOCKED, f"第 {row.row} 行“{row.name}”{entry.locked_because}；表中的改动不会写入"
    if entry.version != row.mark.version and not _is_as_downloaded(row, entry):
        who = "您本人" if entry.entered_by == by else entry.entered_by or "他人"
        stands = f"“{entry.text}”" if entry.text else "空"
        return (
            Outcome.CONFLICT,
            f"第 {row.row} 行“{row.name}”在您下载后已由{who}改动，现为{stands}；请核对后选定采用哪一个",
        )
    return (Outcome.CHANGED if entry.text else Outcome.NEW), ""


def _is_as_downloaded(row: FilledRow, entry: Entry) -> bool:
    """Written since, and back as it was (an upload taken back): there is nothing to choose between."""
    return row.mark.content == content_of(entry.text, entry.basis, entry.note, entry.explanation)


def _absent(filled: Filled, entries: dict[int, Entry]) -> list[Problem]:
    """Rows that were deleted: they say nothing, and the person should know."""
    there = {row.mark.entry_id for row in filled.rows}
    if any(problem.severity is Weight.ERROR for problem in filled.problems):
        return []
    gone = [entry.name for pk, entry in entries.items() if pk not in there]
    if not gone:
        return []
    named = "、".join(gone[:5]) + ("等" if len(gone) > 5 else "")
    return [notice(filled.sheet, None, f"{named} {len(gone)} 项不在表中，已有内容不变")]


def _with_warnings(
    found: list[Compared], entries: dict[int, Entry], sheet: str, problems: list[Problem]
) -> list[Compared]:
    """The checks of typing, on what would stand."""
    written = [one for one in found if one.kind in (*WRITTEN, Outcome.CONFLICT)]
    wanted = {one.entry: one for one in written if one.given.get("text") or "basis" in one.given}
    drafts = [_draft(entries[one.entry], one.given) for one in wanted.values()]
    flag(drafts)
    typed = [draft for draft in drafts if wanted[draft.pk].given.get("text")]
    said = {draft.pk: draft for draft in drafts}
    for draft in drafts:
        if draft not in typed:
            # Of a value that stays nothing is new but what its 口径 makes of it.
            draft.warnings = [one for one in draft.warnings if one["code"] in OF_BASIS]
        problems += _remarks(draft, wanted[draft.pk], sheet)
    repeated = copies_of(typed)
    if repeated is not None:
        message = f"表中 {repeated.sentence}；请核实是否为当年数据，提交时须说明原因"
        problems.append(warning(sheet, None, message))
    return [_told(one, said.get(one.entry)) for one in found]


def _remarks(draft: Entry, row: Compared, sheet: str) -> Iterator[Problem]:
    """One problem per remark: an error where no words excuse it, a notice where it only asks to be seen."""
    kinds = {Severity.MEND: error, Severity.EXPLAIN: warning, Severity.HINT: notice}
    for each in draft.warnings:
        words = each["sentence"].rstrip("。")
        yield kinds[severity(each)](sheet, row.cell, f"第 {row.row} 行“{row.name}”：{words}")


def _told(one: Compared, draft: Entry | None) -> Compared:
    if draft is None:
        return one
    return replace(one, kind=Outcome.REFUSED if to_mend(draft) else one.kind, warnings=draft.warnings)


def _draft(entry: Entry, given: dict[str, str]) -> Entry:
    """The entry as it would stand; never saved."""
    draft = copy(entry)
    for name, words in given.items():
        setattr(draft, name, words)
    said = read(draft.text, draft)
    draft.text, draft.value, draft.no_data_reason = said.text, said.value, said.no_data_reason
    return draft
