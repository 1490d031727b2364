"""What the tests of one thing bring to the walks over all of them: a new thing is added in one place, its own test.

`ANSWERS` (tests/planning/expected.py): its addresses, and who may open them. `hold` (tests/two_counties.py): a row for
each of the two counties.
"""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent


def brought(name: str) -> list[Any]:
    """What stands under this name in the test modules of all rooms."""
    stands = re.compile(rf"^(def )?{name}\b", re.MULTILINE)
    found = [path for path in sorted(TESTS.glob("*/test_*.py")) if stands.search(path.read_text("utf-8"))]
    return [getattr(import_module(f"tests.{path.parent.name}.{path.stem}"), name) for path in found]
