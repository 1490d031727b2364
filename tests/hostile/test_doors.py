"""Hostile files through the real pages: an answer for the person, little memory of the process, and the next one served."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imports.bounding import MOST_PROBLEMS
from imports.models import ImportBatch
from jobs.running import run_queued
from sandbox.allowances import MEGABYTE
from tests import reference
from tests.hostile.making import book, cases, header, lines
from tests.planning.upload_doors import DOORS, brought
from tests.reporting import rounds
from tests.sampling import sampled

pytestmark = pytest.mark.django_db
SAMPLE = (
    *("beyond every row", "beyond every column", "the last cell of all", "thirty thousand digits"),
    *("announces fewer bytes than there are", "shadowed by a leading slash", "announces four billion"),
    *("one of three million characters in thirty thousand cells", "a thousand of the whole sheet"),
    *(
        "a note of thirty thousand digits",
        "one cell in the last corner",
        "a million places",
        "a number of text",
    ),
    *("a billion laughs", "unknown in styles", "an escape of null", "sixty thousand lone lines", "nulls"),
)
MORE_MEMORY, PAGE_BYTES = 150 * MEGABYTE, 300_000


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    rounds.row(made)
    rounds.opened(made, deadline=timezone.localdate() + timedelta(30))
    return made


def peak() -> int:
    """The most memory that the process has held since `forget_peak`."""
    held = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(held.split()[1]) * 1024


def forget_peak() -> int:
    """What is held now: making the files took more than reading them may, and so did the tests before."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak()


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("坏.xlsx", content)


def contents() -> dict[str, bytes]:
    """The first case of each of these names."""
    known = {case.name: case for case in reversed(cases())}
    return {name: known[name].build() for name in sampled(SAMPLE, 4)}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_answers_and_stays(client: Client, of: rounds.Cast, door: str) -> None:
    files = contents()
    before = forget_peak()
    for name, content in files.items():
        _person, page = brought(client, of, door, file(content))
        assert len(page) < PAGE_BYTES, name
        run_queued()
    assert peak() - before < MORE_MEMORY
    assert not ImportBatch.objects.filter(state=ImportBatch.State.APPLIED).exists()


def test_sixty_thousand_unknown_names_are_a_short_page(client: Client, of: rounds.Cast) -> None:
    """It took 30 s and had 34.6 MB."""
    unknown = next(case for case in cases() if case.name == "sixty thousand unknown names").build()
    before = forget_peak()
    brought(client, of, "observations", file(unknown))
    run_queued()
    batch = ImportBatch.objects.get()
    assert len(batch.report["problems"]) <= MOST_PROBLEMS + 1
    assert len(json.dumps(batch.report)) < 3 * MEGABYTE
    page = client.get(reverse("import", args=[batch.pk]))
    assert len(page.content) < PAGE_BYTES
    assert "没有列出" in client.get(reverse("import", args=[batch.pk]), {"page": "9999"}).content.decode()
    assert peak() - before < MORE_MEMORY


@pytest.mark.parametrize("name", ["指标", "很长的名称" * 100])
def test_a_plan_of_thousands_of_unknown_names_is_a_short_page(
    client: Client, of: rounds.Cast, name: str
) -> None:
    client.force_login(reference.administrator())
    content = book(header() + lines(1500).replace("指标", name).replace(name, "指标", 1))
    answer = client.post("/imports/plan/", {"county": of.county.pk, "file": file(content)}, follow=True)
    assert answer.status_code == 200
    assert "读取提示" in answer.content.decode()
    assert len(answer.content) < 2 * PAGE_BYTES
