"""Beats to NN intervals for a whole record: flag, then correct.

neurokit2's Kubios method (Lipponen & Tarvainen 2019) does the correcting, under
guards of our own, because measured on its version 0.2.13

- it never looks at the last beat and does not repair the first,
- it leaves a drop-out of several beats as one huge interval,
- its adaptive threshold calls bigeminy normal,
- its own report of what it changed is wrong when it iterates.

So absolute gates and a check against the running median stand behind it, the share
of corrected beats comes from comparing the series, and an irregular rhythm is said
out loud rather than smoothed away (science.md 4 and 7.3).

Intervals that correction did not touch keep their measured value to the last bit,
and beats at the ends of a run never move, so clock time is kept.
"""

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.rhythm.stretches import Stretch, stretches
from samenstemming.series import Beat, Flag, Flags, Floats, NNSeries, Rhythm
from samenstemming.settings import Settings

FEWEST_BEATS_FOR_CORRECTION: Final = 20
"""Below this the adaptive threshold of the method rests on nothing."""

FEWEST_BEATS_FOR_RHYTHM: Final = 30

MEDIAN_BEATS: Final = 11
"""Width of the running median (Lipponen & Tarvainen 2019)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corrected:
    """NN intervals, and for every input beat what became of it, `flag` (n_beats,)."""

    nn: NNSeries
    flag: Flags

    @property
    def corrected_share(self) -> float:
        """Share of beats with an interval that correction touched or dropped."""
        return float(np.mean(self.flag != Flag.NORMAL)) if self.flag.size else 0.0


def unedited(beats: Sequence[Beat]) -> NNSeries:
    """All intervals as they were measured: what published values are compared on."""
    timed = [beat for beat in beats if beat.rr_ms is not None]
    rows: list[_Row] = []
    for stretch in stretches(timed, longest_hole_s=0.0):
        rows += _measured(stretch.beats)
    return _series(rows)


def corrected(beats: Sequence[Beat], settings: Settings) -> Corrected:
    """NN intervals of one wearer's located beats, by neurokit2 under our guards."""
    timed = [beat for beat in beats if beat.rr_ms is not None]
    rows: list[_Row] = []
    flags: list[int] = []
    for stretch in stretches(timed, longest_hole_s=settings.gap_s):
        clean = _clean_peaks(stretch)
        for part, first in zip(stretch.runs, stretch.first_ticks, strict=True):
            found, flag = _rebuild(part, first, clean)
            rows += found
            flags += flag
    rows = _gated(rows, settings)
    by_time = dict(zip((b.t_s for b in timed), flags, strict=True))
    kept = {row.t_s for row in rows}
    per_beat = [
        by_time[b.t_s]
        if b.t_s in kept or by_time.get(b.t_s, Flag.NORMAL) != Flag.NORMAL
        else Flag.IMPLAUSIBLE
        for b in timed
    ]
    flag_of = dict(zip((b.t_s for b in timed), per_beat, strict=True))
    return Corrected(
        nn=_series(rows),
        flag=np.array([flag_of.get(b.t_s, Flag.NORMAL) for b in beats], np.int8),
    )


def rhythm_of(rr_ms: Floats, settings: Settings) -> Rhythm:
    """Whether the rhythm is regular enough for variability to mean anything.

    Irregular: more than `irregular_share` of the measured intervals lie further than
    `irregular_deviation` from the running median of 11 and as far from a neighbour. A
    recording of frequent premature beats scores 61 %. Slow deep breathing swings as
    far from the median (78 %) but glides there, and scores 20 %.
    """
    if rr_ms.size < FEWEST_BEATS_FOR_RHYTHM:
        return Rhythm.UNKNOWN
    median = running_median(rr_ms)
    far = settings.irregular_deviation * median
    steps = np.abs(np.diff(rr_ms))
    jump = np.maximum(np.append(0.0, steps), np.append(steps, 0.0))
    off = (np.abs(rr_ms - median) > far) & (jump > far)
    irregular = float(np.mean(off)) > settings.irregular_share
    return Rhythm.IRREGULAR if irregular else Rhythm.REGULAR


def off_median(rr_ms: Floats) -> Floats:
    """Relative distance of each interval from the running median of 11, (n,)."""
    median = running_median(rr_ms)
    distance: Floats = np.abs(rr_ms - median) / median
    return distance


def running_median(rr_ms: Floats) -> Floats:
    """Median of 11 intervals around each, mirrored at the ends, (n,)."""
    if rr_ms.size < MEDIAN_BEATS:
        return np.full(rr_ms.size, np.median(rr_ms)) if rr_ms.size else rr_ms
    padded = np.pad(rr_ms, MEDIAN_BEATS // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, MEDIAN_BEATS)
    middle: Floats = np.median(windows, axis=1)
    return middle


@dataclass(frozen=True, slots=True)
class _Row:
    t_s: float
    nn_ms: float
    follows: bool
    flag: Flag
    run: int
    wearer: Wearer


def _measured(run: Sequence[Beat]) -> list[_Row]:
    return [
        _Row(b.t_s, b.rr_ms, i > 0, Flag.NORMAL, b.run, b.wearer)
        for i, b in enumerate(run)
        if b.rr_ms is not None
    ]


def _clean_peaks(stretch: Stretch) -> list[int]:
    """Peak positions in ticks after neurokit2's correction, or as measured."""
    ticks = stretch.ticks
    if ticks.size <= FEWEST_BEATS_FOR_CORRECTION:
        return [int(tick) for tick in ticks]
    import neurokit2 as nk

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # A constant rhythm divides by a zero threshold in there; the gates see it.
        warnings.simplefilter("ignore")
        _, clean = nk.signal_fixpeaks(
            ticks.copy(), sampling_rate=1024, method="Kubios", iterative=True
        )
    return sorted({int(tick) for tick in clean})


def _rebuild(
    run: Sequence[Beat], first_tick: int, clean: list[int]
) -> tuple[list[_Row], list[int]]:
    """Intervals of one run between its untouched ends, and each beat's flag."""
    positions = [first_tick]
    for beat in run:
        positions.append(positions[-1] + _ticks(beat))
    at = {tick: i for i, tick in enumerate(positions)}
    start, end = positions[0], positions[-1]
    between = clean[bisect_right(clean, start) : bisect_left(clean, end)]
    inside = [start, *between, end]
    kept = [tick for tick in inside if tick in at]
    rows: list[_Row] = []
    flags = [int(Flag.NORMAL)] * len(run)
    for a, b in pairwise(kept):
        i, j = at[a], at[b]
        new = inside[bisect_right(inside, a) : bisect_right(inside, b)]
        removed, inserted = j - i - 1, len(new) - 1
        if not removed and not inserted:
            beat = run[j - 1]
            rows.append(
                _Row(
                    beat.t_s,
                    beat.rr_ms or 0.0,
                    bool(rows),
                    Flag.NORMAL,
                    beat.run,
                    beat.wearer,
                )
            )
            continue
        flag = (
            Flag.MISSED
            if inserted > removed
            else Flag.EXTRA
            if inserted < removed
            else Flag.ECTOPIC
        )
        flags[i:j] = [int(flag)] * (j - i)
        rows += _redistributed(run[i:j], [a, *new], flag, follows=bool(rows))
    return rows, flags


def _redistributed(
    beats: Sequence[Beat], ticks: Sequence[int], flag: Flag, *, follows: bool
) -> list[_Row]:
    """The block's measured time, divided as the corrected peaks divide it."""
    total_ms = sum(beat.rr_ms or 0.0 for beat in beats)
    last = beats[-1]
    span = ticks[-1] - ticks[0]
    rows = []
    for k, (a, b) in enumerate(pairwise(ticks)):
        rows.append(
            _Row(
                last.t_s - total_ms / 1000 * (ticks[-1] - b) / span,
                total_ms * (b - a) / span,
                follows if k == 0 else True,
                flag,
                last.run,
                last.wearer,
            )
        )
    return rows


def _gated(rows: list[_Row], settings: Settings) -> list[_Row]:
    """Drop what no seated heart does and what stands far off its neighbours."""
    if not rows:
        return rows
    nn = np.array([row.nn_ms for row in rows])
    plausible = (nn >= settings.shortest_rr_ms) & (nn <= settings.longest_rr_ms)
    plausible &= off_median(nn) <= settings.residual_deviation
    kept: list[_Row] = []
    dropped = False
    for row, fine in zip(rows, plausible.tolist(), strict=True):
        if not fine:
            dropped = True
            continue
        follows = row.follows and not dropped
        kept.append(_Row(row.t_s, row.nn_ms, follows, row.flag, row.run, row.wearer))
        dropped = False
    return kept


def _ticks(beat: Beat) -> int:
    return max(1, round((beat.rr_ms or 0.0) * 1.024))


def _series(rows: Sequence[_Row]) -> NNSeries:
    return NNSeries(
        t_s=np.array([row.t_s for row in rows], np.float64),
        nn_ms=np.array([row.nn_ms for row in rows], np.float64),
        follows=np.array([row.follows for row in rows], np.bool_),
        flag=np.array([row.flag for row in rows], np.int8),
        run=np.array([row.run for row in rows], np.int64),
    )
