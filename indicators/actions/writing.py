"""Many observations at once: COPY into a temporary table, then one statement for the new and two for the corrected.

The history triggers work per statement, so 10,000 figures cost a few statements and not 10,000 (design, Data). A
reason belongs to the rows that it was given for: only they are written under it, each with a `Correction`.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts.models import User
from custody.tracing import traced
from imports.models import ImportBatch
from indicators.importers.checking import Checked
from indicators.importers.resolving import Statement, site_key
from indicators.models import Site

Sites = dict[tuple[int, str], Site]

_TABLE = "staged_observation"
_CREATE = f"""
DROP TABLE IF EXISTS pg_temp.{_TABLE};
CREATE TEMPORARY TABLE {_TABLE} (
    county_id bigint, indicator_id bigint, site_id bigint, year smallint, value numeric,
    period text, basis text, text text, unit text, no_data_reason text, sheet text, cell text, cited_source text,
    note text, corrects bigint, is_accepted boolean
) ON COMMIT DROP
"""
# Blank texts are '' and not NULL; a blank number or site is NULL.
_COPY = f"""
COPY {_TABLE} FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL
    (period, basis, text, unit, no_data_reason, sheet, cell, cited_source, note))
"""
_STAGED = "county_id, indicator_id, site_id, year, value, period, basis, text, unit, no_data_reason, sheet, cell, cited_source, note"
_SOURCE = "batch_id, file_name, is_demo, entered_by_id"
_INSERT = f"""
INSERT INTO indicators_observation ({_STAGED}, {_SOURCE}, entered_at)
SELECT {_STAGED}, %s, %s, %s, %s, now() FROM {_TABLE} WHERE corrects IS NULL AND is_accepted = %s
"""  # noqa: S608 - nothing but names of this file
# The guard of approved figures looks for it (`reporting.safeguards`).
_SAY_WHY = f"""
INSERT INTO indicators_correction (observation_id, before, after, reason, batch_id, by_id)
SELECT standing.id, standing.text, staged.text, %s, %s, %s
FROM {_TABLE} AS staged JOIN indicators_observation AS standing ON standing.id = staged.corrects
"""  # noqa: S608 - nothing but names of this file
_CORRECTED = "text, value, unit, no_data_reason, sheet, cell, cited_source, note"
_CORRECT = f"""
UPDATE indicators_observation AS standing
SET ({_CORRECTED}) = ROW({", ".join(f"staged.{name}" for name in _CORRECTED.split(", "))}),
    ({_SOURCE}, entered_at) = ROW(%s, %s, %s, %s, now())
FROM {_TABLE} AS staged WHERE standing.id = staged.corrects AND staged.is_accepted = %s
"""  # noqa: S608 - nothing but names of this file


def lock_figures() -> None:
    """One writer of figures at a time: what was compared is what is written. Readers go on reading.

    Taken before any row: whoever held a row first would wait for an import that waits for the row.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE indicators_observation IN SHARE ROW EXCLUSIVE MODE")


@dataclass(frozen=True, slots=True)
class AcceptedRows:
    """The flagged rows that a person accepted, and why: their versions say it."""

    rows: frozenset[int] = frozenset()
    reason: str = ""


_NONE = AcceptedRows()


def write_observations(
    checked: Checked,
    *,
    batch: ImportBatch,
    by: User | None,
    is_demo: bool,
    reason: str = "",
    accepted: AcceptedRows = _NONE,
) -> Sites:
    """Write what `checked` found new or corrected; return the sites it names, by county and folded name.

    `reason`: why the corrected ones are. Raises RuntimeError, and so undoes the transaction, where not every row
    arrived.
    """
    sites = _sites(checked)
    person = by.pk if by else None
    source = (batch.pk, checked.printed.file_name[:200], is_demo, person)
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        cursor.copy_expert(_COPY, _csv(checked, sites, accepted.rows))
    written = 0
    if checked.corrections:
        with traced(**_why(reason)):
            _write(_SAY_WHY, (reason, batch.pk, person))
    for is_accepted in (False, True) if accepted.rows else (False,):
        stood_by = f"核实无误：{accepted.reason}" if is_accepted else ""
        with traced(**_why(stood_by)):
            written += _write(_INSERT, (*source, is_accepted))
        if checked.corrections:
            with traced(**_why(reason, stood_by)):
                written += _write(_CORRECT, (*source, is_accepted))
    if written != len(checked.to_write):
        raise RuntimeError(f"{written} of {len(checked.to_write)} observations were written.")
    return sites


def _write(statement: str, values: tuple[Any, ...]) -> int:
    # A cursor of its own: who and why are told to the database before a statement of one.
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def _why(*reasons: str) -> dict[str, str]:
    said = "；".join(filter(None, reasons))
    return {"reason": said} if said else {}


def _sites(checked: Checked) -> Sites:
    """Every site that the rows name, created where it is new."""
    fresh = checked.new_sites
    Site.objects.bulk_create(
        [Site(county=site.county, name=site.name) for site in fresh], ignore_conflicts=True
    )
    sites = {(s.county.pk, s.key[2]): s.site for s in checked.to_write if s.site is not None}
    created = Site.objects.filter(name__in=[site.name for site in fresh])
    sites.update({(site.county_id, site_key(site.name)): site for site in created})
    return sites


def _csv(checked: Checked, sites: Sites, accepted: frozenset[int]) -> io.StringIO:
    stream = io.StringIO()
    lines: list[tuple[Statement, int | None]] = [(one, None) for one in checked.new]
    lines += [(one.statement, one.known.pk) for one in checked.corrections]
    csv.writer(stream).writerows(
        (*_line(checked, one, sites, corrects), one.row in accepted) for one, corrects in lines
    )
    stream.seek(0)
    return stream


def _line(checked: Checked, statement: Statement, sites: Sites, corrects: int | None) -> Iterator[object]:
    county, indicator, site, year, period, basis = statement.key
    figure = statement.figure
    yield from (county, indicator, sites[county, site].pk if site else None, year)
    yield None if figure.value is None else f"{figure.value:f}"
    yield from (period, basis, figure.text, figure.unit, figure.no_data_reason)
    yield checked.printed.sheet_of(statement.row)[:100]
    yield checked.printed.cell(statement.row, "value")
    yield from (statement.printed.source, statement.printed.note, corrects)
