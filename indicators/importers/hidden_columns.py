"""Hidden columns of a sheet that asks: where one of them has a header that is known, the question names it.

What stands in it is not read for that; a person may choose so on the preview.
"""

from collections.abc import Iterator
from dataclasses import replace

from imports.sheets import HEADER_WITHIN
from indicators.importers.data_tables import words
from indicators.importers.data_tables.known import Known
from indicators.importers.data_tables.times import read_dated
from indicators.importers.printed_files import PrintedFile
from workbooks.addresses import address
from workbooks.problems import hidden
from workbooks.reading import Sheet, Workbook


def naming_hidden(printed: PrintedFile, seen: Workbook, whole: Workbook, known: Known) -> PrintedFile:
    """The same file with its questions telling which known columns are hidden; `whole`: read with all that is hidden."""
    questions, problems = [], list(printed.problems)
    for question in printed.questions:
        said = _listed(question.sheet, seen, whole, known)
        also = f"；另有隐藏的列未读取（{said}），请先看是不是要连同隐藏的内容读取" if said else ""
        questions.append(replace(question, message=f"{question.message}{also}"))
    problems += [
        hidden(name, f"工作表“{name}”有表头的列是隐藏的，未读取：{said}。")
        for name in printed.offers
        if (said := _listed(name, seen, whole, known))
    ]
    return replace(printed, questions=tuple(questions), problems=tuple(problems))


def _listed(name: str, seen: Workbook, whole: Workbook, known: Known) -> str:
    sheet, full = seen.sheet(name), whole.sheet(name)
    return "、".join(_headers(sheet, full, known)) if sheet and full else ""


def _headers(sheet: Sheet, full: Sheet, known: Known) -> Iterator[str]:
    """`F1“数值”` of each hidden column, its first text that is a known header."""
    for column in sorted(sheet.hidden_columns):
        for row in range(1, min(len(full.rows), HEADER_WITHIN) + 1):
            text = full.text(row, column).strip()
            if text and (
                words.role_of(text) or read_dated(text) or known.is_indicator(words.split_unit(text)[0])
            ):
                yield f"{address(row, column)}“{text}”"
                break
