"""Cross-recurrence: how often the one is where the other is, and stays there along.

Both slow rhythms (0.008-0.1 Hz, once a second, unit variance) are embedded in three
delays; a pair of moments recurs where the two states are close. The radius is set so
that 5 % of all pairs in the band do: with a free radius every figure below would only
say how large it was. What remains is their arrangement: the share that lies in lines
(determinism), the lines' lengths, and how recurrence is spread over the lags.

Only a band of lags is looked at, not the whole square. Two moments half an hour apart
say nothing about a talk, and an hour costs what an hour costs, not its square.

What surprised us: determinism says nothing here. Slow rhythms are smooth, so strangers
have .56 of it and couples at coupling .75 have .52. The peak of the profile does (1.9
against 3.3), and that is what has the null beside it.

Opposite movement recurs half a
period away, not at lag zero: cross-recurrence is blind to a sign.

Source: Marwan et al. 2007, Phys Rep 438:237; lag profile: Coco & Dale 2014, Front
Psychol 5:510; use between people: Konvalinka et al. 2011, PNAS 108:8514.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.measures.chance import BANDS_HZ, SHORTEST_S, level, no_p_because
from samenstemming.measures.pair import Pair
from samenstemming.series import Bools, ChanceLevel, Floats

DIMENSION: Final = 3
DELAY_S: Final = 5.0
"""A quarter of the period of 0.05 Hz, the middle of arousal: the embedded axes are
then as different as they can be. Fixed, so that two records can be compared."""

RATE: Final = 0.05
"""Share of pairs that recur, by choice of the radius."""

SHORTEST_LINE_S: Final = 4.0
LARGEST_LAG_S: Final = 30.0
"""Recurrence at longer lags is what the profile is compared with."""

STEP_HZ: Final = 1.0
P_FROM_S: Final = 300.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recurrence:
    """Cross-recurrence of the band of lags.

    `profile` (k,) is the rate of recurrence at `lags_s` (k,), positive where B
    follows A. `peak` is its largest value within the setting `max_lag_s` over its
    mean, at `peak_lag_s`; 1 is no peak at all. `chance` is of `peak`.
    """

    rate: float
    determinism: float
    mean_line_s: float | None
    longest_line_s: float
    lags_s: Floats
    profile: Floats
    peak: float
    peak_lag_s: float
    chance: ChanceLevel | None
    p_withheld: str | None


def recurrence(pair: Pair, null: Floats | None = None) -> Recurrence | str:
    """Cross-recurrence of the pair; `null` is `peaks` of surrogates, (n, 1)."""
    if pair.withheld or pair.known_s < SHORTEST_S:
        return pair.withheld or pair.too_little(SHORTEST_S)
    close = _recurring(pair.slow[0], pair.slow[1], pair)
    if close is None:
        return pair.too_little(SHORTEST_S)
    recurs, whole = close
    lags_s = np.arange(-_reach(), _reach() + 1) / STEP_HZ
    profile = _profile(recurs, whole)
    near = np.abs(lags_s) <= pair.settings.max_lag_s
    best = int(np.argmax(np.where(near, profile, -1)))
    lines_s = _lines(recurs) / STEP_HZ
    long = lines_s[lines_s >= SHORTEST_LINE_S]
    total = max(1, int(recurs.sum()))
    no_p = no_p_because(pair, null, P_FROM_S)
    peak = float(profile[best] / profile.mean())
    return Recurrence(
        rate=float(recurs.sum() / whole.sum()),
        determinism=float(long.sum() * STEP_HZ / total),
        mean_line_s=float(long.mean()) if long.size else None,
        longest_line_s=float(lines_s.max(initial=0.0)),
        lags_s=lags_s,
        profile=profile[:: pair.turned],
        peak=peak,
        peak_lag_s=pair.turned * float(lags_s[best]),
        chance=None if null is None else level(peak, null[:, 0], with_p=no_p is None),
        p_withheld=no_p,
    )


def peaks(first: Floats, second: Floats, pair: Pair) -> Floats:
    """The profile's peak over its mean: (s, n) twice to (s, 1)."""
    lags_s = np.arange(-_reach(), _reach() + 1) / STEP_HZ
    near = np.abs(lags_s) <= pair.settings.max_lag_s
    found = np.ones((first.shape[0], 1))
    for k, (ours, theirs) in enumerate(zip(first, second, strict=True)):
        close = _recurring(ours, theirs, pair)
        if close is not None:
            profile = _profile(*close)
            found[k] = profile[near].max() / profile.mean()
    return found


def _reach() -> int:
    return round(LARGEST_LAG_S * STEP_HZ)


def _profile(recurs: Bools, whole: Bools) -> Floats:
    """Rate of recurrence at each lag, (k,)."""
    rates: Floats = recurs.sum(axis=1) / np.maximum(1, whole.sum(axis=1))
    return rates


def _recurring(first: Floats, second: Floats, pair: Pair) -> tuple[Bools, Bools] | None:
    """Which pairs of moments recur, and which exist: (k, m) both, lag by moment.

    None where no stretch is long enough for its embedding and its lags.
    """
    reach = _reach()
    distances, exist = [], []
    for ours, theirs in _embedded(first, second, pair):
        m = ours.shape[0]
        far = np.full((2 * reach + 1, m), np.inf)
        for row, lag in enumerate(range(-reach, reach + 1)):
            here = slice(max(0, -lag), min(m, m - lag))
            there = slice(max(0, lag), min(m, m + lag))
            far[row, here] = np.square(ours[here] - theirs[there]).sum(axis=1)
        # A column of nothing between stretches: no line crosses a cut.
        far = np.pad(far, ((0, 0), (0, 1)), constant_values=np.inf)
        distances.append(far)
        exist.append(np.isfinite(far))
    if not distances:
        return None
    far, whole = np.concatenate(distances, axis=1), np.concatenate(exist, axis=1)
    return far <= np.quantile(far[whole], RATE), whole


def _embedded(first: Floats, second: Floats, pair: Pair) -> list[tuple[Floats, Floats]]:
    """Both series as states (m, 3) of unit variance, stretch by stretch."""
    from scipy.signal import butter, sosfiltfilt

    sos = butter(2, BANDS_HZ["slow"][1], "lowpass", fs=pair.rate_hz, output="sos")
    delay = round(DELAY_S * STEP_HZ)
    over = (DIMENSION - 1) * delay
    found = []
    for segment in pair.segments:
        size = segment.stop - segment.start
        at_s = np.arange(0, (size - 1) / pair.rate_hz, 1 / STEP_HZ)
        if at_s.size - over <= 2 * _reach():
            continue
        states = []
        for series in (first, second):
            passed = sosfiltfilt(sos, series[segment])
            evenly = np.interp(at_s, np.arange(size) / pair.rate_hz, passed)
            evenly = (evenly - evenly.mean()) / max(float(evenly.std()), 1e-12)
            m = evenly.size - over
            states.append(
                np.stack([evenly[k * delay : k * delay + m] for k in range(DIMENSION)])
            )
        found.append((states[0].T, states[1].T))
    return found


def _lines(recurs: Bools) -> Floats:
    """Lengths of all diagonal lines, in samples: runs along time at one lag."""
    padded = np.pad(recurs.astype(np.int8), ((0, 0), (1, 1)))
    steps = np.diff(padded, axis=1)
    begins, ends = np.nonzero(steps == 1), np.nonzero(steps == -1)
    lengths: Floats = (ends[1] - begins[1]).astype(np.float64)
    return lengths
