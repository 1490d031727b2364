"""The 填报表: a county's own sheet for one year, filled outside the application and uploaded again.

Each row carries a mark: the entry, its version, and digests of what identifies the row and of what stood in it
when it was downloaded. By them the upload knows rows that were moved, mixed up, or left as they were.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from counties.models import County
from reporting.models import Entry, Round
from reporting.reading import NO_DATA
from reporting.summaries.county_rows import CountyRow, county_rows
from workbooks.cells import Out, Printed
from workbooks.filling import Form, FormColumn, FormRow, form_bytes

SHEET = "填报表"
TEMPLATE = "填报表-1"
"""Raised where an older sheet could be misread: it is refused whole. Columns are found by their headers."""
CLEAR = "清空"

ABOUT = ("模板版本", "行政区划代码", "年份")
NAME, UNIT, VALUE, REASON, BASIS, NOTE, EXPLANATION, MARK = (
    *("指标", "单位", "本年值", "无数据原因", "口径", "备注", "提示说明", "行标识"),
)
SCOPE = "当年/累计"
"""What the figures of a row are about, those of the years before too; blank where nothing adds up."""
FIELDS = {"text": VALUE, "basis": BASIS, "note": NOTE, "explanation": EXPLANATION}
"""The columns that a person fills, by the entry's own names; REASON is the other way to fill `text`."""
_MARK = re.compile(r"E(\d{1,18})v(\d{1,9})-([0-9a-f]{8})-([0-9a-f]{8})")
PAST_YEARS = 2


@dataclass(frozen=True, slots=True)
class RowMark:
    """What a row of a downloaded sheet says of itself."""

    entry_id: int
    version: int
    identity: str
    content: str

    def __str__(self) -> str:
        return f"E{self.entry_id}v{self.version}-{self.identity}-{self.content}"


def parse_mark(text: str) -> RowMark | None:
    """The mark of a row, or None for anything else."""
    found = _MARK.fullmatch(text.strip())
    return RowMark(int(found[1]), int(found[2]), found[3], found[4]) if found else None


def identity_of(name: str, unit: str) -> str:
    """What a row's printed name and unit come to; blanks do not count."""
    return _digest(name, unit)


def content_of(text: str, basis: str, note: str, explanation: str) -> str:
    """What a row's filled cells come to."""
    return _digest(text, basis, note, explanation)


def _digest(*parts: str) -> str:
    joined = "\x1f".join("".join(part.split()) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:8]


def sheet_bytes(of: Round, county: County, user: User) -> bytes:
    """The workbook of what `user` may see of the county's entries."""
    rows = county_rows(of, county, user)
    years = [of.year - back for back in range(PAST_YEARS, 0, -1)]
    return form_bytes(
        Form(
            name=SHEET,
            title=f"{county.name} {of.year} 年度填报表",
            lines=_lines(of, uses_demo=any(row.uses_demo for row in rows)),
            columns=_columns(of.year, years),
            rows=[_row(row, years) for row in rows],
            about=dict(zip(ABOUT, (TEMPLATE, county.code, str(of.year)), strict=True)),
            frozen=3,
        )
    )


def sheet_name(of: Round, county: County) -> str:
    """The name under which the workbook is saved."""
    return f"{county.name}{of.year}年度填报表.xlsx"


def _lines(of: Round, *, uses_demo: bool) -> Sequence[str]:
    lines = [
        (f"只填黄色单元格，其余已锁定。空白单元格不改动已有内容；要清空已填的内容，请填“{CLEAR}”。"),
        (
            f"没有数据的，在“{REASON}”中选一项，“{VALUE}”留空；不要填 0。"
            f"请勿删改隐藏的“{MARK}”列。截止 {of.deadline:%Y-%m-%d}。"
        ),
    ]
    demo = ["往年数值或下达目标中含演示数据（虚构），不代表实际情况。"] if uses_demo else []
    return [*lines, *demo, of.note] if of.note else [*lines, *demo]


def _columns(year: int, years: Sequence[int]) -> Sequence[FormColumn]:
    return (
        FormColumn("序号", 6),
        FormColumn("类别", 20),
        FormColumn(NAME, 34),
        FormColumn(UNIT, 10),
        FormColumn(SCOPE, 10),
        FormColumn("属性", 8),
        FormColumn("基准值", 13, right=True),
        *(FormColumn(f"{past} 年", 10, right=True) for past in years),
        FormColumn("目标", 20),
        FormColumn("填报部门", 14),
        FormColumn("状态", 18),
        FormColumn(f"{VALUE}（{year}）", 14, fill=True, right=True),
        FormColumn(REASON, 13, fill=True, choices=(*NO_DATA, CLEAR), help="有数值时留空"),
        FormColumn(BASIS, 12, fill=True),
        FormColumn(NOTE, 26, fill=True),
        FormColumn(EXPLANATION, 26, fill=True, help="数值有提示时，在此写明原因"),
        FormColumn(MARK, 34, hidden=True),
    )


def _row(row: CountyRow, years: Sequence[int]) -> FormRow:
    entry = row.entry
    offered, mark = entry.text in NO_DATA, str(mark_of(entry, row.name))
    given: tuple[Out, ...] = (
        "" if offered else entry.text,
        entry.text if offered else "",
        *(entry.basis, entry.note, entry.explanation),
    )
    shown: tuple[Out, ...] = (
        *(
            row.seq,
            row.group,
            row.name,
            row.unit,
            row.entry.reported_as,
            row.attribute,
            Printed(row.baseline),
        ),
        *(Printed(row.past.get(year, "")) for year in years),
        *(row.target, row.department, _standing(row)),
    )
    basis = len(shown) + list(FIELDS.values()).index(BASIS) + 1
    return FormRow(
        [None if value in ("", Printed("")) else value for value in (*shown, *given, mark)],
        locked=bool(entry.locked_because),
        choices={basis: row.bases} if len(row.bases) > 1 else {},
    )


def _standing(row: CountyRow) -> str:
    because = row.entry.locked_because
    word = row.entry.stands.label
    optional = "（选填）" if row.is_optional else ""
    return f"{word}{optional}" if not because else f"{word}，已锁定"


def mark_of(entry: Entry, name: str) -> RowMark:
    """The mark of an entry whose row prints `name`."""
    content = content_of(entry.text, entry.basis, entry.note, entry.explanation)
    return RowMark(entry.pk, entry.version, identity_of(name, entry.unit), content)
