"""Coupled oscillators: whether the one calms the other's swing or feeds it.

Each heart rate below 0.05 Hz is read as a swing around its own level, driven by chance:

    x'' = k x + z x' + kp y + zp y' + noise

`z` is the swing's own damping where it is negative; `zp` is what the partner's movement
adds: negative takes swing away (damping, which the literature calls co-regulation),
positive gives it more (amplification, co-escalation).

What surprised us: the usual fit, accelerations regressed on speeds that were both taken
from one smoothed curve, cannot see damping. In a swing that neither grows nor dies the
two are uncorrelated by symmetry, and it finds 0 whatever the truth (measured: a true
z of -0.05 per s came out as -0.0001). So we fit the step from past to future instead,

    X(t) = A1 X(t - d) + A2 X(t - 2d) + noise,   exp(Z d) = -A2,  Z made of z and zp

and keep breath and filter out of it with instruments: moments that lie further back.
With that -0.05 comes out as -0.041 and a zp of 0.04 as 0.033, sd 0.01 in ten minutes.

Pitfalls. A drive that both share, the same film or the same task, looks like feeding
each other (or like calming each other, where it moves them oppositely): the model
knows no third party. It is linear, and constant over the record.

Source: model: Butler & Randall 2013, Emot Rev 5:202; Reed et al. 2015, Emotion 15:45;
Helm et al. 2012, Emotion 12:748. Fit: exact discrete form of a damped oscillator;
modified Yule-Walker, Stoica et al. 1991, IEEE Trans Signal Process 39:1861.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from samenstemming.measures.chance import level, no_p_because
from samenstemming.measures.pair import Pair
from samenstemming.series import ChanceLevel, Floats, Ints

HIGHEST_HZ: Final = 0.05
"""Arousal. Faster waves are breath and blood pressure, and not between people."""

STEP_S: Final = 5.0
"""The step of the model: a quarter of the fastest period."""

INSTRUMENTS_S: Final = (20.0, 25.0, 30.0, 35.0)
"""How far before its target an instrument lies: beyond the reach of the filter."""

SHORTEST_S: Final = 600.0
"""Ten minutes: several slow cycles, without which nothing is damped or fed."""

P_FROM_S: Final = 600.0
ALPHA: Final = 0.05
Z_95: Final = 1.96

Word = Literal["damping", "amplifying", "cannot tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oscillators:
    """Own and partner's damping in 1/s; negative takes swing away.

    `a_by_b_per_s`: what B's movement adds to A's swing. `together_per_s` is the mean of
    both, in its 95 % interval (as wide as surrogates make it vary), and `chance` is of
    its absolute value. `word` says more than "cannot tell" only where p is .05 or less.
    """

    a_own_per_s: float
    b_own_per_s: float
    a_by_b_per_s: float
    b_by_a_per_s: float
    together_per_s: float
    interval_per_s: tuple[float, float] | None
    word: Word
    chance: ChanceLevel | None
    p_withheld: str | None


def oscillators(pair: Pair, null: Floats | None = None) -> Oscillators | str:
    """The damping of the pair; `null` is `exchanges` of its surrogates, (n, 1)."""
    if pair.withheld or pair.known_s < 0.95 * SHORTEST_S:
        return pair.withheld or pair.too_little(SHORTEST_S)
    moments = _moments(pair.slow[0][None], pair.slow[1][None], pair)
    z = _damping(moments)[0]
    if not np.isfinite(z).all():
        return "no_oscillation"
    together = _between(z)
    no_p = no_p_because(pair, null, P_FROM_S)
    chance = (
        None if null is None else level(abs(together), null[:, 0], with_p=no_p is None)
    )
    a, b = (0, 1) if pair.turned > 0 else (1, 0)
    return Oscillators(
        a_own_per_s=float(z[a, a]),
        b_own_per_s=float(z[b, b]),
        a_by_b_per_s=float(z[a, b]),
        b_by_a_per_s=float(z[b, a]),
        together_per_s=together,
        interval_per_s=_interval(together, null),
        word=_word(together, chance),
        chance=chance,
        p_withheld=no_p,
    )


def exchanges(first: Floats, second: Floats, pair: Pair) -> Floats:
    """Size of the mean damping between them: (s, n) twice to (s, 1)."""
    z = _damping(_moments(first, second, pair))
    # A surrogate that swings in no way at all exchanges nothing.
    return np.nan_to_num(np.abs(z[:, 0, 1] + z[:, 1, 0]) / 2)[:, None]


def _between(z: Floats) -> float:
    return float((z[0, 1] + z[1, 0]) / 2)


def _word(together: float, chance: ChanceLevel | None) -> Word:
    if chance is None or chance.p_value is None or chance.p_value > ALPHA:
        return "cannot tell"
    return "damping" if together < 0 else "amplifying"


def _interval(together: float, null: Floats | None) -> tuple[float, float] | None:
    """95 % around the exchange: as wide as chance alone makes it vary."""
    if null is None or not null.size:
        return None
    half = Z_95 * float(np.sqrt(np.mean(np.square(null))))
    return together - half, together + half


def _damping(moments: Floats) -> Floats:
    """Z of each set of moments (s, i, 6): (s, 2, 2), NaN where nothing swings.

    Columns of the moments: instruments times the target (2), times the past (4).
    """
    found = np.full((len(moments), 2, 2), np.nan)
    for k, moment in enumerate(moments):
        target, past = moment[:, :2], moment[:, 2:]
        if not np.isfinite(moment).all() or not past.any():
            continue
        later = np.linalg.lstsq(past, target, rcond=None)[0].T[:, 2:]
        values, vectors = np.linalg.eig(-later)
        # The logarithm is real where the eigenvalues are a pair or both positive.
        if np.any(np.abs(values.imag) < 1e-12 * np.abs(values)) and np.any(
            values.real <= 0
        ):
            continue
        if abs(np.linalg.det(vectors)) < 1e-9:
            continue
        logarithm = (vectors * np.log(values.astype(np.complex128))) @ np.linalg.inv(
            vectors
        )
        found[k] = np.real(logarithm) / STEP_S
    return found


def _moments(first: Floats, second: Floats, pair: Pair) -> Floats:
    """Instruments times target and past, over all stretches, (s, i, 6)."""
    from scipy.signal import butter, sosfiltfilt

    sos = butter(2, HIGHEST_HZ, "lowpass", fs=pair.rate_hz, output="sos")
    steps = [round(k * STEP_S * pair.rate_hz) for k in (0, 1, 2)]
    back = [round(lag_s * pair.rate_hz) for lag_s in INSTRUMENTS_S]
    total = np.zeros((first.shape[0], 2 * len(back), 2 * len(steps)))
    for segment in pair.segments:
        both = np.stack([first[:, segment], second[:, segment]], axis=1)
        both = sosfiltfilt(sos, both, axis=2)
        both = both - both.mean(axis=2, keepdims=True)
        here = np.arange(max(back), both.shape[2])
        regressed = _shifted(both, here, steps)
        instruments = _shifted(both, here, back)
        total += instruments @ np.swapaxes(regressed, 1, 2)
    return total


def _shifted(both: Floats, here: Ints, by: Sequence[int]) -> Floats:
    """Both series so many samples before `here`, one below the other, (s, 2k, m)."""
    return np.concatenate([both[:, :, here - back] for back in by], axis=1)
