"""The list of texts that all sheets of a file share."""

from workbooks.limits import Limits
from workbooks.markup import Attributes, parse
from workbooks.package import Package
from workbooks.problems import UnreadableWorkbookError
from workbooks.runs import Runs, Stored

TOO_MUCH_TEXT = "文件里的文字过多（超过 {limit} 万字）；请删去无关内容，或拆分后分次上传。"


def shared_strings(package: Package, part: str) -> list[Stored]:
    """The texts in their order; how many are announced does not matter."""
    strings = _Strings(package.limits)
    if part in package:
        parse(package.pieces(part), part, strings)
    return strings.found


class _Strings:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.found: list[Stored] = []
        self.left = limits.texts
        self.runs: Runs | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if self.runs is not None:
            self.runs.start(name, attributes)
        elif name == "si":
            self.runs = Runs(self.limits.text)

    def text(self, data: str) -> None:
        if self.runs is not None:
            self.runs.text(data)

    def end(self, name: str) -> None:
        if self.runs is None:
            return
        if name != "si":
            self.runs.end(name)
            return
        self.found.append(self.runs.finish())
        self.left -= self.runs.length
        self.runs = None
        if self.left < 0 or len(self.found) > self.limits.strings:
            raise UnreadableWorkbookError(TOO_MUCH_TEXT.format(limit=self.limits.texts // 10_000))
