"""What the columns beside the values say of a row: 指标属性, in whichever way it is printed, and who supplies the data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indicators.attributes import attribute_of, attribute_of_section, is_tick, without_mark
from workbooks.grid import Cell
from workbooks.headers import Column
from workbooks.problems import Problem, error, notice
from workbooks.records import Record, Table

BINDING, EXPECTED = "约束性", "预期性"
_NOTHING = frozenset(("", "-", "—", "–", "/", "无", "否", "×"))
_USUAL_MARK = "★"


@dataclass(slots=True)
class RowAttributes:
    """Reads 指标属性 of the rows of one table. `meanings`: what the notes of its sheet say of marks."""

    sheet: str
    table: Table
    meanings: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    _by_label: bool = False
    _kind: bool = False
    _marked: bool = False

    def __post_init__(self) -> None:
        roles = {column.role for column in self.table.columns}
        labels = {record.labels.get("level1", "") for record in self.table.records}
        kinds = {record.text("kind") for record in self.table.records} - _NOTHING
        self._kind = "attribute" not in roles and bool(kinds) and all(map(attribute_of, kinds))
        self._by_label = bool(labels - {""}) and all(map(attribute_of_section, labels))
        self._marked = any(without_mark(record.text("name"))[1] for record in self.table.records)

    def level1(self, record: Record) -> str | None:
        """The outer label; none where the column of labels holds 约束性 and 预期性."""
        return None if self._by_label else record.labels.get("level1")

    def of(self, record: Record) -> str | None:
        """约束性, 预期性 or 参考性; None where nothing says it, and an error where what is printed is none of them."""
        for said in (self._by_column(record), self._by_ticks(record), self._by_mark(record)):
            if said is not None:
                return said
        return attribute_of_section(record.labels.get("level1", "")) if self._by_label else None

    def beside(self, record: Record) -> list[Column]:
        """Columns called 类型 that say something else."""
        return [] if self._kind else [column for column in record.columns if column.role == "kind"]

    def _by_column(self, record: Record) -> str | None:
        cell = record.cell("attribute") or (record.cell("kind") if self._kind else None)
        text = "" if cell is None else cell.text.strip()
        if cell is None or text in _NOTHING:
            return None
        said = attribute_of(text) or self.meanings.get(text)
        if said is None and text == _USUAL_MARK:
            message = f"单元格 {cell.address} 的“{text}”按约束性指标读取（表中没有说明其含义）；请核对。"
            self.problems.append(notice(self.sheet, cell.address, message))
            said = BINDING
        if said is None:
            self._strange(cell)
        return said

    def _by_ticks(self, record: Record) -> str | None:
        """One column 约束性 and one 预期性, or one of them, with ticks."""
        ticked = [
            said
            for role, said in (("binding", BINDING), ("expected", EXPECTED))
            if self._ticked(record, role)
        ]
        if len(ticked) > 1 and (cell := record.cell("expected")) is not None:
            message = f"第 {record.row} 行既标为约束性又标为预期性；请核对。"
            self.problems.append(error(self.sheet, cell.address, message))
        return ticked[0] if len(ticked) == 1 else None

    def _ticked(self, record: Record, role: str) -> bool:
        cell = record.cell(role)
        text = "" if cell is None else cell.text.strip()
        if cell is None or text in _NOTHING:
            return False
        if not is_tick(text) and attribute_of(text) is None:
            self._strange(cell)
        return True

    def _by_mark(self, record: Record) -> str | None:
        """A mark at the name, where a note explains it; the rest only where the note says what the rest is."""
        mark = without_mark(record.text("name"))[1]
        cell = record.cell("name")
        if mark and mark not in self.meanings and cell is not None:
            message = f"单元格 {cell.address} 的指标名称带“{mark}”，表中没有说明其含义，未作为指标属性读取。"
            self.problems.append(notice(self.sheet, cell.address, message))
        return self.meanings.get(mark) if mark or self._marked else None

    def _strange(self, cell: Cell) -> None:
        message = f"单元格 {cell.address} 的指标属性“{cell.text.strip()[:20]}”不是“约束性”“预期性”或“参考性”；疑为错列，请核对。"
        self.problems.append(error(self.sheet, cell.address, message))


def source_column(columns: Iterable[Column]) -> Column | None:
    """The column of who supplies the data; where there is none, that of who is responsible, the leading one of several."""
    columns = list(columns)
    source = next((column for column in columns if column.role == "data_source"), None)
    if source is not None:
        return source
    responsible = [column for column in columns if column.role == "responsible"]
    leading = [column for column in responsible if "牵头" in column.normal] or responsible
    return leading[0] if len(leading) == 1 else None
