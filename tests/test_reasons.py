"""What switches a check off for a line says why on that line: whoever reads it cannot ask."""

import re
import tokenize
from pathlib import Path

import pytest

from launcher.rooms import rooms

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [*rooms(ROOT), ROOT / "tests", ROOT / "bench"]
SWITCHES = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:)")
SAYS_WHY = re.compile(
    r"# (noqa: [A-Z]+\d+(, ?[A-Z]+\d+)* - |type: ignore\[[a-z, -]+\] +# |pragma: no cover - )\S.+", re.ASCII
)


def silent(path: Path) -> list[str]:
    """The comments of a file that switch something off without a word."""
    with tokenize.open(path) as source:
        comments = [one for one in tokenize.generate_tokens(source.readline) if one.type == tokenize.COMMENT]
    return [
        f"{one.start[0]}: {one.string}"
        for one in comments
        if SWITCHES.match(one.string) and not SAYS_WHY.match(one.string)
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_check_is_switched_off_with_its_reason(folder: Path) -> None:
    found = {str(path.relative_to(ROOT)): silent(path) for path in folder.rglob("*.py")}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_word_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text(
        "a = 1  # noqa: S101\n"
        "b = 1  # noqa: S101 - asked above\n"
        "c = 1  # type: ignore[misc]\n"
        "d = 1  # type: ignore[misc] # has no types\n"
        'e = "# noqa"\n'
    )
    assert silent(path) == ["1: # noqa: S101", "3: # type: ignore[misc]"]
