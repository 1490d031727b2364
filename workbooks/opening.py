"""One door for every kind of table file: told by its content, and its ending must not say something else."""

from enum import Enum
from pathlib import Path, PurePath

from workbooks.csv_reading import decoded, delimiter_of, read_csv
from workbooks.kinds import ENDINGS, OLE_MAGIC, check_kind
from workbooks.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from workbooks.package import Package
from workbooks.package import most_rows as most_rows_of_xlsx
from workbooks.policies import POLICY_ENCRYPTED, POLICY_MAGIC
from workbooks.problems import UnreadableWorkbookError
from workbooks.reading import Workbook, read_workbook
from workbooks.xls_reading import read_xls


class Kind(Enum):
    """What a file is, in words, and the endings that say so."""

    XLSX = "Excel 工作簿"
    XLS = "旧版工作簿"
    CSV = "文本文件"

    @property
    def endings(self) -> tuple[str, ...]:
        return {"XLSX": (".xlsx",), "XLS": (".xls", ".et"), "CSV": (".csv",)}[self.name]


_TAKEN = "、".join(f".{ending}" for ending in ENDINGS)
_OTHERS = (
    (b"%PDF-", "PDF 文件", ".pdf"),
    (bytes.fromhex("89504e470d0a1a0a"), "图片", ".png"),
    (bytes.fromhex("ffd8ff"), "图片", ".jpg"),
    (b"II*\x00", "图片", ".tif"),
    (b"MM\x00*", "图片", ".tif"),
    (b"GIF8", "图片", ".gif"),
    (b"Rar!", "压缩包", ".rar"),
    (b"7z\xbc\xaf", "压缩包", ".7z"),
    (b"{\\rtf", "文档", ".rtf"),
)
_CLAIMS = frozenset(
    {
        *(f".{ending}" for ending in ENDINGS),
        ".xlsm",
        ".xlsb",
        ".xlt",
        ".xltx",
        ".ett",
        ".ods",
        ".txt",
        ".tsv",
        ".htm",
        ".html",
        ".xml",
    }
    | {
        ".pdf",
        ".doc",
        ".docx",
        ".wps",
        ".ofd",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
        ".zip",
        ".rar",
        ".7z",
    }
)
_OLD_MAGIC = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_LONG_XLS = 2 * MEGABYTE


def open_workbook(
    source: bytes | Path,
    filename: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    read_hidden: bool = False,
) -> Workbook:
    """Every sheet as displayed text; raises UnreadableWorkbookError with a Chinese sentence.

    Without an ending the content alone decides.
    """
    if isinstance(source, Path):
        filename = filename or source.name
        source = source.read_bytes()
    name = filename or ""
    kind = kind_of(source, limits)
    _check_ending(kind, source, name, limits)
    if kind is Kind.CSV:
        return read_csv(source, name, limits)
    if kind is Kind.XLS:
        return read_xls(source, name, limits, read_hidden=read_hidden)
    return read_workbook(source, filename, limits, read_hidden=read_hidden)


def kind_of(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Kind:
    """What the content is; raises UnreadableWorkbookError for what is no table, with the ending that it should have."""
    if content.startswith(POLICY_MAGIC):
        raise UnreadableWorkbookError(POLICY_ENCRYPTED)
    if content.startswith(OLE_MAGIC):
        if len(content) > limits.file_bytes:
            check_kind(content, limits)
        return Kind.XLS
    if content.startswith(b"PK"):
        return Kind.XLSX
    for magic, what, ending in _OTHERS:
        if content.startswith(magic):
            raise UnreadableWorkbookError(f"文件内容是{what}（{ending}），不是工作簿；请上传 {_TAKEN} 文件。")
    if content.startswith(_OLD_MAGIC):
        raise UnreadableWorkbookError(
            "文件是 Excel 95 或更早的格式；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
        )
    if _is_csv(content, limits):
        return Kind.CSV
    check_kind(content, limits)
    return Kind.XLSX


def most_rows(content: bytes) -> int:
    """How many rows the longest sheet has, at most; raises UnreadableWorkbookError."""
    kind = kind_of(content)
    if kind is Kind.CSV:
        return content.count(b"\n") + 1
    if kind is Kind.XLS:
        # A row takes some dozens of bytes; which, only reading tells.
        return 65_536 if len(content) > _LONG_XLS else 0
    return most_rows_of_xlsx(content)


def _is_csv(content: bytes, limits: Limits) -> bool:
    """Text with commas or tabs; a page or a program's data is none."""
    if not content or len(content) > limits.file_bytes or b"\x00" in content:
        return False
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<", b"{", b"[")):
        return False
    text = decoded(content)
    return delimiter_of(text) in text


def _check_ending(kind: Kind, content: bytes, filename: str, limits: Limits) -> None:
    ending = PurePath(filename).suffix.lower()
    if ending in _CLAIMS and ending not in kind.endings:
        if kind is Kind.XLSX:
            # Another package under its own ending is told as what it is.
            Package(content, limits)
        what = "不是工作簿，" if kind is Kind.CSV else ""
        right = " 或 ".join(kind.endings)
        raise UnreadableWorkbookError(
            f"文件内容是{kind.value}（{right}），{what}扩展名却是 {ending}；请把扩展名改为 {right}，核对内容后重新上传。"
        )
