"""Whose figure a verdict reads where a cell has figures of several 口径: the entry's, or another one in force.

Decided by the judge's own choice (`judging.questions.choose_series`), on the figures as an approval would leave them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from indicators.models import Observation
from judging.questions import Inputs, Series, choose_series
from plausibility import Remark, Severity
from reporting.models import Entry
from reporting.reading import read

Key = tuple[int, int, int, int | None]
Candidates = Mapping[Key, Sequence[Observation]]
OTHER, CLASH = OF_BASIS = "other_basis", "same_basis"


def key(entry: Entry) -> Key:
    return entry.round.year, *entry.key


def in_force(entries: Sequence[Entry]) -> Candidates:
    """The figures of the entries' cells and years, by `key`; one query."""
    found: dict[Key, list[Observation]] = defaultdict(list)
    figures = Observation.objects.filter(
        year__in={entry.round.year for entry in entries},
        county__in={entry.county_id for entry in entries},
        indicator__in={entry.measured_id for entry in entries},
    ).order_by("pk")
    for figure in figures if entries else ():
        found[figure.year, figure.county_id, figure.indicator_id, figure.site_id].append(figure)
    return found


def series_with(inputs: Inputs, entry: Entry, figures: Sequence[Observation]) -> Series:
    """What the row would read of the entry's year after its approval."""
    # Approval writes over the figure of the same key, and over the one that this entry put in force before.
    others = [
        figure
        for figure in figures
        if figure.pk != entry.observation_id
        and (figure.basis, figure.period) != (entry.basis, Observation.FULL_YEAR)
    ]
    return choose_series(inputs.row, [*others, _figure(entry)])


def _figure(entry: Entry) -> Observation:
    """The observation that approval would write; never saved here."""
    said = read(entry.text, entry)
    return Observation(
        county_id=entry.county_id,
        indicator_id=entry.measured_id,
        site_id=entry.site_id,
        year=entry.round.year,
        basis=entry.basis,
        text=entry.text,
        value=said.value,
        unit=entry.unit,
        no_data_reason=said.no_data_reason,
    )


def read_instead(series: Series, entry: Entry) -> Observation | None:
    """The figure in force that the verdict reads in place of the entry's; `series` is that of `series_with`."""
    chosen, year = series.figures[entry.round.year], entry.round.year
    # The entry's own is stored nowhere and has no key.
    return chosen if chosen.pk and year not in series.disputed_years else None


def said_of(figure: Observation) -> str:
    """`口径“未注明”的在账数值 0（演示数据）`."""
    return f"口径“{in_words(figure.basis)}”的在账数值 {figure.text}{'（演示数据）' if figure.is_demo else ''}"


def in_words(basis: str) -> str:
    return basis or "未注明"


def whence(figure: Observation) -> str:
    """Who says so, for a sentence: `演示数据`, `导入 年鉴.xlsx · 表1!C3`, `年度填报`."""
    if figure.is_demo:
        return "演示数据"
    return f"导入 {figure.source}" if figure.file_name else figure.source


def remarks(entry: Entry, asked: Sequence[Inputs], figures: Sequence[Observation]) -> list[Remark]:
    """What is to be said of the entry's 口径 beside the figures in force; `entry` says something that can be read."""
    found = list(_clash(entry, figures))
    by_row = {inputs.row: series_with(inputs, entry, figures) for inputs in asked}
    told: dict[str, list[str]] = defaultdict(list)
    for row, series in by_row.items():
        if sentence := _unused(series, entry):
            told[sentence].append(row.plan.short_title)
    for sentence, plans in told.items():
        # Two plans may hold their rows to different bases: only then is one named.
        named = "" if len(plans) == len(by_row) else f"{'、'.join(dict.fromkeys(plans))}："
        found.append(Remark(OTHER, f"{named}{sentence}"))
    return found


def _unused(series: Series, entry: Entry) -> str:
    other = read_instead(series, entry)
    if other is not None:
        return f"另有{said_of(other)}，评价仍采用该数值，本数值不会被采用；请核对口径，确为另一口径的请说明"
    if entry.round.year in series.disputed_years:
        other = series.figures[entry.round.year]
        return (
            f"另有{said_of(other)}，两个口径都不是基准值的口径，评价将因口径不一致无法判定；"
            "请核对口径，确为另一口径的请说明"
        )
    return ""


def clashing(entry: Entry, figures: Sequence[Observation]) -> Observation | None:
    """Another figure in force under the entry's 口径, while the entry has put one of its own in force under another."""
    if entry.observation_id is None:
        return None
    of_basis = entry.basis, Observation.FULL_YEAR
    same = (one for one in figures if (one.basis, one.period) == of_basis and one.plan_indicator_id is None)
    return next((one for one in same if one.pk != entry.observation_id), None)


def _clash(entry: Entry, figures: Sequence[Observation]) -> Iterator[Remark]:
    other = clashing(entry, figures)
    if other is None:
        return
    if other.is_demo:
        yield Remark(CLASH, f"{said_of(other)}将由本数值代替", severity=Severity.HINT)
        return
    own = next((one.basis for one in figures if one.pk == entry.observation_id), "")
    sentence = (
        f"口径“{in_words(entry.basis)}”下另有在账数值 {other.text}（{whence(other)}），不能再以同一口径入账；"
        f"请改回原口径“{in_words(own)}”，那一数值有误的请联系市级审核员更正"
    )
    yield Remark(CLASH, sentence, severity=Severity.MEND)
