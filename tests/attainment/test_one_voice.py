"""No place but the judge writes a figure of a verdict: no format, no rounding, no table of classes of its own (ADR 16)."""

import re
from pathlib import Path

import pytest

from launcher.rooms import rooms

ROOT = Path(__file__).parents[2]
#: Rooms that know no verdict: the judge itself, and what only it and the pages look down on.
BELOW = {"attainment", "plausibility", "workbooks"}
OWN_FORMAT = re.compile(
    r"""quantize\(|\.normalize\(\)|:\.\d+[f%e]\}|rstrip\("0"\)|\|floatformat|[ⅠⅡⅢⅣⅤ]类?["'], ?["']"""
)
#: File → why it writes figures of its own; none of them is a figure of a verdict.
OTHER_FIGURES = {
    "judging/recompute.py": "keeps as many digits as the column does",
    "indicators/findings/wording.py": "figures of findings, worked out from printed cells",
    "indicators/importers/figures.py": "the bounds of the catalogue",
    "judging/freezing.py": "keeps stored numbers as texts",
    "indicators/forms.py": "the size of a file",
    "counties/reference_files.py": "numbers of the reference data, as their files write them",
    "custody/disk.py": "the size of a disk",
    "custody/management/commands/backup.py": "the size of a file",
    "measures/repeats.py": "promised figures compared with each other, none shown",
    "planning/demo/paths.py": "invents figures",
    "planning/demo/projects.py": "invents amounts of projects",
    "plans/carried.py": "targets converted into another unit, kept as texts",
    "planning/management/commands/verify.py": "seconds, and rows per second",
    "projects/ledger.py": "shares of counts",
    "projects/money.py": "amounts of projects",
    "projects/reports.py": "amounts of projects",
    "projects/findings/land.py": "areas and shares of projects",
    "judging/tiles.py": "shares of counts, and the width of a bar",
    "plans/summaries/plan_statements.py": "areas and amounts of projects",
    "plans/statements.py": "sums that a plan's text states, at the precision of its words",
    "reporting/actions/evidence.py": "the size of a file",
}


@pytest.mark.parametrize("name", OTHER_FIGURES)
def test_every_excused_file_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


def sources() -> list[Path]:
    folders = [*(room for room in rooms(ROOT) if room.name not in BELOW), ROOT / "templates"]
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".html"}]
    return sorted(path for path in found if "migrations" not in path.parts and path.name != "too_large.html")


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_leaves_the_figures_of_verdicts_to_the_judge(path: Path) -> None:
    if str(path.relative_to(ROOT)) in OTHER_FIGURES:
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    own = [f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if OWN_FORMAT.search(line)]
    assert own == []


def test_the_walk_knows_a_format_when_it_sees_one() -> None:
    for own in ('f"{figure.quantize(step):f}"', 'f"{share:.1%}"', 'text.rstrip("0")', '"Ⅲ类", "Ⅳ类"'):
        assert OWN_FORMAT.search(own)
