"""Two administrators confirm a workbook of one plan at the same moment: the first edition, or a corrected one."""

import pytest

from counties.models import County, Plan, PlanEdition, Revision
from imports.models import ImportBatch
from indicators.models import PlanIndicator
from plans.uploading import confirm_plan, upload_plan
from refusals import Refused, Stale
from tests import reference
from tests.at_once import at_once
from tests.plans.test_uploading import edited
from tests.real_plans import FIXTURES, SLIP, load

HUNYUAN = "浑源-两山七河规划.xlsx"


@pytest.mark.django_db(transaction=True)
def test_one_of_two_first_imports_of_a_plan_is_told_to_look_again() -> None:
    reference.load()
    by, county = reference.administrator(), County.objects.get(code="140225")
    content = (FIXTURES / "plans" / HUNYUAN).read_bytes()
    batches = [
        upload_plan(content=content, file_name=HUNYUAN, county=county, plan=None, by=by) for _ in range(2)
    ]
    results = at_once(*(lambda pk=one.pk: confirm_plan(batch_id=pk, by=by, basis=SLIP) for one in batches))
    assert sum(isinstance(one, PlanEdition) for one in results) == 1
    (refused,) = (one for one in results if isinstance(one, Refused))
    assert isinstance(refused, Stale)
    assert (Plan.objects.filter(county=county).count(), PlanEdition.objects.count()) == (1, 1)
    states = ImportBatch.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == [ImportBatch.State.APPLIED, ImportBatch.State.DISCARDED]


@pytest.mark.django_db(transaction=True)
def test_of_two_corrected_editions_at_once_one_is_in_force_and_the_other_is_told_to_look_again() -> None:
    reference.load()
    county = County.objects.get(code="140225")
    people = [reference.administrator(), reference.administrator("second")]
    load(HUNYUAN)
    batches = [
        upload_plan(content=edited(F28=value), file_name=HUNYUAN, county=county, plan=None, by=by)
        for value, by in zip((0.75, 0.76), people, strict=True)
    ]
    results = at_once(
        *(
            lambda pk=one.pk, by=by, said=said: confirm_plan(batch_id=pk, by=by, basis=said)
            for one, by, said in zip(batches, people, (SLIP, {**SLIP, "reason": "另一处录错"}), strict=True)
        )
    )
    (edition,) = (one for one in results if isinstance(one, PlanEdition))
    (refused,) = (one for one in results if isinstance(one, Refused))
    assert isinstance(refused, Stale) or "已经放弃" in str(refused)
    assert (edition.number, PlanEdition.objects.count(), Revision.objects.count()) == (2, 2, 1)
    row = PlanIndicator.objects.get(plan=edition.plan, seq="22")
    assert row.edition == edition
    assert row.target_text in {"0.75", "0.76"}
    states = ImportBatch.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == [ImportBatch.State.APPLIED, ImportBatch.State.DISCARDED]
