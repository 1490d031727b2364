"""The judge and a second implementation of its specification agree, case by case, on status, figures and flags.

Seeded, 2,000 rows; `PLANNING_RANDOM_CASES` asks for more.
"""

import json
import os
from decimal import localcontext

from attainment.lines import answer, evaluate_line
from tests.attainment.oracle.dice import cases
from tests.attainment.oracle.judging import judge

NUMBER = int(os.environ.get("PLANNING_RANDOM_CASES", "2000"))
SEED = 20251231


def test_two_readings_of_the_specification_agree() -> None:
    disagreements, statuses = [], set()
    for case in cases(NUMBER, SEED):
        said = answer(json.dumps(case.line), evaluate_line)
        with localcontext(prec=60):
            expected = judge(case)
        statuses.add(expected.status)
        told = {name: said.get(name) for name in expected.shown()}
        if told != expected.shown():
            disagreements.append({"line": case.line, "oracle": expected.shown(), "judge": said})
    assert disagreements == []
    assert len(statuses) == 12, "the dice no longer reach every status"
