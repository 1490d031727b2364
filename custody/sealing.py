"""Each day's records chained by SHA-256: acts, versions of rows and their contexts, changes of verdicts.

A day's link covers the digest of every row of the day and the link before it. Whoever changes a sealed row, even as
superuser, must change every later link too, and cannot where a digest was written down elsewhere (ADR 0013).
"""

import hashlib
import logging
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg2 import sql

from custody import heads
from custody.append_only import Sealed, sealed_tables
from custody.models import ChainLink

logger = logging.getLogger(__name__)
LOCK = 7003
SETTLING = timedelta(hours=1)
"""After midnight a day stays open this long for what began before."""
NO_ROWS = (0, hashlib.sha256(b"").hexdigest())


@transaction.atomic
def seal_closed_days() -> list[ChainLink]:
    """Seal every day that is over and not yet sealed, oldest first; a day without records gets its link too."""
    _lock()
    today = timezone.localdate()
    sealed = ChainLink.objects.filter(kind=ChainLink.Kind.DAY).order_by("-label").first()
    day = date.fromisoformat(sealed.label) + timedelta(days=1) if sealed else _first_day()
    links = []
    while day is not None and day < today and is_over(day):
        links.append(_seal(day))
        day += timedelta(days=1)
    return links


@transaction.atomic
def seal_snapshot(label: str, content: bytes) -> ChainLink:
    """Chain one published snapshot under its name; raises IntegrityError where the name is taken."""
    _lock()
    return _append(ChainLink.Kind.SNAPSHOT, label, 1, hashlib.sha256(content).hexdigest(), {})


def is_over(day: date) -> bool:
    """Whether nothing can be added to the day any more: a record bears the moment its transaction began."""
    end = bounds(day)[1]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT now() >= %s AND NOT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < %s)",
            [end + SETTLING, end],
        )
        return bool(cursor.fetchone()[0])


def bounds(day: date) -> tuple[datetime, datetime]:
    """The first moment of a local day and of the next."""
    midnight = datetime.combine(day, time.min)
    return timezone.make_aware(midnight), timezone.make_aware(midnight + timedelta(days=1))


def row_digests(kept: Sealed) -> sql.Composed:
    """A query for (moment, row, digest) of one table between two moments.

    Takes as parameters: the columns to leave out, the moment from, the moment to.
    """
    return sql.SQL(
        "SELECT {moment} AS moment, {key}::text AS row,"
        " encode(sha256(convert_to((to_jsonb(t) - %s::text[])::text, 'UTF8')), 'hex') AS digest"
        " FROM {table} t WHERE {moment} >= %s AND {moment} < %s"
    ).format(
        key=sql.Identifier(kept.key), table=sql.Identifier(kept.table), moment=sql.Identifier(kept.moment)
    )


def link_digest(link: ChainLink) -> str:
    """What the digest of a link must be, given what it says."""
    parts = (
        link.previous,
        link.kind,
        link.label,
        str(link.count),
        repr(sorted(link.columns.items())),
        link.content,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def content_digests(link_id: int | None = None) -> dict[int, tuple[int, str]]:
    """Link → how many rows it has sealed, and the digest over them; a link without rows is left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT link_id, count(*), encode(sha256(convert_to(string_agg(concat_ws(' ', \"table\", row, digest), E'\\n'"
            ' ORDER BY "table" COLLATE "C", row COLLATE "C"), \'UTF8\')), \'hex\')'
            " FROM custody_sealedrow WHERE %s IS NULL OR link_id = %s GROUP BY link_id",
            [link_id, link_id],
        )
        return {int(link): (int(count), str(digest)) for link, count, digest in cursor.fetchall()}


def utc() -> None:
    """Moments as text do not depend on a session's settings."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'")


def table_columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return sorted(column.name for column in connection.introspection.get_table_description(cursor, table))


def _lock() -> None:
    utc()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _seal(day: date) -> ChainLink:
    """The link needs the digest of its rows, and they need the link: the rows are sealed under its future key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('custody_chainlink', 'id'))")
        link_id = int(cursor.fetchone()[0])
        columns = {}
        for kept in sealed_tables():
            insert = sql.SQL(
                'INSERT INTO custody_sealedrow (link_id, "table", row, digest) SELECT %s, %s, row, digest FROM ({}) AS rows'
            ).format(row_digests(kept))
            cursor.execute(insert.as_string(cursor.connection), [link_id, kept.table, [], *bounds(day)])
            if cursor.rowcount:
                columns[kept.table] = table_columns(kept.table)
    count, content = content_digests(link_id).get(link_id, NO_ROWS)
    return _append(ChainLink.Kind.DAY, day.isoformat(), count, content, columns, pk=link_id)


def _append(
    kind: str, label: str, count: int, content: str, columns: dict[str, list[str]], pk: int | None = None
) -> ChainLink:
    last = ChainLink.objects.order_by("-pk").first()
    link = ChainLink(
        pk=pk,
        kind=kind,
        label=label,
        count=count,
        content=content,
        columns=columns,
        previous=last.digest if last else "",
    )
    link.digest = link_digest(link)
    link.save(force_insert=True)
    transaction.on_commit(lambda: note_head(link))
    return link


def note_head(link: ChainLink) -> None:
    """Write a link's digest outside the database. What cannot be written now, the next `verify` writes."""
    try:
        heads.note(link)
    except OSError:
        logger.exception("The head of the chain could not be written to %s", settings.CHAIN_HEADS)


def _first_day() -> date | None:
    """The local day of the oldest record; None where there is none."""
    found = []
    with connection.cursor() as cursor:
        for kept in sealed_tables():
            query = sql.SQL("SELECT min({}) FROM {}").format(
                sql.Identifier(kept.moment), sql.Identifier(kept.table)
            )
            cursor.execute(query.as_string(cursor.connection))
            found.append(cursor.fetchone()[0])
    moments = [moment for moment in found if moment is not None]
    return timezone.localdate(min(moments)) if moments else None
