"""What is sampled in the loop and runs whole in continuous integration (`.ci/run`): PLANNING_WHOLE=1 asks for all."""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
WHOLE = os.environ.get("PLANNING_WHOLE") == "1"
SEED = 20260101


def whole_or(few: int, whole: int) -> int:
    """How many random cases: `few` in the loop."""
    return whole if WHOLE else few


def sampled(things: Sequence[T], few: int) -> list[T]:
    """All of them, or the same `few` in every run; in their order."""
    if WHOLE or len(things) <= few:
        return list(things)
    chosen = sorted(random.Random(SEED).sample(range(len(things)), few))
    return [things[place] for place in chosen]
