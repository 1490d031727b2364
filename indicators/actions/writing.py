"""Many observations at once: COPY into a temporary table, then one INSERT … ON CONFLICT.

The history triggers work per statement, so 10,000 figures cost two statements and not 10,000 (design, Data).
"""

import csv
import io
from collections.abc import Iterator

from django.db import connection

from accounts.models import User
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
    period text, basis text, text text, unit text, no_data_reason text, cell text, cited_source text, note text
) ON COMMIT DROP
"""
# Blank texts are '' and not NULL; a blank number or site is NULL.
_COPY = f"""
COPY {_TABLE} FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL
    (period, basis, text, unit, no_data_reason, cell, cited_source, note))
"""
_STAGED = "county_id, indicator_id, site_id, year, value, period, basis, text, unit, no_data_reason, cell, cited_source, note"
_UPDATED = (
    *("text", "value", "unit", "no_data_reason", "cell", "cited_source", "note"),
    *("batch_id", "file_name", "sheet", "is_demo", "entered_by_id", "entered_at"),
)
_INSERT = f"""
INSERT INTO indicators_observation AS standing
    ({_STAGED}, batch_id, file_name, sheet, is_demo, entered_by_id, entered_at)
SELECT {_STAGED}, %s, %s, %s, %s, %s, now() FROM {_TABLE}
ON CONFLICT ON CONSTRAINT observation_unique DO UPDATE
SET {", ".join(f"{name} = excluded.{name}" for name in _UPDATED)}
WHERE (standing.text, standing.unit, standing.is_demo)
    IS DISTINCT FROM (excluded.text, excluded.unit, excluded.is_demo)
"""  # noqa: S608 — only names from this file


def write_observations(checked: Checked, *, batch: ImportBatch, by: User | None, is_demo: bool) -> Sites:
    """Write what `checked` found new or corrected; return the sites it names, by county and folded name.

    Raises RuntimeError, and so undoes the transaction, where not every row arrived.
    """
    sites = _sites(checked)
    source = (batch.pk, checked.printed.file_name[:200], checked.printed.sheet[:100])
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        cursor.copy_expert(_COPY, _csv(checked, sites))
        cursor.execute(_INSERT, [*source, is_demo, by.pk if by else None])
        if cursor.rowcount != len(checked.to_write):
            raise RuntimeError(f"{cursor.rowcount} of {len(checked.to_write)} observations were written.")
    return sites


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


def _csv(checked: Checked, sites: Sites) -> io.StringIO:
    stream = io.StringIO()
    csv.writer(stream).writerows(_line(checked, statement, sites) for statement in checked.to_write)
    stream.seek(0)
    return stream


def _line(checked: Checked, statement: Statement, sites: Sites) -> Iterator[object]:
    county, indicator, site, year, period, basis = statement.key
    figure = statement.figure
    yield from (county, indicator, sites[county, site].pk if site else None, year)
    yield None if figure.value is None else f"{figure.value:f}"
    yield from (period, basis, figure.text, figure.unit, figure.no_data_reason)
    yield checked.printed.cell(statement.row, "value")
    yield from (statement.printed.source, statement.printed.note)
