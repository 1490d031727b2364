"""What a county declares for a year, as the 上报表 prints it, and whether a printed fingerprint still holds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from counties.models import County
from reporting import declaration
from reporting.answers import state_of
from reporting.declaration import DeclaredLine, Page
from reporting.models import Entry, Evidence, Round
from reporting.summaries.county_rows import CountyRow, county_rows
from reporting.unanswered import unanswered

MOST, FILES = 120, 6
"""Characters of a target or of a file's name, and files per line, that are printed."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """The print: its pages, its fingerprint, and how much of it the county has not signed."""

    pages: tuple[Page, ...]
    lines: tuple[DeclaredLine, ...]
    digest: str
    # The department whose rows alone the person sees; "" for the whole county.
    part: str
    uses_demo: bool

    @property
    def fingerprint(self) -> str:
        return declaration.shown(self.digest)

    @property
    def open(self) -> int:
        return sum(line.is_open for line in self.lines)

    @property
    def is_draft(self) -> bool:
        return self.open > 0


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to “does this paper still hold?”: `part` names whose rows it prints ("" for the whole county)."""

    holds: bool
    part: str = ""


def declared(of: Round, county: County, user: User) -> Declaration:
    """The county's declaration as far as `user` sees it; a constant number of queries."""
    rows = county_rows(of, county, user)
    cited = _cited([row.entry for row in rows])
    words = unanswered([row.entry for row in rows])
    lines = [
        _line(row, of.year - 1, cited[row.entry.pk], state_of(row.entry, words.get(row.entry.pk)))
        for row in rows
    ]
    whole = user.department_ids is None
    departments = {line.department for line in lines}
    return Declaration(
        pages=declaration.pages(lines),
        lines=tuple(lines),
        digest=declaration.fingerprint(county.code, of.year, lines),
        part="" if whole else "、".join(sorted(departments)),
        uses_demo=any(row.uses_demo for row in rows),
    )


def matching(text: str, of: Round, county: County, found: Declaration) -> Match | None:
    """Whether a printed fingerprint is that of the present content, whole or of one department; None if unreadable."""
    digits = declaration.typed(text)
    if digits is None:
        return None
    if _is_of(digits, of, county, found.lines):
        return Match(True, found.part)
    by_department: dict[str, list[DeclaredLine]] = defaultdict(list)
    for line in found.lines:
        by_department[line.department].append(line)
    for name, lines in by_department.items():
        if _is_of(digits, of, county, lines):
            return Match(True, name)
    return Match(False)


def _is_of(digits: str, of: Round, county: County, lines: Sequence[DeclaredLine]) -> bool:
    formats = (declaration.FORMAT, declaration.FORMER)
    return any(
        declaration.fingerprint(county.code, of.year, lines, of=one).startswith(digits) for one in formats
    )


def _line(row: CountyRow, last: int, evidence: Sequence[str], word: str) -> DeclaredLine:
    entry = row.entry
    return DeclaredLine(
        code=entry.measured.code,
        site=entry.site.name if entry.site else "",
        group=row.group,
        seq=row.seq,
        name=row.name,
        unit=row.unit,
        attribute=row.attribute,
        baseline=row.baseline,
        target=_short(row.target),
        past=row.past.get(last, ""),
        text=entry.text,
        basis=entry.basis,
        department=row.department,
        warnings=tuple(str(warning["sentence"]) for warning in entry.warnings),
        explanation=entry.explanation,
        note=entry.note,
        evidence=_listed(evidence),
        state=entry.stands,
        word=word,
        signer=str(entry.signed_by) if entry.signed_by else "",
        is_optional=row.is_optional,
        reported_as=entry.reported_as,
        in_force=entry.observation.text if entry.observation and entry.differs else "",
    )


def _short(text: str) -> str:
    """Two plans' long targets would fill the paper; the plan itself has the whole."""
    return text if len(text) <= MOST else f"{text[:MOST]}…"


def _listed(evidence: Sequence[str]) -> str:
    named = "；".join(_short(one) for one in evidence[:FILES])
    return named if len(evidence) <= FILES else f"{named} 等 {len(evidence)} 份"


def _cited(entries: Sequence[Entry]) -> dict[int, list[str]]:
    """What stands as evidence for each entry: number (or name) and page."""
    found: dict[int, list[str]] = defaultdict(list)
    standing = Evidence.objects.filter(entry__in=entries, withdrawn_at__isnull=True).select_related("file")
    for one in standing:
        found[one.entry_id].append(f"{one.file.document_number or one.file.file_name} {one.page}".strip())
    return found
