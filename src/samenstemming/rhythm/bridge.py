"""What the heart itself says about a run that follows a lost notification.

Just after a loss the limits leave a run some hundred milliseconds. But the RR that were
lost are like their neighbours: from the last beat before to the first known one after
lie no RR, or one, or two of about that length. Where the limits are wide this narrows
them; where they are narrow it has nothing to add and is not asked.

It is a guess about a heart, so a share of its weight believes nothing: an early beat
among the lost ones widens the uncertainty and does not break it.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from samenstemming.series import Floats

WIDE_S: Final = 0.03
"""Half-width above which the heart is asked."""

RR_SD_SHARE: Final = 0.08
"""How far one RR lies from its neighbours, as a share of it, at rest and in talk."""

DOUBT: Final = 0.1
"""Density, per second, of believing nothing."""

MOST_LOST: Final = 6

UNIFORM_SD: Final = 3**-0.5


class Hint(NamedTuple):
    """The neighbouring run's nearest beat, and the length of RR around the loss.

    `sign` is 1 where the neighbour came before the run, -1 where it comes after.
    """

    beat_s: float
    sd_s: float
    rr_s: float
    sign: int


def narrowed(low_s: float, high_s: float, hints: Sequence[Hint]) -> tuple[float, float]:
    """Middle and half-width, in seconds, of an offset that must lie in these limits."""
    middle_s, half_s = (high_s + low_s) / 2, (high_s - low_s) / 2
    if half_s < WIDE_S or not hints:
        return middle_s, abs(half_s)
    grid = np.linspace(low_s, high_s, 61)
    weight = np.ones(grid.size)
    for hint in hints:
        weight *= _density(hint.sign * (grid - hint.beat_s), hint)
    weight /= weight.sum()
    mean_s = float(weight @ grid)
    sd_s = float(weight @ (grid - mean_s) ** 2) ** 0.5
    return mean_s, min(half_s, sd_s / UNIFORM_SD)


def _density(apart_s: Floats, hint: Hint) -> Floats:
    lost = np.arange(MOST_LOST + 1)[:, None]
    sd_s = np.sqrt(hint.sd_s**2 + lost * (RR_SD_SHARE * hint.rr_s) ** 2) + 1e-3
    z = (apart_s[None, :] - lost * hint.rr_s) / sd_s
    density: Floats = (np.exp(-0.5 * z**2) / sd_s).sum(axis=0) / 2.5 + DOUBT
    return density
