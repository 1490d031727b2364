"""A table that goes on under 续表 on the next sheet is one table: of one title, its numbers counted on."""

from collections.abc import Iterable
from dataclasses import replace

from workbooks.captions import is_continued, is_unit_line, same_title, without_continued
from workbooks.numbering import number_of
from workbooks.reading import Sheet
from workbooks.records import SheetTables, Table

Found = tuple[Sheet, SheetTables]


def joined(found: Iterable[Found]) -> list[Found]:
    """The tables of each sheet; a first one under 续表 is given the title of the one before it, on another sheet."""
    result: list[Found] = []
    last: Table | None = None
    last_sheet = ""
    for sheet, tables in found:
        first = tables.tables[0] if tables.tables else None
        if first is not None and last is not None and _goes_on(sheet, first, last):
            title = last.title or last_sheet
            first = replace(first, title=title, after=_last_number(last))
            tables = replace(tables, tables=(first, *tables.tables[1:]))
        if tables.tables:
            last, last_sheet = tables.tables[-1], sheet.name
        result.append((sheet, tables))
    return result


def _goes_on(sheet: Sheet, first: Table, last: Table) -> bool:
    titles = [cell.text.strip() for cell in first.headings if not is_unit_line(cell.text)]
    printed = titles[-1] if titles else sheet.name
    bare = without_continued(printed)
    return is_continued(printed) and (not bare or same_title(bare, last.title or ""))


def _last_number(table: Table) -> int:
    numbers = [number_of(record.text("seq")) for record in table.records]
    return max((int(one) for one in numbers if one and one.isdecimal()), default=table.after)
