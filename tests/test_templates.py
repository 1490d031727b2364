"""Templates: each line can be read at a glance, what they name exists, and what is decided is decided elsewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from launcher.assets import LOADED

ROOT = Path(settings.BASE_DIR)
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path for path in ROOT.glob("templates/**/*.html")
}
STATIC = {
    path.relative_to(ROOT).as_posix(): path
    for path in ROOT.glob("[a-z]*/static/**/*.*")
    if path.suffix != ".svg"
}
LONGEST = 120
DEEPEST = 2
"""Names that one `with` inside another may give: beyond that a summary should have made the thing."""


@pytest.mark.parametrize("path", [*TEMPLATES.values(), *STATIC.values()], ids=lambda path: path.name)
def test_no_line_is_longer_than_a_window(path: Path) -> None:
    long = [number for number, line in enumerate(path.read_text().splitlines(), 1) if len(line) > LONGEST]
    assert not long, f"{path.relative_to(ROOT)}: lines {long} have more than {LONGEST} characters"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_finds_its_look(name: str) -> None:
    get_template(name)
    for asked in re.findall(r"\{% static '([^']+)' %\}", TEMPLATES[name].read_text()):
        assert asked.removeprefix("vendor/") in LOADED or finders.find(asked), f"{name} names {asked}"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_gives_few_names_of_its_own(name: str) -> None:
    depth = 0
    for tag in re.findall(r"\{% (with|endwith)\b", TEMPLATES[name].read_text()):
        depth += 1 if tag == "with" else -1
        assert depth <= DEEPEST, f"{name}: `with` inside `with` inside `with`"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_counts_nothing(name: str) -> None:
    """Sums, and choices between more than a few states, are a summary's: Python can be tested."""
    text = TEMPLATES[name].read_text()
    assert not re.search(r"\|add:\w+\.", text), f"{name} adds up: let the summary do it"
    choices = re.findall(
        r"\{% if [^%]*%\}(?:(?!\{% (?:if|endif)).)*?(?:\{% elif (?:(?!\{% (?:if|endif)).)*?){4,}\{% endif",
        text,
        re.DOTALL,
    )
    assert not choices, f"{name} chooses between more than five cases: let a property of the thing say it"
