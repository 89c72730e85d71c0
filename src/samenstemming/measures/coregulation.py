"""The exploratory index of co-regulation: linked, and settling or rising.

`-s * g` of conversation.md 3.4. `s` (0-1): how far a minute's best correlation over
lags lies above that of surrogates of the same minute, in their standard deviations, of
which 3 and more count as 1. `g` (-1 to 1): the mean of both slopes over that minute, of
which 6 bpm a minute count as 1. So +1 is linked and settling, -1 linked and rising.

It is new and not validated by anybody. Near 0 it says nothing: not linked, or not
moving. The sign of the correlation is not in it; all parts are exported beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from samenstemming.measures.chosen_windows import usable
from samenstemming.measures.roles import Roles
from samenstemming.measures.sides import joint_segments, side_of
from samenstemming.measures.surrogates import digest_of
from samenstemming.measures.windowed import plan, window_starts, z_curves
from samenstemming.series import Bools, DyadFrame, Floats
from samenstemming.settings import Settings

SURROGATES: Final = 99
"""A mean and a standard deviation need no more."""

BATCH: Final = 16

LONGEST_SAMPLES: Final = 4 * 3600 * 2
"""Four hours: beyond, this exploration is left out rather than waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPoint:
    """The index of the minute that ends at `t_s`, with all that it is made of.

    `z` is that of the correlation against its surrogates, before it became `s`. What
    is None has its reason in `withheld`.
    """

    t_s: float
    index: float | None
    s: float | None
    g: float | None
    sign: str | None
    lag_s: float | None
    z: float | None
    accepted: float | None
    instructed: bool
    withheld: str | None


def exploratory_index(
    hr_a: Floats,
    hr_b: Floats,
    *,
    known: tuple[Bools, Bools],
    frames: Sequence[DyadFrame],
    roles: Roles | None,
    settings: Settings,
    seed: int,
) -> tuple[IndexPoint, ...]:
    """The index every `index_step_s` where both heart rates (n,) are known.

    `frames` are those of whole seconds from 1 s on: slopes come from them.
    """
    if hr_a.size > LONGEST_SAMPLES:
        return ()
    each = replace(settings, whole_step_s=settings.index_step_s)
    the_plan = plan(settings.whole_rate_hz, each)
    sides = [
        side_of(hr, real, the_plan, each, roles)
        for hr, real in zip((hr_a, hr_b), known, strict=True)
    ]
    turned = 1
    if digest_of(sides[0].slow) > digest_of(sides[1].slow):
        sides.reverse()
        turned = -1
    first, second = sides
    joint = joint_segments(first.segments, second.segments)
    starts = window_starts(joint, hr_a.size, the_plan)
    if not starts.size:
        return ()
    weights = None if roles is None else roles.usable.astype(np.float64)
    curves = z_curves(first.slow[None], second.slow[None], starts, the_plan, weights)[0]
    rng = np.random.default_rng([seed, *(digest_of(side.slow) for side in sides)])
    peaks = []
    for at in range(0, SURROGATES, BATCH):
        n = min(BATCH, SURROGATES - at)
        theirs = z_curves(
            first.surrogates(n, rng),
            second.surrogates(n, rng),
            starts,
            the_plan,
            weights,
        )
        peaks.append(np.abs(theirs).max(axis=2))
    null = np.concatenate(peaks)
    best = np.argmax(np.abs(curves), axis=1)
    peak = curves[np.arange(starts.size), best]
    z = (np.abs(peak) - null.mean(axis=0)) / np.maximum(null.std(axis=0), 1e-9)
    fits = (
        np.ones(starts.size, np.bool_)
        if weights is None
        else usable(weights, starts, the_plan, settings)
    )
    return tuple(
        _point(
            float((start + the_plan.window) / the_plan.rate_hz),
            frames,
            linked=(float(z_w), float(peak_w), turned * float(the_plan.lags_s[lag]))
            if fit
            else None,
            settings=settings,
        )
        for start, z_w, peak_w, lag, fit in zip(
            starts.tolist(), z, peak, best.tolist(), fits.tolist(), strict=True
        )
    )


def _point(
    t_s: float,
    frames: Sequence[DyadFrame],
    *,
    linked: tuple[float, float, float] | None,
    settings: Settings,
) -> IndexPoint:
    at = round(t_s) - 1
    frame = frames[at] if 0 <= at < len(frames) else None
    both = [] if frame is None else [one for one in (frame.a, frame.b) if one]
    slopes = [
        one.slope_bpm_per_min for one in both if one.slope_bpm_per_min is not None
    ]
    withheld = None
    g = s = None
    if len(slopes) == 2:
        full = settings.index_full_slope_bpm_per_min
        g = float(np.clip(sum(slopes) / 2 / full, -1.0, 1.0))
    else:
        withheld = "no_slope"
    if linked is None:
        withheld = "speaker_change"
    else:
        s = min(max(linked[0], 0.0), settings.index_full_z) / settings.index_full_z
    return IndexPoint(
        t_s=t_s,
        index=None if s is None or g is None else -s * g + 0.0,
        s=s,
        g=g,
        sign=None
        if linked is None
        else ("in-phase" if linked[1] > 0 else "anti-phase"),
        lag_s=None if linked is None else linked[2],
        z=None if linked is None else linked[0],
        accepted=min((one.accepted for one in both), default=None),
        instructed=frame is not None and frame.instructed,
        withheld=withheld,
    )
