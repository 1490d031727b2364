"""The clerk's grid of the county with the most rows: server time and queries of the page and of a save, against limits.

Run `python bench/entry_grid.py` in the project's environment; it makes its own database beside that of
DATABASE_OWNER_URL and drops it at the end. Limits: the page in 1,000 ms (60 rows and more), one saved cell in
300 ms, thirty pasted cells in 1,000 ms. Printed is the smallest of several medians: the machine's other work is
not the page's.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "planning.settings.test"
os.environ.setdefault("PLANNING_TEST_FILES", tempfile.mkdtemp(prefix="bench-"))

COUNTY, YEAR = "140214", 2024
PAGE_MS, CELL_MS, PASTE_MS = 1000.0, 300.0, 1000.0
PASTED = 30
BATCHES, ROUNDS = 4, 7


def measure() -> bool:
    """Print the figures; whether all keep the limits."""
    from django.test import Client

    from counties.models import County, Plan
    from jobs.running import run_queued
    from planning.demo.figures import load_demo
    from reporting.actions.rounds import open_round
    from tests import real_plans, reference

    real_plans.load_all()
    load_demo()
    run_queued()
    current = list(Plan.objects.filter(period_start=2021))
    opened = open_round(
        year=YEAR,
        deadline=date(2030, 1, 1),
        plans=current,
        evidence_rule="binding",
        note="",
        by=reference.reviewer(),
    )
    client = Client()
    client.force_login(reference.clerk(County.objects.get(code=COUNTY)))
    entries = opened.entries.filter(county__code=COUNTY)
    address = f"/reporting/{YEAR}/{COUNTY}/"
    save = _saving(client, f"{address}save/", list(entries.values_list("pk", flat=True)))
    kept = [
        _told(f"{entries.count()} rows, blank", lambda: client.get(address), PAGE_MS),
        _told("one cell saved", lambda: save(1), CELL_MS),
        _told(f"{PASTED} cells saved at once", lambda: save(PASTED), PASTE_MS),
        _told(f"{entries.count()} rows, {PASTED} filled", lambda: client.get(address), PAGE_MS),
        _told("my page", lambda: client.get("/reporting/"), PAGE_MS),
    ]
    return all(kept)


def _saving(client: Any, address: str, ids: list[int]) -> Callable[[int], Any]:
    versions = dict.fromkeys(ids, 0)
    count = 0

    def save(many: int) -> Any:
        nonlocal count
        count += 1
        cells = [{"id": pk, "version": versions[pk], "text": str(40 + count)} for pk in ids[:many]]
        answer = client.post(address, json.dumps({"cells": cells}), content_type="application/json")
        for cell in answer.json()["cells"]:
            assert cell["outcome"] == "saved", cell
            versions[cell["id"]] = cell["version"]
        return answer

    return save


def _told(name: str, work: Callable[[], Any], limit: float) -> bool:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connection) as queries:
        answer = work()
    # Counted at once: the next request empties Django's log.
    count = sum(query["sql"] not in ("BEGIN", "COMMIT") for query in queries)
    assert answer.status_code == 200, answer.status_code
    ms = min(median(_milliseconds(work) for _ in range(ROUNDS)) for _ in range(BATCHES))
    print(
        f"entry grid, {name}: {ms:.0f} ms (limit {limit:.0f}, ratio {ms / limit:.2f}), {count} queries, "
        f"{len(answer.content) / 1024:.0f} KiB"
    )
    return ms <= limit


def _milliseconds(work: Callable[[], Any]) -> float:
    begun = perf_counter()
    work()
    return 1000 * (perf_counter() - begun)


def main() -> int:
    import django

    django.setup()
    from tests.databases import city_in_session, migrated_database

    with migrated_database("bench_entry_grid"), city_in_session():
        return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
