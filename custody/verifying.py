"""Whether what was sealed still stands, every figure is what its newest version says, every kept file what came in.

Nothing is repaired: a changed, removed or inserted row is named with its table, its key and its day, a file with its
row and name.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import connection, transaction
from psycopg2 import sql

from custody import heads
from custody.comparing import differing_rows
from custody.history import digest_of
from custody.models import ChainLink
from custody.moments import History, histories
from custody.originals import Looked, look_at_originals
from custody.sealing import NO_ROWS, content_digests, link_digest, utc
from custody.slots import Slot

# No alias is the name of a column: a column would be read in place of the row.
_NEWEST = """
SELECT coalesce(stored.id, last_version.id), last_version.id IS NULL, stored.id IS NULL
FROM {table} AS stored
FULL JOIN (
    SELECT * FROM (SELECT DISTINCT ON (id) * FROM {events} ORDER BY id, pgh_id DESC) AS newest
    WHERE pgh_label <> 'delete'
) AS last_version USING (id)
WHERE stored.id IS NULL OR last_version.id IS NULL
    OR {stored} IS DISTINCT FROM to_jsonb(last_version) - %s::text[]
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
def verify(snapshots: Mapping[str, bytes] | None = None, *, expected: Sequence[str] = ()) -> list[Trouble]:
    """Everything that does not stand as sealed, oldest first; an empty list means that all is as it was.

    `snapshots`: all published contents by their names, as `seal_snapshot` got them; None leaves them out. `expected`:
    digests that were written down elsewhere, each once the last of the chain. Kept files: `file_troubles`.
    """
    utc()
    # Before the links: what stands in the file is committed.
    outside = heads.standing(heads.heads())
    links = list(ChainLink.objects.order_by("pk"))
    found = [*_links_troubles(links), *_missing_heads(links, outside)]
    found += _missing_expected(links, expected, has_sealed=bool(links or outside))
    found += _snapshot_troubles(snapshots) if snapshots is not None else []
    for history in histories():
        found += _unsaid(history)
    return found


def file_troubles(told: Callable[[Looked], None] = lambda looked: None) -> Iterator[Trouble]:
    """Kept files that are gone, or not what came in; `told` of each that was looked at."""
    for looked in look_at_originals():
        told(looked)
        if looked.trouble:
            yield Trouble("", looked.table, looked.row, looked.trouble)


def _links_troubles(links: Sequence[ChainLink]) -> Iterator[Trouble]:
    days = [link for link in links if link.kind == ChainLink.Kind.DAY]
    contents, differing, previous = content_digests(), differing_rows(days, TAKEN_OUT()), ""
    for link in links:
        yield from _chain_troubles(link, previous, contents.get(link.pk, NO_ROWS))
        if link.kind == ChainLink.Kind.DAY:
            yield from (Trouble(link.label, *row) for row in differing.get(link.label, ()))
        previous = link.digest


def _missing_heads(links: Sequence[ChainLink], outside: Sequence[heads.Head]) -> Iterator[Trouble]:
    """What was the end of the chain, as the file outside the database says, must still be one of its links."""
    there = {link.digest for link in links}
    for head in outside:
        if head.digest not in there:
            what = f"链末文件所记的摘要 {head.digest[:16]}… 不在封存链中：这一环及其封存的记录被删除或改写"
            yield Trouble("", f"封存链（{head.name}）", "", what)


def _missing_expected(
    links: Sequence[ChainLink], expected: Sequence[str], *, has_sealed: bool
) -> Iterator[Trouble]:
    """Where nothing was ever sealed nothing can have been rewritten: the digest is from elsewhere, or the chain is gone."""
    why = (
        "不在封存链中：其封存的记录被删除或改写，或者它不是本库的摘要"
        if has_sealed
        else "无从比对：尚未封存任何一日；以前封存过的，则封存链已整个丢失，或者它不是本库的摘要"
    )
    for digest in expected:
        if not any(link.digest.startswith(digest) for link in links):
            yield Trouble("", "封存链", "", f"另行留存的摘要 {digest} {why}")


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


def _chain_troubles(link: ChainLink, previous: str, content: tuple[int, str]) -> Iterator[Trouble]:
    name = f"封存链（{link}）"
    if link.previous != previous:
        yield Trouble("", name, "", "与上一环不相接：其间的封存被改动、删除或插入")
    if link_digest(link) != link.digest:
        yield Trouble("", name, "", "本环的内容被改动")
    if link.kind == ChainLink.Kind.DAY and content != (link.count, link.content):
        yield Trouble("", name, "", "本日的逐行摘要被改动")


def _as_a_version_says(history: History) -> str:
    """The stored row in the form of its versions: without what they do not follow, secrets as their digests."""
    hidden = (f"'{column}', {digest_of(f'stored.{column}')}" for column in sorted(history.digested))
    digests = "".join(f" || jsonb_build_object({pair})" for pair in hidden)
    return f"(to_jsonb(stored) - %s::text[]{digests})"


def _unsaid(history: History) -> Iterator[Trouble]:
    """Rows that differ from their newest version: changed past the triggers that keep versions."""
    query = sql.SQL(_NEWEST).format(
        table=sql.Identifier(history.table),
        events=sql.Identifier(history.events),
        stored=sql.SQL(_as_a_version_says(history)),
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), [list(history.unfollowed), OF_VERSIONS])
        rows = list(cursor.fetchall())
    for row, is_new, is_gone in rows:
        what = "没有任何历史版本" if is_new else "已被删除而历史中没有" if is_gone else "与最新的历史版本不同"
        yield Trouble("", history.table, str(row), f"绕过留痕改动：{what}")
