"""The list of texts that all sheets of a file share."""

import re

from workbooks.limits import Limits
from workbooks.markup import Attributes, parse
from workbooks.package import Package
from workbooks.problems import UnreadableWorkbookError
from workbooks.runs import Runs, Stored, stored
from workbooks.short_cut import ShortCut, unescaped

TOO_MUCH_TEXT = "文件里的文字过多（超过 {limit} 万字）；请删去无关内容，或拆分后分次上传。"


def shared_strings(package: Package, part: str) -> list[Stored]:
    """The texts in their order; how many are announced does not matter."""
    strings = _Strings(package.limits)
    if part in package:
        parse(package.pieces(part), part, strings, _Quick(strings))
    return strings.found


_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>|(.+)', re.DOTALL)


class _Quick(ShortCut):
    """Texts without runs."""

    before = re.compile(rb"<sst(?: [^<>]*)?>")
    item = b"<si>"
    end = b"</si>"

    def __init__(self, strings: "_Strings") -> None:
        super().__init__(lambda: strings.depth == 1)
        self.strings = strings

    def read(self, text: str) -> int:
        found = _TEXT.findall(text)
        junk = found[-1][1]
        limit, add = self.strings.limits.text, self.strings.add
        for printed, _ in found[:-1] if junk else found:
            own = unescaped(printed)
            add(stored(own, limit), len(own))
        return len(text) - len(junk)


class _Strings:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.found: list[Stored] = []
        self.left = limits.texts
        self.runs: Runs | None = None
        self.depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.runs is not None:
            self.runs.start(name, attributes)
        elif name == "si":
            self.runs = Runs(self.limits.text)

    def text(self, data: str) -> None:
        if self.runs is not None:
            self.runs.text(data)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.runs is None:
            return
        if name != "si":
            self.runs.end(name)
            return
        self.add(self.runs.finish(), self.runs.length)
        self.runs = None

    def add(self, text: Stored, length: int) -> None:
        """One more text."""
        self.found.append(text)
        self.left -= length
        if self.left < 0 or len(self.found) > self.limits.strings:
            raise UnreadableWorkbookError(TOO_MUCH_TEXT.format(limit=self.limits.texts // 10_000))
