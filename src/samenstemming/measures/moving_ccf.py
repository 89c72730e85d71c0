"""The table that the R package rMEA calls MEAccf: one row a window, one column a lag.

Windows of 60 s every 30 s. At a positive lag the first person's window stays and the
second's moves on by so many samples (positive: B follows A, "s1 leads" in rMEA); at a
negative lag the first's moves. Pearson's r of each as Fisher z, absolute by default.

There is no null in it. Independent resting couples reach |r| > .5 in 50 % of 30 s
windows when lags up to 5 s are searched: read the table beside `measures.synchrony`.

Source: Boker et al. 2002, Psych Methods 7:338; Ramseyer & Tschacher 2011.
"""

from dataclasses import dataclass

import numpy as np

from samenstemming.measures.pair import SMALLEST_VARIATION, Pair
from samenstemming.series import Floats, Ints

WINDOW_S = 60.0
STEP_S = 30.0
FURTHEST_LAG_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MovingCcf:
    """`z` is (n_windows, n_lags), absolute or signed; `start_s` is (n_windows,).

    A window in which one of the two does not vary has z = 0 and counts as no
    correlation; rMEA would have NA there.
    """

    z: Floats
    start_s: Floats
    lags_s: Floats
    absolute: bool

    @property
    def grand_average(self) -> float:
        """Mean over all windows and lags, rMEA's `grandAver`."""
        return float(self.z.mean())

    @property
    def lag_zero(self) -> float:
        """Mean over windows at lag 0."""
        return float(self.z[:, self.lags_s == 0].mean())

    @property
    def a_leads(self) -> float:
        """Mean over windows and positive lags: B follows A."""
        return float(self.z[:, self.lags_s > 0].mean())

    @property
    def b_leads(self) -> float:
        """Mean over windows and negative lags: A follows B."""
        return float(self.z[:, self.lags_s < 0].mean())

    @property
    def best_lag_s(self) -> Floats:
        """The lag of the highest value in each window, edges included, (n_windows,)."""
        best: Floats = self.lags_s[np.argmax(self.z, axis=1)]
        return best


def moving_ccf(
    pair: Pair,
    *,
    absolute: bool = True,
    window_s: float = WINDOW_S,
    step_s: float = STEP_S,
    furthest_lag_s: float = FURTHEST_LAG_S,
) -> MovingCcf | str:
    """MEAccf's table for the pair; a reason's code where not one window fits."""
    window, step, furthest = (
        round(seconds * pair.rate_hz) for seconds in (window_s, step_s, furthest_lag_s)
    )
    reach = window + furthest
    starts = np.array(
        [
            start
            for stretch in pair.stretches
            for start in range(stretch.start, stretch.stop - reach + 1, step)
        ]
    )
    if pair.withheld or not starts.size:
        return pair.withheld or pair.too_little(window_s + furthest_lag_s)
    a, b = pair.of_wearers()
    z = np.empty((starts.size, 2 * furthest + 1))
    for column, lag in enumerate(range(-furthest, furthest + 1)):
        ours = _unit(a, starts + max(-lag, 0), window)
        theirs = _unit(b, starts + max(lag, 0), window)
        r = np.einsum("wt,wt->w", ours, theirs)
        z[:, column] = np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12))
    return MovingCcf(
        z=np.abs(z) if absolute else z,
        start_s=starts / pair.rate_hz,
        lags_s=np.arange(-furthest, furthest + 1) / pair.rate_hz,
        absolute=absolute,
    )


def _unit(values: Floats, starts: Ints, window: int) -> Floats:
    cut = values[starts[:, None] + np.arange(window)[None, :]]
    cut = cut - cut.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(cut, axis=1, keepdims=True)
    moving = norm > SMALLEST_VARIATION
    unit: Floats = np.divide(cut, norm, out=np.zeros_like(cut), where=moving)
    return unit
