"""What an uploaded file of evidence is, told from its content; read in pieces, never opened or run."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Protocol

from refusals import Refused
from workbooks.kinds import ENCRYPTED_STREAM, OLE_MAGIC
from workbooks.policies import POLICY_ENCRYPTED, POLICY_MAGIC

_OFFICE = "application/vnd.openxmlformats-officedocument"
_PNG = bytes.fromhex("89504e470d0a1a0a")
_JPEG = bytes.fromhex("ffd8ff")
_TIFF = (b"II*\x00", b"MM\x00*")
_MOST_PARTS = 5_000
_ENTRY_BYTES = 2_000


class EvidenceRefusedError(Refused):
    """The file or the citation is not taken, and nothing was kept."""


class Upload(Protocol):
    """What Django hands over: on disk from 2 MB on, so that no file is held in memory whole."""

    name: str | None
    size: int | None

    @property
    def file(self) -> BinaryIO: ...

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that may be evidence."""

    label: str
    content_type: str
    suffixes: tuple[str, ...]


PDF = FileType("PDF", "application/pdf", (".pdf",))
PNG = FileType("PNG 图片", "image/png", (".png",))
JPEG = FileType("JPG 图片", "image/jpeg", (".jpg", ".jpeg"))
XLSX = FileType("Excel 工作簿", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",))
TIFF = FileType("TIF 图片", "image/tiff", (".tif", ".tiff"))
OFD = FileType("OFD 版式文件", "application/ofd", (".ofd",))
DOCX = FileType("Word 文档", f"{_OFFICE}.wordprocessingml.document", (".docx",))
TYPES = (PDF, OFD, PNG, JPEG, TIFF, XLSX, DOCX)
TAKEN = "可上传 PDF、OFD、JPG、PNG、TIF、.xlsx、.docx"


def file_type(stream: BinaryIO) -> FileType:
    """The type that the content says; raises EvidenceRefusedError for every other. Leaves the stream at its begin."""
    stream.seek(0)
    head = stream.read(16)
    stream.seek(0)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(_PNG):
        return PNG
    if head.startswith(_JPEG):
        return JPEG
    if head.startswith(_TIFF):
        return TIFF
    if head.startswith(POLICY_MAGIC):
        raise EvidenceRefusedError(POLICY_ENCRYPTED)
    if head.startswith(b"PK"):
        found = _archive(stream)
        stream.seek(0)
        if found:
            return found
    if head.startswith(OLE_MAGIC):
        _refuse_old(stream)
    raise EvidenceRefusedError(f"文件内容不是可以作为佐证的类型（不看扩展名，只看内容）；{TAKEN}。")


def _archive(stream: BinaryIO) -> FileType | None:
    """An OFD file, or a workbook or document without macros; only the list of its parts is read."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = {info.filename for info in archive.infolist()[:_MOST_PARTS]}
            if "OFD.xml" in names:
                return OFD if _is_ofd(archive) else None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as broken:
        raise EvidenceRefusedError("文件已损坏，无法打开；请用原程序打开并另存后重新上传。") from broken
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise EvidenceRefusedError(
            "文件含有宏，为安全起见不接受；请另存为不含宏的 .xlsx 或 .docx，或导出为 PDF。"
        )
    if "[Content_Types].xml" not in names:
        return None
    if "xl/workbook.xml" in names:
        return XLSX
    return DOCX if "word/document.xml" in names else None


def _is_ofd(archive: zipfile.ZipFile) -> bool:
    """Whether the entry of the package is that of GB/T 33190; its first bytes say so."""
    with archive.open("OFD.xml") as entry:
        return b"OFD" in entry.read(_ENTRY_BYTES)


def _refuse_old(stream: BinaryIO) -> None:
    encrypted = ENCRYPTED_STREAM in stream.read(1 << 20)
    stream.seek(0)
    if encrypted:
        raise EvidenceRefusedError("文件设有打开密码，审核时无法打开；请取消密码后重新上传。")
    raise EvidenceRefusedError("这是旧版 Office 格式（.doc、.xls 等）；请另存为 .docx、.xlsx 或 PDF 后上传。")


def digest(upload: Upload) -> str:
    """SHA-256 of the content in hex, read in pieces."""
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    return found.hexdigest()


def saved_name(name: str, kind: FileType) -> str:
    """The person's own name for the file, with an ending that tells the truth about it."""
    bare = PurePath(name.replace("\\", "/")).name[-180:] or "佐证材料"
    return bare if bare.lower().endswith(kind.suffixes) else f"{bare}{kind.suffixes[0]}"
