"""A thousand real workbooks with something changed inside: each is read, or refused in words."""

import pytest

from tests.hostile.fuzz import SEED, originals, verdicts
from tests.hostile.mutating import mutated
from tests.sampling import WHOLE

NUMBER = 1000 if WHOLE else 60


@pytest.mark.slow
def test_whatever_is_changed_inside_is_read_or_refused_in_words() -> None:
    found = list(verdicts(NUMBER, SEED))
    assert {at: str(verdict) for at, _content, verdict in found if not verdict.is_good} == {}
    assert {verdict.said for _at, _content, verdict in found} == {"read", "refused"}


def test_the_same_seed_changes_the_same() -> None:
    original = originals()[0]
    assert mutated(original, "7:1") == mutated(original, "7:1") != mutated(original, "7:2")
