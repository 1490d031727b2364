"""What a file says it holds: its sheets in order, and where their texts and styles lie."""

from dataclasses import dataclass, field

from workbooks.kinds import MACROS
from workbooks.limits import Limits
from workbooks.markup import DAMAGED, Attributes, parse
from workbooks.package import Package, fold
from workbooks.problems import UnreadableWorkbookError

_MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Contents:
    """The worksheets, whether days count from 1904, and the parts that all sheets share."""

    sheets: list[SheetPart] = field(default_factory=list)
    epoch_1904: bool = False
    strings: str = ""
    styles: str = ""


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


def contents(package: Package) -> Contents:
    """Read the list of sheets; raises `UnreadableWorkbookError` where it points to nothing, or to one sheet twice."""
    book = _main_part(package)
    if book not in package:
        raise UnreadableWorkbookError(DAMAGED.format(part=book))
    relations = _relations(package, book)
    listed = _Listed(book)
    parse(package.pieces(book), book, listed)
    found = Contents(epoch_1904=listed.epoch_1904)
    for relation in relations.values():
        if relation.kind == "sharedStrings":
            found.strings = relation.target
        elif relation.kind == "styles":
            found.styles = relation.target
    for name, state, key in listed.sheets:
        one = relations.get(key)
        if one is None:
            raise UnreadableWorkbookError(DAMAGED.format(part=book))
        if one.kind.casefold() in ("xlmacrosheet", "xlintlmacrosheet"):
            raise UnreadableWorkbookError(MACROS)
        if one.kind == "worksheet":
            found.sheets.append(SheetPart(name, state not in ("", "visible"), one.target))
    _check(found, package, package.limits)
    return found


def _check(found: Contents, package: Package, limits: Limits) -> None:
    sheets = found.sheets
    if not sheets:
        raise UnreadableWorkbookError("工作簿里没有工作表；请检查文件后重新上传。")
    if len(sheets) > limits.sheets:
        raise UnreadableWorkbookError(
            f"工作表过多（{len(sheets)} 张），上限为 {limits.sheets} 张；请删去无关的工作表。"
        )
    if long := next((one.name for one in sheets if len(one.name) > limits.sheet_name), ""):
        raise UnreadableWorkbookError(
            f"工作表名称过长（“{long[:20]}…”，{len(long)} 个字）；请改短到 31 个字以内后重新上传。"
        )
    names, parts = {one.name.casefold() for one in sheets}, {one.part for one in sheets}
    if len(names) < len(sheets) or len(parts) < len(sheets):
        raise UnreadableWorkbookError(
            "文件里有同名或重复列出的工作表，内容不可靠；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
        )
    # Without its styles every number would show as something else.
    wanted = (*(one.part for one in sheets), found.strings, found.styles)
    missing = next((part for part in wanted if part and part not in package), "")
    if missing:
        raise UnreadableWorkbookError(DAMAGED.format(part=missing))


def _main_part(package: Package) -> str:
    relations = _relations(package, "").values()
    return next((one.target for one in relations if one.kind == "officeDocument"), "xl/workbook.xml")


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    folder, _, name = part.rpartition("/")
    found = _Relations(folder)
    path = f"{folder}/_rels/{name}.rels" if part else "_rels/.rels"
    if path in package:
        parse(package.pieces(path), path, found)
    return found.found


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, _Relation] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        path = target if target.startswith(("/", "\\")) else f"{self.folder}/{target}"
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = _Relation(kind, fold(path))
        if len(self.found) > _MOST_ENTRIES:
            raise UnreadableWorkbookError(DAMAGED.format(part=self.folder))

    def end(self, name: str) -> None:
        """Nothing is inside."""

    def text(self, data: str) -> None:
        """Nothing is inside."""


class _Listed:
    def __init__(self, part: str) -> None:
        self.part = part
        self.sheets: list[tuple[str, str, str]] = []
        self.epoch_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet":
            key = next((value for known, value in attributes.items() if known.endswith(" id")), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", ""), key))
            if len(self.sheets) > _MOST_ENTRIES:
                raise UnreadableWorkbookError(DAMAGED.format(part=self.part))

    def end(self, name: str) -> None:
        """Nothing is inside."""

    def text(self, data: str) -> None:
        """Nothing is inside."""
