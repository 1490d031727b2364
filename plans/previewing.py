"""What importing one workbook would do, before anybody confirms it; and why it may not."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counties.models import County, Plan, PlanEdition
from imports.changes import Change, count
from imports.outcomes import Outcome
from indicators.actions.targets import Document
from indicators.importers import plan_rows
from indicators.models import PlanIndicator
from indicators.printed_rows import IndicatorRow
from plans.carried import Carried
from plans.finding_storage import Identified, identity_of
from plans.milestones import PlannedMilestone
from plans.reading import PlanDraft
from plans.said_rows import NOTHING_SAID, Offer, Said
from projects import importers as listings
from projects.models import ProjectListing
from refusals import Refused, Stale
from workbooks.problems import Problem, Severity, error


class PlanRefusedError(Refused):
    """The workbook was not imported; `problems` say where and why, the message is the first of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].message if self.problems else "未能导入。")


class PreviewMovedError(PlanRefusedError, Stale):
    """The ledger has moved since the preview: what was confirmed is applied, or nothing."""

    def __init__(self, why: str = "预览之后台账已有变化") -> None:
        super().__init__([error("", None, f"{why}，原预览已失效；请重新上传，核对变更后再确认。")])


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What importing one workbook would do; `plan` is None where it would found a new plan."""

    content: bytes
    draft: PlanDraft
    county: County
    plan: Plan | None
    latest: PlanEdition | None
    rows: list[plan_rows.PlannedRow]
    gone_rows: list[PlanIndicator]
    listings: list[listings.PlannedListing]
    gone_listings: list[ProjectListing]
    problems: tuple[Problem, ...]
    meanings: dict[plan_rows.Key, plan_rows.Meaning | Problem] = field(default_factory=dict)
    document: Document | None = None
    milestones: list[PlannedMilestone] = field(default_factory=list)
    """Annual targets that columns chosen so would set, under `document`."""
    said: Said = NOTHING_SAID
    offers: list[Offer] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    turned: Mapping[str, str] = field(default_factory=dict)
    """What becomes of verdicts, by the place of a printed row or the key of a gone one; see `plans.turning`."""

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @property
    def changes(self) -> list[Change]:
        return [
            *(item.change for item in self.rows),
            *(plan_rows.gone_change(known) for known in self.gone_rows),
            *(item.change for item in self.listings),
            *(listings.gone_change(known) for known in self.gone_listings),
        ]

    @property
    def moved_identities(self) -> list[tuple[Identified, Identified]]:
        """Of rows that were said to be the same: what they were matched by, and what they will be."""
        return [
            (identity_of(vars(item.stored)), identity_of(item.values))
            for item in self.rows
            if item.stored and item.is_said
        ]

    @property
    def counts(self) -> dict[str, int]:
        return count(self.changes)

    @property
    def is_same_file(self) -> bool:
        """The very file of the edition in force: importing it again changes nothing."""
        is_latest = self.latest is not None and self.latest.sha256 == self.draft.sha256
        return is_latest and not self._reads_otherwise

    @property
    def _reads_otherwise(self) -> bool:
        """Whether a person chose columns that do not mean what they meant when the file was imported."""
        chosen = any(header.columns.choice for header in self.draft.headers)
        moved = any(change.kind is not Outcome.SAME for change in self.changes)
        return chosen and (moved or bool(self.milestones))

    @property
    def digest(self) -> str:
        """Fingerprint of what would change, so that a confirmation cannot apply something else."""
        seen = repr(
            [(change.kind, change.table, change.seq, change.name, change.fields) for change in self.changes]
        )
        seen += repr(self.milestones) if self.milestones else ""
        seen += repr(sorted(self.said.mapping.items())) if self.said.mapping else ""
        return hashlib.sha256(f"{self.draft.sha256}{seen}".encode()).hexdigest()

    def resolve(self, row: IndicatorRow) -> tuple[str, str] | Problem:
        """Catalogue code and direction of a row, or the problem that refuses it."""
        meaning = self.meanings[plan_rows.row_key(row)]
        if isinstance(meaning, Problem):
            return meaning
        return meaning.indicator.code, meaning.indicator.direction
