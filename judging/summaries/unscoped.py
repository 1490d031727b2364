"""Annual targets of flows of which nobody has said whether they are the year's or the total: what each would bring."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from attainment.questions import FLOWS
from attainment.vocabulary import Scope
from counties.models import County
from indicators.models import AnnualTarget, PlanIndicator
from indicators.models.targets import SCOPES
from judging import annual_texts
from judging.questions import Inputs, load_inputs


@dataclass(frozen=True, slots=True)
class Reading:
    """The target under one scope: how it is read, the verdict of its year with it, and whether it is the default."""

    scope: str
    label: str
    words: str
    status: str
    is_default: bool
    refused: str


@dataclass(frozen=True, slots=True)
class Unscoped:
    """One annual target as stored, with both readings; `before`: the verdict as a total, as all were judged once."""

    target: AnnualTarget
    inputs: Inputs
    readings: tuple[Reading, ...]

    @property
    def row(self) -> PlanIndicator:
        return self.inputs.row

    @property
    def field(self) -> str:
        return f"scope_{self.target.pk}"

    @property
    def before(self) -> str:
        return next(one.status for one in self.readings if one.scope == Scope.TOTAL)

    @property
    def then(self) -> str:
        """The verdict under the default, which is what counts until somebody settles it."""
        return next((one.status for one in self.readings if one.is_default), self.before)


def open_targets(counties: Iterable[County]) -> QuerySet[AnnualTarget]:
    """Annual targets in force of judged flows without a stated scope."""
    found = AnnualTarget.objects.in_force().filter(
        scope="",
        plan_indicator__in=PlanIndicator.objects.judged().filter(plan__county__in=counties),
        plan_indicator__indicator__direction__in=[direction.value for direction in FLOWS],
    )
    return found.order_by(
        "plan_indicator__plan__county__code", "plan_indicator__plan_id", "plan_indicator_id", "year"
    )


def unscoped(counties: Iterable[County]) -> list[Unscoped]:
    """What is open, in the order of the counties; a constant number of queries."""
    targets = list(open_targets(counties))
    inputs = {one.row.pk: one for one in load_inputs([target.plan_indicator_id for target in targets])}
    return [
        _unscoped(target, inputs[target.plan_indicator_id])
        for target in targets
        if target.plan_indicator_id in inputs
    ]


def _unscoped(target: AnnualTarget, inputs: Inputs) -> Unscoped:
    default = annual_texts.default_scope(inputs.row.indicator, target.text)
    readings = (
        _reading(target, inputs, scope, label, is_default=scope == default) for scope, label in SCOPES
    )
    return Unscoped(target, inputs, tuple(readings))


def _reading(target: AnnualTarget, inputs: Inputs, scope: str, label: str, *, is_default: bool) -> Reading:
    refused = annual_texts.refusal(inputs, target.year, target.text, scope)
    then = annual_texts.verdicts_with(inputs, target.year, target.text, scope)
    return Reading(
        scope=scope,
        label=label,
        words=annual_texts.words(inputs, target.text, scope),
        status=next((status for year, _, status in then if year == target.year), ""),
        is_default=is_default,
        refused=refused or "",
    )
