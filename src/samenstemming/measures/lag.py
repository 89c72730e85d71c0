"""Who followed whom, by how much, how sure, and whether that may be said at all.

Positive: B follows A. The uncertainty of beat times travels into every lag here. A
constant delay of a strap or of another recorder's clock cannot be seen from intervals
and is part of the lag; that is why a lead needs two straps of one model, an ECG of
both, or the pair's own lag measured with both straps on one body. That own lag is not
taken off: it is part of `lag_sd_s`, and a lead has to hold with and without it.
"""

from dataclasses import dataclass
from math import hypot

import numpy as np

from samenstemming.measures.alignment import Alignment
from samenstemming.measures.imported_clock import NOT_IMPORTED, ImportedClock
from samenstemming.series import Floats, Lead
from samenstemming.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What is known of the clocks behind two heart rates.

    `alignment` is the straps' own lag, where it was measured; `both_ecg` that beats of
    both come from ECG, whose stamps no strap delays; `clock` how two imported files
    came onto one clock.
    """

    sd_a_s: float = 0.0
    sd_b_s: float = 0.0
    same_model: bool = False
    both_ecg: bool = False
    alignment: Alignment | None = None
    clock: ImportedClock = NOT_IMPORTED

    @property
    def comparable(self) -> bool:
        """Whether a lag between the two may be the people's at all."""
        return self.same_model or self.both_ecg or self.alignment is not None

    @property
    def own_lag_s(self) -> float:
        """The straps' own lag, in seconds, positive where B's is later."""
        return 0.0 if self.alignment is None else self.alignment.lag_s

    @property
    def widened_by_s(self) -> float:
        """What a lag is uncertain by because straps and clocks are not one."""
        straps = 0.0 if self.alignment is None else self.alignment.widens_by_s
        return hypot(straps, self.clock.sd_s)


def peak_lag_s(mean_z: Floats, lags_s: Floats) -> tuple[float | None, str | None]:
    """Lag of the highest mean z, between samples by a parabola; or why there is none.

    A maximum at the edge of the search is no peak.
    """
    at = int(np.argmax(mean_z))
    if at in (0, mean_z.size - 1):
        return None, "peak_at_edge"
    before, here, after = mean_z[at - 1 : at + 2].tolist()
    bend = before - 2 * here + after
    offset = 0.5 * (before - after) / bend if bend < 0 else 0.0
    return float(lags_s[at] + offset * (lags_s[1] - lags_s[0])), None


def lead_of(
    lag_s: float | None,
    lag_sd_s: float | None,
    p: float | None,
    duration_s: float,
    settings: Settings,
    timing: Timing,
) -> Lead:
    """A lead only under all conditions of science.md 7.6."""
    if lag_s is None or lag_sd_s is None or p is None:
        return Lead.CANNOT_TELL
    true_s = lag_s - timing.own_lag_s
    claimed = (
        timing.comparable
        and lag_s * true_s > 0
        and min(abs(lag_s), abs(true_s)) >= settings.smallest_lead_s
        and abs(lag_s) > 2 * lag_sd_s
        and duration_s >= settings.shortest_lead_s
        and p <= settings.live_alpha
    )
    if not claimed:
        return Lead.CANNOT_TELL
    return Lead.A if lag_s > 0 else Lead.B
