"""The whole check of a sheet of observations: every row gets exactly one outcome, every error its sentence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counties.models import County
from imports.outcomes import Outcome
from imports.troubles import Why
from indicators.importers.comparing import Grouped, InForce, group, in_force, is_same
from indicators.importers.data_tables.asking import Ask
from indicators.importers.names import HINTS, Names
from indicators.importers.near_sites import Answers, settle
from indicators.importers.printed_files import PrintedFile
from indicators.importers.resolving import Blank, Key, Statement, resolve, site_key
from workbooks.problems import Problem

LISTED = 5
"""How many cells of a contradiction a sentence names."""


OUTCOMES = (
    *(Outcome.NEW, Outcome.CHANGED, Outcome.SAME),
    *(Outcome.REPEAT, Outcome.BLANK, Outcome.REFUSED),
)
"""What becomes of the rows of such a sheet. Refused ones keep a file from being clean; the others do not."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A statement that differs from the figure in force."""

    statement: Statement
    known: InForce


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site that the import creates, how many rows name it, and known sites that are written much like it."""

    county: County
    name: str
    rows: int
    near: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    """Of the near ones those that a person was asked about."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet as checked: `new` and `changes` are what an import may write.

    `correcting`: differences from the figures in force are corrections (with a person's reason), not errors.
    """

    printed: PrintedFile
    statements: Mapping[int, Statement]
    new: tuple[Statement, ...]
    changes: tuple[Replacement, ...]
    outcomes: Mapping[int, Outcome]
    problems: tuple[Problem, ...]
    new_sites: tuple[NewSite, ...]
    correcting: bool
    site_asks: Mapping[str, Mapping[str, Ask]] = field(default_factory=dict)
    """Sheet → the sites that may be known ones under another name."""

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(self.outcomes.values())

    @property
    def is_clean(self) -> bool:
        return not self.problems and not self.printed.errors and not self.printed.questions

    @property
    def corrections(self) -> tuple[Replacement, ...]:
        return self.changes if self.correcting else ()

    @property
    def writing(self) -> tuple[Statement, ...]:
        """What may be written, corrections too."""
        return self.new + tuple(change.statement for change in self.changes)

    @property
    def to_write(self) -> tuple[Statement, ...]:
        return self.new + tuple(change.statement for change in self.corrections)


def check(
    printed: PrintedFile, names: Names, *, correcting: bool = False, answers: Answers | None = None
) -> Checked:
    """Check every row; four queries besides those of `names`, however long the sheet."""
    statements, blanks, problems = _resolve(printed, names)
    settled = settle(statements, printed, names, answers or {})
    statements = settled.statements
    problems += settled.problems
    grouped = group(statements.values())
    problems += _clashes(printed, grouped)
    known = in_force(grouped.firsts)
    new, changes, same = _compare(grouped.firsts, known)
    if not correcting:
        problems += [_differs(printed, change) for change in changes]
    outcomes = dict.fromkeys((row.row for row in printed.rows), Outcome.REFUSED)
    outcomes.update(dict.fromkeys(blanks, Outcome.BLANK))
    outcomes.update(dict.fromkeys((statement.row for statement in new), Outcome.NEW))
    outcomes.update(dict.fromkeys(same, Outcome.SAME))
    if correcting:
        outcomes.update(dict.fromkeys((change.statement.row for change in changes), Outcome.CHANGED))
    problems += _repeats(printed, grouped, outcomes)
    return Checked(
        printed=printed,
        statements=statements,
        new=tuple(new),
        changes=tuple(changes),
        outcomes=outcomes,
        problems=tuple(sorted(problems, key=lambda problem: problem.row or 0)),
        new_sites=_new_sites(new, names),
        correcting=correcting,
        site_asks=settled.asks,
    )


def _new_sites(new: Iterable[Statement], names: Names) -> tuple[NewSite, ...]:
    """Sites named by rows that may be written and not yet known; spellings that fold alike are one."""
    named: dict[tuple[int, str], list[Statement]] = defaultdict(list)
    for statement in new:
        if statement.site_name and statement.site is None:
            named[statement.county.pk, site_key(statement.site_name)].append(statement)
    found = []
    for number, same in enumerate(named.values()):
        county, name = same[0].county, same[0].site_name
        near = names.near_sites(county, name) if number < HINTS else []
        around = tuple(site.name for site in names.sites_around(county, name))
        found.append(NewSite(county, name, len(same), tuple(dict.fromkeys((*around, *near))), around))
    return tuple(found)


def _resolve(printed: PrintedFile, names: Names) -> tuple[dict[int, Statement], list[int], list[Problem]]:
    statements: dict[int, Statement] = {}
    blanks: list[int] = []
    problems: list[Problem] = []
    damaged = printed.damaged()
    for row in printed.rows:
        if row.row in damaged:
            problems += [printed.refused(row.row, cell, Why.SHAPE, why) for cell, why in damaged[row.row]]
            continue
        found = resolve(row, names)
        if isinstance(found, Statement):
            statements[row.row] = found
        elif isinstance(found, Blank):
            blanks.append(found.row)
        else:
            problems += [printed.problem(row.row, trouble) for trouble in found]
    return statements, blanks, problems


def _clashes(printed: PrintedFile, grouped: Grouped) -> list[Problem]:
    found: list[Problem] = []
    for clash in grouped.clashes:
        said = {s.row: f"{printed.place(s.row)}“{s.figure.text}”" for s in clash}
        for statement in clash:
            others = _listed([text for row, text in said.items() if row != statement.row])
            cell = printed.cell(statement.row, "value")
            message = (
                f"{cell} 的数值“{statement.figure.text}”与 {others} 同属一项（{statement.title}），"
                "数值不同，都不入账"
            )
            found.append(printed.refused(statement.row, cell, Why.CLASH, message, "请核实后只保留一个"))
    return found


def _listed(texts: list[str]) -> str:
    """All of a few, the first of many: 10,000 rows for one key must not make 10,000 × 10,000 words."""
    if len(texts) <= LISTED:
        return "、".join(texts)
    return "、".join(texts[:LISTED]) + f"等 {len(texts)} 处"


def _compare(
    firsts: Iterable[Statement], known: Mapping[Key, InForce]
) -> tuple[list[Statement], list[Replacement], list[int]]:
    new: list[Statement] = []
    changes: list[Replacement] = []
    same: list[int] = []
    for statement in firsts:
        standing = known.get(statement.key)
        if standing is None:
            new.append(statement)
        elif is_same(statement, standing):
            same.append(statement.row)
        else:
            changes.append(Replacement(statement, standing))
    return new, changes, same


def _differs(printed: PrintedFile, change: Replacement) -> Problem:
    cell = printed.cell(change.statement.row, "value")
    demo = "演示数据，" if change.known.is_demo and change.known.file_name else ""
    message = f"{cell} 的数值“{change.statement.said}”与在账数值“{change.known.said}”不同（{demo}{change.known.source}）"
    hint = "如确需更改，请选“更正”并写明理由"
    return printed.refused(change.statement.row, cell, Why.IN_FORCE, message, hint)


def _repeats(printed: PrintedFile, grouped: Grouped, outcomes: dict[int, Outcome]) -> list[Problem]:
    """Give every repeat its outcome: where the row that it repeats is refused, so is the repeat."""
    found: list[Problem] = []
    for row, first in grouped.repeats.items():
        refused = outcomes[first.row] is Outcome.REFUSED
        outcomes[row] = Outcome.REFUSED if refused else Outcome.REPEAT
        if refused:
            cell = printed.cell(row, "value")
            message = f"{cell} 与 {printed.place(first.row)} 相同，随其退回"
            found.append(printed.refused(row, cell, Why.IN_FORCE, message))
    return found
