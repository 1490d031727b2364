"""The five plans of 2021–2025 from their files to stored rows, findings and verdicts: seconds, against 5 s.

Run `python bench/import_plans.py` in the project's environment; it makes its own database beside that of
DATABASE_OWNER_URL and drops it at the end.
"""

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "planning.settings.test"
os.environ.setdefault("PLANNING_TEST_FILES", tempfile.mkdtemp(prefix="bench-"))

LIMIT_SECONDS = 5.0


def measure() -> float:
    """Import each plan, then judge; return the seconds of all."""
    from jobs.running import run_queued
    from tests import real_plans, reference

    reference.load()
    total = 0.0
    for file_name in [name for name in real_plans.PLANS if "十三五" not in name]:
        begun = perf_counter()
        real_plans.load(file_name)
        took = perf_counter() - begun
        total += took
        print(f"import {file_name}: {took:.2f} s")
    begun = perf_counter()
    run_queued()
    took = perf_counter() - begun
    print(f"verdicts of all five: {took:.2f} s")
    return total + took


def main() -> int:
    import django

    django.setup()
    from tests.databases import city_in_session, migrated_database

    with migrated_database("bench_plans"), city_in_session():
        total = measure()
    print(f"five plans: {total:.2f} s (limit {LIMIT_SECONDS:.0f}, ratio {total / LIMIT_SECONDS:.2f})")
    return 0 if total <= LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
