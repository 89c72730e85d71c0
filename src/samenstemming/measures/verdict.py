"""What a test of synchrony lets somebody claim: one rule for every place that says it.

The report, a study's quality page and the replay screen each have their own words, for
their own readers. Which of them may be used is decided here alone, so that no screen is
braver than another.
"""

from enum import StrEnum
from typing import Final

from samenstemming.measures.synchrony import Synchrony

LEVEL: Final = 0.05
"""The level of the test of synchrony, as everywhere in this program."""


class Verdict(StrEnum):
    """What can be said of two hearts moving together."""

    WITHHELD = "withheld"
    UNTESTED = "untested"
    CHANCE = "chance"
    TOGETHER = "together"


def verdict_of(found: Synchrony) -> tuple[Verdict, str]:
    """The verdict; and the code of the reason where nothing can be claimed, else ""."""
    if found.withheld is not None:
        return Verdict.WITHHELD, found.withheld
    if found.p_value is None:
        if found.statistic is None:
            return Verdict.WITHHELD, "nothing_known"
        return Verdict.UNTESTED, found.p_withheld or "not_asked"
    return (Verdict.TOGETHER if found.p_value <= LEVEL else Verdict.CHANCE), ""
