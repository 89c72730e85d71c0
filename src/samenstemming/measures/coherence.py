"""Magnitude-squared coherence: how steady the phase between two is, by frequency.

Welch's method: windows of 60 s, Hann, half overlapping, none across a hole. Its value
is biased by 1/K for K windows: two strangers get .15 in the low band over five minutes
and .23 over one. So each band mean has its own null, and each frequency the classic
threshold `1 - alpha^(1/(K - 1))`, K corrected for the overlap.

Source: Welch 1967; Carter 1987, Proc IEEE 75:236.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samenstemming.measures.bands import BandValue, band_values
from samenstemming.measures.chance import BANDS_HZ, SHORTEST_S
from samenstemming.measures.pair import Pair
from samenstemming.series import Bools, Floats, Ints

Complex = npt.NDArray[np.complex128]

WINDOW_S = 60.0

NEVER = float("inf")

P_FROM_S = {"slow": 300.0, "lf": NEVER, "hf": NEVER}
"""False positives at .05 of 1,000 strangers in five and ten minutes: slow .066, .063;
lf .071, .076; hf .155, .130, because an even breath is steadier than its surrogates."""

HANN_HALF_OVERLAP = (1 / 6) ** 2
"""Squared correlation of two half-overlapping Hann windows (Welch 1967)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coherence:
    """Band means, and the spectrum they are the means of.

    `frequency_hz`, `squared` and `phase_rad` are (n_frequencies,). `threshold` is
    what one frequency of strangers stays under in 95 %.
    """

    bands: dict[str, BandValue]
    frequency_hz: Floats
    squared: Floats
    phase_rad: Floats
    n_windows: int
    threshold: float


def coherence(pair: Pair, null: Floats | None = None) -> Coherence | str:
    """Coherence of the pair; `null` is `band_means` of its surrogates, (n, 3)."""
    if pair.withheld or pair.known_s < SHORTEST_S:
        return pair.withheld or pair.too_little(SHORTEST_S)
    xx, yy, xy = _spectra(pair.slow[0][None], pair.slow[1][None], pair)
    n_windows = _starts(pair).size
    k = n_windows / (1 + 2 * HANN_HALF_OVERLAP * (n_windows - 1) / n_windows)
    bins = _bins(pair)
    phases = [np.angle(xy[0, bins[name]].sum()) for name in BANDS_HZ]
    return Coherence(
        bands=band_values(
            pair,
            band_means(pair.slow[0][None], pair.slow[1][None], pair)[0],
            np.array(phases),
            null,
            p_from_s=P_FROM_S,
        ),
        frequency_hz=_frequencies(pair),
        squared=_squared(xx, yy, xy)[0],
        phase_rad=pair.turned * np.angle(xy[0]),
        n_windows=n_windows,
        threshold=float(1 - 0.05 ** (1 / (k - 1))),
    )


def band_means(first: Floats, second: Floats, pair: Pair) -> Floats:
    """Mean squared coherence in each band: (s, n) twice to (s, 3)."""
    squared = _squared(*_spectra(first, second, pair))
    bins = _bins(pair)
    means: Floats = np.stack(
        [squared[:, bins[name]].mean(axis=1) for name in BANDS_HZ], axis=1
    )
    return means


def _spectra(
    first: Floats, second: Floats, pair: Pair
) -> tuple[Floats, Floats, Complex]:
    """Both power spectra and the cross spectrum, summed over windows, (s, f)."""
    from scipy.fft import rfft
    from scipy.signal.windows import hann

    width = round(WINDOW_S * pair.rate_hz)
    taper = hann(width, sym=False)
    shape = first.shape[0], width // 2 + 1
    xx, yy, xy = np.zeros(shape), np.zeros(shape), np.zeros(shape, np.complex128)
    for start in _starts(pair).tolist():
        x, y = (of[:, start : start + width] for of in (first, second))
        fx = rfft((x - x.mean(axis=1, keepdims=True)) * taper, axis=1)
        fy = rfft((y - y.mean(axis=1, keepdims=True)) * taper, axis=1)
        xx += fx.real**2 + fx.imag**2
        yy += fy.real**2 + fy.imag**2
        xy += fx * np.conj(fy)
    return xx, yy, xy


def _squared(xx: Floats, yy: Floats, xy: Complex) -> Floats:
    power = xx * yy
    cross = xy.real**2 + xy.imag**2
    squared: Floats = np.divide(cross, power, out=np.zeros_like(power), where=power > 0)
    return squared


def _starts(pair: Pair) -> Ints:
    width = round(WINDOW_S * pair.rate_hz)
    return np.array(
        [
            start
            for segment in pair.segments
            for start in range(segment.start, segment.stop - width + 1, width // 2)
        ],
        np.int64,
    )


def _frequencies(pair: Pair) -> Floats:
    width = round(WINDOW_S * pair.rate_hz)
    frequencies: Floats = np.arange(width // 2 + 1) * np.float64(pair.rate_hz / width)
    return frequencies


def _bins(pair: Pair) -> dict[str, Bools]:
    f = _frequencies(pair)
    return {name: (f >= low) & (f < high) for name, (low, high) in BANDS_HZ.items()}
