"""The judge: text in, typed reading out; typed inputs in, verdict out (docs/attainment.md).

Standard library only; no clock, no database, no Django.
"""

from attainment.cells import parse
from attainment.outlook import Outlook, Prospect, outlook
from attainment.questions import AnnualTarget, Baseline, Question, QuestionError, SuperiorVerdict, Target
from attainment.readings import Reading, printed_decimals
from attainment.rollup import Attribute, Counts, Rollup, Share, rollup
from attainment.sentences import explain
from attainment.verdicts import RULES_VERSION, Verdict, evaluate
from attainment.vocabulary import (
    Change,
    Colour,
    Column,
    Compare,
    Direction,
    Flag,
    Kind,
    Op,
    Reason,
    Status,
    Values,
)

__all__ = [
    "RULES_VERSION",
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
    "Share",
    "Status",
    "SuperiorVerdict",
    "Target",
    "Values",
    "Verdict",
    "evaluate",
    "explain",
    "outlook",
    "parse",
    "printed_decimals",
    "rollup",
]
