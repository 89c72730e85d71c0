"""What the two did together, one or two minutes at a time: five classes, exploratory.

Level and movement against the own baselines, and whether the two were linked more than
their surrogates. The classes are those of the literature's words (co-regulation is
both coming down, co-escalation both going up); their bounds are design defaults. None
of them is good or bad: "settling together" may also mean that both gave up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import ceil, floor
from statistics import fmean, median
from typing import Final

import numpy as np

from samenstemming.measures.coregulation import IndexPoint
from samenstemming.series import DyadFrame, WearerArousal
from samenstemming.settings import Settings

LINKED_Z: Final = 2.0
"""A median z of a segment's minutes from here on counts as linked."""

KNOWN_SHARE: Final = 0.8

HALF_MEDIAN_S: Final = 15.0
"""A level is the median of the 30 s before it: it belongs to the middle of them."""


class SegmentClass(StrEnum):
    """What a segment looks like; the last where it is none of the five."""

    SHARED_CALM = "shared_calm"
    SETTLING_TOGETHER = "settling_together"
    RISING_TOGETHER = "rising_together"
    ONE_UP_ONE_DOWN = "one_up_one_down"
    INDEPENDENT = "independent"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment with its evidence; `kind` None has its reason in `withheld`.

    `change_*_bpm` is how far the level moved from its beginning to its end.
    """

    start_s: float
    end_s: float
    kind: SegmentClass | None
    z_a: float | None
    z_b: float | None
    d_a_bpm: float | None
    d_b_bpm: float | None
    change_a_bpm: float | None
    change_b_bpm: float | None
    linked_z: float | None
    sign: str | None
    instructed: bool
    withheld: str | None


def segments_of(
    frames: Sequence[DyadFrame],
    points: Sequence[IndexPoint],
    cuts_s: Sequence[float],
    duration_s: float,
    settings: Settings,
) -> tuple[Segment, ...]:
    """Segments of equal length between the cuts (where steps begin and end)."""
    edges = sorted({0.0, *(cut for cut in cuts_s if 0 < cut < duration_s), duration_s})
    found = []
    for begin, end in pairwise(edges):
        if end - begin < settings.segment_least_s:
            continue
        n = ceil((end - begin) / settings.segment_most_s)
        bounds = np.linspace(begin, end, n + 1).tolist()
        for k in range(n):
            found.append(_segment(bounds[k], bounds[k + 1], frames, points, settings))
    return tuple(found)


def _segment(
    start_s: float,
    end_s: float,
    frames: Sequence[DyadFrame],
    points: Sequence[IndexPoint],
    settings: Settings,
) -> Segment:
    begin, end = start_s + HALF_MEDIAN_S, end_s + HALF_MEDIAN_S
    inside = _between(frames, begin, end)
    a = _course([(f.t_s, f.a) for f in inside])
    b = _course([(f.t_s, f.b) for f in inside])
    needed = KNOWN_SHARE * (end_s - start_s)
    known = min(len(a), len(b)) >= needed
    if not known:  # a level of a few seconds is not that of the segment
        a, b = [], []
    minutes = [
        p
        for p in points
        if p.z is not None
        and p.t_s <= end_s
        and p.t_s - settings.whole_window_s >= start_s - settings.index_step_s
    ]
    z = median(p.z for p in minutes if p.z is not None) if minutes else None
    together = sum(p.sign == "in-phase" for p in minutes) * 2 >= len(minutes)
    d_a, d_b = (_mean([level for _, level, _ in side]) for side in (a, b))
    change_a, change_b = (_change(side, end_s - start_s) for side in (a, b))
    return Segment(
        start_s=start_s,
        end_s=end_s,
        kind=_kind((d_a, d_b), (change_a, change_b), z, settings) if known else None,
        z_a=_mean([z for *_, z in a]),
        z_b=_mean([z for *_, z in b]),
        d_a_bpm=d_a,
        d_b_bpm=d_b,
        change_a_bpm=change_a,
        change_b_bpm=change_b,
        linked_z=z,
        sign=None if z is None else "in-phase" if together else "anti-phase",
        instructed=any(f.instructed for f in _between(frames, start_s, end_s)),
        withheld=None if known else _why(inside),
    )


def _kind(
    levels: tuple[float | None, float | None],
    changes: tuple[float | None, float | None],
    z: float | None,
    settings: Settings,
) -> SegmentClass | None:
    d = [level for level in levels if level is not None]
    moved = [change for change in changes if change is not None]
    if len(d) < 2 or len(moved) < 2:
        return None
    much = settings.segment_change_bpm
    if all(m >= much for m in moved):
        return SegmentClass.RISING_TOGETHER
    if all(m <= -much for m in moved) and all(level > 0 for level in d):
        return SegmentClass.SETTLING_TOGETHER
    if min(moved) <= -much and max(moved) >= much:
        return SegmentClass.ONE_UP_ONE_DOWN
    still = all(abs(m) < much for m in moved)
    if still and all(level < settings.arousal_calm_bpm for level in d):
        return SegmentClass.SHARED_CALM
    if z is not None and z < LINKED_Z:
        return SegmentClass.INDEPENDENT
    return SegmentClass.OTHER


def _between(
    frames: Sequence[DyadFrame], start_s: float, end_s: float
) -> Sequence[DyadFrame]:
    """Frames of whole seconds after `start_s`, up to `end_s`; the first is of 1 s."""
    return frames[max(0, floor(start_s)) : max(0, floor(end_s))]


Course = list[tuple[float, float, float]]
"""Second, bpm above the baseline, the same in standard deviations."""


def _course(side: Sequence[tuple[float, WearerArousal | None]]) -> Course:
    return [
        (t_s, one.d_bpm, one.z)
        for t_s, one in side
        if one is not None and one.d_bpm is not None and one.z is not None
    ]


def _mean(values: list[float]) -> float | None:
    return fmean(values) if values else None


def _change(side: Course, length_s: float) -> float | None:
    """How far a straight line through the levels moves over the segment, in bpm."""
    if len(side) < 2:
        return None
    t_s, d = np.array([t for t, *_ in side]), np.array([d for _, d, _ in side])
    around = t_s - t_s.mean()
    spread = float(around @ around)
    return float(around @ (d - d.mean())) / spread * length_s if spread else None


def _why(inside: Sequence[DyadFrame]) -> str:
    reasons = [
        one.reason
        for frame in inside
        for one in (frame.a, frame.b)
        if one is not None and one.reason is not None
    ]
    if any(one is None for frame in inside for one in (frame.a, frame.b)):
        return "one_wearer"
    return max(set(reasons), key=reasons.count) if reasons else "poor_signal"
