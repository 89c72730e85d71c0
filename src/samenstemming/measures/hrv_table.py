"""neurokit2's own HRV indices on NN intervals that may hold gaps.

neurokit2 recognises a gap when the times it is given leave one, so intervals are
handed over with times that are exact inside a run and jump by a second where two
intervals are not adjacent. Band powers are asked for with normalize=False, since the
default divides the spectrum by its maximum and returns no ms².

A spectrum cannot step over a hole. Holes up to `bridge_s` are bridged by neurokit2's
own interpolation; longer ones split the series, and each piece long enough gives its
powers, weighted by its length.
"""

import warnings

import numpy as np

from samenstemming.measures.hrv import SHORTEST_WINDOW_S, WINDOW_SLACK_S
from samenstemming.rhythm.resample import pieces
from samenstemming.series import Floats, NNSeries

INTERPOLATION_HZ = 4
"""As Kubios; the default of 100 Hz costs four times as much and changes nothing."""

COARSE_BIN_MS = 125.0
"""Bins of the two geometrical indices that nobody here reads; with the default of
8 ms fitting their triangle takes half of the call. It changes no other index."""

BANDS_HZ = {"lf_ms2": (0.04, 0.15), "hf_ms2": (0.15, 0.4)}
"""Task Force 1996, and neurokit2's defaults."""

HIGHEST_HZ = 0.5
"""Where neurokit2 cuts its spectrum: the end of its very high band."""

JUMP_S = 1.0
"""What tells neurokit2 that two intervals are not adjacent: over its 10 ms."""


def neurokit_time(nn: NNSeries) -> dict[str, float | None]:
    """Return neurokit2's time-domain indices under our names, in ms and percent."""
    import neurokit2 as nk

    if len(nn) < 3 or not nn.follows.any():
        return {}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        table = nk.hrv_time(
            {"RRI": nn.nn_ms.copy(), "RRI_Time": handed_times_s(nn)},
            binsize=COARSE_BIN_MS,
        )
    row = table.iloc[0]
    mean = _finite(row["HRV_MeanNN"])
    return {
        "heart_rate_bpm": 60_000 / mean if mean else None,
        "mean_nn_ms": mean,
        "sdnn_ms": _finite(row["HRV_SDNN"]),
        "rmssd_ms": _finite(row["HRV_RMSSD"]),
        "pnn50": _finite(row["HRV_pNN50"]),
    }


def neurokit_bands(nn: NNSeries, *, bridge_s: float) -> dict[str, float | None]:
    """LF and HF power in ms² by neurokit2, weighted over the pieces that allow it."""
    import neurokit2 as nk

    totals = dict.fromkeys(BANDS_HZ, 0.0)
    weights = dict.fromkeys(totals, 0.0)
    for piece in pieces(nn, bridge_s=bridge_s):
        t_s, nn_ms = nn.t_s[piece], nn.nn_ms[piece]
        length_s = float(t_s[-1] - t_s[0] + nn_ms[0] / 1000)
        if length_s < SHORTEST_WINDOW_S["hf_ms2"] - WINDOW_SLACK_S:
            continue
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            # The steps of nk.hrv_frequency, for two of its five bands: half the time,
            # the same values (an oracle test holds them together).
            even, _, rate_hz = nk.intervals_process(
                nn_ms.copy(),
                intervals_time=t_s - t_s[0],
                interpolate=True,
                interpolation_rate=INTERPOLATION_HZ,
            )
            table = nk.signal_power(
                even,
                frequency_band=list(BANDS_HZ.values()),
                sampling_rate=rate_hz,
                method="welch",
                max_frequency=HIGHEST_HZ,
                normalize=False,
                show=False,
            )
        for name, power in zip(BANDS_HZ, table.iloc[0], strict=True):
            found = _finite(power)
            if length_s < SHORTEST_WINDOW_S[name] - WINDOW_SLACK_S or found is None:
                continue
            totals[name] += found * length_s
            weights[name] += length_s
    return {name: totals[name] / w if w else None for name, w in weights.items()}


def handed_times_s(nn: NNSeries) -> Floats:
    """Times that say which intervals are adjacent, and nothing else, (n,)."""
    jumps = np.where(nn.follows, 0.0, JUMP_S)
    times: Floats = np.cumsum(nn.nn_ms / 1000 + jumps)
    return times


def _finite(value: object) -> float | None:
    number = float(value) if isinstance(value, float | int) else float("nan")
    return number if np.isfinite(number) else None
