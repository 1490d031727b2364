"""The way to a page ends with its last place, never with a sign that points at nothing."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
CRUMBS = re.compile(r'<p class="crumbs.*?</p>', re.DOTALL)
POINTS_NOWHERE = re.compile(r"›\s*</p>")


def crumbs() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(TEMPLATES)), found)
        for path in sorted(TEMPLATES.rglob("*.html"))
        for found in CRUMBS.findall(path.read_text())
    ]


@pytest.mark.parametrize(("name", "found"), crumbs(), ids=lambda given: given[:40])
def test_the_way_to_a_page_points_somewhere(name: str, found: str) -> None:
    assert not POINTS_NOWHERE.search(found), name
    if found.endswith("{% endif %}</p>"):
        assert not re.search(r"›\s*\{% (elif|else|endif)", found), name
