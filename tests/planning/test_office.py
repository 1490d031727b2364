"""Every kind of workbook that we write, opened by a spreadsheet program: without repair, each cell as we wrote it.

LibreOffice opens them all in one run and saves them again; what it read is compared with what we wrote.
"""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.models import User
from tests import real_plans, reference
from tests import small_ledger as small
from tests.indicators.observing import row, staged
from tests.planning import test_exports as exports
from tests.reporting import rounds
from workbooks.heights import places

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.whole,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (libreoffice-calc-nogui)"),
]
ONE_LINE = 18.0
"""Points: a higher row shows more than one line."""

ledger, reviewer = exports.ledger, exports.reviewer


def written(ledger: dict[str, Any], reviewer: Client) -> dict[str, bytes]:
    """Every kind of workbook: lists of a ledger with odd texts, real plans, templates, a marked copy."""
    found = {}
    for name, address in exports.addresses(ledger).items():
        found[name] = exports.reader_of(name, reviewer).get(address, {"format": "xlsx"}).content
    of = rounds.cast("990007", "乙县", User.objects.get(username="reviewer"))
    small.row(of.plan, ledger["indicator"], 1)
    rounds.opened(of, year=2022)
    clerk = Client()
    clerk.force_login(of.clerk)
    found["entry sheet"] = clerk.get(reverse("entry-sheet", args=[2022, of.county.code])).content
    reference.load()
    edition = real_plans.load("浑源-两山七河规划.xlsx")
    assert edition is not None
    for name, address in {
        "a real plan": reverse("plan", args=[edition.plan.key]),
        "a real county": reverse("county", args=["140225"]),
    }.items():
        found[name] = reviewer.get(address, {"format": "xlsx"}).content
    found["template"] = reviewer.get(reverse("import-observations-template")).content
    batch = staged(row(), row(indicator="从未听说的指标"))
    found["marked"] = reviewer.get(reverse("import-marked", args=[batch.pk])).content
    return found


def opened(files: dict[str, bytes], folder: Path) -> dict[str, Workbook]:
    """The files as LibreOffice reads them. Fails where it cannot open one."""
    assert OFFICE is not None
    mine, theirs = folder / "mine", folder / "theirs"
    mine.mkdir()
    for name, content in files.items():
        (mine / f"{name}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(theirs)]
    done = subprocess.run(
        [*command, *map(str, sorted(mine.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    missing = [name for name in files if not (theirs / f"{name}.xlsx").exists()]
    assert missing == [], done.stderr
    return {name: load_workbook(theirs / f"{name}.xlsx") for name in files}


def as_shown(cell: Any) -> tuple[str, str]:
    """A cell's value and, for a number, how many decimals are shown."""
    if isinstance(cell.value, int | float):
        shown = cell.number_format if cell.number_format != "General" else ""
        return f"{cell.value:.12g}", shown
    return str(cell.value if cell.value is not None else "").replace("\r\n", "\n"), ""


def differences(ours: Workbook, theirs: Workbook) -> list[str]:
    assert ours.sheetnames == theirs.sheetnames
    found = []
    for sheet in ours:
        other = theirs[sheet.title]
        for line in sheet.iter_rows():
            for cell in line:
                one, two = as_shown(cell), as_shown(other[cell.coordinate])
                if one != two:
                    found.append(f"{sheet.title}!{cell.coordinate}: {one} ≠ {two}")
    return found


def cut_off(ours: Workbook, theirs: Workbook) -> list[str]:
    """Wrapped texts far longer than their column in a row of one line."""
    found = []
    for sheet in ours:
        other, cells = theirs[sheet.title], cast("Any", sheet.iter_rows())
        for line in cells:
            for cell in line:
                width = sheet.column_dimensions[cell.column_letter].width
                if not cell.alignment.wrap_text or places(str(cell.value or "")) < 1.3 * width:
                    continue
                height = other.row_dimensions[cell.row].height
                if height is not None and height < ONE_LINE:
                    found.append(f"{sheet.title}!{cell.coordinate}: {height} 磅")
    return found


def test_a_spreadsheet_program_reads_what_we_wrote(
    ledger: dict[str, Any], reviewer: Client, tmp_path: Path
) -> None:
    files = written(ledger, reviewer)
    assert len(files) >= 29
    theirs = opened(files, tmp_path)
    for name, content in files.items():
        ours = load_workbook(io.BytesIO(content))
        assert differences(ours, theirs[name]) == [], name
        assert cut_off(ours, theirs[name]) == [], name
