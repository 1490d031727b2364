"""What a kind of file answers so that the one flow brings it in (docs/adding-an-importer.md).

The rooms above write an importer for each kind and register it when the application starts; nothing here knows one.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from accounts.models import User
from accounts.permissions import Permission
from counties.models import County
from custody.originals import sound_bytes
from imports.entering import Row
from imports.models import ImportBatch
from imports.undone import Undoing
from refusals import Refused
from workbooks.problems import Problem

State = ImportBatch.State
D = TypeVar("D")
C = TypeVar("C")
Choices = Mapping[str, Any]
"""What the person chose on the preview (a reason, rows to overwrite); plain JSON, since a Job may carry it."""


@dataclass(frozen=True, slots=True)
class Source:
    """An uploaded file and what was said along with it; `county`: whose figures alone it holds."""

    content: bytes
    file_name: str
    sheet: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    county: County | None = None
    weighed: Mapping[str, Any] = field(default_factory=dict)
    """What an earlier look has kept of its work."""


@dataclass(frozen=True, slots=True)
class Look(Generic[C]):
    """What a file would do as things stand now; `report` is plain JSON and is kept with the batch.

    `seen`: what the person confirms, by aspect; it must still hold when it is written. `entering`: rows that would be
    written. `refused_rows`: rows that would be left out. `is_refused`: nothing of the file can be applied. `rows`: every
    row that would be written, flagged ones with what is odd; `left_out`: those of them (keys) that these choices leave out.
    """

    checked: C
    report: dict[str, Any]
    seen: Mapping[str, Any]
    entering: int
    refused_rows: int = 0
    is_refused: bool = False
    sheet: str = ""
    rows: Sequence[Row] = ()
    left_out: Collection[str] = ()
    weighed: Mapping[str, Any] = field(default_factory=dict)
    """What the next look at the same file need not work out again where nothing has moved; plain JSON."""

    @property
    def entering_rows(self) -> list[Row]:
        """The rows that these choices write."""
        return [row for row in self.rows if row.key not in self.left_out]


@dataclass(frozen=True, slots=True)
class Written:
    """What an importer has written: how many rows, what the report says of it from now on, and what came of it."""

    rows: int
    report: dict[str, Any]
    result: Any = None


class Importer(ABC, Generic[D, C]):
    """One kind of file. `D` is what is read from it, `C` that held against what is stored."""

    kind: ClassVar[ImportBatch.Kind]
    permission: ClassVar[Permission]
    """Who may bring it in and confirm it, asked again in the transaction that writes."""
    moved: ClassVar[Mapping[str, str]]
    """Each aspect of what was seen → what the person reads where it no longer holds, the first of them."""

    lapses: ClassVar[bool] = False
    """Whether a preview that moved waits no longer, and the file must be uploaded again; else it is made anew."""
    over: ClassVar[Mapping[ImportBatch.State, str]] = {
        State.APPLIED: "这份文件已经入账，不能再次入账；如有新数据请另行上传。",
        State.DISCARDED: "这次导入已经放弃；如仍需入账请重新上传文件。",
        State.REFUSED: "这份文件未通过核对，没有可入账的内容；请改正后重新上传。",
        State.UNDONE: "这次导入已经撤销；如仍需入账请重新上传文件。",
    }
    """What the person reads who confirms or drops a file that no longer waits."""

    @abstractmethod
    def read(self, source: Source) -> D:
        """Read the file, without a look at what is stored. Raises Refused where nothing can be read."""

    def rows(self, draft: D) -> int:
        """How many rows were read, for the progress of a long file."""
        return 0

    def problems(self, draft: D) -> Iterable[Problem]:
        """What is said of the file as it was read: of it the flow keeps what was left out because it is hidden."""
        return ()

    def lock(self, draft: D, source: Source) -> None:
        """Keep what is compared from moving until it is written; most need no more than the batch's own lock."""

    @abstractmethod
    def check(self, draft: D, source: Source, *, by: User | None, choices: Choices) -> Look[C]:
        """Hold every row against what is stored; write nothing."""

    @abstractmethod
    def write(self, look: Look[C], batch: ImportBatch, *, by: User | None, choices: Choices) -> Written:
        """Put it in force, ask for what must follow, and record the act, in the transaction of the flow."""

    def lock_back(self, batch: ImportBatch) -> None:
        """Keep what was written from moving until it is taken back."""

    def look_back(self, batch: ImportBatch) -> Undoing:
        """What taking the import back would do as things stand now; write nothing."""
        raise Refused(f"{batch.get_kind_display()}的导入不能撤销。")

    def take_back(self, undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
        """Put back what the import replaced, remove what it founded, ask for what must follow; the flow records it."""


_REGISTER: dict[str, Importer[Any, Any]] = {}


def register(importer: Importer[Any, Any]) -> None:
    """Called in `AppConfig.ready`. Raises RuntimeError where the kind has another importer."""
    if _REGISTER.setdefault(importer.kind, importer) is not importer:
        raise RuntimeError(f"The kind “{importer.kind}” has two importers.")


def importer_of(batch: ImportBatch) -> Importer[Any, Any]:
    """Who brings files of the batch's kind in."""
    return _REGISTER[batch.kind]


def source_of(batch: ImportBatch) -> Source:
    """The file that was kept, as it came; raises OriginalRefusedError where it is changed or gone."""
    weighed = batch.report.get("weighed", {})
    return Source(sound_bytes(batch), batch.file_name, batch.sheet, batch.options, batch.county, weighed)
