"""What the R package SUSY prints, by the formulae of its authors, for comparison.

Segments of 30 s side by side, cross-correlation at lags up to 5 s with R's biased
estimator (each lag divided by the full length, so that far lags shrink), Fisher z,
mean over segments. The surrogate is every segment of the one with every other segment
of the other: one matrix product a lag.

Two things are named as SUSY names them and are not what they look like. `ES` divides
by the standard deviation *over lags*, not over surrogates: it is no z, and of
independent couples 77 % pass 1.96. And |Z| hides the sign. The values are
reproduced, the verdict is not ours: `measures.synchrony` decides.

Source: Tschacher & Meier 2020, Psychother Res 30:558; Tschacher & Haken 2019.
"""

from dataclasses import dataclass

import numpy as np

from samenstemming.measures.pair import SMALLEST_VARIATION, Pair
from samenstemming.series import Floats

SEGMENT_S = 30.0
FURTHEST_LAG_S = 5.0

FEWEST_SEGMENTS = 3
"""SUSY's own floor is two segments, whose pseudo pairs are then two numbers."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Susy:
    """`values` by SUSY's own names; the curves behind them, (n_lags,) each.

    The order of lags is SUSY's: R counts B's lead as positive, `lags_s` counts it as
    negative (positive: B follows A), so it falls.
    """

    values: dict[str, float | None]
    lags_s: Floats
    real: Floats
    pseudo: Floats
    real_z: Floats
    real_z_signed: Floats
    pseudo_z: Floats
    pseudo_z_signed: Floats


def susy(
    pair: Pair,
    *,
    segment_s: float = SEGMENT_S,
    furthest_lag_s: float = FURTHEST_LAG_S,
) -> Susy | str:
    """SUSY's numbers for the pair; a reason's code where there are none."""
    width = round(segment_s * pair.rate_hz)
    furthest = round(furthest_lag_s * pair.rate_hz)
    starts = [
        start
        for stretch in pair.stretches
        for start in range(stretch.start, stretch.stop - width + 1, width)
    ]
    if pair.withheld:
        return pair.withheld
    if len(starts) < FEWEST_SEGMENTS:
        return pair.too_little(FEWEST_SEGMENTS * segment_s)
    rows = np.array(starts)[:, None] + np.arange(width)[None, :]
    x, y = _unit(pair.first[rows]), _unit(pair.second[rows])
    if not (np.any(x, axis=1).all() and np.any(y, axis=1).all()):
        return "no_variation"  # SUSY would make NaN of it
    # R's lag k pairs x[t + k] with y[t]; turning the pair around turns the lags.
    means = _means_over_pairs(x, y, furthest)[:: pair.turned]
    lags_s = np.arange(furthest, -furthest - 1, -1) / pair.rate_hz
    n_data = sum(s.stop - s.start for s in pair.stretches)
    return _summary(means, lags_s, n_segments=len(starts), n_data=n_data)


def _means_over_pairs(x: Floats, y: Floats, furthest: int) -> Floats:
    """Means over true pairs and over all others, of |r|, |z| and z: (n_lags, 6).

    All segments of the one with all of the other are one product a lag; a day of
    segments would not fit as one table over lags.
    """
    width = x.shape[1]
    means = []
    for k in range(-furthest, furthest + 1):
        r = x[:, max(k, 0) : width + min(k, 0)] @ y[:, max(-k, 0) : width - max(k, 0)].T
        z = np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12))
        means.append([m for of in (np.abs(r), np.abs(z), z) for m in _true_other(of)])
    return np.array(means)


def _true_other(table: Floats) -> tuple[float, float]:
    n = table.shape[0]
    true = float(np.trace(table))
    return true / n, (float(table.sum()) - true) / (n * (n - 1))


def _unit(segments: Floats) -> Floats:
    cut = segments - segments.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(cut, axis=1, keepdims=True)
    moving = norm > SMALLEST_VARIATION
    unit: Floats = np.divide(cut, norm, out=np.zeros_like(cut), where=moving)
    return unit


def _summary(means: Floats, lags_s: Floats, *, n_segments: int, n_data: int) -> Susy:
    real, pseudo, real_z, pseudo_z, signed, pseudo_signed = np.ascontiguousarray(
        means.T
    )
    lead_1, lead_2 = lags_s > 0, lags_s < 0
    in_phase, anti_phase = signed > 0, signed < 0
    values: dict[str, float | None] = {
        "n(data)": float(n_data),
        "Z": float(real_z.mean()),
        "Z-Pseudo": float(pseudo_z.mean()),
        "SD(Z)": float(real_z.std(ddof=1)),
        "SD(Z-Pseudo)": float(pseudo_z.std(ddof=1)),
        "n(lags)": float(lags_s.size),
        "%>Pseudo": float(100 * np.mean(real_z > pseudo_z)),
        "n(Segmente)": float(n_segments),
        "ES": _es(real_z, pseudo_z),
        "Z(lead1)": float(real_z[lead_1].mean()),
        "Z(lead2)": float(real_z[lead_2].mean()),
        "ES(lead1)": _es(real_z[lead_1], pseudo_z[lead_1]),
        "ES(lead2)": _es(real_z[lead_2], pseudo_z[lead_2]),
        "meanZ(in-phase)": float(signed[in_phase].mean()) if in_phase.any() else None,
        "meanZ(anti-phase)": (
            float(signed[anti_phase].mean()) if anti_phase.any() else None
        ),
        "Anzahl(in-phase)": float(in_phase.sum()),
        "Anzahl(anti-phase)": float(anti_phase.sum()),
        "Z(noAbs)": float(signed.mean()),
        "Z(Pseudo-noAbs)": float(pseudo_signed.mean()),
        "%>Pseudo(noAbs)": float(100 * np.mean(signed > pseudo_signed)),
        "ES(noAbs)": _es(signed, pseudo_signed),
    }
    return Susy(
        values=values,
        lags_s=lags_s,
        real=real,
        pseudo=pseudo,
        real_z=real_z,
        real_z_signed=signed,
        pseudo_z=pseudo_z,
        pseudo_z_signed=pseudo_signed,
    )


def _es(real: Floats, pseudo: Floats) -> float | None:
    """SUSY's ES: a difference in standard deviations over lags. Not a z."""
    spread = float(pseudo.std(ddof=1))
    if spread < SMALLEST_VARIATION:
        return None
    return float(real.mean() - pseudo.mean()) / spread
