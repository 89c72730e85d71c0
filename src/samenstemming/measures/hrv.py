"""Heart-rate variability of NN intervals, each index with its shortest window.

An index that carries neurokit2's name has neurokit2's definition and value; an
oracle test pins every formula here to it within 1e-9. Mean, SDNN and RMSSD equal
pyhrv's as well. docs/signals.md says where others differ (pNN50's denominator, SD2).

Nothing is differenced across a gap, and an index whose window is too short for it
is withheld with a reason, never shown as zero. Nor is the variability of somebody who
speaks: talking breaks it (conversation.md 0.4), so its absence says that they spoke.

Sources: Task Force 1996 (SDNN, RMSSD, pNN50); Brennan 2001 (SD1, SD2); shortest
windows measured in science.md 2 and after Munoz 2015.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.series import (
    FAIR_CORRECTED,
    NOTHING_WITHHELD,
    Floats,
    NNSeries,
    Quality,
    Rhythm,
    Verdict,
)

SHORTEST_WINDOW_S: Final[Mapping[str, float]] = {
    "heart_rate_bpm": 10.0,
    "mean_nn_ms": 10.0,
    "rmssd_ms": 30.0,
    "sd1_ms": 30.0,
    "pnn50": 60.0,
    "hf_ms2": 60.0,
    "sdnn_ms": 120.0,
    "sd2_ms": 120.0,
    "lf_ms2": 120.0,
}
"""Below this an index says more about the window than about the heart."""

NEEDS_REGULAR_RHYTHM: Final = frozenset(SHORTEST_WINDOW_S) - {
    "heart_rate_bpm",
    "mean_nn_ms",
}
"""What loses its meaning when beats do not start in the sinus node."""

FEWEST_BEATS: Final = 5
"""A number from fewer is no summary."""

INDICES: Final = tuple(SHORTEST_WINDOW_S)

SMALLEST_SD_MS: Final = 0.01
"""A strap counts in milliseconds: intervals that vary less were made, not measured."""

WINDOW_SLACK_S: Final = 0.5
"""A window of 120 s filled by beats is a fraction of a beat shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indices:
    """Values by name, and for those that are None, the reason's code."""

    values: Mapping[str, float | None]
    withheld: Mapping[str, str]


def successive_differences_ms(nn: NNSeries) -> Floats:
    """Differences between adjacent NN intervals, in milliseconds.

    A difference across a gap is not a difference between neighbours, so it is left
    out: the result has one value for each interval that follows another.
    """
    differences: Floats = np.diff(nn.nn_ms)[nn.follows[1:]]
    return differences


def mean_nn_ms(nn: NNSeries) -> float | None:
    """Mean NN interval in milliseconds."""
    return float(np.mean(nn.nn_ms)) if len(nn) else None


def heart_rate_bpm(nn: NNSeries) -> float | None:
    """Mean heart rate in beats a minute: 60,000 over the mean NN interval."""
    mean = mean_nn_ms(nn)
    return 60_000 / mean if mean else None


def sdnn_ms(nn: NNSeries) -> float | None:
    """Standard deviation of NN intervals in milliseconds, ddof 1."""
    return float(np.std(nn.nn_ms, ddof=1)) if len(nn) > 1 else None


def rmssd_ms(nn: NNSeries) -> float | None:
    """Root mean square of successive differences, in milliseconds.

    Returns None when no two intervals are adjacent: an absent value is shown as
    absent, never as zero.
    """
    differences = successive_differences_ms(nn)
    if differences.size == 0:
        return None
    return float(np.sqrt(np.mean(differences**2)))


def pnn50(nn: NNSeries) -> float | None:
    """Share of successive differences over 50 ms, in percent.

    Denominator as in neurokit2: differences + 1.
    """
    differences = successive_differences_ms(nn)
    if differences.size == 0:
        return None
    return float(np.sum(np.abs(differences) > 50) / (differences.size + 1) * 100)


def sd1_ms(nn: NNSeries) -> float | None:
    """Width of the Poincaré plot across the identity line, in milliseconds."""
    differences = successive_differences_ms(nn)
    if differences.size < 2:
        return None
    return float(np.std(differences / np.sqrt(2), ddof=1))


def sd2_ms(nn: NNSeries) -> float | None:
    """Width of the Poincaré plot along the identity line, in milliseconds."""
    sums = (nn.nn_ms[1:] + nn.nn_ms[:-1])[nn.follows[1:]]
    if sums.size < 2:
        return None
    return float(np.std(sums / np.sqrt(2), ddof=1))


def time_domain(nn: NNSeries) -> dict[str, float | None]:
    """All indices that need no spectrum, whatever the window's length."""
    return {
        "heart_rate_bpm": heart_rate_bpm(nn),
        "mean_nn_ms": mean_nn_ms(nn),
        "rmssd_ms": rmssd_ms(nn),
        "sd1_ms": sd1_ms(nn),
        "pnn50": pnn50(nn),
        "sdnn_ms": sdnn_ms(nn),
        "sd2_ms": sd2_ms(nn),
    }


def admit(
    found: Mapping[str, float | None],
    *,
    length_s: float,
    n_beats: int,
    quality: Quality,
    rhythm: Rhythm,
    judge_coverage: bool,
    speaking: bool = False,
    because: Mapping[str, str] = NOTHING_WITHHELD,
    names: Sequence[str] = INDICES,
) -> Indices:
    """Keep the indices that the window allows; say of the others why not.

    `judge_coverage` is False for a whole record, where gaps make it shorter rather
    than wrong: there `length_s` is the known time. `because` holds the reasons of
    values that could not be had from this window.
    """
    values: dict[str, float | None] = {}
    withheld: dict[str, str] = {}
    spoilt = _spoilt(
        found,
        quality=quality,
        rhythm=rhythm,
        judge_coverage=judge_coverage,
        speaking=speaking,
    )
    for name in names:
        value = found.get(name)
        reason = None
        if n_beats < FEWEST_BEATS:
            reason = "too_few_beats"
        elif name in NEEDS_REGULAR_RHYTHM and spoilt in BEFORE_LENGTH:
            reason = spoilt
        elif length_s < SHORTEST_WINDOW_S[name] - WINDOW_SLACK_S:
            reason = "window_too_short"
        elif name in NEEDS_REGULAR_RHYTHM and spoilt:
            reason = spoilt
        elif value is None:
            reason = because.get(
                name, "too_few_beats" if name in found else "in_the_table"
            )
        values[name] = None if reason else value
        if reason:
            withheld[name] = reason
    return Indices(values=values, withheld=withheld)


BEFORE_LENGTH: Final = frozenset({"speaking", "irregular_rhythm"})
"""What no longer window would mend is said first."""


def _spoilt(
    found: Mapping[str, float | None],
    *,
    quality: Quality,
    rhythm: Rhythm,
    judge_coverage: bool,
    speaking: bool,
) -> str | None:
    """Why nothing about variability may be said of this window, None if it may."""
    if speaking:
        return "speaking"
    if rhythm is Rhythm.IRREGULAR:
        return "irregular_rhythm"
    if quality.verdict is Verdict.UNUSABLE:
        if quality.corrected > FAIR_CORRECTED:
            return "too_many_corrected"
        if judge_coverage:
            return "poor_coverage"
    sd_ms = found.get("sdnn_ms")
    if sd_ms is not None and sd_ms < SMALLEST_SD_MS:
        return "no_variation"
    return None
