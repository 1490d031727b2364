"""A table declares itself: who reads and writes its rows, what becomes of them, how their versions are told.

Said once, at the model. Policies, tables of versions, 截至, 与某时刻比较, append-only rights, sealing and what a backup
leaves out follow from it (`custody.scoping`, `custody.history`, `custody.moments`, `custody.append_only`); tables of
versions and of links are declared by the tables that they belong to, other people's in `custody.third_party`. A model
without a declaration fails Django's checks (`custody.checks`). See docs/adding-a-table.md.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypedDict, TypeVar, Unpack

from django.db import models

from custody.conditions import NOBODY, Access, Scoped, Unconditional
from custody.history import tracked
from custody.telling import History

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a table says of itself."""

    access: Access
    history: History | None = None
    """Every version of its rows is kept, and so they are told; None: only the newest state is."""
    added_at: str = ""
    """Rows are only ever added; the column of their moment, by which they are sealed."""
    added_only: bool = False
    """Rows are only ever added, without being sealed."""
    written_by_database: bool = False
    """Triggers of the owner write its rows, and nobody else; who reads it is declared all the same."""
    of_now: bool = False
    """On a page of the past it reads as it is now: what a person may see is decided by the rights of now."""
    ephemeral: bool = False
    """Never in a backup."""
    unfollowed: Collection[str] = ()
    """Columns without versions: what every login changes would bury what somebody changed."""
    digested: Collection[str] = ()
    """Columns of which a version has the SHA-256 in the place of the text: secrets, found when they are exchanged."""
    links: Mapping[str, Access] = field(default_factory=dict)
    """Who reads and writes the links of a many-to-many field, where not simply whoever sees the row here."""


class _More(TypedDict, total=False):
    added_at: str
    added_only: bool
    written_by_database: bool
    of_now: bool
    ephemeral: bool
    unfollowed: Collection[str]
    digested: Collection[str]
    links: Mapping[str, Access]


_DECLARED: dict[type[models.Model], Declaration] = {}
_LINKS: dict[type[models.Model], History] = {}


def kept(
    *, reads: str, writes: str = NOBODY, history: History | None = None, **more: Unpack[_More]
) -> Callable[[type[M]], type[M]]:
    """Below the city, who reads a row and who writes it (`custody.conditions`); `more` as in `Declaration`."""
    return _declares(Declaration(Scoped(reads, writes), history, **more))


def open_table(
    because: str, *, history: History | None = None, **more: Unpack[_More]
) -> Callable[[type[M]], type[M]]:
    """Whoever may use the page sees all rows: reference data, or what is asked before it is known who comes."""
    return _declares(Declaration(Unconditional(because), history, **more))


def kept_links(history: History) -> Callable[[type[M]], type[M]]:
    """The links of a many-to-many field have a history: said at a proxy of their model."""

    def declares(proxy: type[M]) -> type[M]:
        _LINKS[proxy] = history
        return tracked(proxy)

    return declares


def _declares(declaration: Declaration) -> Callable[[type[M]], type[M]]:
    def declares(model: type[M]) -> type[M]:
        _DECLARED[model] = declaration
        if not declaration.history:
            return model
        return tracked(model, unfollowed=declaration.unfollowed, digested=declaration.digested)

    return declares


def declaration_of(model: type[models.Model]) -> Declaration | None:
    """What the model itself declares."""
    return _DECLARED.get(model)


def history_of(model: type[models.Model]) -> History | None:
    """How the versions of a model, or of a proxy of links, are told."""
    declared = _DECLARED.get(model)
    return declared.history if declared else _LINKS.get(model)
