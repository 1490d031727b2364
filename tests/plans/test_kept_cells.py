"""Every stored text leads to a person, a moment and a cell, and the cell of the kept file says it: read again from the
bytes that came in, after editions, imports and corrections."""

from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl.utils import coordinate_to_tuple

from accounts.models import User
from counties.models import County, PlanEdition
from custody.originals import sound_bytes
from imports.models import ImportBatch
from indicators.actions.observations import apply_observations, preview_observations
from indicators.models import Observation, PlanIndicator
from planning.reference import load_reference
from plans.importing import preview_plan
from plans.revising import basis_of
from plans.uploading import apply_at_once
from tests import real_plans as real
from tests import reference
from tests.plans.test_importing import HUNYUAN, edited
from workbooks.reading import Sheet, read_workbook

pytestmark = pytest.mark.django_db
MONITORING = real.FIXTURES / "observations" / "监测数据-2015至2020.xlsx"
CELLS = (
    ("printed_name", "name_cell"),
    ("target_text", "target_cell"),
    ("baseline_text", "baseline_cell"),
    ("final_text", "final_cell"),
)


@pytest.fixture
def people() -> dict[str, User]:
    """Who brought everything in: six plans, one of them revised since, and the figures of six years."""
    load_reference(real.FIXTURES / "reference")
    admin, reviewer = reference.administrator(), reference.reviewer()
    for name in real.PLANS:
        brought(name, (real.FIXTURES / "plans" / name).read_bytes(), admin)
    brought(HUNYUAN, edited(HUNYUAN, F28=0.75, E30=1.25), admin)
    batch = preview_observations(content=MONITORING.read_bytes(), file_name=MONITORING.name, by=reviewer)
    apply_observations(batch.pk, by=reviewer, only_clean=True)
    return {"admin": admin, "reviewer": reviewer}


def brought(name: str, content: bytes, by: User) -> None:
    county = County.objects.get(code=real.PLANS[name])
    assert apply_at_once(preview_plan(content, name, county=county), by=by, basis=basis_of(real.SLIP))


def said_by(sheets: dict[str, Sheet], name: str, cell: str) -> str:
    """The text of a cell; within a merged range that of the range."""
    sheet, place = sheets[name], coordinate_to_tuple(cell)
    for merge in sheet.merges:
        if merge.top <= place[0] <= merge.bottom and merge.left <= place[1] <= merge.right:
            place = merge.top, merge.left
    return sheet.text(*place)


def sheets_of(row: Any) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in read_workbook(sound_bytes(row)).sheets}


def plain(text: str) -> str:
    """Without the blanks and line breaks that stand inside a printed name."""
    return "".join(text.split())


def stored() -> Iterator[tuple[str, str, str]]:
    """Where it stands, what is stored, what the kept file says there."""
    for edition in PlanEdition.objects.select_related("plan"):
        sheets = sheets_of(edition)
        for row in PlanIndicator.objects.filter(edition=edition):
            for text, cell in CELLS:
                if place := getattr(row, cell):
                    said = said_by(sheets, row.sheet, place)
                    yield f"{edition.file_name} {row.sheet}!{place}", getattr(row, text), said
    for batch in ImportBatch.objects.filter(pk__in=Observation.objects.values("batch")):
        sheets = sheets_of(batch)
        for one in Observation.objects.filter(batch=batch):
            yield f"{one.file_name} {one.sheet}!{one.cell}", one.text, said_by(sheets, one.sheet, one.cell)


def test_every_stored_text_leads_to_person_moment_and_import_and_its_kept_cell_says_it(
    people: dict[str, User],
) -> None:
    found = list(stored())
    assert len(found) > 800
    assert [one for one in found if plain(one[1]) != plain(one[2])] == []
    batches = set(ImportBatch.objects.values_list("pk", flat=True))
    tables: list[tuple[Any, set[str]]] = [(PlanIndicator, {"admin"}), (Observation, {"admin", "reviewer"})]
    for model, who in tables:
        events = model.pgh_event_model.objects.order_by("id", "-pgh_id").distinct("id")
        newest = list(events.values_list("pgh_context", "pgh_created_at"))
        assert len(newest) == model.objects.count() > 100
        assert {context["user"] for context, _ in newest} == {people[name].pk for name in who}
        assert {context["import_batch"] for context, _ in newest} <= batches
        assert all(at is not None for _, at in newest)
    assert not Observation.objects.filter(file_name="").exists()
    assert not PlanIndicator.objects.filter(edition__file="").exists()
