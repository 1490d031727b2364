"""Why an entry is looked at by itself and never approved together with those without remarks."""

from collections.abc import Collection

from indicators.models import Observation
from reporting.bases import whence
from reporting.counterfacts import Counterfact
from reporting.models import Entry


def replaced(stands: Observation) -> str:
    """What an approval writes over."""
    return f"在账 {stands.text}（{whence(stands)}）将被替换"


def says_the_same(stands: Observation, entry: Entry) -> bool:
    """100 and 100.0 of one unit are one figure: an approval changes how it is written, and nothing else."""
    if stands.text == entry.text:
        return True
    return stands.value is not None and (stands.value, stands.unit) == (entry.value, entry.unit)


def looked_at_alone(entry: Entry, stands: Observation | None, facts: Collection[Counterfact]) -> list[str]:
    """Sentences, the most telling first; none where nobody needs to stop. `stands`: the figure in force beside it."""
    found = [str(warning["sentence"]) for warning in entry.warnings]
    if stands is not None and stands.text and not says_the_same(stands, entry):
        found.append(replaced(stands))
    if entry.no_data_reason:
        found.append(f"无数据：{entry.no_data_reason}")
    if entry.given_back:
        found.append("曾被退回或重开，请对照意见查看")
    # A first verdict is none that changes: the year had no figure yet.
    return [*found, *_changing([fact for fact in facts if fact.changes and not fact.is_first])]


def _changing(facts: Collection[Counterfact]) -> list[str]:
    """Each sentence once; of several plan rows it names the plans that it is about."""
    plans: dict[str, dict[str, None]] = {}
    for fact in facts:
        plans.setdefault(fact.sentence, {})[fact.plan] = None
    several = len({fact.row_id for fact in facts}) > 1
    return [f"{'、'.join(names)}：{sentence}" if several else sentence for sentence, names in plans.items()]
