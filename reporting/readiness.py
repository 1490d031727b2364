"""Whether entries may be handed on: what cannot be read, warnings without a reason, evidence that is required."""

from collections.abc import Collection, Mapping, Sequence

from indicators.models import PlanIndicator
from reporting.actions.refusals import MoveRefusedError
from reporting.models import Entry, Evidence, Round
from reporting.reading import read
from reporting.remarks import to_mend, unanswered_because
from reporting.unanswered import UNANSWERED, unanswered


def refuse_unready(entries: Collection[Entry], found: Mapping[int, Sequence[str]]) -> None:
    """Every reason at once: raises MoveRefusedError where an entry has one."""
    reasons = [f"{entry.numbered} {reason}" for entry in entries for reason in found[entry.pk]]
    if reasons:
        raise MoveRefusedError("；".join(reasons) + "。没有提交任何一项。")


def unready_of(entries: Collection[Entry]) -> dict[int, list[str]]:
    """Entry → why it cannot be submitted yet, without its name; empty where it can. Six queries at most."""
    asked = evidence_asked(entries)
    lacking, silent = asked - shown(entries), unanswered(entries)
    return {
        entry.pk: [*_reasons(entry, entry.pk in lacking), *([UNANSWERED] if entry.pk in silent else [])]
        for entry in entries
    }


def _reasons(entry: Entry, lacks_evidence: bool) -> list[str]:
    said = read(entry.text, entry)
    if not entry.text:
        return ["尚无数值"]
    if said.trouble:
        return [said.trouble.rstrip("。")]
    reasons = [*to_mend(entry), *filter(None, [unanswered_because(entry)])]
    return [*reasons, "应附佐证材料而未附，请添加佐证"] if lacks_evidence else reasons


def evidence_asked(entries: Collection[Entry]) -> set[int]:
    """The entries for which the round or the catalogue asks for evidence; reads `round` and `indicator`."""
    rules = {entry.pk: Round.EvidenceRule(entry.round.evidence_rule) for entry in entries}
    asked = {
        entry.pk
        for entry in entries
        if entry.measured.needs_evidence or rules[entry.pk] is Round.EvidenceRule.ALL
    }
    binding = [entry for entry in entries if rules[entry.pk] is Round.EvidenceRule.BINDING]
    return asked | _binding(binding) if binding else asked


def _binding(entries: Collection[Entry]) -> set[int]:
    """Those that a row of the round's plans calls 约束性, at their own site."""
    rows = PlanIndicator.objects.judged().filter(
        attribute=PlanIndicator.Attribute.BINDING,
        indicator__in={entry.measured_id for entry in entries},
        plan__county__in={entry.county_id for entry in entries},
    )
    found = set(rows.values_list("plan__rounds", "plan__county", "indicator_id", "site_id"))
    return {entry.pk for entry in entries if entry.key_with_round in found}


def shown(entries: Collection[Entry]) -> set[int]:
    """The entries with evidence that is not withdrawn."""
    cited = Evidence.objects.filter(entry__in=[entry.pk for entry in entries], withdrawn_at__isnull=True)
    return set(cited.values_list("entry_id", flat=True))
