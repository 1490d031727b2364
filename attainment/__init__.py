"""The judge: text in, typed reading out; typed inputs in, verdict out (docs/attainment.md).

Standard library only; no clock, no database, no Django.
"""

from attainment.annual import Unfit, default_scope
from attainment.cells import parse
from attainment.outlook import Outlook, Prospect, outlook
from attainment.questions import AnnualTarget, Baseline, Question, QuestionError, SuperiorVerdict, Target
from attainment.readings import Reading, printed_decimals
from attainment.refusals import annual_refusal
from attainment.rollup import Attribute, Counts, Rollup, Share, rollup
from attainment.scales import Scale, tell
from attainment.sentences import explain
from attainment.verdicts import RULES_VERSION, Verdict, evaluate
from attainment.vocabulary import (
    Annual,
    Change,
    Colour,
    Column,
    Compare,
    Direction,
    Flag,
    Kind,
    Op,
    Reason,
    Scope,
    Status,
    Values,
)

__all__ = [
    "RULES_VERSION",
    "Annual",
    "AnnualTarget",
    "Attribute",
    "Baseline",
    "Change",
    "Colour",
    "Column",
    "Compare",
    "Counts",
    "Direction",
    "Flag",
    "Kind",
    "Op",
    "Outlook",
    "Prospect",
    "Question",
    "QuestionError",
    "Reading",
    "Reason",
    "Rollup",
    "Scale",
    "Scope",
    "Share",
    "Status",
    "SuperiorVerdict",
    "Target",
    "Unfit",
    "Values",
    "Verdict",
    "annual_refusal",
    "default_scope",
    "evaluate",
    "explain",
    "outlook",
    "parse",
    "printed_decimals",
    "rollup",
    "tell",
]
