"""One pass over the XML of a part, piece by piece: the only way in which this room reads XML.

Element names come without their namespace where it is that of spreadsheets (or none, or that of relationships),
and as "" where it is another: what an extension says is not the sheet. Attributes keep their names as printed.
"""

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

from workbooks.problems import UnreadableWorkbookError
from workbooks.short_cut import ShortCut

DAMAGED = "文件内部的“{part}”已损坏，无法读取；请用 Excel 或 WPS 打开并另存为 .xlsx 后重新上传。"
_ENTITIES = "文件里含有不允许的实体定义，已拒绝读取；请用 Excel 或 WPS 另存为 .xlsx 后重新上传。"
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
# No tag is longer; the parser holds a tag whole before it says anything.
_LONGEST_TAG = 1024 * 1024
# Elements within elements, each of which the parser remembers.
_DEEPEST = 100
Attributes = dict[str, str]


class Handler(Protocol):
    """What is told of each element."""

    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class _Names(dict[str, str]):
    """Expat's `space name` → the bare name, kept for the next time."""

    def __missing__(self, tag: str) -> str:
        space, _, name = tag.rpartition(" ")
        bare = name if not space or space in _SPACES else ""
        if len(self) < 1000:
            self[tag] = bare
        return bare


class Markup:
    """A parser that takes one part in pieces; raises `UnreadableWorkbookError` where it is damaged."""

    def __init__(self, part: str, handler: Handler) -> None:
        self.part = part
        self._fed = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        names = _Names()
        start, end = handler.start, handler.end
        depth = 0

        def begin(tag: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:
                raise UnreadableWorkbookError(DAMAGED.format(part=part))
            start(names[tag], attributes)

        def finish(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(names[tag])

        parser.buffer_text = True
        parser.StartElementHandler = begin
        parser.EndElementHandler = finish
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = _refuse_entities

    def feed(self, piece: bytes, *, final: bool = False) -> None:
        """Read on."""
        try:
            self._parser.Parse(piece, final)
        except (expat.ExpatError, ValueError, LookupError, TypeError) as reason:
            raise UnreadableWorkbookError(DAMAGED.format(part=self.part)) from reason
        self._fed += len(piece)
        if not final and self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG + len(piece):
            raise UnreadableWorkbookError(DAMAGED.format(part=self.part))


def parse(pieces: Iterable[bytes], part: str, handler: Handler, quick: ShortCut | None = None) -> None:
    """The whole part; what the short cut takes is not told to the handler."""
    markup = Markup(part, handler)
    for piece in pieces:
        for slow in (piece,) if quick is None else quick.take(piece):
            markup.feed(slow)
    for slow in () if quick is None else quick.rest():
        markup.feed(slow)
    markup.feed(b"", final=True)


def _refuse_entities(*_declared: object) -> None:
    """No spreadsheet program writes a document type; entities are declared in one."""
    raise UnreadableWorkbookError(_ENTITIES)
