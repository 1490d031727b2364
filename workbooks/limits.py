"""What is too large or not a workbook at all: decided before anything is parsed.

The parts are unpacked here, once and with a ceiling, so that a zip bomb costs at most `unpacked_bytes`
of work whatever its headers claim.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

from workbooks.problems import UnreadableWorkbookError

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings of one upload; bytes, counts, and the ratio of unpacked to packed bytes of one part."""

    file_bytes: int = 30 * MEGABYTE
    unpacked_bytes: int = 300 * MEGABYTE
    ratio: int = 400
    parts: int = 2_000
    sheets: int = 50
    sheet_name: int = 100
    rows: int = 200_000
    columns: int = 300
    cells: int = 6_000_000
    merges: int = 50_000


DEFAULT_LIMITS = Limits()


def unpack(data: bytes, limits: Limits = DEFAULT_LIMITS) -> dict[str, bytes]:
    """The parts of an .xlsx by name; raises `UnreadableWorkbookError` for anything else."""
    _check_kind(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_infos(archive.infolist(), limits)
            parts = _read_parts(archive, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
    ) as reason:
        raise UnreadableWorkbookError(
            "文件已损坏，无法打开；请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后重新上传。"
        ) from reason
    _check_parts(parts)
    return parts


def most_rows(data: bytes, limits: Limits = DEFAULT_LIMITS) -> int:
    """How many rows the longest sheet has, formatted empty ones included; raises `UnreadableWorkbookError`."""
    parts = unpack(data, limits)
    return max(part.count(b"<row ") for name, part in parts.items() if name.startswith("xl/worksheets/"))


def _check_kind(data: bytes, limits: Limits) -> None:
    if not data:
        raise UnreadableWorkbookError("文件是空的（0 字节）；请重新选择文件。")
    if len(data) > limits.file_bytes:
        raise UnreadableWorkbookError(
            f"文件过大（{len(data) / MEGABYTE:.1f} MB），上限为 {limits.file_bytes // MEGABYTE} MB；请拆分后分次上传。"
        )
    if data.startswith(OLE_MAGIC):
        if ENCRYPTED_STREAM in data:
            raise UnreadableWorkbookError("文件设有打开密码，无法读取；请先取消密码，保存后重新上传。")
        raise UnreadableWorkbookError(
            "这是旧版格式（.xls 或 .et）；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
        )
    if not data.startswith(b"PK"):
        raise UnreadableWorkbookError(_not_a_zip(data))


def _not_a_zip(data: bytes) -> str:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<") and b"<table" in data[:200_000].lower():
        return "这是扩展名为表格的网页文件，不是工作簿；请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
    if b"\x00" not in data[:2000] and (b"," in head or b"\t" in head):
        return "这是文本文件（.csv 等），不是工作簿；请用 Excel 或 WPS 打开，核对数字后另存为 .xlsx 再上传。"
    return "这不是 Excel 工作簿；请上传 .xlsx 文件。"


def _check_infos(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.parts:
        raise UnreadableWorkbookError(
            f"文件内部部件过多（{len(infos)} 个），不像正常的工作簿；请另存为新的 .xlsx 后重新上传。"
        )
    if any(info.flag_bits & 0x1 for info in infos):
        raise UnreadableWorkbookError("文件设有打开密码，无法读取；请先取消密码，保存后重新上传。")
    if len({info.filename for info in infos}) != len(infos):
        raise UnreadableWorkbookError(
            "文件内部有重名部件，内容不可靠；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
        )
    too_dense = any(
        info.file_size > 20 * MEGABYTE and info.file_size > limits.ratio * max(info.compress_size, 1)
        for info in infos
    )
    if too_dense or sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise UnreadableWorkbookError("文件解压后过大；请删去表格下方和右方成片的空白格式，另存后重新上传。")


def _read_parts(archive: zipfile.ZipFile, limits: Limits) -> dict[str, bytes]:
    """Media and embedded objects are not wanted; their names are kept with empty content."""
    parts: dict[str, bytes] = {}
    for info in archive.infolist():
        wanted = info.filename.endswith((".xml", ".rels", "mimetype"))
        parts[info.filename.lstrip("/")] = archive.read(info) if wanted else b""
    return parts


def _check_parts(parts: dict[str, bytes]) -> None:
    names = set(parts)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise UnreadableWorkbookError("工作簿含有宏；为安全起见不接受，请另存为不含宏的 .xlsx 后重新上传。")
    if "xl/workbook.bin" in names:
        raise UnreadableWorkbookError(
            "这是二进制工作簿（.xlsb）；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
        )
    if "content.xml" in names:
        raise UnreadableWorkbookError("这是 OpenDocument 文件（.ods 等）；请另存为 .xlsx 后重新上传。")
    if any(name.startswith("word/") for name in names):
        raise UnreadableWorkbookError("这是 Word 文档，不是 Excel 工作簿；请上传 .xlsx 文件。")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/worksheets/") for name in names):
        raise UnreadableWorkbookError("压缩包里没有工作表，这不是 Excel 工作簿；请上传 .xlsx 文件。")
    for name, content in parts.items():
        if (
            name.startswith("xl/worksheets/")
            and name.endswith(".xml")
            and b"<worksheet" not in content[:4000]
        ):
            # Prefixed element names (or UTF-16) are legal, but the reader of values misplaces such cells.
            raise UnreadableWorkbookError(
                "文件由不常见的程序生成，直接读取会错位；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
            )
        # No spreadsheet program writes a document type; entities are declared in one (entity bombs).
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise UnreadableWorkbookError(
                "文件里含有不允许的实体定义，已拒绝读取；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
            )
