"""What columns are, as it is said to the command: `2020年=基准值;2025年=目标;2023年=年度目标累计`."""

import re
from collections.abc import Collection, Mapping, Sequence

from indicators.column_choices import Choice, ColumnChoice
from indicators.column_readings import Use, ValueColumn
from indicators.printed_rows import ReadHeader
from refusals import Refused
from workbooks.headers import Column, normalise

_USES = {
    "基准值": Use.BASELINE,
    "基准": Use.BASELINE,
    "目标": Use.TARGET,
    "期末值": Use.FINAL,
    "年度目标": Use.MILESTONE,
    "上级数值": Use.SUPERIOR,
    "上级": Use.SUPERIOR,
    "原样保留": Use.KEPT,
    "保留": Use.KEPT,
}
_SAID = re.compile(rf"({'|'.join(sorted(_USES, key=len, reverse=True))})((?:19|20)\d\d)?年?(当年|累计)?")
_SCOPES = {"当年": "year", "累计": "total"}


def choices_said(text: str, headers: Sequence[ReadHeader]) -> dict[str, Choice]:
    """Signature → choice, for every header that has a column that was named.

    A column that was not named stays what its header says, unless another was named as the only one of its kind; where
    the header leaves open which column is which, it is kept as printed and takes no part.

    Raises Refused for what is no column of the file, and for what is said of a column and means nothing.
    """
    said = _parts(text)
    unused = set(said)
    found: dict[str, Choice] = {}
    for header in headers:
        columns = [one.column for one in header.columns.readings]
        named = {column: said[name] for column in columns if (name := _name(column, said)) is not None}
        unused -= {name for column in columns if (name := _name(column, said)) is not None}
        if named:
            taken = {one.use for one in named.values()} - {Use.MILESTONE}
            found[header.columns.signature] = Choice(
                tuple(
                    named.get(one.column) or _otherwise(one, taken, is_open=header.columns.is_open)
                    for one in header.columns.readings
                )
            )
    if unused:
        printed = "、".join(
            f"{one.column.address}“{one.column.header}”"
            for header in headers
            for one in header.columns.readings
        )
        raise Refused(f"文件里没有列“{'”“'.join(sorted(unused))}”；数值列有：{printed}。")
    return found


def _otherwise(reading: ValueColumn, taken: Collection[Use], *, is_open: bool) -> ColumnChoice:
    if is_open or reading.use in taken:
        return ColumnChoice(Use.KEPT)
    return ColumnChoice(reading.use, reading.year, reading.scope)


def _parts(text: str) -> dict[str, ColumnChoice]:
    said: dict[str, ColumnChoice] = {}
    for part in filter(None, re.split(r"[;；]", text)):
        name, _, use = part.rpartition("=")
        match = _SAID.fullmatch(use.strip())
        if not name.strip() or match is None:
            raise Refused(
                f"--columns 中的“{part.strip()}”无法识别；请写成 2025年=目标，可选：{'、'.join(_USES)}。"
            )
        year = int(match[2]) if match[2] else None
        said[normalise(name)] = ColumnChoice(_USES[match[1]], year, _SCOPES.get(match[3] or "", ""))
    return said


def _name(column: Column, said: Mapping[str, ColumnChoice]) -> str | None:
    """Columns are named by their cell or by their header; levels may be joined by `/`."""
    return next((name for name in (column.address, column.normal) if name in said), None)
