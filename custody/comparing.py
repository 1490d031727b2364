"""The rows of sealed days against their seals: one pass over each table, however many days there are."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping
from datetime import date

from django.conf import settings
from django.db import connection
from psycopg2 import sql

from custody.append_only import Sealed, sealed_tables
from custody.models import ChainLink
from custody.sealing import bounds, row_digests, table_columns

_Found = tuple[str, str, bool, bool]
_Columns = tuple[str, ...] | None

_COMPARE = """
SELECT coalesce(sealed.day, now.day), coalesce(sealed.row, now.row), sealed.digest IS NULL, now.digest IS NULL
FROM (
    SELECT link.label AS day, rows.row, rows.digest
    FROM custody_sealedrow AS rows JOIN custody_chainlink AS link ON link.id = rows.link_id
    WHERE rows."table" = %s AND link.kind = 'day' AND link.label = ANY (%s)
) AS sealed
FULL JOIN (
    SELECT to_char(moment AT TIME ZONE %s, 'YYYY-MM-DD') AS day, row, digest FROM ({now}) AS found
    WHERE to_char(moment AT TIME ZONE %s, 'YYYY-MM-DD') = ANY (%s)
) AS now USING (day, row)
WHERE sealed.digest IS DISTINCT FROM now.digest
ORDER BY length(coalesce(sealed.row, now.row)), 2
"""


def differing_rows(
    days: Collection[ChainLink], taken_out: Mapping[str, Container[str]]
) -> dict[str, list[tuple[str, str, str]]]:
    """Day → (table, row, what became of it) for every row that is not as it was sealed."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for kept in sealed_tables() if days else ():
        for columns, labels in _alike(days, kept).items():
            for day, row, is_new, is_gone in _differing(kept, columns, labels):
                if is_gone and row in taken_out.get(kept.table, ()):
                    continue
                what = "封存之后插入" if is_new else "被删除" if is_gone else "内容被修改"
                found[day].append((kept.table, row, what))
    return found


def _alike(days: Collection[ChainLink], kept: Sealed) -> dict[_Columns, list[str]]:
    """The days by the columns that the table had then; None: it had no rows, so that nothing was left out."""
    found: dict[_Columns, list[str]] = defaultdict(list)
    for link in days:
        columns = link.columns.get(kept.table)
        found[tuple(columns) if columns else None].append(link.label)
    return found


def _differing(kept: Sealed, columns: _Columns, labels: list[str]) -> Iterator[_Found]:
    later = [name for name in table_columns(kept.table) if name not in columns] if columns else []
    first, last = (bounds(date.fromisoformat(end(labels))) for end in (min, max))
    zone = settings.TIME_ZONE
    query = sql.SQL(_COMPARE).format(now=row_digests(kept))
    with connection.cursor() as cursor:
        cursor.execute(
            query.as_string(cursor.connection),
            [kept.table, labels, zone, later, first[0], last[1], zone, labels],
        )
        yield from cursor.fetchall()
