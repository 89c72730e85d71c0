"""Phase locking: how constant the angle between two band-passed rhythms stays.

Each band by a Butterworth filter without phase, Hilbert's analytic signal, and the
length of the mean of `exp(i * (phase A - phase B))` over time. Amplitude plays no part.

A narrow band has few cycles, so strangers lock by chance: .35 on average in a minute of
the low band, .15 in five. Hence the null, and nothing below three minutes.

Source: Lachaux et al. 1999, Hum Brain Mapp 8:194; Tass et al. 1998.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samenstemming.measures.bands import BandValue, band_values
from samenstemming.measures.chance import BANDS_HZ, SHORTEST_S
from samenstemming.measures.pair import Pair
from samenstemming.series import Floats

P_FROM_S = {"slow": 300.0, "lf": 300.0, "hf": 600.0}
"""False positives at .05 of 1,000 strangers in five and ten minutes: slow .066, .064;
lf .050, .062; hf .091, .056."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLocking:
    """Phase locking value and mean phase difference in each band."""

    bands: dict[str, BandValue]


def phase_locking(pair: Pair, null: Floats | None = None) -> PhaseLocking | str:
    """Phase locking of the pair; `null` is `locking_values` of surrogates, (n, 3)."""
    if pair.withheld or pair.known_s < SHORTEST_S:
        return pair.withheld or pair.too_little(SHORTEST_S)
    means = _mean_vectors(pair.slow[0][None], pair.slow[1][None], pair)[0]
    return PhaseLocking(
        bands=band_values(pair, np.abs(means), np.angle(means), null, p_from_s=P_FROM_S)
    )


def locking_values(first: Floats, second: Floats, pair: Pair) -> Floats:
    """Phase locking value in each band: (s, n) twice to (s, 3)."""
    values: Floats = np.abs(_mean_vectors(first, second, pair))
    return values


def _mean_vectors(
    first: Floats, second: Floats, pair: Pair
) -> npt.NDArray[np.complex128]:
    from scipy.signal import butter, hilbert, sosfiltfilt

    vectors = np.zeros((first.shape[0], len(BANDS_HZ)), np.complex128)
    for k, (low, high) in enumerate(BANDS_HZ.values()):
        sos = butter(2, [low, high], "bandpass", fs=pair.rate_hz, output="sos")
        # The analytic signal is unsure for a cycle at both ends of a segment.
        edge = round(2 / (low + high) * pair.rate_hz)
        n = 0
        for segment in pair.segments:
            size = segment.stop - segment.start
            pad = min(size - 1, round(pair.rate_hz / low))
            angles = []
            for series in (first, second):
                passed = sosfiltfilt(sos, series[:, segment], axis=1, padlen=pad)
                angles.append(np.angle(hilbert(passed, axis=1))[:, edge : size - edge])
            vectors[:, k] += np.exp(1j * (angles[0] - angles[1])).sum(axis=1)
            n += size - 2 * edge
        vectors[:, k] /= n
    return vectors
