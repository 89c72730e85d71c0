"""Are the two moving together right now? Three words, from a causal window.

120 s of both heart rates, below 0.1 Hz, at lag 0; shorter windows are noise
(30 s: area under the curve .52-.64, science.md 0.2). The low-pass is done where it is
exact and free: in the window's own spectrum, of which only the frequencies up to
0.1 Hz are kept. Then

    r = sum(Re(X conj(Y))) / sqrt(sum |X|^2 sum |Y|^2)

and the chance band follows from the same sum with random phases: what two people
with these very spectra, and nothing to do with each other, would show.

The straight line between the window's ends is taken out first, so that the window
closes on itself; otherwise the leap from its end to its start leaks into every
frequency. Measured on independent pairs (docs/signals.md), this holds its level at
.05-.06 also when both drift, where linear regression gave .07-.08.
"""

from dataclasses import dataclass

import numpy as np

from samenstemming.measures.surrogates import (
    END_S,
    joined_ends,
    p_value,
    random_cosines,
)
from samenstemming.rhythm.quantiles import sorted_quantile
from samenstemming.series import ChanceLevel, Floats, Word
from samenstemming.settings import Settings

WIDER = 1.02
"""The band as calculated was left by strangers in 5.1 % of 10,000 minutes, because two
minutes of a heart are not one turn of a circle. So much wider, it keeps its 5 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """The word about one window, with the r and the chance level behind it."""

    word: Word
    r: float
    chance: ChanceLevel


def moving_together(
    hr_a: Floats, hr_b: Floats, rate_hz: float, settings: Settings
) -> Moving | None:
    """Compare one window of both heart rates, each (n,); None without variation."""
    x, y = (_slow_spectrum(hr, rate_hz, settings.live_cutoff_hz) for hr in (hr_a, hr_b))
    power = float(np.sqrt(np.sum(np.abs(x) ** 2) * np.sum(np.abs(y) ** 2)))
    if power < 1e-9:
        return None
    r = float(np.sum((x * np.conj(y)).real)) / power
    weights = np.abs(x) * np.abs(y) / power
    cosines = random_cosines(settings.live_surrogates, weights.size, settings.seed)
    null = np.sort(np.abs(cosines @ weights)) * WIDER
    p = p_value(abs(r), null)
    if p > settings.live_alpha:
        word = Word.CANT_TELL
    else:
        word = Word.TOGETHER if r > 0 else Word.OPPOSITE
    return Moving(
        word=word,
        r=r,
        chance=ChanceLevel(
            null="random_phase",
            n_surrogates=null.size,
            median=sorted_quantile(null, 0.5),
            p95=sorted_quantile(null, 1 - settings.live_alpha),
            p_value=p,
        ),
    )


def _slow_spectrum(
    hr: Floats, rate_hz: float, cutoff_hz: float
) -> np.ndarray[tuple[int], np.dtype[np.complex128]]:
    n = hr.size
    level = joined_ends(hr, round(END_S * rate_hz))
    highest = int(cutoff_hz * n / rate_hz + 1e-9)
    spectrum: np.ndarray[tuple[int], np.dtype[np.complex128]] = np.fft.rfft(level)
    return spectrum[1 : highest + 1]
