"""Two reviewers at two rows of one finding: one is answered after the other, and neither waits for ever."""

import pytest

from accounts.models import User
from counties.models import Ruling
from custody.scope import CITY, within
from indicators.models import PlanIndicator
from judging.actions.rulings import Said, proposed, revoke, rule
from judging.questions import load_inputs
from refusals import Refused
from tests import reference
from tests import small_ledger as ledger
from tests.at_once import at_once, by

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SAID = Said(kind=Ruling.Kind.TARGET, value="35", reason="经核对")


def ruled_at(row: PlanIndicator, person: User) -> object:
    seen = proposed(load_inputs([row.pk])[0], SAID, by=person).digest
    return by(person, rule, row, SAID, seen=seen)


def test_of_two_who_rule_at_two_rows_one_does_and_the_other_is_told() -> None:
    rows, person = ledger.two_targets(), reference.reviewer()
    for _ in range(3):
        done = at_once(*[ruled_at(row, person) for row in rows])  # type: ignore[arg-type] # of the same shape
        assert sorted(isinstance(one, Refused) for one in done) == [False, True], done
        with within(CITY):
            stand = list(Ruling.objects.in_force())
            assert {one.row for one in stand} == {row.pk for row in rows}
        ended = at_once(*[by(person, revoke, one, reason="看错") for one in stand])
        assert sorted(isinstance(one, Refused) for one in ended) == [False, True], ended
