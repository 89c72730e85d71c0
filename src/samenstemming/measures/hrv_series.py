"""Heart rate, RMSSD, SDNN and HF of a whole record, once a second, all at once.

Each value is that of the trailing window which ends at that second: a minute, for SDNN
two. It is what neurokit2 says of the window's intervals, to 1e-9 (an oracle test pins
it); HF is pinned in `hf_power`. An hour of two people takes a few hundredths of a
second.

The same windows and reasons as in the live frames, but after whole-record correction.
A value that may not be shown has no meaning here and a reason beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.measures.hf_power import RATE_HZ, even_period, hf_powers_ms2
from samenstemming.measures.hrv import SHORTEST_WINDOW_S
from samenstemming.measures.speech import Turn
from samenstemming.measures.trailing import REASONS, Heard, Trailing
from samenstemming.rhythm.artifacts import Corrected
from samenstemming.series import Beat, Bools, Flags, Floats, NNSeries
from samenstemming.settings import Settings

SERIES: Final = ("heart_rate_bpm", "rmssd_ms", "sdnn_ms", "hf_ms2")

SMALLEST_NN_MS: Final = 50.0
"""No heart beats 1,200 times a minute: numbers below are seconds, not milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """One index once a second, of the trailing `window_s` seconds, (n,).

    `value` counts only where `why` is 0; elsewhere `why` is a place in `REASONS`.
    """

    window_s: float
    value: Floats
    why: Flags

    def __post_init__(self) -> None:
        self.value.flags.writeable = False
        self.why.flags.writeable = False

    @property
    def known(self) -> Bools:
        """Where the value counts, (n,)."""
        known: Bools = self.why == 0
        return known

    def at(self, k: int) -> float | None:
        """The value of second k, None where it is withheld."""
        return None if self.why[k] else float(self.value[k])

    def reason(self, k: int) -> str | None:
        """Why the value of second k is withheld, None where it is not."""
        return REASONS[self.why[k]] or None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HrvSeries:
    """Four indices of one wearer; their windows end at whole seconds, `t_s` (n,)."""

    wearer: Wearer
    t_s: Floats
    heart_rate_bpm: Track
    rmssd_ms: Track
    sdnn_ms: Track
    hf_ms2: Track

    def __post_init__(self) -> None:
        self.t_s.flags.writeable = False

    def tracks(self) -> dict[str, Track]:
        """The four by name."""
        return {name: getattr(self, name) for name in SERIES}


def hrv_series_of(
    wearer: Wearer,
    beats: Sequence[Beat],
    clean: Corrected,
    *,
    duration_s: float,
    settings: Settings,
    turns: Sequence[Turn] = (),
) -> HrvSeries:
    """The series of one wearer's corrected beats, a value for each whole second.

    SettingsError where the intervals cannot be milliseconds.
    """
    refuse_seconds(clean.nn)
    t_s = _seconds(duration_s)
    heard = Heard.of(wearer, beats, clean, settings, turns)
    short = Trailing(heard=heard, end_s=t_s, length_s=settings.hrv_window_s)
    longer = Trailing(heard=heard, end_s=t_s, length_s=settings.hrv_long_window_s)
    hf_ms2, has_hf = _hf(clean.nn, short, settings)
    mean = short.mean_nn_ms
    return HrvSeries(
        wearer=wearer,
        t_s=t_s,
        heart_rate_bpm=Track(
            window_s=short.length_s,
            value=np.divide(60_000, mean, out=np.zeros(mean.size), where=mean > 0),
            why=short.why_no_rate(SHORTEST_WINDOW_S["heart_rate_bpm"]),
        ),
        rmssd_ms=_rmssd(short),
        sdnn_ms=_track(longer, "sdnn_ms", longer.sdnn_ms, longer.n < 2, "gap"),
        hf_ms2=_track(short, "hf_ms2", hf_ms2, ~has_hf, "gap"),
    )


def rmssd_track_of(
    wearer: Wearer,
    beats: Sequence[Beat],
    clean: Corrected,
    *,
    duration_s: float,
    settings: Settings,
    turns: Sequence[Turn] = (),
) -> Track:
    """The RMSSD of `hrv_series_of` in ms, alone: it needs no spline to be loaded."""
    refuse_seconds(clean.nn)
    heard = Heard.of(wearer, beats, clean, settings, turns)
    return _rmssd(
        Trailing(
            heard=heard,
            end_s=_seconds(duration_s),
            length_s=settings.hrv_window_s,
        )
    )


def _seconds(duration_s: float) -> Floats:
    return np.arange(1.0, np.floor(duration_s + 1e-9) + 1)


def _rmssd(windows: Trailing) -> Track:
    unknown = windows.pairs < 1
    return _track(windows, "rmssd_ms", windows.rmssd_ms, unknown, "too_few_beats")


def refuse_seconds(nn: NNSeries) -> None:
    """Raise SettingsError where these cannot be NN intervals in milliseconds."""
    if not len(nn):
        return
    unknown = int(np.sum(~np.isfinite(nn.nn_ms)))
    if unknown:
        msg = (
            f"{unknown} of the {len(nn)} intervals are no numbers. Leave out what is "
            "not known: a gap is a gap."
        )
        raise SettingsError(msg)
    typical = float(np.median(nn.nn_ms))
    if typical < SMALLEST_NN_MS:
        msg = (
            f"Half of the {len(nn)} intervals are under {typical:.3g}: these look like "
            "seconds. Give NN intervals in milliseconds."
        )
        raise SettingsError(msg)


def _track(
    windows: Trailing, name: str, value: Floats, unknown: Bools, reason: str
) -> Track:
    why = windows.why(SHORTEST_WINDOW_S[name], unknown=unknown, reason=reason)
    return Track(window_s=windows.length_s, value=value, why=why)


def _hf(nn: NNSeries, windows: Trailing, settings: Settings) -> tuple[Floats, Bools]:
    end_s = windows.end_s
    last_s = float(end_s[-1]) if end_s.size else 0.0
    grid = even_period(nn, start_s=0.0, end_s=last_s, bridge_s=settings.gap_s)
    ends = np.round(end_s * RATE_HZ).astype(np.int64) - grid.first
    length = round(settings.hrv_window_s * RATE_HZ)
    return hf_powers_ms2(grid, ends, length=length)
