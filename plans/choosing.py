"""What a person makes of the columns of a plan's header: kept per header, proposed where the same header comes again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.records import record
from indicators.column_choices import Choice, ColumnChoice, meaning
from indicators.column_readings import Use
from indicators.printed_rows import ReadHeader
from plans.models import HeaderChoice

Chosen = Mapping[str, Sequence[Mapping[str, Any]]]
"""Signature of a header → its columns in their order, as plain JSON."""
_MOST = 500
"""Headers that are proposed: those chosen last."""


def choices(chosen: Chosen) -> dict[str, Choice]:
    """What a person chose for this very file."""
    return {
        signature: Choice(tuple(map(ColumnChoice.from_json, columns)))
        for signature, columns in chosen.items()
    }


def proposals() -> dict[str, Choice]:
    """What was chosen for headers before, by whom and when."""
    return {
        known.signature: Choice(
            tuple(map(ColumnChoice.from_json, known.columns)),
            by=f"{known.chosen_by}，{timezone.localtime(known.chosen_at):%Y-%m-%d}",
        )
        for known in HeaderChoice.objects.select_related("chosen_by")[:_MOST]
    }


def remember(headers: Iterable[ReadHeader], *, by: User) -> None:
    """Keep what was chosen, where the columns can be read so."""
    for header in headers:
        columns = header.columns
        if columns.choice is None or columns.choice.by or columns.is_open:
            continue
        names = " | ".join(one.column.header for one in columns.readings)
        HeaderChoice.objects.update_or_create(
            signature=columns.signature,
            defaults={
                "headers": names,
                "columns": [one.as_json() for one in columns.choice.columns],
                "chosen_by": by,
                "chosen_at": timezone.now(),
            },
        )
        said = {one.column.header: meaning(one) for one in columns.readings}
        record("选择列的含义", names[:200], by=by, detail={"columns": said})


def as_json(headers: Iterable[ReadHeader]) -> list[dict[str, Any]]:
    """The headers of which somebody may choose the columns, for a report; the same header once."""
    told: dict[str, dict[str, Any]] = {}
    for header in headers:
        columns = header.columns
        settled = all(one.use in (Use.BASELINE, Use.TARGET, Use.FINAL) for one in columns.readings)
        if columns.readings and (columns.is_open or columns.choice or not settled):
            told.setdefault(columns.signature, _header(header))
    return list(told.values())


def _header(header: ReadHeader) -> dict[str, Any]:
    columns = header.columns
    return {
        "signature": columns.signature,
        "sheet": header.sheet,
        "title": header.title,
        "row": header.row,
        "is_open": columns.is_open,
        "chosen": columns.choice is not None,
        "by": columns.choice.by if columns.choice else "",
        "columns": [
            {
                "cell": one.column.address,
                "header": one.column.header,
                "use": one.use.value,
                "year": one.year,
                "scope": one.scope,
                "why": one.why,
            }
            for one in columns.readings
        ],
    }
