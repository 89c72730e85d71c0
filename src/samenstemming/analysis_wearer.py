"""One wearer's share of the whole-record analysis: beats, gaps, variability.

Nothing here knows that there are two people; `analysis_pair` puts them together.

Talking breaks variability (conversation.md 0.4). A step in which this wearer speaks
has none, with that reason. The whole record leaves the wearer's own turns out, as if
they were gaps, and says how many seconds that was.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from samenstemming.analysis_values import Part, WearerAnalysis
from samenstemming.events import Wearer
from samenstemming.measures.hrv import (
    FEWEST_BEATS,
    NEEDS_REGULAR_RHYTHM,
    Indices,
    admit,
    time_domain,
)
from samenstemming.measures.hrv_table import neurokit_bands
from samenstemming.measures.speech import Turn, spoken_s
from samenstemming.rhythm.artifacts import Corrected, corrected, rhythm_of, unedited
from samenstemming.rhythm.beats import Located
from samenstemming.rhythm.corrections import UNTOUCHED, ByHand
from samenstemming.rhythm.resample import heart_period
from samenstemming.series import Beat, Bools, Floats, Gap, NNSeries, Quality, Rhythm
from samenstemming.settings import Settings

SMALLEST_GAP_S: Final = 0.05

FEWEST_SILENT_S: Final = 3.0
"""A record does not begin and end on a beat: less than this is no gap."""


def wearer_analysis(
    wearer: Wearer,
    located: Located,
    duration_s: float,
    settings: Settings,
    turns: Sequence[Turn] = (),
    *,
    measured: Sequence[Beat] | None = None,
    by_hand: ByHand = UNTOUCHED,
) -> WearerAnalysis:
    """Everything about one wearer over the whole record.

    `measured` are the beats before a person's edits, where there are any.
    """
    beats = located.beats[wearer]
    clean = corrected(beats, settings, by_hand)
    sds = [beat.t_sd_s for beat in beats]
    return WearerAnalysis(
        wearer=wearer,
        beats=beats,
        gaps=gaps_of(beats, located, duration_s),
        corrected=clean,
        whole=whole_of(beats, clean, duration_s, settings, turns),
        hrv_unedited=time_domain(unedited(beats if measured is None else measured)),
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


def part_of(
    beats: Sequence[Beat],
    clean: Corrected,
    start_s: float,
    end_s: float,
    settings: Settings,
    turns: Sequence[Turn] = (),
) -> Part:
    """Variability of the beats whose whole interval lies in the stretch.

    None where the wearer speaks for more than `hrv_speech_share` of it.
    """
    nn = between(clean.nn, start_s, end_s)
    spoken_s = _spoken_s(beats, turns, start_s, end_s)
    return _part(
        beats,
        clean,
        nn,
        start_s=start_s,
        end_s=end_s,
        settings=settings,
        spoken_s=spoken_s,
        speaking=(spoken_s or 0.0) > settings.hrv_speech_share * (end_s - start_s),
    )


def whole_of(
    beats: Sequence[Beat],
    clean: Corrected,
    duration_s: float,
    settings: Settings,
    turns: Sequence[Turn] = (),
) -> Part:
    """The whole record: rate of all beats, variability of those between own turns."""
    nn = between(clean.nn, 0.0, duration_s)
    spoken_s = _spoken_s(beats, turns, 0.0, duration_s)
    everything = _part(
        beats,
        clean,
        nn,
        start_s=0.0,
        end_s=duration_s,
        settings=settings,
        spoken_s=spoken_s,
    )
    if not spoken_s:
        return everything
    quiet = admitted(
        without_speech(nn, beats[0].wearer, turns),
        rhythm=everything.rhythm,
        quality=everything.quality,
        settings=settings,
    )
    values, withheld = dict(everything.hrv.values), dict(everything.hrv.withheld)
    for name in NEEDS_REGULAR_RHYTHM:
        values[name] = quiet.values[name]
        reason = quiet.withheld.get(name)
        if reason and name not in everything.hrv.withheld:
            withheld[name] = "speaking"
    return replace(everything, hrv=Indices(values=values, withheld=withheld))


def without_speech(nn: NNSeries, wearer: Wearer, turns: Sequence[Turn]) -> NNSeries:
    """The intervals that no turn of this wearer touches; each cut is a gap."""
    begin_s = nn.t_s - nn.nn_ms / 1000
    quiet = np.ones(len(nn), np.bool_)
    for turn in turns:
        if wearer in turn.speakers:
            quiet &= (nn.t_s <= turn.start_s) | (begin_s >= turn.end_s)
    return _kept(nn, quiet)


def _part(
    beats: Sequence[Beat],
    clean: Corrected,
    nn: NNSeries,
    *,
    start_s: float,
    end_s: float,
    settings: Settings,
    spoken_s: float | None,
    speaking: bool = False,
) -> Part:
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
    hrv = admitted(
        nn, rhythm=rhythm, quality=quality, settings=settings, speaking=speaking
    )
    if rhythm is Rhythm.IRREGULAR:
        hrv = _rate_of_all(hrv, rr_ms, settings)
    return Part(
        n_beats=len(raw),
        usable_share=quality.coverage,
        corrected_share=quality.corrected,
        rhythm=rhythm,
        hrv=hrv,
        quality=quality,
        spoken_s=spoken_s,
    )


def _rate_of_all(hrv: Indices, rr_ms: Floats, settings: Settings) -> Indices:
    """The same with the rate of all beats: an early beat is no NN, but it is a beat."""
    plausible = (rr_ms >= settings.shortest_rr_ms) & (rr_ms <= settings.longest_rr_ms)
    if np.count_nonzero(plausible) < FEWEST_BEATS:
        return hrv
    mean_ms = float(np.mean(rr_ms[plausible]))
    rate = {"heart_rate_bpm": 60_000 / mean_ms, "mean_nn_ms": mean_ms}
    # Hardly an NN is left then; the reason is the rhythm all the same.
    withheld = {
        name: "irregular_rhythm" if why == "too_few_beats" else why
        for name, why in hrv.withheld.items()
        if name not in rate
    }
    return Indices(values={**hrv.values, **rate}, withheld=withheld)


def admitted(
    nn: NNSeries,
    *,
    rhythm: Rhythm,
    quality: Quality,
    settings: Settings,
    speaking: bool = False,
) -> Indices:
    """The indices of these intervals that their time, rhythm and quality allow."""
    found = time_domain(nn)
    if rhythm is not Rhythm.IRREGULAR and not speaking and len(nn):
        found |= neurokit_bands(nn, bridge_s=settings.gap_s)
    return admit(
        found,
        length_s=float(nn.nn_ms.sum()) / 1000,
        n_beats=len(nn),
        quality=quality,
        rhythm=rhythm,
        judge_coverage=False,
        speaking=speaking,
        because={"hf_ms2": "gap", "lf_ms2": "gap"},
    )


def _spoken_s(
    beats: Sequence[Beat], turns: Sequence[Turn], start_s: float, end_s: float
) -> float | None:
    """How long this wearer spoke; None where no marker says who did."""
    told = any(turn.start_s < end_s and turn.end_s > start_s for turn in turns)
    if not beats or not told:
        return None
    return spoken_s(turns, beats[0].wearer, start_s, end_s)


def between(nn: NNSeries, start_s: float, end_s: float) -> NNSeries:
    """The intervals that lie inside the stretch, from beginning to end."""
    inside = (nn.t_s - nn.nn_ms / 1000 >= start_s - 1e-9) & (nn.t_s <= end_s + 1e-9)
    return _kept(nn, inside)


def _kept(nn: NNSeries, kept: Bools) -> NNSeries:
    """These intervals; what follows one that was left out follows nothing."""
    before = np.append(False, kept[:-1])
    return NNSeries(
        t_s=nn.t_s[kept].copy(),
        nn_ms=nn.nn_ms[kept].copy(),
        follows=(nn.follows & before)[kept],
        flag=nn.flag[kept].copy(),
        run=nn.run[kept].copy(),
    )


def _longest_hole_s(nn: NNSeries, start_s: float, end_s: float) -> float:
    if not len(nn):
        return end_s - start_s
    begins = nn.t_s - nn.nn_ms / 1000
    holes = np.append(begins, end_s) - np.append(start_s, nn.t_s)
    return float(max(0.0, holes.max()))
