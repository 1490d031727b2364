"""Two administrators confirm the first workbook of one plan at the same moment."""

import pytest

from counties.models import County, Plan, PlanEdition
from imports.models import ImportBatch
from plans.uploading import confirm_plan, upload_plan
from refusals import Refused, Stale
from tests import reference
from tests.at_once import at_once
from tests.real_plans import FIXTURES, SLIP

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
