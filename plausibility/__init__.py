"""Whether a figure can be meant as it stands: facts in, remarks out. Nothing is decided here, somebody is asked.

Standard library and the judge's words only; no clock, no database, no Django. Every door that takes figures in may
stand above it (docs/decisions/0022-checks-of-figures.md).
"""

from plausibility.checking import check
from plausibility.comparison import FEWEST, decade
from plausibility.facts import Facts, Magnitudes, Past, Remark, Severity, Sum, Whole
from plausibility.logic import outside
from plausibility.repetition import Copied, copied, repeats
from plausibility.wording import plain, says_something

__all__ = [
    "FEWEST",
    "Copied",
    "Facts",
    "Magnitudes",
    "Past",
    "Remark",
    "Severity",
    "Sum",
    "Whole",
    "check",
    "copied",
    "decade",
    "outside",
    "plain",
    "repeats",
    "says_something",
]
