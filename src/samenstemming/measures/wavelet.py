"""Wavelet coherence: where in time and frequency two rhythms keep their phase.

Morlet wavelets of six cycles (w0 = 6), twelve scales an octave. Coherence of single
coefficients is one everywhere, so the spectra are smoothed first: in time by a
Gaussian as wide as the wavelet, over scales by a box of .6 octave, its decorrelation
length. The smoothing is short, so the bias is large: strangers get .4 in the slow
band and .7 where both breathe at one steady pace each. So each band has its own null.

The cone of influence (an e-fold of the wavelet, sqrt(2) scales) is left out at both
ends of every segment: what is inside it saw the edge.

Source: Torrence & Compo 1998, BAMS 79:61; Torrence & Webster 1999; Grinsted et al.
2004, Nonlin Proc Geophys 11:561.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from samenstemming.measures.bands import BandValue, band_values
from samenstemming.measures.chance import BANDS_HZ, SHORTEST_S
from samenstemming.measures.pair import Pair
from samenstemming.series import Bools, Floats

Complex = npt.NDArray[np.complex128]

W0 = 6.0
VOICES = 12
"""Scales in an octave."""

DECORRELATION_OCTAVES = 0.6
"""Scales nearer than this are not independent (Torrence & Compo 1998, table 2)."""

PERIOD_OF_SCALE = float(4 * np.pi / (W0 + np.sqrt(2 + W0**2)))
"""A scale's Fourier period, 1.033 for six cycles."""

LONGEST_S = 4 * 3600.0
"""A map of more would not fit beside a browser; no conversation is as long."""

P_FROM_S = dict.fromkeys(BANDS_HZ, float("inf"))
"""No p-value: a steady rhythm stays nearer to itself than its surrogates do, and the
bands of strangers came out at .05 in 6 to 46 %."""

LEAST_SHARE = 0.5
"""A band of which less lies outside the cone is a statement about its top end."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WaveletCoherence:
    """Band means outside the cone of influence, and the map they are means of.

    `squared` and `phase_rad` are (n_scales, n); `inside` says where the map may be
    read, `share` how much of each band that is.
    """

    bands: dict[str, BandValue]
    share: dict[str, float]
    frequency_hz: Floats
    squared: Floats
    phase_rad: Floats
    inside: Bools


def wavelet_coherence(pair: Pair, null: Floats | None = None) -> WaveletCoherence | str:
    """Wavelet coherence; `null` is `wavelet_means` of the pair's surrogates, (n, 3)."""
    if pair.withheld or pair.known_s < SHORTEST_S:
        return pair.withheld or pair.too_little(SHORTEST_S)
    if pair.first.size > LONGEST_S * pair.rate_hz:
        return "too_long"
    squared, cross = _map(pair.slow[0], pair.slow[1], pair)
    inside, rows = _inside(pair), _rows(pair.rate_hz)
    angle = np.angle(cross)
    means, phases = np.zeros(len(BANDS_HZ)), np.zeros(len(BANDS_HZ))
    share, withheld = {}, {}
    known = np.zeros(pair.first.size, np.bool_)
    for segment in pair.segments:
        known[segment] = True
    for k, name in enumerate(BANDS_HZ):
        readable = inside & rows[name][:, None]
        share[name] = float(readable.sum() / (rows[name].sum() * known.sum()))
        if share[name] < LEAST_SHARE:
            withheld[name] = pair.too_little(SHORTEST_BY_BAND_S[name])
            continue
        means[k] = squared[readable].mean()
        phases[k] = np.angle(np.exp(1j * angle[readable]).sum())
    return WaveletCoherence(
        bands=band_values(
            pair, means, phases, null, p_from_s=P_FROM_S, withheld=withheld
        ),
        share=share,
        frequency_hz=_frequencies(pair.rate_hz),
        squared=squared,
        phase_rad=pair.turned * angle,
        inside=inside,
    )


SHORTEST_BY_BAND_S = {
    name: 4 * float(np.sqrt(2)) / (PERIOD_OF_SCALE * low)
    for name, (low, _) in BANDS_HZ.items()
}
"""Twice both cones at the band's slowest edge: 685 s, 137 s and 37 s."""


def wavelet_means(first: Floats, second: Floats, pair: Pair) -> Floats:
    """Mean squared wavelet coherence in each band: (s, n) twice to (s, 3)."""
    inside, rows = _inside(pair), _rows(pair.rate_hz)
    readable = [inside & rows[name][:, None] for name in BANDS_HZ]
    means = np.zeros((first.shape[0], len(BANDS_HZ)))
    for s, (x, y) in enumerate(zip(first, second, strict=True)):
        squared, _ = _map(x, y, pair)
        means[s] = [squared[of].mean() if of.any() else 0.0 for of in readable]
    return means


def _map(first: Floats, second: Floats, pair: Pair) -> tuple[Floats, Complex]:
    """Squared coherence and smoothed cross spectrum, (n_scales, n) each."""
    scales = _scales(pair.rate_hz)
    squared = np.zeros((scales.size, first.size))
    cross = np.zeros((scales.size, first.size), np.complex128)
    for segment in pair.segments:
        x, y = first[segment], second[segment]
        wx, wy = _transform(x, pair.rate_hz), _transform(y, pair.rate_hz)
        by_scale = scales[:, None]
        # Both powers travel through one complex transform, as its two parts.
        powers = (np.abs(wx) ** 2 + 1j * np.abs(wy) ** 2) / by_scale
        smooth = _smoothed(powers, pair.rate_hz)
        xy = _smoothed(wx * np.conj(wy) / by_scale, pair.rate_hz)
        power = smooth.real * smooth.imag
        squared[:, segment] = np.divide(
            np.abs(xy) ** 2, power, out=np.zeros_like(power), where=power > 0
        )
        cross[:, segment] = xy
    return squared, cross


def _transform(x: Floats, rate_hz: float) -> Complex:
    """Morlet coefficients at every scale, (n_scales, n); Torrence & Compo eq. 4."""
    from scipy.fft import fft, ifft

    size = _padded(x.size)
    spectrum = fft(x, size)
    wavelets = _wavelets(size, rate_hz)
    coefficients: Complex = ifft(spectrum[None, :] * wavelets, axis=1)[:, : x.size]
    return coefficients


def _smoothed(values: Complex, rate_hz: float) -> Complex:
    """In time by the wavelet's own Gaussian, over scales by a box of .6 octave."""
    from scipy.fft import fft, ifft
    from scipy.ndimage import convolve1d

    n = values.shape[1]
    size = _padded(n)
    in_time = ifft(fft(values, size, axis=1) * _gaussians(size, rate_hz), axis=1)
    smooth: Complex = convolve1d(in_time[:, :n], _box(), axis=0, mode="nearest")
    return smooth


def _padded(n: int) -> int:
    """A length with room for what would wrap around."""
    from scipy.fft import next_fast_len

    return int(next_fast_len(2 * n))


def _scales(rate_hz: float) -> Floats:
    """From the fastest to the slowest, .3 octave beyond the bands, in seconds."""
    top = min(max(high for _, high in BANDS_HZ.values()) * 2**0.3, rate_hz / 2)
    bottom = min(low for low, _ in BANDS_HZ.values()) / 2**0.3
    octaves = np.arange(0, np.log2(top / bottom) + 1 / VOICES, 1 / VOICES)
    scales: Floats = 2**octaves / (top * PERIOD_OF_SCALE)
    return scales


def _frequencies(rate_hz: float) -> Floats:
    frequencies: Floats = 1 / (PERIOD_OF_SCALE * _scales(rate_hz))
    return frequencies


def _rows(rate_hz: float) -> dict[str, Bools]:
    f = _frequencies(rate_hz)
    return {name: (f >= low) & (f < high) for name, (low, high) in BANDS_HZ.items()}


def _inside(pair: Pair) -> Bools:
    """Which points of the map lie outside the cone of influence, (n_scales, n)."""
    scales = _scales(pair.rate_hz)
    inside = np.zeros((scales.size, pair.first.size), np.bool_)
    for segment in pair.segments:
        size = segment.stop - segment.start
        nearest = np.minimum(np.arange(size), np.arange(size)[::-1]) / pair.rate_hz
        inside[:, segment] = nearest[None, :] >= np.sqrt(2) * scales[:, None]
    return inside


@lru_cache(maxsize=4)
def _wavelets(size: int, rate_hz: float) -> Floats:
    omega = 2 * np.pi * np.fft.fftfreq(size, 1 / rate_hz)
    s = _scales(rate_hz)[:, None]
    norm = np.sqrt(2 * np.pi * s * rate_hz) * np.pi**-0.25
    found: Floats = norm * np.exp(-((s * omega - W0) ** 2) / 2) * (omega > 0)
    return found


@lru_cache(maxsize=4)
def _gaussians(size: int, rate_hz: float) -> Floats:
    """The transform of exp(-t**2 / (2 s**2)) of unit sum, at every scale."""
    omega = 2 * np.pi * np.fft.fftfreq(size, 1 / rate_hz)
    found: Floats = np.exp(-((_scales(rate_hz)[:, None] * omega) ** 2) / 2)
    return found


@lru_cache(maxsize=1)
def _box() -> Floats:
    """A box of .6 octave over scales, its two ends counted in part, of unit sum."""
    width = DECORRELATION_OCTAVES * VOICES
    whole = int(width) - (int(width) + 1) % 2
    part = (width - whole) / 2
    box = np.concatenate(([part], np.ones(whole), [part]))
    unit: Floats = box / width
    return unit
