"""The real plan workbooks become drafts with the right rows."""

from pathlib import Path

import pytest

from planning.plan_reading import read_plan

PLANS = Path(__file__).parents[2] / "fixtures" / "plans"
COUNTS = {
    "平城-两山七河规划.xlsx": (54, 6),
    "云冈-两山七河规划.xlsx": (52, 10),
    "新荣-两山七河规划.xlsx": (37, 27),
    "云冈-生态环境保护规划.xlsx": (25, 19),
    "浑源-两山七河规划.xlsx": (30, 17),
    "云冈-十三五规划完成情况.xlsx": (43, 0),
}


@pytest.mark.parametrize(("file", "counts"), COUNTS.items(), ids=COUNTS)
def test_a_plan_gives_all_its_rows_and_no_error(file: str, counts: tuple[int, int]) -> None:
    draft = read_plan(PLANS / file)
    assert (len(draft.indicators), len(draft.projects)) == counts
    assert draft.errors == ()
