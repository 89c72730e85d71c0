"""What chance alone gives: data with the relation destroyed, the rhythm kept.

Two of the nulls that hold their level (science.md 1b). *Random phases*, for one live
window, where they cost nothing because the correlation of two band-limited windows
is a sum over a dozen frequencies. *IAAFT* (Schreiber & Schmitz 1996) for a record:
surrogates with each person's own spectrum and own distribution of values, made of
the whole record and then filtered as the record is, so that what a filter does at an
edge it does to both. Circular
shifts and spliced shuffles are not here: measured, they find synchrony in strangers.
"""

import hashlib
from functools import lru_cache

import numpy as np

from samenstemming.series import Floats

END_S = 4.0
"""A record's ends are means over four seconds: one breath, not one sample."""

IAAFT_ITERATIONS = 12
"""Ten, thirty and a hundred gave the same p-values to within their own noise."""


@lru_cache(maxsize=8)
def random_cosines(n_surrogates: int, n_frequencies: int, seed: int) -> Floats:
    """Cosines of uniformly random phase differences, (n_surrogates, n_frequencies).

    The same matrix serves every window, and a cosine does not mind which person
    comes first, so the band is deterministic and symmetric.
    """
    rng = np.random.default_rng([seed, n_surrogates, n_frequencies])
    cosines: Floats = np.cos(2 * np.pi * rng.random((n_surrogates, n_frequencies)))
    cosines.flags.writeable = False
    return cosines


def iaaft(x: Floats, n_surrogates: int, rng: np.random.Generator) -> Floats:
    """Surrogates of `x` (n,) with its spectrum and its values, (n_surrogates, n).

    Source: Schreiber & Schmitz 1996, Phys Rev Lett 77:635.
    """
    from scipy.fft import irfft, rfft

    n = x.size
    amplitude = np.abs(rfft(x))
    values = np.sort(x)
    order = np.argsort(rng.random((n_surrogates, n)), axis=1)
    surrogates = np.empty((n_surrogates, n))
    np.put_along_axis(surrogates, order, values[None, :], axis=1)
    for _ in range(IAAFT_ITERATIONS):
        spectrum = rfft(surrogates, axis=1)
        # The root of squares, not abs(): guarding against overflow takes twice as long.
        magnitude = np.sqrt(spectrum.real**2 + spectrum.imag**2)
        magnitude[magnitude == 0] = 1.0
        spectrum *= amplitude / magnitude
        order = np.argsort(irfft(spectrum, n, axis=1), axis=1)
        np.put_along_axis(surrogates, order, values[None, :], axis=1)
    return surrogates


def joined_ends(x: Floats, n_ends: int) -> Floats:
    """`x` (n,) without the line from its first to its last `n_ends` samples' mean.

    A Fourier transform takes a record for one turn of a circle. Where the ends do not
    meet, the leap between them leaks into every frequency and the surrogates differ
    from the data in more than phase. Linear regression does not make the ends meet.
    """
    ends = max(1, min(n_ends, x.size))
    line: Floats = np.linspace(x[:ends].mean(), x[-ends:].mean(), x.size)
    return x - line


def digest_of(x: Floats) -> int:
    """A number that belongs to these data, whoever holds them."""
    raw = hashlib.sha256(np.ascontiguousarray(x).tobytes()).digest()
    return int.from_bytes(raw[:8], "big")


def p_value(observed: float, null: Floats) -> float:
    """Share of the null at least as large, the observation counted among it."""
    # A hair of tolerance: the same sum in another order is the same value.
    return float((1 + np.sum(null >= observed - 1e-12)) / (1 + null.size))
