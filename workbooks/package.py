"""The parts inside an .xlsx, unpacked in pieces: what a header announces is checked against what comes out.

Nothing is held that is not asked for. Names are folded before they are compared, as a spreadsheet program does:
`/xl/Workbook.xml` and `xl/workbook.xml` are one name, and a file that has both means two things.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from workbooks.kinds import check_kind, check_names
from workbooks.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from workbooks.problems import UnreadableWorkbookError

PIECE = 128 * 1024
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_TOO_LARGE = "文件解压后过大；请删去表格下方和右方成片的空白格式，另存后重新上传。"


class Package:
    """An opened file; raises `UnreadableWorkbookError` for anything but an .xlsx within the limits."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        check_kind(data, limits)
        self.limits = limits
        self.left = limits.unpacked_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as reason:
            raise _broken() from reason
        infos = [info for info in self._archive.infolist() if not info.filename.endswith("/")]
        _check_infos(infos, limits)
        self._infos = {fold(info.filename): info for info in infos}
        if len(self._infos) != len(infos):
            raise UnreadableWorkbookError(
                "文件内部有重名部件，内容不可靠；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
            )
        check_names(set(self._infos))

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._infos

    def names(self) -> list[str]:
        """The folded names of all parts."""
        return list(self._infos)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a part, piece by piece; nothing for a part that is not there."""
        info = self._infos.get(fold(name))
        if info is None:
            return
        try:
            with self._archive.open(info) as part:
                while piece := part.read(PIECE):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise UnreadableWorkbookError(_TOO_LARGE)
                    yield piece
        except _DAMAGED as reason:
            raise _broken() from reason

    def verify(self) -> None:
        """Unpack every part once and keep nothing: lengths and checksums are as announced."""
        for name in self._infos:
            for _ in self.pieces(name):
                pass


def fold(name: str) -> str:
    """A part's name as it is compared: no leading slash, one kind of slash, one case."""
    steps: list[str] = []
    for step in name.replace("\\", "/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps).casefold()


def _check_infos(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.parts:
        raise UnreadableWorkbookError(
            f"文件内部部件过多（{len(infos)} 个），不像正常的工作簿；请另存为新的 .xlsx 后重新上传。"
        )
    if any(info.flag_bits & 0x1 for info in infos):
        raise UnreadableWorkbookError("文件设有打开密码，无法读取；请先取消密码，保存后重新上传。")
    too_dense = any(
        info.file_size > 20 * MEGABYTE and info.file_size > limits.ratio * max(info.compress_size, 1)
        for info in infos
    )
    if too_dense or sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise UnreadableWorkbookError(_TOO_LARGE)


def _broken() -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        "文件已损坏，无法打开；请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后重新上传。"
    )


def most_rows(data: bytes, limits: Limits = DEFAULT_LIMITS) -> int:
    """How many rows the longest sheet has, formatted empty ones included; raises `UnreadableWorkbookError`."""
    package = Package(data, limits)
    return max(_rows(package, name) for name in package.names() if name.startswith("xl/worksheets/"))


def _rows(package: Package, name: str) -> int:
    count, before = 0, b""
    for piece in package.pieces(name):
        text = before + piece
        count += text.count(b"<row ")
        before = text[-4:]
    return count
