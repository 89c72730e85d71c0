"""Which interval is an artefact: the rules, the same ones live and whole record.

They are Lipponen & Tarvainen's (2019), which neurokit2 applies to a whole record: an
interval is judged by its difference from the one before and its distance from the
running median, each against a threshold that the heart's own beats set. Around them:

- *A tenth of the median is never an artefact.* A regular breather's quartiles fall
  below the swing of the own breath; the plain rules call 1 % of such a heart ectopic.
- *Crowded places get a sturdier threshold.* One premature beat spoils three
  differences, so at ten in a hundred the upper quartile is made of artefacts and the
  threshold sees nothing: of 10 % injected a fifth stayed in. Where more than 5 % of
  the intervals around failed already, the threshold is at most 3.2 medians, which is
  the same for normally distributed differences and breaks only at half.
- *An artefact has a shape*: two intervals in one, one in two, a dip, a dip and its
  pause. Without this the rules take every surge of a lively vagus for an artefact: of
  4,684 real intervals 2.4 % instead of .04 %, and a lone long one became "missed".
- *Fewer than 20 beats* set no threshold: a wide gate instead.

`judge` looks back over 91 beats and three ahead, `artifacts` to both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.series import Flag
from samenstemming.settings import Settings

ALPHA: Final = 5.2
C1: Final = 0.13
C2: Final = 0.17
"""The method's own constants (Lipponen & Tarvainen 2019, section 2)."""

THRESHOLD_BEATS: Final = 91
MEDIAN_BEATS: Final = 11
SMALLEST_THRESHOLD_MS: Final = 20.0
"""A paced or simulated heart would otherwise have a threshold of zero."""

SMALLEST_DEVIATION: Final = 0.10
"""Within a tenth of the median an interval is breathing, whatever the quartiles say."""

EARLY_THRESHOLD_MS: Final = 150.0
EARLY_BEATS: Final = 20
"""With fewer beats than this the quartiles rest on nothing: a wide gate instead."""

CROWDED_SHARE: Final = 0.05
"""Above this share of failed intervals the quartiles are not the heart's own."""

DOUBLE: Final = 1.6
"""An interval this many medians long holds a beat that was not seen. A surge of the
vagus was seen to reach 1.5 in real hearts, two intervals in one come to 1.7 or more."""

SHORT: Final = 0.87
JUMP: Final = 0.15
PAUSE: Final = 1.10
"""A premature beat: an interval of less than .87 medians that stands .15 below a
neighbour; its pause is over 1.10. Breath and vagus make long intervals, not dips."""

PART: Final = 0.75
WHOLE: Final = 0.2
"""Two intervals under .75 medians that come to one within .2: a beat that never was."""

MEDIANS: Final = 3.2
"""Thresholds in medians where it is crowded: 5.2 quartile deviations of |normal|."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a difference and a deviation are measured against, in ms."""

    difference_ms: float
    deviation_ms: float


EARLY: Final = Thresholds(EARLY_THRESHOLD_MS, EARLY_THRESHOLD_MS)


def threshold_ms(
    quarter: float, middle: float, three_quarters: float, *, crowded: bool
) -> float:
    """5.2 quartile deviations of the absolute values, sturdier where it is crowded."""
    wide = ALPHA * (three_quarters - quarter) / 2
    if crowded:
        wide = min(wide, MEDIANS * middle)
    return max(SMALLEST_THRESHOLD_MS, wide)


def weighed(deviation_ms: float) -> float:
    """A deviation as the rules see it: one towards short counts twice."""
    return 2 * deviation_ms if deviation_ms < 0 else deviation_ms


def decide(
    rr: Sequence[float],
    i: int,
    last: int,
    median: float,
    over: Thresholds,
    settings: Settings,
) -> Flag:
    """What interval `i` is; nothing after `last` is known."""
    here = rr[i]
    if not settings.shortest_rr_ms <= here <= settings.longest_rr_ms:
        # A missed beat may pass 2 s; either way it is no interval of one beat.
        return Flag.MISSED if here > settings.longest_rr_ms else Flag.IMPLAUSIBLE
    if here > DOUBLE * median:
        return Flag.MISSED
    if _halved(rr, i, last, median):
        return Flag.EXTRA
    flag = _by_rule(rr, i, last, median, over)
    if here < (1 - settings.residual_deviation) * median:
        return flag or Flag.IMPLAUSIBLE
    return flag if flag and _shaped(rr, i, last, median) else Flag.NORMAL


def _shaped(rr: Sequence[float], i: int, last: int, median: float) -> bool:
    """Whether it is a dip, or the pause that follows one: what a breath does not do."""
    here = rr[i]
    if here < SHORT * median:
        before = rr[i - 1] - here if i else 0.0
        after = rr[i + 1] - here if i < last else 0.0
        return max(before, after) > JUMP * median
    return i > 0 and here > PAUSE * median and rr[i - 1] < SHORT * median


def _halved(rr: Sequence[float], i: int, last: int, median: float) -> bool:
    """Whether this interval and a neighbour are parts of one."""
    here = rr[i]
    if here > PART * median:
        return False
    return any(
        rr[k] < PART * median and abs(here + rr[k] - median) < WHOLE * median
        for k in (i - 1, i + 1)
        if 0 <= k <= last
    )


def _by_rule(
    rr: Sequence[float], i: int, last: int, median: float, over: Thresholds
) -> Flag:
    here = rr[i]
    deviation = here - median
    th1, th2 = over.difference_ms, over.deviation_ms
    d0 = (here - rr[i - 1]) / th1 if i else 0.0
    if abs(deviation) < SMALLEST_DEVIATION * median or abs(d0) <= 1:
        return Flag.NORMAL
    before = (rr[i - 1] - rr[i - 2]) / th1 if i > 1 else 0.0
    after = (rr[i + 1] - here) / th1 if i + 1 <= last else 0.0
    later = (rr[i + 2] - rr[i + 1]) / th1 if i + 2 <= last else 0.0
    if d0 > 1 and max(before, after) < -C1 * d0 - C2:
        return Flag.ECTOPIC
    if d0 < -1 and min(before, after) > -C1 * d0 + C2:
        return Flag.ECTOPIC
    long = d0 > 1 and min(after, later) < -1
    short = d0 < -1 and max(after, later) > 1
    far = abs(weighed(deviation)) / th2 > 3
    if not (long or short or far):
        return Flag.NORMAL
    if short and i + 1 <= last and abs(here + rr[i + 1] - median) < th2:
        return Flag.EXTRA
    if long and abs(here / 2 - median) < th2:
        return Flag.MISSED
    return Flag.ECTOPIC
