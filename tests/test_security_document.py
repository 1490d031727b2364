"""docs/security.md names the test that shows each item: a name without its test is a promise nobody keeps."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def existing_tests() -> set[str]:
    return {
        node.name
        for file in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_test_that_the_document_names_exists() -> None:
    named = set(re.findall(r"`(test_[a-z0-9_]+)`", DOCUMENT))
    assert len(named) > 60
    assert sorted(named - existing_tests()) == []


def test_every_item_of_the_lists_names_how_it_is_met_and_a_test() -> None:
    lines = [
        line for line in DOCUMENT.splitlines() if line.startswith("| ") and not line.startswith("| item")
    ]
    assert len(lines) > 45
    for line in lines:
        item, how, shown = [cell.strip() for cell in line.strip("|").split("|")]
        assert item, line
        assert how, line
        assert "`test_" in shown, line


def test_every_file_that_the_document_names_exists() -> None:
    for path in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", DOCUMENT):
        assert (ROOT / path).is_file(), path
