"""How flat reference data travels as a spreadsheet: one header row, Chinese column names, every cell a text.

Export → import changes nothing. Headers are Chinese for people; the names of the columns in
`fixtures/reference/*.csv` are understood too, so that the reviewed files can be loaded by hand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.db.models import Model
from import_export import fields, instance_loaders, resources, widgets
from import_export.formats import base_formats
from import_export.results import Result, RowResult

from sandbox.calling import in_sandbox
from workbooks.addresses import address
from workbooks.problems import Severity, UnreadableWorkbookError
from workbooks.reading import Sheet, read_workbook
from workbooks.unseen import unseen
from workbooks.writing import OutColumn, OutSheet, workbook_bytes

SEPARATOR = "|"
LISTED = 5
"""So many unreadable cells a sentence names."""
BEFORE = "texts_before_import"


class TextXlsx(base_formats.XLSX):  # type: ignore[misc] # import-export has no types
    """The first sheet of an .xlsx as displayed; written as texts only, so no cell becomes a formula."""

    def create_dataset(self, in_stream: bytes, **_kwargs: Any) -> tablib.Dataset:
        """Raises `UnreadableWorkbookError` with a Chinese sentence."""
        sheet = in_sandbox(read_workbook, in_stream).sheets[0]
        _refuse_unreadable(sheet)
        rows = [[text.strip() for text in row] for row in sheet.rows]
        rows = [row for row in rows if any(row)]
        return tablib.Dataset(*rows[1:], headers=rows[0]) if rows else tablib.Dataset()

    def export_data(self, dataset: tablib.Dataset, **_kwargs: Any) -> bytes:
        columns = [OutColumn(str(header), width=20) for header in dataset.headers]
        rows = [[str(value) for value in row] for row in dataset]
        return workbook_bytes([OutSheet("基础数据", columns, rows)])


def _refuse_unreadable(sheet: Sheet) -> None:
    """A cell that does not show what it holds would blank what is stored; so would the lower rows of a merged one."""
    cells = {address(row, column) for row, column in sheet.dropped}
    found = (*sheet.problems, *unseen(sheet, cells))
    sentences = [one.sentence for one in found if one.severity is Severity.ERROR]
    for merge in sheet.merges:
        first, last = address(merge.top, merge.left), address(merge.bottom, merge.right)
        sentences.append(f"单元格 {first}:{last} 是合并的；请取消合并，逐格填写后重新上传。")
    if sentences:
        more = f"等 {len(sentences)} 处" if len(sentences) > LISTED else ""
        raise UnreadableWorkbookError("".join(sentences[:LISTED]) + more)


class ListWidget(widgets.Widget):  # type: ignore[misc] # import-export has no types
    """A list of names in one cell, separated by “|”."""

    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> list[str]:
        names = [part.strip() for part in str(value or "").replace("｜", SEPARATOR).split(SEPARATOR)]
        return [name for name in names if name]

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        return SEPARATOR.join(value or [])


class DecimalWidget(widgets.Widget):  # type: ignore[misc] # import-export has no types
    """An exact decimal or nothing."""

    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> Decimal | None:
        text = str(value if value is not None else "").strip()
        try:
            number = Decimal(text) if text else None
        except InvalidOperation:
            number = Decimal("NaN")
        if number is not None and not number.is_finite():
            raise ValueError(f"“{text}”不是数字；请填如 12.5，或留空。")
        return number

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        if value is None:
            return ""
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text


class CountWidget(DecimalWidget):
    """A whole number or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        number = super().clean(value, row, **kwargs)
        if number is not None and (number != number.to_integral_value() or number < 0):
            raise ValueError(f"“{value}”不是非负整数；请填如 10。")
        return None if number is None else int(number)


class ChoiceWidget(widgets.Widget):  # type: ignore[misc] # import-export has no types
    """One of a closed list: shown by its label, read by label or stored value."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.labels = dict(choices)

    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> str:
        text = str(value or "").strip()
        found = next((key for key, label in self.labels.items() if text in {key, label}), None)
        if found is None:
            raise ValueError(f"“{text}”不在可选范围；请填：{'、'.join(map(str, self.labels.values()))}。")
        return str(found)

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        return str(self.labels.get(value, ""))


class YesNoWidget(widgets.Widget):  # type: ignore[misc] # import-export has no types
    """是 or 否; 1 and 0 are understood; a blank is 否."""

    def clean(self, value: Any, row: Any = None, **_kwargs: Any) -> bool:
        text = str(value if value is not None else "").strip()
        if text not in {"是", "否", "1", "0", ""}:
            raise ValueError(f"“{text}”须为“是”或“否”。")
        return text in {"是", "1"}

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str:
        return "是" if value else "否"


class CodeWidget(widgets.ForeignKeyWidget):  # type: ignore[misc] # import-export has no types
    """A row of another table by its code; blank is none."""

    def __init__(self, model: Any, what: str) -> None:
        super().__init__(model, "code")
        self.what = what

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        code = str(value or "").strip()
        if not code:
            return None
        found = self.get_queryset(code, row, **kwargs).filter(code=code).first()
        if found is None:
            raise ValueError(f"没有代码为“{code}”的{self.what}；请先新增该{self.what}，或改正代码。")
        return found


def column(attribute: str, name: str, widget: widgets.Widget | None = None) -> fields.Field:
    """Declare one column: model attribute, Chinese header, widget (plain text by default)."""
    return fields.Field(attribute, name, widget or widgets.CharWidget())


class ReferenceResource(resources.ModelResource):  # type: ignore[misc] # import-export has no types
    """Flat reference data by code: validated as the model is, unchanged rows skipped, nothing ever deleted."""

    fixture_names: ClassVar[dict[str, str]] = {}
    """Column name in `fixtures/reference/*.csv` → Chinese header."""
    key: ClassVar[tuple[str, ...]] = ("代码",)
    """The columns that tell one row from another."""

    class Meta:
        import_id_fields: tuple[str, ...] = ("code",)
        skip_unchanged = True
        report_skipped = True
        store_instance = True
        clean_model_instances = True
        use_transactions = True
        instance_loader_class = instance_loaders.CachedInstanceLoader

    def before_import(self, dataset: tablib.Dataset, **_kwargs: Any) -> None:
        """Refuse a file with unknown or missing columns, or with one code twice: nothing is read silently."""
        problem = self._header_problem(dataset) or self._double_codes(dataset)
        if problem:
            dataset.wipe()
            dataset.headers = list(self.key)
            raise ValidationError(problem)

    def after_init_instance(self, instance: Model, new: bool, row: Any, **_kwargs: Any) -> None:
        """Keep what stood before, for the act on record."""
        before = {} if new else self._texts(instance)
        instance.__dict__[BEFORE] = before

    def after_import(self, dataset: tablib.Dataset, result: Result, **_kwargs: Any) -> None:
        """Say what the import does or what is wrong, for the preview; `super` would only reset sequences,
        which the application role may not and need not."""
        result.changes = self.changes(result)
        result.problems = list(self.problems(result))

    def problems(self, result: Result) -> Iterator[str]:
        """Everything that keeps the file out, each with its row's code and column."""
        yield from (_sentence(error.error) for error in result.base_errors)
        for row in result.error_rows:
            yield from (f"{self._place(error.row or {})}：{_sentence(error.error)}" for error in row.errors)
        headers = {field.attribute: field.column_name for field in self.get_import_fields()}
        for row in result.invalid_rows:
            place = self._place(dict(zip(result.diff_headers, row.values, strict=False)))
            yield from (f"{place}：{sentence}" for sentence in row.non_field_specific_errors)
            for name, sentences in row.field_specific_errors.items():
                yield from (f"{place}，{headers.get(name, name)}：{sentence}" for sentence in sentences)

    def changes(self, result: Result) -> list[dict[str, Any]]:
        """What an import did, row by row: {"code", "new", "fields": {header: [before, after]}}."""
        found = []
        for row in result.rows:
            if row.import_type not in {RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE}:
                continue
            before, after = row.instance.__dict__[BEFORE], self._texts(row.instance)
            fields_changed = {
                name: [before.get(name, ""), text]
                for name, text in after.items()
                if text != before.get(name, "")
            }
            code = " ".join(after[name] for name in self.key)
            found.append({"code": code, "new": not before, "fields": fields_changed})
        return found

    def _place(self, row: Mapping[str, Any]) -> str:
        return "，".join(f"{name}“{row.get(name) or ''}”" for name in self.key)

    def _texts(self, instance: Model) -> dict[str, str]:
        exported = zip(self.get_export_headers(), self.export_resource(instance), strict=True)
        return {name: str(text) for name, text in exported}

    def _header_problem(self, dataset: tablib.Dataset) -> str:
        headers = [self.fixture_names.get(name, name) for name in map(str, dataset.headers or [])]
        if not headers:
            return "文件里没有内容；第一行须为列名。"
        known = [field.column_name for field in self.get_import_fields()]
        unknown = [name or "（空）" for name in headers if name not in known]
        if unknown:
            return f"无法识别的列：{'、'.join(unknown)}。可用的列：{'、'.join(known)}。"
        if missing := [name for name in self.key if name not in headers]:
            return f"缺少“{'”“'.join(missing)}”列：各行按代码对应，请补上。"
        if len(set(headers)) != len(headers):
            return "有两列同名；请删去一列。"
        dataset.headers = headers
        return ""

    def _double_codes(self, dataset: tablib.Dataset) -> str:
        rows = zip(*(dataset[name] for name in self.key), strict=True)
        counted = Counter(tuple(str(code or "").strip() for code in codes) for codes in rows)
        double = [codes for codes, times in counted.items() if times > 1 or not all(codes)]
        told = "、".join(" ".join(code or "（空）" for code in codes) for codes in double)
        return f"代码重复或为空：{told}。每个代码只能有一行。" if told else ""


def _sentence(error: Exception) -> str:
    return "；".join(error.messages) if isinstance(error, ValidationError) else str(error)
