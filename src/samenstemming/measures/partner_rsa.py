"""Cross-partner RSA: whether both breathe themselves into their hearts at one time.

Respiratory sinus arrhythmia (RSA) here is the natural logarithm of the variance of
heart rate between 0.12 and 0.40 Hz, in windows of 30 s, one every 5 s. The measure is
the correlation of the two series. Overlapping windows make each series smooth, so a
plain p-value would be far too small: each series has IAAFT surrogates of its own.

What surprised us: surrogates of the heart rate itself are no null for this. They keep
the spectrum and lose how RSA swells and fades, so every surrogate is too quiet.

Pitfalls: speaking changes breathing, so a shared rhythm of turns looks like linkage of
RSA; a breathing exercise makes everybody alike; without a breathing belt nobody knows
whether breath or vagus moved. Meta-analysis: parasympathetic synchrony goes with
*less* contented couples (Mayo 2021), so nobody may read it as closeness.

Source: band and windows: Porges & Bohrer 1990 in the form of Helm et al. 2014, Emotion
14:522; series over time: Gates et al. 2015, Psychophysiology 52:1059.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from samenstemming.measures.chance import SURROGATES, level, no_p_because
from samenstemming.measures.pair import Pair
from samenstemming.measures.surrogates import digest_of, iaaft
from samenstemming.series import ChanceLevel, Floats

BAND_HZ: Final = (0.12, 0.40)
WINDOW_S: Final = 30.0
EVERY_S: Final = 5.0

SHORTEST_S: Final = 300.0
"""Ten windows side by side: fewer are no series."""

P_FROM_S: Final = 600.0
"""False positives at .05 in 1,000 pairs of strangers: .077 in five minutes, .058 in
ten."""

SMALLEST_VARIANCE: Final = 1e-12
"""bpm²: a heart that does not breathe at all has no logarithm."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartnerRsa:
    """Correlation of the two RSA series, and the series themselves.

    `ln_rsa_a` and `ln_rsa_b` (m,) are ln bpm² at the window ends `t_s` (m,) in
    seconds from the first sample. `chance` is of the absolute correlation.
    """

    r: float
    n_windows: int
    t_s: Floats
    ln_rsa_a: Floats
    ln_rsa_b: Floats
    chance: ChanceLevel | None
    p_withheld: str | None


def partner_rsa(
    pair: Pair, *, n_surrogates: int = SURROGATES, seed: int = 0
) -> PartnerRsa | str:
    """The correlation of ln RSA of the pair, with its own null."""
    if pair.withheld or pair.known_s < SHORTEST_S:
        return pair.withheld or pair.too_little(SHORTEST_S)
    t_s, first, second, pieces = _both(pair)
    r = _correlation(first[None], second[None], pieces)
    if r is None:
        return "no_variation"
    null = _null(first, second, pieces, n_surrogates, seed)
    no_p = no_p_because(pair, null, P_FROM_S)
    a, b = (first, second) if pair.turned > 0 else (second, first)
    return PartnerRsa(
        r=float(r[0]),
        n_windows=int(t_s.size),
        t_s=t_s,
        ln_rsa_a=a,
        ln_rsa_b=b,
        chance=level(abs(float(r[0])), null[:, 0], with_p=no_p is None)
        if null is not None
        else None,
        p_withheld=no_p,
    )


def _both(pair: Pair) -> tuple[Floats, Floats, Floats, list[slice]]:
    """Window ends, both series of ln RSA, and which windows are of one stretch."""
    from scipy.signal import butter, sosfiltfilt

    sos = butter(4, BAND_HZ, "bandpass", fs=pair.rate_hz, output="sos")
    width = round(WINDOW_S * pair.rate_hz)
    step = max(1, round(EVERY_S * pair.rate_hz))
    ends: list[Floats] = []
    series: tuple[list[Floats], list[Floats]] = ([], [])
    pieces: list[slice] = []
    at = 0
    for segment in pair.segments:
        size = segment.stop - segment.start
        pad = min(size - 1, width)
        for found, side in zip(series, pair.slow, strict=True):
            passed = sosfiltfilt(sos, side[segment], padlen=pad)
            variance = sliding_window_view(passed, width)[::step].var(axis=1)
            found.append(np.log(np.maximum(variance, SMALLEST_VARIANCE)))
        n = series[0][-1].size
        ends.append((segment.start + width + step * np.arange(n)) / pair.rate_hz)
        pieces.append(slice(at, at + n))
        at += n
    first, second = (np.concatenate(of) for of in series)
    return np.concatenate(ends), first, second, pieces


def _correlation(first: Floats, second: Floats, pieces: list[slice]) -> Floats | None:
    """Pearson's r over all windows, each stretch without its own trend: (s,)."""
    ours, theirs = _without_trend(first, pieces), _without_trend(second, pieces)
    norm = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    if not np.all(norm > SMALLEST_VARIANCE):
        return None
    r: Floats = np.einsum("sm,sm->s", ours, theirs) / norm
    return r


def _without_trend(series: Floats, pieces: list[slice]) -> Floats:
    from scipy.signal import detrend

    flat = np.array(series)
    for piece in pieces:
        if piece.stop - piece.start > 2:
            flat[:, piece] = detrend(flat[:, piece], axis=1)
    return flat


def _null(
    first: Floats, second: Floats, pieces: list[slice], n: int, seed: int
) -> Floats | None:
    """|r| of surrogates of both series, (n, 1)."""
    if n < 1:
        return None
    rng = np.random.default_rng([seed, digest_of(first), digest_of(second)])
    made = []
    for series in (first, second):
        flat = _without_trend(series[None], pieces)[0]
        of_all = np.zeros((n, series.size))
        for piece in pieces:
            of_all[:, piece] = iaaft(flat[piece], n, rng)
        made.append(of_all)
    r = _correlation(made[0], made[1], pieces)
    return None if r is None else np.abs(r)[:, None]
