"""The matrix with all real plans and invented figures: server time and queries, against their limits.

Run `python bench/matrix.py` in the project's environment; it makes its own database beside that of
DATABASE_OWNER_URL and drops it at the end. Limits: 15 queries, 50 ms, through every middleware, as a city
reviewer. Printed is the smallest of several medians: the machine's other work is not the page's.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "planning.settings.test"
os.environ.setdefault("PLANNING_TEST_FILES", tempfile.mkdtemp(prefix="bench-"))

LIMIT_MS = 50.0
LIMIT_QUERIES = 15
BATCHES, ROUNDS = 5, 15
PAGES = {
    "newest year": {},
    "2023": {"year": "2023"},
    "2023, one category and status": {"year": "2023", "category": "生态保护", "status": "yellow"},
    "2016-2020": {"period": "2016-2020"},
}


def measure() -> bool:
    """Print every page's figures; whether all keep the limits."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from jobs.running import run_queued
    from planning.demo.figures import load_demo
    from tests import real_plans, reference

    real_plans.load_all()
    load_demo()
    run_queued()
    client = Client()
    client.force_login(reference.reviewer())
    kept = True
    for name, address in PAGES.items():
        client.get("/matrix/", address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/matrix/", address)
        # Counted at once: the next request empties Django's log.
        count = sum(query["sql"] not in ("BEGIN", "COMMIT") for query in queries)
        assert answer.status_code == 200, answer.status_code
        ms = min(median(_milliseconds(client, address) for _ in range(ROUNDS)) for _ in range(BATCHES))
        kept &= ms <= LIMIT_MS and count <= LIMIT_QUERIES
        print(
            f"matrix, {name}: {ms:.1f} ms (limit {LIMIT_MS:.0f}, ratio {ms / LIMIT_MS:.2f}), "
            f"{count} queries (limit {LIMIT_QUERIES}), {len(answer.content) / 1024:.0f} KiB"
        )
    return kept


def _milliseconds(client: Any, address: dict[str, str]) -> float:
    begun = perf_counter()
    client.get("/matrix/", address)
    return 1000 * (perf_counter() - begun)


def main() -> int:
    import django

    django.setup()
    from tests.databases import city_in_session, migrated_database

    with migrated_database("bench_matrix"), city_in_session():
        return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
