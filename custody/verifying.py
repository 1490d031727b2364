"""Whether what was sealed still stands, and whether every figure is what its newest version says.

Nothing is repaired: a changed, removed or inserted row is named with its table, its key and its day.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import connection, transaction
from psycopg2 import sql

from custody.append_only import Sealed, sealed_tables
from custody.models import ChainLink
from custody.moments import History, histories
from custody.sealing import bounds, content_digest, link_digest, row_digests, table_columns, utc
from custody.slots import Slot

_COMPARE = """
SELECT coalesce(sealed.row, now.row), sealed.digest IS NULL, now.digest IS NULL
FROM (SELECT row, digest FROM custody_sealedrow WHERE link_id = %s AND "table" = %s) AS sealed
FULL JOIN ({now}) AS now USING (row)
WHERE sealed.digest IS DISTINCT FROM now.digest
ORDER BY length(coalesce(sealed.row, now.row)), 1
"""
_NEWEST = """
SELECT coalesce(stored.id, said.id), said.id IS NULL, stored.id IS NULL
FROM {table} AS stored
FULL JOIN (
    SELECT * FROM (SELECT DISTINCT ON (id) * FROM {events} ORDER BY id, pgh_id DESC) AS newest
    WHERE pgh_label <> 'delete'
) AS said USING (id)
WHERE stored.id IS NULL OR said.id IS NULL
    OR to_jsonb(stored) IS DISTINCT FROM to_jsonb(said) - %s::text[]
ORDER BY 1
"""
TAKEN_OUT: Slot[[], Mapping[str, Container[str]]] = Slot("rows that were taken out rightfully, by table")
OF_VERSIONS = ["pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "pgh_context_id"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not as it was sealed; `day` and `row` are empty where none can be named."""

    day: str
    table: str
    row: str
    what: str

    def __str__(self) -> str:
        place = f"{self.table} 第 {self.row} 行" if self.row else self.table
        return "　".join(part for part in (self.day, place) if part) + f"：{self.what}"


@transaction.atomic
def verify(snapshots: Mapping[str, bytes] | None = None) -> list[Trouble]:
    """Everything that does not stand as sealed, oldest first; an empty list means that all is as it was.

    `snapshots`: all published contents by their names, as `seal_snapshot` got them; None leaves them out.
    """
    utc()
    taken_out = TAKEN_OUT()
    found: list[Trouble] = []
    previous = ""
    for link in ChainLink.objects.order_by("pk"):
        found += _chain_troubles(link, previous)
        found += _day_troubles(link, taken_out) if link.kind == ChainLink.Kind.DAY else []
        previous = link.digest
    found += _snapshot_troubles(snapshots) if snapshots is not None else []
    for history in histories():
        found += _unsaid(history)
    return found


def _snapshot_troubles(snapshots: Mapping[str, bytes]) -> Iterator[Trouble]:
    """Published contents against their seals, both ways: none is changed, missing or slipped in."""
    links = ChainLink.objects.filter(kind=ChainLink.Kind.SNAPSHOT).order_by("pk")
    sealed = {link.label: link.content for link in links}
    for label in sorted(sealed.keys() | snapshots.keys()):
        name = f"定稿“{label}”"
        if label not in snapshots:
            yield Trouble("", name, "", "被删除")
        elif label not in sealed:
            yield Trouble("", name, "", "没有封存")
        elif sha256(snapshots[label]).hexdigest() != sealed[label]:
            yield Trouble("", name, "", "内容与封存时不同")


def _chain_troubles(link: ChainLink, previous: str) -> Iterator[Trouble]:
    name = f"封存链（{link}）"
    if link.previous != previous:
        yield Trouble("", name, "", "与上一环不相接：其间的封存被改动、删除或插入")
    if link_digest(link) != link.digest:
        yield Trouble("", name, "", "本环的内容被改动")
    if link.kind == ChainLink.Kind.DAY and content_digest(link.pk) != (link.count, link.content):
        yield Trouble("", name, "", "本日的逐行摘要被改动")


def _day_troubles(link: ChainLink, taken_out: Mapping[str, Container[str]]) -> Iterator[Trouble]:
    day = date.fromisoformat(link.label)
    for kept in sealed_tables():
        for row, is_new, is_gone in _differing(link, kept, day):
            if is_gone and row in taken_out.get(kept.table, ()):
                continue
            what = "封存之后插入" if is_new else "被删除" if is_gone else "内容被修改"
            yield Trouble(link.label, kept.table, row, what)


def _differing(link: ChainLink, kept: Sealed, day: date) -> list[tuple[str, bool, bool]]:
    columns = link.columns.get(kept.table)
    # Of a day without rows nothing was left out; most days have rows in few tables.
    later = [name for name in table_columns(kept.table) if name not in columns] if columns else []
    query = sql.SQL(_COMPARE).format(now=row_digests(kept))
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), [link.pk, kept.table, later, *bounds(day)])
        return list(cursor.fetchall())


def _unsaid(history: History) -> Iterator[Trouble]:
    """Rows that differ from their newest version: changed past the triggers that keep versions."""
    query = sql.SQL(_NEWEST).format(
        table=sql.Identifier(history.table), events=sql.Identifier(history.events)
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), [OF_VERSIONS])
        rows = list(cursor.fetchall())
    for row, is_new, is_gone in rows:
        what = "没有任何历史版本" if is_new else "已被删除而历史中没有" if is_gone else "与最新的历史版本不同"
        yield Trouble("", history.table, str(row), f"绕过留痕改动：{what}")
