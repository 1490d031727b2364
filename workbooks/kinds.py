"""What is not an .xlsx at all, told by what it is: decided before anything is parsed."""

from workbooks.limits import MEGABYTE, Limits
from workbooks.problems import UnreadableWorkbookError

ENDINGS = ("xlsx", "xls", "et", "csv")
"""What a person may choose, without the dot."""
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
MACROS = "工作簿含有宏；为安全起见不接受，请另存为不含宏的 .xlsx 后重新上传。"


def check_kind(data: bytes, limits: Limits) -> None:
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


def check_names(names: set[str]) -> None:
    """What the names of the parts betray; `names` are folded."""
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise UnreadableWorkbookError(MACROS)
    if "xl/workbook.bin" in names:
        raise UnreadableWorkbookError(
            "这是二进制工作簿（.xlsb）；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
        )
    if "content.xml" in names:
        raise UnreadableWorkbookError("这是 OpenDocument 文件（.ods 等）；请另存为 .xlsx 后重新上传。")
    if "ofd.xml" in names:
        raise UnreadableWorkbookError("这是 OFD 版式文件（.ofd），不是工作簿；请上传 .xlsx 文件。")
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableWorkbookError("这是演示文稿（.pptx），不是 Excel 工作簿；请上传 .xlsx 文件。")
    if any(name.startswith("word/") for name in names):
        raise UnreadableWorkbookError("这是 Word 文档（.docx），不是 Excel 工作簿；请上传 .xlsx 文件。")
    if "[content_types].xml" not in names or not any(name.startswith("xl/worksheets/") for name in names):
        raise UnreadableWorkbookError("压缩包里没有工作表，这不是 Excel 工作簿；请上传 .xlsx 文件。")
