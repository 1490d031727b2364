"""The scale of a stored row: how the judge writes its figures, from what tables and frozen contents keep of it."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from attainment import Column, Direction, Scale, parse, printed_decimals
from indicators.models import PlanIndicator
from judging.models import Attainment


@lru_cache(maxsize=8192)
def scale_of(direction: str, decimals: int | None, unit: str, baseline_text: str, target_text: str) -> Scale:
    """`decimals`: the catalogue's; where it sets none, the most that baseline and target in force print (§2)."""
    if decimals is None:
        decimals = printed_decimals(parse(baseline_text, Column.BASELINE), parse(target_text, Column.TARGET))
    return Scale(Direction(direction), decimals, unit or None)


def scale_of_verdict(row: PlanIndicator, verdict: Attainment) -> Scale:
    """The scale of a plan row under the target that the stored verdict used."""
    indicator = row.indicator
    texts = row.baseline_text, verdict.target_text or row.target_text
    return scale_of(indicator.direction, indicator.decimals, row.unit or indicator.unit, *texts)


def frozen_scale(content: Any, target_text: str) -> Scale:
    """The scale of a published row, under the target that its verdict used."""
    row, indicator = content["row"], content["indicator"]
    texts = row["baseline_text"], target_text or row["target_text"]
    return scale_of(indicator["direction"], indicator["decimals"], row["unit"] or indicator["unit"], *texts)


def frozen_figure(content: Any, name: str) -> Decimal | None:
    """A figure of a published verdict."""
    kept = content["verdict"][name]
    return Decimal(kept) if kept else None
