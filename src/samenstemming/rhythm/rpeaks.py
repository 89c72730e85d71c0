"""R-peaks: beats from a strap's raw ECG, on the strap's own clock.

neurokit2 finds the beats; where exactly each peak stands is worked out here, because
one sample is 7.7 ms and an RMSSD of 5 ms would be half wrong. Each peak is sought
again in the trace between 5 and 30 Hz and placed by a cubic through its neighbours.

Measured on a Polar H10 (ten minutes, frequent premature beats): RR so found agree
with the strap's own RR within 0.43 ms (median) and 1.4 ms (p95), where whole samples
give 2.3 and 6.0. Of neurokit2's detectors `rodrigues2021` held out best where it is
noisy: at 12, 6 and 0 dB it found 99, 93 and 77 % of annotated beats, the default
method 95, 85 and 65 % (MIT-BIH noise stress record 118, brought to 130 Hz).

Source: Rodrigues, Samoutphonh, Silva & Fred (2021), ICPR, in neurokit2 0.2.13.
"""

import warnings
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.rhythm.clock import Break, sd_s
from samenstemming.rhythm.ecg_clock import EcgNotice, Trace, traces_of
from samenstemming.series import Beat, Floats, Origin
from samenstemming.settings import Settings

METHOD: Final = "rodrigues2021"

SHORTEST_TRACE_S: Final = 5.0
"""The detector learns its threshold on some beats; in less there are too few."""

LOW_HZ: Final = 5.0
HIGH_HZ: Final = 30.0
"""Where the QRS is and breath, T wave and mains are not."""

REACH_S: Final = 0.06
"""The detector's mark may stand on a slope: the peak is within this of it."""

EDGE_S: Final = 0.2
"""A QRS that the end of a trace cuts off has its peak somewhere else."""

LOW_SHARE: Final = 0.5
"""Where a trace begins the detector has seen no QRS yet, and one time in eight it takes
what is not half as tall (a T wave) for the first."""

NEIGHBOURS: Final = 4
"""Samples on either side through which the cubic is drawn."""

FINE: Final = 80
"""Places that are tried between two samples on either side of the highest."""

CLOSEST_S: Final = 0.2
"""Two peaks nearer than this are one beat, whatever found them."""

PEAK_SD_S: Final = 0.002
"""Noise moves a peak about this much (p90 2 ms at 12 dB)."""


def ecg_beats(
    notices: Sequence[EcgNotice], wearer: Wearer, settings: Settings
) -> tuple[list[Beat], list[Break]]:
    """Beats of one wearer's ECG with origin ECG, and why each run of them started.

    The first beat of a run has no interval: what was before it is not known.
    """
    beats: list[Beat] = []
    breaks: list[Break] = []
    run = -1
    for trace, at in _located(traces_of(notices), settings.gap_s):
        if not at.size:
            continue
        index = np.arange(trace.strap_s.size, dtype=np.float64)
        strap_s = np.interp(at, index, trace.strap_s).tolist()
        t_s = np.interp(at, index, trace.t_s).tolist()
        t_sd_s = float(np.hypot(sd_s(trace.half_s), PEAK_SD_S))
        before_s: float | None = None
        reason: str | None = trace.reason
        for peak_s, time_s in zip(strap_s, t_s, strict=True):
            if before_s is not None and peak_s - before_s > settings.gap_s:
                before_s, reason = None, "no_rr"
            if beats and time_s <= beats[-1].t_s:
                continue
            if reason is not None:
                run += 1
                breaks.append(Break(wearer=wearer, run=run, reason=reason))
                reason = None
            beats.append(
                Beat(
                    wearer=wearer,
                    t_s=time_s,
                    t_sd_s=t_sd_s,
                    rr_ms=None if before_s is None else (peak_s - before_s) * 1000,
                    run=run,
                    origin=Origin.ECG,
                )
            )
            before_s = peak_s
    return beats, breaks


def peaks_of(microvolts: Floats, rate_hz: float) -> Floats:
    """Places of the R-peaks in samples, with fractions, (n_peaks,)."""
    if microvolts.size < SHORTEST_TRACE_S * rate_hz or not np.ptp(microvolts):
        return np.zeros(0)
    return _refined(microvolts, rate_hz, _found(microvolts, rate_hz))


def _found(microvolts: Floats, rate_hz: float) -> list[int]:
    """Samples near which neurokit2 sees an R-peak."""
    import neurokit2 as nk

    rate = round(rate_hz)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # A trace without beats divides by a zero threshold in there.
        warnings.simplefilter("ignore")
        clean = nk.ecg_clean(microvolts, sampling_rate=rate, method="neurokit")
        try:
            found = nk.ecg_findpeaks(clean, sampling_rate=rate, method=METHOD)
        except (IndexError, ValueError):
            # Its own way of saying that it learned no threshold.
            return []
    return [int(peak) for peak in found["ECG_R_Peaks"]]


def _refined(microvolts: Floats, rate_hz: float, marks: Sequence[int]) -> Floats:
    from scipy.interpolate import CubicSpline
    from scipy.signal import butter, sosfiltfilt

    sos = butter(2, (LOW_HZ, HIGH_HZ), "bandpass", fs=rate_hz, output="sos")
    band: Floats = sosfiltfilt(sos, microvolts)
    reach = int(np.ceil(REACH_S * rate_hz))
    edge = EDGE_S * rate_hz
    around = [(m - reach, m + reach + 1) for m in marks if edge <= m < band.size - edge]
    tallest = [band[a:b][np.abs(band[a:b]).argmax()] for a, b in around]
    if tallest and float(np.median(tallest)) < 0:
        # A strap worn upside down: the R-peaks point downwards.
        band = -band
    places: list[float] = []
    heights: list[float] = []
    for a, b in around:
        top = a + int(band[a:b].argmax())
        near = np.arange(top - NEIGHBOURS, top + NEIGHBOURS + 1)
        fine = np.linspace(top - 1, top + 1, 2 * FINE + 1)
        curve = CubicSpline(near, band[near])(fine)
        k = int(curve.argmax())
        place, height = float(fine[k]), float(curve[k])
        if places and place - places[-1] < CLOSEST_S * rate_hz:
            if height > heights[-1]:
                places[-1], heights[-1] = place, height
            continue
        places.append(place)
        heights.append(height)
    return _without_low_ends(np.array(places), np.array(heights))


def _without_low_ends(places: Floats, heights: Floats) -> Floats:
    """The peaks from the first to the last that is as tall as peaks are here."""
    if not places.size:
        return places
    tall = np.flatnonzero(heights >= LOW_SHARE * np.median(heights))
    return places[tall[0] : tall[-1] + 1] if tall.size else places


def _located(
    traces: Sequence[Trace], bridge_s: float
) -> Iterator[tuple[Trace, Floats]]:
    """Each trace with the places of its R-peaks in samples.

    The detector learns anew in every trace it is given, so it is given a stretch with
    its short holes bridged. What it sees in a bridge or at its ends is not used.
    """
    group: list[Trace] = []
    for trace in traces:
        if group and (
            trace.segment != group[-1].segment
            or trace.strap_s[0] - group[-1].strap_s[-1] > bridge_s
        ):
            yield from _in_group(group)
            group = []
        group.append(trace)
    if group:
        yield from _in_group(group)


def _in_group(group: Sequence[Trace]) -> Iterator[tuple[Trace, Floats]]:
    longest = max(group, key=lambda trace: trace.strap_s.size)
    if longest.strap_s.size < 2:
        return
    span_s = float(longest.strap_s[-1] - longest.strap_s[0])
    rate_hz = (longest.strap_s.size - 1) / span_s
    pieces: list[Floats] = []
    firsts: list[int] = []
    size = 0
    for k, trace in enumerate(group):
        if k:
            hole_s = float(trace.strap_s[0] - group[k - 1].strap_s[-1])
            n = max(0, round(hole_s * rate_hz) - 1)
            ends = group[k - 1].microvolts[-1], trace.microvolts[0]
            pieces.append(np.linspace(*ends, n + 2)[1:-1])
            size += n
        firsts.append(size)
        pieces.append(trace.microvolts)
        size += trace.microvolts.size
    peaks = peaks_of(np.concatenate(pieces), rate_hz)
    edge = EDGE_S * rate_hz
    for first, trace in zip(firsts, group, strict=True):
        at = peaks - first
        yield trace, at[(at >= edge) & (at <= trace.microvolts.size - 1 - edge)]
