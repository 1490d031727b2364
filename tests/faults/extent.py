"""How long the faults are tried: quick in continuous integration, at length by `./run faults`."""

import os

FULL = os.environ.get("PLANNING_FAULTS") == "full"


def rounds_of(quick: int, full: int) -> int:
    """How many rounds, sequences or seconds."""
    return full if FULL else quick
