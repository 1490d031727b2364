"""Many verdicts at once: COPY into a temporary table, then one INSERT … ON CONFLICT (design, Data)."""

import csv
import io
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.db import connection

from judging.judged import COLUMNS, Judged

_FIELDS = COLUMNS
_KEY = ("plan_indicator_id", "year")
_UPDATED = tuple(name for name in _FIELDS if name not in _KEY)
# Blank texts are '' in a CSV that forces them; everything else that is blank is NULL.
_TEXTS = ("reason", "linear_status", "explanation", "value_text", "target_text")

_CREATE = """
DROP TABLE IF EXISTS pg_temp.staged_attainment;
CREATE TEMPORARY TABLE staged_attainment (LIKE judging_attainment) ON COMMIT DROP;
ALTER TABLE staged_attainment ALTER COLUMN id DROP NOT NULL, ALTER COLUMN computed_at DROP NOT NULL
"""
_COPY = f"COPY staged_attainment ({', '.join(_FIELDS)}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({', '.join(_TEXTS)}))"
_INSERT = f"""
INSERT INTO judging_attainment AS standing ({", ".join(_FIELDS)}, computed_at)
SELECT {", ".join(_FIELDS)}, now() FROM staged_attainment
ON CONFLICT ON CONSTRAINT attainment_unique DO UPDATE
SET {", ".join(f"{name} = excluded.{name}" for name in _UPDATED)}, computed_at = now()
WHERE standing.generation < excluded.generation
"""  # noqa: S608 - nothing but names of our own columns


def write_verdicts(verdicts: Iterable[Judged]) -> int:
    """Insert or replace verdicts; one of an older generation never replaces a newer. Return how many were written."""
    stream = io.StringIO()
    csv.writer(stream).writerows(map(_cells, verdicts))
    stream.seek(0)
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        cursor.copy_expert(_COPY, stream)
        cursor.execute(_INSERT)
        return int(cursor.rowcount)


_OTHERS = attrgetter(*(name for name in _FIELDS if name != "flags"))
_FLAGS = _FIELDS.index("flags")


def _cells(verdict: Judged) -> list[Any]:
    cells = list(_OTHERS(verdict))
    cells.insert(_FLAGS, "{" + ",".join(verdict.flags) + "}")
    return cells
