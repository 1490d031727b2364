"""docs/trust.md names the test that shows each promise: no row may claim what nothing shows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
STATES = ("shown", "partly", "not shown here")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCUMENT.splitlines()
    if re.match(r"\| [A-G]\d", line)
]
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", DOCUMENT)


def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: part)
def test_every_test_that_the_document_names_exists(path: str, name: str) -> None:
    assert (ROOT / path).is_file()
    found = functions_of(path)
    assert found
    assert not name or name in found


def test_every_promise_stands_once_in_its_order() -> None:
    lengths = {"A": 9, "B": 8, "C": 8, "D": 5, "E": 6, "F": 6, "G": 5}
    expected = [f"{letter}{number}" for letter, last in lengths.items() for number in range(1, last + 1)]
    assert [row[0] for row in ROWS] == expected


def test_no_row_claims_more_than_it_names() -> None:
    for number, promise, state, shown_by, extent, missing in ROWS:
        assert promise, number
        assert state in STATES, number
        assert (shown_by != "—") == (state != "not shown here"), number
        assert (extent != "—") == (state != "not shown here"), number
        assert missing != "—" or state == "shown", number


def test_the_sums_are_those_of_the_rows() -> None:
    shown, partly, not_shown = (sum(row[2] == state for row in ROWS) for state in STATES)
    assert f"{shown} shown, {partly} partly, {not_shown} not." in DOCUMENT.replace("\n", " ")
