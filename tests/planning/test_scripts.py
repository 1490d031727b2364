"""The project's own scripts: they show data as text and never as markup, and run in the browsers that offices have."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SCRIPTS = sorted(path for room in ROOT.glob("[a-z]*/static") for path in room.rglob("*.js"))
TEMPLATES = sorted(ROOT.joinpath("templates").rglob("*.html"))

MAKES_MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc|setHTML|\$\(.*\.html\("
    r"|\beval\(|\bnew Function\b|set(?:Timeout|Interval)\(\s*[\"'`]|javascript:"
)
STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
MARKUP = re.compile(r"</?[A-Za-z!]")
COMMENT = re.compile(r"(?m)^\s*//.*$|\s//\s.*$|/\*.*?\*/", re.DOTALL)
# Newer than Chromium 86.
TOO_NEW = re.compile(
    r"\.at\(|\.replaceAll\(|structuredClone|\.findLast|Object\.hasOwn|\.toSorted|Array\.fromAsync|\|\|=|&&=|\?\?="
    r"|static\s*\{|#\w+\s*[=;(]"
)


def faults(script: str) -> list[str]:
    """What in a script could turn data into markup."""
    code = COMMENT.sub("", script)
    found = [match[0] for match in MAKES_MARKUP.finditer(code)]
    found += [string for string in STRING.findall(code) if MARKUP.search(string)]
    return found + [block for block in _tooltips(code) if re.search(r"formatter\s*:(?!\s*asText\()", block)]


def _tooltips(code: str) -> list[str]:
    """The option objects of ECharts tooltips: there alone a string that a formatter returns is taken as HTML."""
    blocks = []
    for match in re.finditer(r"\btooltip\s*[:=]\s*\{", code):
        depth, end = 1, match.end()
        while depth and end < len(code):
            depth += {"{": 1, "}": -1}.get(code[end], 0)
            end += 1
        blocks.append(code[match.start() : end])
    return blocks


def test_there_are_scripts_to_look_at() -> None:
    assert {"trend.js", "queue.js", "panel.js", "review.js", "ledger.js"} <= {path.name for path in SCRIPTS}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_script_makes_no_markup_of_data(path: Path) -> None:
    assert faults(path.read_text()) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_script_runs_in_chromium_86(path: Path) -> None:
    assert TOO_NEW.findall(COMMENT.sub("", path.read_text())) == []


@pytest.mark.parametrize(
    "script",
    [
        "row.innerHTML = name;",
        "row.insertAdjacentHTML('beforeend', name);",
        "document.write(name);",
        'var text = "<b>" + name;',
        "var text = `<b>${name}</b>`;",
        "setTimeout('act()', 5);",
        "chart.setOption({ tooltip: { trigger: 'item', formatter: function (item) { return item.name; } } });",
        "chart.setOption({ tooltip: { formatter: '{b}' } });",
    ],
)
def test_a_fault_is_found(script: str) -> None:
    assert faults(script)


@pytest.mark.parametrize(
    "script",
    [
        "// innerHTML is never used\nrow.textContent = name;",
        "if (a < b && c > d) say('a<=b');",
        "chart.setOption({ tooltip: { formatter: asText(function (item) { return item.name; }) } });",
    ],
)
def test_what_is_no_fault_passes(script: str) -> None:
    assert faults(script) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_script(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    assert re.findall(r"\s(?:on(?:[a-z]{4,})|hx-on[:\w-]*)=|javascript:", text) == []
    assert re.findall(r"\|safe\b|autoescape off", text) == []
