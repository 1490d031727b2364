"""How versions of rows are told: what it was, what it became, who, when, why; every version is a line."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model

from custody.telling import ToldVersions

DELETED, BEGUN = "delete", "backfill"
FROM = "同值，来源改为"
COMMANDS = {
    "bootstrap": "首次启动时载入",
    "load_reference": "载入基础数据",
    "load_demo": "载入演示数据",
    "import_plan": "在服务器上导入规划表",
    "import_observations": "在服务器上导入监测数据",
    "recompute": "在服务器上重新评价",
    "undo_import": "在服务器上撤销导入",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one thing; `before` is empty for the first, `after` for the one that was taken away."""

    at: dt.datetime
    what: str
    before: str
    after: str
    who: str
    why: str
    source: str
    note: str = ""
    edition_id: int | None = None
    batch_id: int | None = None
    is_demo: bool = False
    request: str = ""
    same: str = ""
    """For a version that says what the one before said: what else became other."""

    @property
    def source_moved(self) -> bool:
        return self.same.startswith(FROM)

    @property
    def remark(self) -> str:
        return "；".join(part for part in (self.same, self.note) if part)


def events_of(model: Any, **wanted: Any) -> list[Any]:
    """All versions of the wanted rows, each row's in their order."""
    found = model.pgh_event_model.objects.filter(**wanted)
    return list(found.order_by("id", "pgh_id"))


def said_of(event: Any) -> dict[str, Any]:
    """What stands beside a version: user, import, Job, request, reason; empty where nobody said anything."""
    return event.pgh_context or {}


def people_of(events: Iterable[Any]) -> dict[int, str]:
    """The names of everybody who made these versions."""
    ids = {int(user) for event in events if (user := said_of(event).get("user"))}
    return {pk: str(user) for pk, user in get_user_model().objects.in_bulk(ids).items()}


def who(event: Any, people: dict[int, str]) -> str:
    """The person of a version; the system where no person was signed in."""
    user = said_of(event).get("user")
    return people.get(int(user), "") if user else "系统"


def why(event: Any) -> str:
    """The reason that was given, else what kind of work it was."""
    said = said_of(event)
    if event.pgh_label == BEGUN:
        return "留痕启用时的在账内容"
    if said.get("reason"):
        return str(said["reason"])
    if command := said.get("command"):
        return COMMANDS.get(command, f"服务器命令 {command}")
    return ""


Text = Callable[[Any], str]


def chained(
    events: list[Any], people: dict[int, str], what: Text, text: Text, **more: Callable[[Any], Any]
) -> Iterator[Version]:
    """Consecutive versions of each thing as before → after; where the words stay, what else became other."""
    for _, versions in groupby(events, key=lambda event: event.id):
        last: tuple[Any, Version] | None = None
        for event in versions:
            line = _line(event, people, what(event), "" if event.pgh_label == DELETED else text(event), more)
            if last is not None:
                line = after(last[0], last[1], event, line)
            yield line
            last = event, line


def _line(
    event: Any, people: dict[int, str], what: str, text: str, more: dict[str, Callable[[Any], Any]]
) -> Version:
    return Version(
        at=event.pgh_created_at,
        what=what,
        before="",
        after=text,
        who=who(event, people),
        why=why(event),
        request=str(said_of(event).get("request", "")),
        **{"source": "", **{name: read(event) for name, read in more.items()}},
    )


def after(old: Any, before: Version, event: Any, line: Version) -> Version:
    """The line of a version that follows another."""
    same = otherwise(old, before, event, line) if line.after == before.after else ""
    return replace(line, before=before.after, same=same)


def otherwise(old: Any, before: Version, event: Any, line: Version) -> str:
    """What a version that says the same changed: 同值，来源改为…"""
    for words, was, now in (
        (FROM, before.source, line.source),
        ("同值，操作人改为", before.who, line.who),
        ("同值，缘由改为", before.why, line.why),
    ):
        if was != now:
            return f"{words} {now or '空'}"
    fields = [
        str(field.verbose_name)
        for field in event._meta.fields
        if not field.name.startswith("pgh_") and getattr(old, field.attname) != getattr(event, field.attname)
    ]
    return f"同值，另改：{'、'.join(fields)}" if fields else "同值，重新登记"


def in_columns(columns: Iterable[Iterable[Version]], whole: str) -> Iterator[Version]:
    """Versions of rows of which several columns are told, each column's lines by `chained`.

    A version has a line for each column that says something else; one that changes none of them is a line as `whole`.
    """
    for lines in zip(*columns, strict=True):
        changed = [line for line in lines if not line.same and (line.before or line.after)]
        moved = next((line for line in lines if line.before and line.source_moved), lines[0])
        yield from changed or [replace(moved, what=whole)]


def told_versions(told: ToldVersions, events: list[Any]) -> list[Version]:
    """The versions of things of one table as it declares that they are told, newest first."""
    return newest_first(chained(events, people_of(events), lambda event: told.called, told.said))


def newest_first(versions: Iterable[Version]) -> list[Version]:
    """By moment; of one moment the later version first."""
    found = sorted(versions, key=lambda version: version.at)
    found.reverse()
    return found
