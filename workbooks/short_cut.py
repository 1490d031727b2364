"""A short cut past the parser for the bulk of a part, where it is written the usual way.

What is taken by a short cut must be well-formed by a grammar in which every character has its place, and mean what the
parser's handler would make of it. Anything else is given back unread: the parser stands at that very place, and reads
on from there. So there is one reading of everything, and nothing to agree upon.
"""

import re
from collections.abc import Callable, Iterator

# More without the end of an item is left to the parser, which keeps nothing.
_LONGEST = 2 * 1024 * 1024
_OTHER_ENCODING = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
# What no XML may hold, and line ends that a parser would change.
_CONTROLS = bytes(number for number in range(32) if number not in (9, 10))
_NEVER = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# Numbers of which each is a character that XML allows; openpyxl writes all Chinese so.
_NUMBERED = (
    r"#(?:9|10|13|[3-9][0-9]|[1-9][0-9]{2,3}|[1-4][0-9]{4}|5[0-489][0-9]{3}|6[0-4][0-9]{3}|65[0-4][0-9]{2})"
)
_ENTITY = re.compile(rf"&({'|'.join(_NAMED)}|{_NUMBERED});")
_OTHER_ENTITY = re.compile(rf"&(?!(?:{'|'.join(_NAMED)}|{_NUMBERED});)")


class ShortCut:
    """Takes a part's bytes in pieces and gives back those that it leaves to the parser, in their order.

    `at_items`: whether the parser, fed with all that was given back, stands between items.
    """

    before: re.Pattern[bytes]
    """The tag after which the items come."""
    item: bytes
    """How one begins."""
    end: bytes
    """How one ends."""

    def __init__(self, at_items: Callable[[], bool]) -> None:
        self.at_items = at_items
        self.begun = self.off = False
        self.kept = b""

    def read(self, text: str) -> int:
        """Read whole items; how many characters were read."""
        raise NotImplementedError

    def take(self, piece: bytes) -> Iterator[bytes]:
        """What the parser must be fed with."""
        if not self.begun:
            self.begun = True
            found = self.before.search(piece)
            head = piece[: found.end()] if found else b""
            if not head or b"<!" in head or b"<?" in head[1:] or _OTHER_ENCODING.match(head):
                self.off = True
            else:
                yield head
                piece, self.off = piece[len(head) :], not self.at_items()
        if self.off:
            yield piece
            return
        self.kept += piece
        end = self.kept.rfind(self.end) + len(self.end)
        if end >= len(self.end):
            whole, self.kept = self.kept[:end], self.kept[end:]
            yield from self._whole(whole)
        if len(self.kept) > _LONGEST or not self.item.startswith(self.kept[: len(self.item)]):
            yield from self.rest()

    def rest(self) -> Iterator[bytes]:
        """What was kept because no item was whole yet."""
        self.off = True
        rest, self.kept = self.kept, b""
        if rest:
            yield rest

    def _whole(self, whole: bytes) -> Iterator[bytes]:
        text = _decoded(whole)
        at = 0 if text is None else self.read(text)
        if text is None or at < len(text):
            yield whole if text is None else text[at:].encode()
            yield from self.rest()


def unescaped(text: str) -> str:
    """The text without the escapes that a short cut lets pass."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(escape: re.Match[str]) -> str:
    name = escape[1]
    return chr(int(name[1:])) if name[0] == "#" else _NAMED[name]


def _decoded(whole: bytes) -> str | None:
    """The text of whole items; None where the parser would refuse or change a character of it."""
    if len(whole.translate(None, _CONTROLS)) < len(whole) or any(never in whole for never in _NEVER):
        return None
    try:
        text = whole.decode()
    except UnicodeDecodeError:
        return None
    return None if "&" in text and _OTHER_ENTITY.search(text) else text
