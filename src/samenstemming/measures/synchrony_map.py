"""Synchrony as a map, time by lag, and what chance alone would paint on it.

The same windowed cross-lagged correlation as the whole-record answer (`windowed`), a
window every second instead of every fifteen, so that an eye can follow it. A map of
two strangers is full of stripes too: in sixty seconds the best of 41 lags is seldom
small. So a map never goes without `map_chance`: IAAFT surrogates of both people, run
through the very same filter, windows and lags. A window's bound is what the largest
|r| over all lags of its surrogates stays under 95 % of the time. One window in twenty
is beyond it by chance; how much of the record is, in strangers with these rhythms, is
counted as well and travels with the map.

Swapping the two people mirrors the lags and changes nothing else, to the last bit.
Where steps asked for one rhythm, a window is never judged. Source: Boker et al. 2002,
Psych Methods 7:338; Schreiber & Schmitz 1996, Phys Rev Lett 77:635.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from samenstemming.measures.chosen_windows import Span, outside, usable, why_none
from samenstemming.measures.roles import Roles
from samenstemming.measures.sides import Side, joint_segments, side_of
from samenstemming.measures.surrogates import digest_of
from samenstemming.measures.windowed import Plan, plan, window_starts, z_curves
from samenstemming.series import Bools, Floats, Ints
from samenstemming.settings import Settings

STEP_S: Final = 1.0
"""A column a second, as long as there are not more than `MOST_COLUMNS`."""

MOST_COLUMNS: Final = 7200
"""Wider pictures are wider than any screen, and a browser refuses the widest."""

SURROGATES: Final = 199
"""A bound at 95 % to about a percent and a half; a map is looked at, not tested."""

IN_A_BATCH: Final = 2**17
"""Samples of surrogates at a time."""

SMALLEST_VARIATION: Final = 1e-9

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SynchronyMap:
    """Correlation by window and lag: `r` is (w, n_lags), `t_s` each window's middle.

    `lags_s` positive: B follows A. `judged` (w,): windows in which likeness was not
    asked for. Where there is no map `withheld` says why and the arrays are empty.
    """

    t_s: Floats
    lags_s: Floats
    r: Floats
    judged: Bools
    window_s: float
    step_s: float
    withheld: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MapChance:
    """The bound of each window, `p95` (w,), and how much of a record is beyond it.

    `share_above` of the judged windows of this record; `share_median` and `share_p95`
    of pairs of surrogates. None where no window is judged.
    """

    null: str
    n_surrogates: int
    p95: Floats
    share_above: float | None
    share_median: float | None
    share_p95: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """Windows that are compared in one way, of two people in the data's own order."""

    first: Side
    second: Side
    starts: Ints
    weights: Floats | None
    swapped: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MapInput:
    """Two people made ready: windows within marked turns, and those far from any.

    Within turns what talk explains is taken out of both. Where no turn is marked they
    are compared as they are, as the analysis answers such steps. Around a change of
    speaker there is no window.
    """

    layers: tuple[Layer, ...]
    plan: Plan
    order: Ints
    starts: Ints
    judged: Bools
    withheld: str | None


def map_input(
    hr_a: Floats,
    hr_b: Floats,
    *,
    known_a: Bools,
    known_b: Bools,
    settings: Settings,
    roles: Roles | None = None,
    instructed: Sequence[Span] = (),
) -> MapInput:
    """Filter both heart rates (n,) at `whole_rate_hz` and lay out windows and lags."""
    rate_hz, n = settings.whole_rate_hz, hr_a.size
    step_s = STEP_S * max(1, ceil(n / rate_hz / STEP_S / MOST_COLUMNS))
    the_plan = plan(rate_hz, replace(settings, whole_step_s=step_s))
    layers, withheld = [], None
    for by in (None,) if roles is None else (None, roles):
        sides = [
            side_of(hr, known, the_plan, settings, by)
            for hr, known in ((hr_a, known_a), (hr_b, known_b))
        ]
        swapped = digest_of(sides[0].slow) > digest_of(sides[1].slow)
        first, second = sides[::-1] if swapped else sides
        joint = joint_segments(first.segments, second.segments)
        starts = window_starts(joint, n, the_plan)
        if starts.size and any(np.std(s.slow) < SMALLEST_VARIATION for s in sides):
            starts, withheld = starts[:0], "no_variation"
        weights = None
        if by is not None:
            weights = by.usable.astype(np.float64)
            starts = starts[usable(weights, starts, the_plan, settings)]
        elif roles is not None:
            starts = starts[_far_from_turns(roles, starts, the_plan, settings)]
        layers.append(
            Layer(
                first=first,
                second=second,
                starts=starts,
                weights=weights,
                swapped=swapped,
            )
        )
    every = np.concatenate([layer.starts for layer in layers])
    if not every.size and withheld is None:
        withheld = why_none(None, n, the_plan) if roles is None else "short_turns"
    order = np.argsort(every, kind="stable")
    return MapInput(
        layers=tuple(layer for layer in layers if layer.starts.size),
        plan=the_plan,
        order=order,
        starts=every[order],
        judged=outside(every[order], instructed, the_plan),
        withheld=withheld,
    )


def withheld(of: MapInput, why: str) -> MapInput:
    """The same without a window: no map may be drawn, for this reason."""
    none = of.starts[:0]
    return replace(
        of, layers=(), order=none, starts=none, judged=of.judged[:0], withheld=why
    )


def _far_from_turns(
    roles: Roles, starts: Ints, the_plan: Plan, settings: Settings
) -> Bools:
    """Windows that no turn comes nearer to than a change of speaker may."""
    guard = round(settings.turn_guard_s * the_plan.rate_hz)
    before = np.concatenate(([0], np.cumsum(roles.role >= 0)))
    low = np.maximum(starts - guard, 0)
    high = np.minimum(starts + the_plan.window + guard, roles.role.size)
    far: Bools = before[high] == before[low]
    return far


def synchrony_map(of: MapInput) -> SynchronyMap:
    """The map itself: thousandths of a second for an hour."""
    rate_hz = of.plan.rate_hz
    z = [np.zeros((0, len(of.plan.lags)))]
    for layer in of.layers:
        found = z_curves(
            layer.first.slow[None],
            layer.second.slow[None],
            layer.starts,
            of.plan,
            layer.weights,
        )[0]
        z.append(found[:, ::-1] if layer.swapped else found)
    middles = of.starts.astype(np.float64) + of.plan.window / 2
    return SynchronyMap(
        t_s=middles / rate_hz,
        lags_s=of.plan.lags_s,
        r=np.tanh(np.concatenate(z)[of.order]),
        judged=of.judged,
        window_s=of.plan.window / rate_hz,
        step_s=of.plan.step / rate_hz,
        withheld=of.withheld,
    )


def map_chance(
    of: MapInput,
    *,
    surrogates: int = SURROGATES,
    seed: int = 0,
    progress: Progress | None = None,
) -> MapChance:
    """What chance gives in each window; seconds for an hour. `progress` gets 0-1."""
    if not of.starts.size or not surrogates:
        return _no_chance(of)
    parts = []
    for done, layer in enumerate(of.layers):

        def tell(share: float, done: int = done) -> None:
            if progress:
                progress((done + share) / len(of.layers))

        parts.append(_largest(layer, of.plan, surrogates, seed, tell))
    largest = np.concatenate(parts, axis=1)[:, of.order]
    # The observation is counted among them: left out, it would stand outside its own
    # bound more often than a surrogate does (11 % of strangers instead of 5).
    own = np.arctanh(np.abs(synchrony_map(of).r).max(axis=1)).astype(np.float32)
    every = np.concatenate([own[None], largest])
    bound = np.quantile(every, 0.95, axis=0).astype(np.float64)
    above = theirs_above = None
    if of.judged.any():
        shares = (every > bound)[:, of.judged].mean(axis=1)
        above, theirs_above = float(shares[0]), shares[1:]
    return MapChance(
        null="iaaft",
        n_surrogates=surrogates,
        p95=np.tanh(bound),
        share_above=above,
        share_median=None if theirs_above is None else float(np.median(theirs_above)),
        share_p95=None
        if theirs_above is None
        else float(np.quantile(theirs_above, 0.95)),
    )


def _largest(
    layer: Layer, the_plan: Plan, surrogates: int, seed: int, tell: Progress
) -> NDArray[np.float32]:
    """Largest |z| over lags of each pair of surrogates in each window."""
    largest = np.empty((surrogates, layer.starts.size), np.float32)
    first, second = layer.first, layer.second
    rng = np.random.default_rng([seed, digest_of(first.slow), digest_of(second.slow)])
    batch = max(1, min(16, IN_A_BATCH // first.slow.size))
    for at in range(0, surrogates, batch):
        n = min(batch, surrogates - at)
        theirs = first.surrogates(n, rng), second.surrogates(n, rng)
        z = z_curves(*theirs, layer.starts, the_plan, layer.weights)
        largest[at : at + n] = np.abs(z).max(axis=2)
        tell((at + n) / surrogates)
    return largest


def _no_chance(of: MapInput) -> MapChance:
    return MapChance(
        null="iaaft",
        n_surrogates=0,
        p95=np.full(of.starts.size, np.inf),
        share_above=None,
        share_median=None,
        share_p95=None,
    )
