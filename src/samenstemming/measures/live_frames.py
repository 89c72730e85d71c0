"""The frames of one closed second: variability of each, synchrony of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.measures.hf_power import trailing_hf_ms2
from samenstemming.measures.hrv import (
    INDICES,
    SHORTEST_WINDOW_S,
    WINDOW_SLACK_S,
    Indices,
    admit,
)
from samenstemming.measures.hrv_table import neurokit_bands, neurokit_time
from samenstemming.measures.live_synchrony import Moving, moving_together
from samenstemming.measures.speech import SpeechFollower
from samenstemming.measures.windows import BeatLog, Cut
from samenstemming.rhythm.resample import heart_period
from samenstemming.series import (
    NOTHING_WITHHELD,
    Floats,
    HrvFrame,
    Quality,
    Rhythm,
    SynchronyFrame,
    Verdict,
    Window,
    Word,
)
from samenstemming.settings import Settings

MARGIN_S = 10.0
"""Beats on both sides of the window, so that its edges lie inside intervals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a frame needs to see of one wearer."""

    wearer: Wearer
    log: BeatLog
    upcoming_ms: float | None
    speech: SpeechFollower


def hrv_frame(view: View, end_s: float, settings: Settings) -> HrvFrame:
    """Once a second: heart rate, RMSSD, pNN50 and HF of the trailing minute.

    SDNN is that of the trailing two minutes, judged by what those are like.
    """
    log = view.log
    cut = log.cut(end_s, min(settings.hrv_window_s, end_s))
    hf_ms2 = None if _speaks(view, cut, settings) else _hf_ms2(log, cut, settings)
    found = log.indices(cut) | {"hf_ms2": hf_ms2}
    frame = _frame(view, cut, found, "samenstemming", settings, because=HELD_UP)
    if settings.hrv_long_window_s <= settings.hrv_window_s:
        return frame
    longer = log.cut(end_s, min(settings.hrv_long_window_s, end_s))
    sdnn = _admitted(
        view, longer, log.indices(longer), frame.rhythm, settings, names=("sdnn_ms",)
    )
    withheld = {name: why for name, why in frame.withheld.items() if name != "sdnn_ms"}
    return replace(
        frame,
        sdnn_ms=sdnn.values["sdnn_ms"],
        withheld=withheld | dict(sdnn.withheld),
        long_window=Window(start_s=longer.start_s, end_s=longer.end_s),
    )


HELD_UP: Final = {"hf_ms2": "gap", "lf_ms2": "gap"}
"""A window that is long enough and still has no spectrum has a hole in it."""


def hrv_table_frame(view: View, end_s: float, settings: Settings) -> HrvFrame:
    """Every 15 s: neurokit2's own table of the trailing two minutes."""
    cut = view.log.cut(end_s, min(settings.hrv_long_window_s, end_s))
    ours = view.log.indices(cut)
    nn = view.log.series(cut)
    found = {
        **neurokit_time(nn),
        **neurokit_bands(nn, bridge_s=settings.gap_s),
        "sd1_ms": ours["sd1_ms"],
        "sd2_ms": ours["sd2_ms"],
    }
    return _frame(view, cut, found, "neurokit2", settings, because=HELD_UP)


def _hf_ms2(log: BeatLog, cut: Cut, settings: Settings) -> float | None:
    """HF power of the window; None where it is short or a hole cuts through it."""
    length_s = cut.end_s - cut.start_s
    if length_s < SHORTEST_WINDOW_S["hf_ms2"] - WINDOW_SLACK_S:
        return None
    wide = log.cut(cut.end_s + MARGIN_S, length_s + 2 * MARGIN_S)
    return trailing_hf_ms2(
        *log.intervals(wide),
        start_s=cut.start_s,
        end_s=cut.end_s,
        bridge_s=settings.gap_s,
    )


def synchrony_frame(
    logs: Mapping[Wearer, BeatLog], end_s: float, settings: Settings
) -> SynchronyFrame:
    """Every 5 s: the word about the trailing two minutes of both."""
    length_s = settings.live_window_s
    window = Window(start_s=max(0.0, end_s - length_s), end_s=end_s)
    cuts = {w: log.cut(end_s, window.length_s) for w, log in logs.items()}
    qualities = [log.quality(cuts[w], None) for w, log in logs.items()]
    quality = _worst(qualities)
    withheld: str | None = None
    moving: Moving | None = None
    if len(logs) < 2:
        withheld = "one_wearer"
    elif end_s < length_s:
        withheld = "not_yet"
    elif quality.verdict is Verdict.UNUSABLE:
        corrected = quality.coverage >= UNUSABLE_ONLY_BY_CORRECTION
        withheld = "too_many_corrected" if corrected else "poor_coverage"
    else:
        rates = [_slow_grid(log, window, settings) for log in logs.values()]
        if any(rate is None for rate in rates):
            withheld = "poor_coverage"
        else:
            a, b = (rate for rate in rates if rate is not None)
            moving = moving_together(a, b, settings.whole_rate_hz, settings)
            withheld = None if moving else "no_variation"
    return SynchronyFrame(
        window=window,
        word=moving.word if moving else Word.CANT_TELL,
        r=moving.r if moving else None,
        lag_s=None,
        lag_sd_s=None,
        msc=None,
        plv=None,
        chance=moving.chance if moving else None,
        withheld=withheld,
        quality=quality,
    )


UNUSABLE_ONLY_BY_CORRECTION = 0.80
"""With this much covered, an unusable window is so because of its corrections."""


def _frame(
    view: View,
    cut: Cut,
    found: Mapping[str, float | None],
    calculator: str,
    settings: Settings,
    *,
    because: Mapping[str, str] = NOTHING_WITHHELD,
) -> HrvFrame:
    rhythm = view.log.rhythm(view.log.cut(cut.end_s, settings.hrv_long_window_s))
    kept = _admitted(view, cut, found, rhythm, settings, because=because)
    return HrvFrame(
        wearer=view.wearer,
        window=Window(start_s=cut.start_s, end_s=cut.end_s),
        n_beats=view.log.n_beats(cut),
        quality=view.log.quality(cut, view.upcoming_ms),
        rhythm=rhythm,
        calculator=calculator,
        withheld=kept.withheld,
        long_window=None,
        **kept.values,
    )


def _admitted(
    view: View,
    cut: Cut,
    found: Mapping[str, float | None],
    rhythm: Rhythm,
    settings: Settings,
    *,
    because: Mapping[str, str] = NOTHING_WITHHELD,
    names: Sequence[str] = INDICES,
) -> Indices:
    quality = view.log.quality(cut, view.upcoming_ms)
    kept = admit(
        found,
        length_s=cut.end_s - cut.start_s,
        n_beats=view.log.n_beats(cut),
        quality=quality,
        rhythm=rhythm,
        judge_coverage=True,
        speaking=_speaks(view, cut, settings),
        because=because,
        names=names,
    )
    covered = quality.coverage >= UNUSABLE_ONLY_BY_CORRECTION
    if rhythm is Rhythm.IRREGULAR and covered and "heart_rate_bpm" in names:
        return _with_all_beats(kept, view.log.mean_of_all_ms(cut))
    return kept


def _with_all_beats(kept: Indices, mean_ms: float | None) -> Indices:
    """The same with the rate of all beats: normal ones alone read up to 16 % low."""
    if mean_ms is None:
        return kept
    rate = {"heart_rate_bpm": 60_000 / mean_ms, "mean_nn_ms": mean_ms}
    withheld = {name: why for name, why in kept.withheld.items() if name not in rate}
    return Indices(values={**kept.values, **rate}, withheld=withheld)


def _speaks(view: View, cut: Cut, settings: Settings) -> bool:
    """Whether the wearer speaks for more of the window than is let pass."""
    spoken_s = view.speech.spoken_s(view.wearer, cut.start_s, cut.end_s)
    return spoken_s > settings.hrv_speech_share * (cut.end_s - cut.start_s)


def _slow_grid(log: BeatLog, window: Window, settings: Settings) -> Floats | None:
    """Heart rate in bpm on the window's grid; None where a gap cuts through it."""
    rate_hz = settings.whole_rate_hz
    wide = log.cut(window.end_s + MARGIN_S, window.length_s + 2 * MARGIN_S)
    nn = log.series(wide)
    if len(nn) < FEWEST_BEATS:
        return None
    grid = heart_period(
        nn,
        rate_hz=rate_hz,
        start_s=window.start_s + 1 / rate_hz,
        end_s=window.end_s,
        bridge_s=settings.gap_s,
    )
    if not bool(np.all(grid.period_ms > 0)):
        return None
    rate: Floats = 60_000 / grid.period_ms
    return rate


FEWEST_BEATS = 30


def _worst(qualities: list[Quality]) -> Quality:
    """What may be said of both is what may be said of the weaker one."""
    sds = [q.t_sd_s for q in qualities]
    return Quality(
        coverage=min(q.coverage for q in qualities),
        corrected=max(q.corrected for q in qualities),
        longest_gap_s=max(q.longest_gap_s for q in qualities),
        t_sd_s=None if any(s is None for s in sds) else max(s for s in sds if s),
    )
