"""The whole-record analysis: every packet may help to place every beat.

Researchers export this; screens show the causal `Pipeline`. The two have different
names, and their results are never mixed silently.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from samenstemming.analysis_steps import Step, steps_of
from samenstemming.analysis_values import (
    Analysis,
    Part,
    StepAnalysis,
    WearerAnalysis,
)
from samenstemming.events import Recording, Wearer
from samenstemming.measures.alignment import alignment_in
from samenstemming.measures.hrv import admit, time_domain
from samenstemming.measures.hrv_table import neurokit_bands
from samenstemming.measures.lag import Timing
from samenstemming.measures.synchrony import Span, Synchrony, synchrony_of_spans
from samenstemming.rhythm.artifacts import Corrected, corrected, rhythm_of, unedited
from samenstemming.rhythm.beats import Located, locate
from samenstemming.rhythm.resample import heart_period
from samenstemming.series import (
    Beat,
    Bools,
    Floats,
    Gap,
    NNSeries,
    Quality,
    Rhythm,
)
from samenstemming.settings import Settings

SMALLEST_GAP_S: Final = 0.05
WHOLE: Final = "whole"

MOSTLY_ECG: Final = 0.9
"""Share of beats from ECG above which a strap's delay of RR plays no part."""

Progress = Callable[[float], None]


def analyze(
    recording: Recording,
    settings: Settings | None = None,
    *,
    surrogates: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Analyse a whole recording. Seconds of work for an hour; `progress` gets 0-1."""
    knobs = settings or Settings()
    events = recording.events()
    duration_s = recording.duration_s
    located = locate(events, knobs)
    wearers = {
        wearer: _wearer(wearer, located, duration_s, knobs)
        for wearer in Wearer
        if located.beats.get(wearer)
    }
    steps = steps_of(events, duration_s)
    found = _synchrony(
        recording, wearers, steps, duration_s, knobs, surrogates, seed, progress
    )
    return Analysis(
        recording=recording,
        settings=knobs,
        duration_s=duration_s,
        wearers=wearers,
        synchrony=found[WHOLE],
        steps=tuple(
            StepAnalysis(
                step=step,
                wearers={
                    w: _part(of.beats, of.corrected, step.start_s, step.end_s, knobs)
                    for w, of in wearers.items()
                },
                synchrony=found[str(k)],
            )
            for k, step in enumerate(steps)
        ),
    )


def _wearer(
    wearer: Wearer, located: Located, duration_s: float, settings: Settings
) -> WearerAnalysis:
    beats = located.beats[wearer]
    clean = corrected(beats, settings)
    sds = [beat.t_sd_s for beat in beats]
    return WearerAnalysis(
        wearer=wearer,
        beats=beats,
        gaps=gaps_of(beats, located, duration_s),
        corrected=clean,
        whole=_part(beats, clean, 0.0, duration_s, settings),
        hrv_unedited=time_domain(unedited(beats)),
        heart_period=heart_period(
            clean.nn,
            rate_hz=settings.grid_hz,
            start_s=0.0,
            end_s=duration_s,
            bridge_s=settings.gap_s,
        ),
        beat_time_sd_s=float(np.median(sds)) if sds else None,
        runs=len({beat.run for beat in beats}),
        rr_unit=located.units.get(wearer),
        rr_delay=located.delays.get(wearer),
    )


def gaps_of(
    beats: Sequence[Beat], located: Located, duration_s: float
) -> tuple[Gap, ...]:
    """All stretches without a beat, between runs and at both ends of the record."""
    if not beats:
        return ()
    wearer = beats[0].wearer
    reasons = {b.run: b.reason for b in located.breaks if b.wearer is wearer}
    gaps = []
    first_s = beats[0].t_s - (beats[0].rr_ms or 0.0) / 1000
    if first_s > FEWEST_SILENT_S:
        gaps.append(
            Gap(wearer=wearer, start_s=0.0, end_s=first_s, reason="not_started")
        )
    for before, after in pairwise(beats):
        end_s = after.t_s - (after.rr_ms or 0.0) / 1000
        if after.run != before.run and end_s - before.t_s >= SMALLEST_GAP_S:
            reason = reasons.get(after.run, "silence")
            gaps.append(
                Gap(wearer=wearer, start_s=before.t_s, end_s=end_s, reason=reason)
            )
    if duration_s - beats[-1].t_s > FEWEST_SILENT_S:
        gaps.append(
            Gap(
                wearer=wearer,
                start_s=beats[-1].t_s,
                end_s=duration_s,
                reason="silence",
            )
        )
    return tuple(gaps)


FEWEST_SILENT_S: Final = 3.0
"""A record does not begin and end on a beat: less than this is no gap."""


def _part(
    beats: Sequence[Beat],
    clean: Corrected,
    start_s: float,
    end_s: float,
    settings: Settings,
) -> Part:
    """Variability of the beats whose whole interval lies in the stretch."""
    nn = _between(clean.nn, start_s, end_s)
    raw = [
        (k, b)
        for k, b in enumerate(beats)
        if b.rr_ms is not None and start_s < b.t_s <= end_s
    ]
    rr_ms = np.array([b.rr_ms for _, b in raw], np.float64)
    flags = clean.flag[[k for k, _ in raw]] if raw else np.zeros(0, np.int8)
    known_s = float(nn.nn_ms.sum()) / 1000
    length_s = max(end_s - start_s, 1e-9)
    quality = Quality(
        coverage=min(1.0, known_s / length_s),
        corrected=float(np.mean(flags != 0)) if flags.size else 0.0,
        longest_gap_s=_longest_hole_s(nn, start_s, end_s),
        t_sd_s=float(np.median([b.t_sd_s for _, b in raw])) if raw else None,
    )
    rhythm = rhythm_of(rr_ms, settings)
    found = time_domain(nn)
    if rhythm is not Rhythm.IRREGULAR and len(nn):
        found |= neurokit_bands(nn, bridge_s=settings.gap_s)
    return Part(
        n_beats=len(raw),
        usable_share=quality.coverage,
        corrected_share=quality.corrected,
        rhythm=rhythm,
        hrv=admit(
            found,
            length_s=known_s,
            n_beats=len(nn),
            quality=quality,
            rhythm=rhythm,
            judge_coverage=False,
        ),
        quality=quality,
    )


def _between(nn: NNSeries, start_s: float, end_s: float) -> NNSeries:
    inside = (nn.t_s - nn.nn_ms / 1000 >= start_s - 1e-9) & (nn.t_s <= end_s + 1e-9)
    follows = nn.follows[inside].copy()
    if follows.size:
        follows[0] = False
    return NNSeries(
        t_s=nn.t_s[inside].copy(),
        nn_ms=nn.nn_ms[inside].copy(),
        follows=follows,
        flag=nn.flag[inside].copy(),
        run=nn.run[inside].copy(),
    )


def _longest_hole_s(nn: NNSeries, start_s: float, end_s: float) -> float:
    if not len(nn):
        return end_s - start_s
    begins = nn.t_s - nn.nn_ms / 1000
    holes = np.append(begins, end_s) - np.append(start_s, nn.t_s)
    return float(max(0.0, holes.max()))


def _synchrony(
    recording: Recording,
    wearers: Mapping[Wearer, WearerAnalysis],
    steps: Sequence[Step],
    duration_s: float,
    settings: Settings,
    surrogates: int | None,
    seed: int | None,
    progress: Progress | None,
) -> dict[str, Synchrony]:
    names = [WHOLE, *(str(k) for k in range(len(steps)))]
    if len(wearers) < 2:
        return dict.fromkeys(names, Synchrony(withheld="one_wearer"))
    rates, knowns = zip(
        *(_rate_grid(of.corrected.nn, duration_s, settings) for of in wearers.values()),
        strict=True,
    )
    spans: dict[str, Span | None] = {WHOLE: None}
    spans |= {str(k): (step.start_s, step.end_s) for k, step in enumerate(steps)}
    a, b = (wearers[w].beat_time_sd_s or 0.0 for w in (Wearer.A, Wearer.B))
    return synchrony_of_spans(
        rates[0],
        rates[1],
        settings.whole_rate_hz,
        spans=spans,
        excluded=[(s.start_s, s.end_s) for s in steps if s.instructed],
        known_a=knowns[0],
        known_b=knowns[1],
        settings=settings,
        surrogates=surrogates,
        seed=seed,
        timing=Timing(
            sd_a_s=a,
            sd_b_s=b,
            same_model=_same_model(recording),
            both_ecg=all(of.ecg_share >= MOSTLY_ECG for of in wearers.values()),
            alignment=alignment_in(recording.meta),
        ),
        progress=progress,
    )


def _rate_grid(
    nn: NNSeries, duration_s: float, settings: Settings
) -> tuple[Floats, Bools]:
    """Heart rate in bpm from session zero on, and which samples are known."""
    grid = heart_period(
        nn,
        rate_hz=settings.whole_rate_hz,
        start_s=0.0,
        end_s=duration_s,
        bridge_s=settings.gap_s,
    )
    real = grid.period_ms > 0
    rate = np.zeros(grid.period_ms.size)
    rate[real] = 60_000 / grid.period_ms[real]
    return rate, grid.known & real


def _same_model(recording: Recording) -> bool:
    """Whether both straps are known to be of one model."""
    wearers = recording.meta.get("wearers")
    if not isinstance(wearers, Mapping):
        return False
    models = [of.get("model") for of in wearers.values() if isinstance(of, Mapping)]
    return len(models) == 2 and models[0] is not None and models[0] == models[1]
