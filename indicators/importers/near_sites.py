"""Sites of a file that may be known ones under another name: asked of a person, never registered beside them unasked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from counties.names import fold
from imports.troubles import Why
from indicators.importers.data_tables.asking import Ask
from indicators.importers.names import Names
from indicators.importers.printed_files import PrintedFile
from indicators.importers.resolving import Statement
from indicators.models import Site
from workbooks.problems import Problem

NEW = "新点位"
"""The answer that registers a site beside those that it is written like."""
Answers = Mapping[str, Mapping[str, str]]


@dataclass(slots=True)
class Settled:
    """The rows whose sites are known or new, by row; what must be answered, sheet by sheet; the rows that wait for it."""

    statements: dict[int, Statement] = field(default_factory=dict)
    asks: dict[str, dict[str, Ask]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def settle(
    statements: Mapping[int, Statement], printed: PrintedFile, names: Names, answers: Answers
) -> Settled:
    """What a person has said of sites that are near known ones is taken; of the rest every row waits for an answer."""
    found = Settled()
    near: dict[tuple[int, str], list[Site]] = {}
    firsts: dict[tuple[str, int, str], str] = {}
    for row, statement in statements.items():
        if statement.site is not None or not statement.site_name:
            found.statements[row] = statement
            continue
        place = statement.place
        if place not in near:
            near[place] = names.sites_around(statement.county, statement.site_name)
        if not near[place]:
            found.statements[row] = statement
            continue
        sheet = printed.sheet_of(row)
        cell = firsts.setdefault((sheet, *place), printed.cell(row, "site"))
        key = f"site:{cell}"
        answer = fold(answers.get(sheet, {}).get(key, ""))
        known = next((site for site in near[place] if fold(site.name) == answer), None)
        if known is not None:
            found.statements[row] = replace(statement, site=known, site_name=known.name)
        elif answer == fold(NEW):
            found.statements[row] = statement
        else:
            found.asks.setdefault(sheet, {})[key] = _ask(key, statement, near[place])
            found.problems.append(_waits(row, statement, near[place], printed))
    return found


def _listed(near: list[Site]) -> str:
    return "、".join(f"“{site.name}”" for site in near)


def _ask(key: str, statement: Statement, near: list[Site]) -> Ask:
    choices = tuple((site.name, f"就是已登记的 {site.name}") for site in near)
    river = statement.printed.river
    label = f"{statement.county.short_name}监测点位“{statement.site_name}”{f'（{river}）' if river else ''}是哪一处"
    return Ask(key, label, (*choices, (NEW, f"{NEW}，与上述不是同一处")), _on(river, near))


def _on(river: str, near: list[Site]) -> str:
    """The one of them that names the water which the table names, too: 十里河 | 小站 is likely 十里河小站."""
    found = [site.name for site in near if river and fold(river) in fold(site.name)]
    return found[0] if len(found) == 1 else ""


def _waits(row: int, statement: Statement, near: list[Site], printed: PrintedFile) -> Problem:
    cell = printed.cell(row, "site")
    message = f"{cell} 的监测点位“{statement.site_name}”与已登记的{_listed(near)}相近，不能确定是不是同一处"
    return printed.refused(row, cell, Why.SITE, message, "请在页面上回答是其中哪一处，或是新点位")
