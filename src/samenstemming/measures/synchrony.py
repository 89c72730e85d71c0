"""Whether the two moved together over the record, more than chance gives.

The statistic (A1 of science.md): windows of 60 s every 15 s, correlated at lags up to
10 s, averaged as Fisher z over the windows; the largest absolute mean over lags. Its
null is 999 pairs of IAAFT surrogates, both people's; beside it stands the test of
segment pairs. Neither removes what both did because the evening told them to.

The pair is put into an order that belongs to the data, not to who is called A, before
anything random is drawn. So swapping the wearers negates the lag and changes nothing
else, to the last bit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from samenstemming.measures.chosen_windows import (
    Span,
    covered,
    inside,
    length_s,
    outside,
    usable,
    why_none,
)
from samenstemming.measures.lag import Timing, lead_of, peak_lag_s
from samenstemming.measures.lag_interval import lag_interval
from samenstemming.measures.role_segments import role_segment_pairs
from samenstemming.measures.roles import Roles
from samenstemming.measures.segment_pairs import SegmentPairs, segment_pairs
from samenstemming.measures.sides import Side, joint_segments, side_of
from samenstemming.measures.surrogates import digest_of, p_value
from samenstemming.measures.synchrony_input import two_heart_rates
from samenstemming.measures.windowed import (
    Plan,
    plan,
    window_starts,
    z_curves,
)
from samenstemming.series import Bools, ChanceLevel, Floats, Ints, Lead
from samenstemming.settings import Settings

SMALLEST_VARIATION = 1e-9
"""Slow waves smaller than this, in bpm, are what a calculation leaves of none."""

IN_A_BATCH = 2**18
"""Samples of surrogates at a time: a day of data must fit beside a browser."""

BATCH = 64
"""Surrogates at a time: an hour of them then stays in the processor's cache."""

PAIRINGS = 4
"""Each surrogate of the one meets this many of the other: the p-value's own noise
halves for a third more work."""

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Synchrony:
    """The whole-record answer, with what it rests on.

    `statistic` is an r (0-1), `sign` says in-phase or anti-phase. `lag_s` positive:
    B follows A. What is None has its reason in `withheld` or `lag_withheld`. `null_r`
    (k,): the same statistic of every pair of surrogates, to be drawn beside it.
    """

    statistic: float | None = None
    sign: str | None = None
    lag_s: float | None = None
    lag_sd_s: float | None = None
    lag_interval_s: tuple[float, float] | None = None
    p_value: float | None = None
    chance: ChanceLevel | None = None
    segment_pairs: SegmentPairs | None = None
    lead: Lead = Lead.CANNOT_TELL
    n_windows: int = 0
    n_surrogates: int = 0
    duration_s: float = 0.0
    short: bool = False
    withheld: str | None = None
    p_withheld: str | None = None
    lag_withheld: str | None = None
    roles: str = "not_marked"
    pairs_withheld: str | None = None
    null_r: Floats | None = field(default=None, compare=False, repr=False)


def synchrony(
    hr_a: Floats,
    hr_b: Floats,
    rate_hz: float,
    *,
    known_a: Bools | None = None,
    known_b: Bools | None = None,
    settings: Settings | None = None,
    surrogates: int | None = None,
    seed: int | None = None,
    timing: Timing | None = None,
    progress: Progress | None = None,
) -> Synchrony:
    """Compare two heart rates (n,) in bpm, evenly sampled at `rate_hz`, on one clock.

    For people with other sensors, too. `known_a` and `known_b` (n,) say which samples
    are real, as does NaN; holes up to the setting `gap_s` are bridged, longer ones
    split. What cannot be compared has its reason in `withheld`.
    """
    found = synchrony_of_spans(
        hr_a,
        hr_b,
        rate_hz,
        spans={"": None},
        known_a=known_a,
        known_b=known_b,
        settings=settings,
        surrogates=surrogates,
        seed=seed,
        timing=timing,
        progress=progress,
    )
    return found[""]


def synchrony_of_spans(
    hr_a: Floats,
    hr_b: Floats,
    rate_hz: float,
    *,
    spans: Mapping[str, Span | None],
    excluded: Sequence[Span] = (),
    known_a: Bools | None = None,
    known_b: Bools | None = None,
    settings: Settings | None = None,
    surrogates: int | None = None,
    seed: int | None = None,
    timing: Timing | None = None,
    roles: Roles | None = None,
    progress: Progress | None = None,
) -> dict[str, Synchrony]:
    """Answer for several stretches of one record at once, with one set of surrogates.

    `spans` maps a name to start and end in seconds from sample 0, or to None for the
    whole. A window counts for a span when it lies inside it; `excluded` stretches
    count for the whole only where they are asked for by name. `roles`: what talk
    explains is taken out of both and of every surrogate, and only samples that the
    roles call usable are compared.
    """
    settings = settings or Settings()
    n_surrogates = settings.surrogates if surrogates is None else surrogates
    seed = settings.seed if seed is None else seed
    rates = two_heart_rates(
        hr_a, hr_b, rate_hz, known_a=known_a, known_b=known_b, settings=settings
    )
    if isinstance(rates, str):
        return dict.fromkeys(spans, Synchrony(withheld=rates))
    the_plan = plan(rates.rate_hz, settings)
    n_samples = rates.a.size
    sides = [
        side_of(hr, known, the_plan, settings, roles)
        for hr, known in ((rates.a, rates.known_a), (rates.b, rates.known_b))
    ]
    swapped = digest_of(sides[0].slow) > digest_of(sides[1].slow)
    first, second = sides[::-1] if swapped else sides
    joint = joint_segments(first.segments, second.segments)
    starts = window_starts(joint, n_samples, the_plan)
    chosen = {
        name: inside(starts, span, the_plan)
        if span
        else outside(starts, excluded, the_plan)
        for name, span in spans.items()
    }
    weights = None if roles is None else roles.usable.astype(np.float64)
    if weights is not None:
        for name, picked in chosen.items():
            chosen[name] = picked & usable(weights, starts, the_plan, settings)
    if not starts.size:
        return {
            name: Synchrony(withheld=why_none(span, n_samples, the_plan))
            for name, span in spans.items()
        }
    if any(np.std(side.slow) < SMALLEST_VARIATION for side in sides):
        return dict.fromkeys(spans, Synchrony(withheld="no_variation"))
    curves = z_curves(first.slow[None], second.slow[None], starts, the_plan, weights)[0]
    groups = np.stack([picked / max(1, picked.sum()) for picked in chosen.values()])
    entropy = [seed, digest_of(first.slow), digest_of(second.slow)]
    rng = np.random.default_rng(entropy)
    null = _null(
        first, second, starts, groups, the_plan, n_surrogates, rng, progress, weights
    )
    return {
        name: _nothing(spans[name], starts, n_samples, the_plan, roles)
        if not picked.any()
        else _answer(
            curves[picked],
            null[:, k],
            starts[picked],
            (first.slow, second.slow),
            the_plan,
            settings,
            n_surrogates=n_surrogates,
            rng=np.random.default_rng([*entropy, k]),
            turned=-1 if swapped else 1,
            length_s=length_s(spans[name], n_samples, the_plan),
            timing=timing or Timing(),
            roles=roles,
        )
        for k, (name, picked) in enumerate(chosen.items())
    }


def _nothing(
    span: Span | None,
    starts: Ints,
    n_samples: int,
    the_plan: Plan,
    roles: Roles | None,
) -> Synchrony:
    """The answer where no window is left: because of the turns, or of the data."""
    if roles is None:
        return Synchrony(withheld=why_none(span, n_samples, the_plan))
    there = starts.size if span is None else int(inside(starts, span, the_plan).sum())
    why = "short_turns" if there else why_none(span, n_samples, the_plan)
    return Synchrony(withheld=why, roles="corrected")


def _null(
    first: Side,
    second: Side,
    starts: Ints,
    groups: Floats,
    the_plan: Plan,
    n_surrogates: int,
    rng: np.random.Generator,
    progress: Progress | None,
    weights: Floats | None,
) -> Floats:
    """Largest absolute mean z over lags, for every surrogate pair and group."""
    largest: list[Floats] = [np.empty((0, groups.shape[0]))]
    batch = max(1, min(BATCH, IN_A_BATCH // first.slow.size))
    for at in range(0, n_surrogates, batch):
        n = min(batch, n_surrogates - at)
        theirs = first.surrogates(n, rng), second.surrogates(n, rng)
        for k in range(min(PAIRINGS, n)):
            curves = z_curves(
                theirs[0], np.roll(theirs[1], k, axis=0), starts, the_plan, weights
            )
            means = np.einsum("gw,swl->sgl", groups, curves, optimize=True)
            largest.append(np.abs(means).max(axis=2))
        if progress:
            progress((at + n) / n_surrogates)
    return np.concatenate(largest)


def _answer(
    curves: Floats,
    null: Floats,
    starts: Ints,
    slow: tuple[Floats, Floats],
    the_plan: Plan,
    settings: Settings,
    *,
    n_surrogates: int,
    rng: np.random.Generator,
    turned: int,
    length_s: float,
    timing: Timing,
    roles: Roles | None,
) -> Synchrony:
    mean_z = curves.mean(axis=0)
    best = int(np.argmax(np.abs(mean_z)))
    observed = float(np.abs(mean_z[best]))
    said = "not_marked" if roles is None else "corrected"
    if observed == 0.0:
        return Synchrony(
            withheld="no_variation", n_windows=int(starts.size), roles=said
        )
    sign = 1.0 if mean_z[best] > 0 else -1.0
    counted = covered(starts, slow[0].size, the_plan, roles)
    duration_s = float(counted.sum()) / the_plan.rate_hz
    lag_s, lag_withheld = peak_lag_s(sign * mean_z, the_plan.lags_s)
    if timing.clock.lag_withheld is not None:
        lag_s, lag_withheld = None, timing.clock.lag_withheld
    # Too little of a long stretch is not the same as a short one: say which.
    holed = length_s >= settings.shortest_p_s
    too_little = "poor_coverage" if holed else "window_too_short"
    if holed and roles is not None:
        too_little = "short_turns"
    reach = None
    if lag_s is not None:
        weights = None if roles is None else roles.usable.astype(np.float64)
        reach = lag_interval(*slow, lag_s, sign, starts, the_plan, timing, rng, weights)
    if lag_s is not None and reach is None:
        lag_s, lag_withheld = None, too_little
    # Windows lie on a fixed grid: a step of three minutes may lose one at each end.
    at_the_ends_s = 2 * the_plan.step / the_plan.rate_hz
    long_enough = duration_s >= settings.shortest_p_s - at_the_ends_s
    no_test = timing.clock.p_withheld
    allowed = long_enough and n_surrogates > 0 and no_test is None
    p = p_value(observed, null) if allowed else None
    lag_sd_s = None if reach is None else reach.sd_s
    interval_s = None
    if lag_s is not None and reach is not None:
        ends = (
            turned * (lag_s - reach.below_s),
            turned * (lag_s + reach.above_s),
        )
        lag_s, interval_s = turned * lag_s, (min(ends), max(ends))
    pairs = None
    if no_test is None:
        pairs = _pairs(
            slow, starts, counted, the_plan, settings, n_surrogates, rng, roles
        )
    return Synchrony(
        statistic=float(np.tanh(observed)),
        sign="in-phase" if sign > 0 else "anti-phase",
        lag_s=lag_s,
        lag_sd_s=lag_sd_s,
        lag_interval_s=interval_s,
        p_value=p,
        chance=_chance(null, n_surrogates)
        if n_surrogates and no_test is None
        else None,
        segment_pairs=pairs,
        lead=lead_of(lag_s, lag_sd_s, p, duration_s, settings, timing),
        n_windows=int(starts.size),
        n_surrogates=n_surrogates,
        duration_s=duration_s,
        short=duration_s < SHORT_S,
        p_withheld=None
        if allowed
        else no_test or (too_little if n_surrogates else "not_asked"),
        lag_withheld=lag_withheld,
        roles=said,
        pairs_withheld=None if pairs is not None else no_test or "few_pairings",
        null_r=np.tanh(null) if n_surrogates and no_test is None else None,
    )


def _pairs(
    slow: tuple[Floats, Floats],
    starts: Ints,
    counted: Bools,
    the_plan: Plan,
    settings: Settings,
    n_surrogates: int,
    rng: np.random.Generator,
    roles: Roles | None,
) -> SegmentPairs | None:
    n_pairings = max(n_surrogates, 99)
    if roles is None:
        return segment_pairs(*slow, starts, the_plan, n_pairings=n_pairings, rng=rng)
    return role_segment_pairs(
        *slow,
        counted,
        roles.role,
        the_plan,
        length=round(settings.turn_window_share * the_plan.window),
        n_pairings=n_pairings,
        rng=rng,
    )


SHORT_S = 300.0
"""Below five minutes an answer is labelled short (science.md 7.8)."""


def _chance(null: Floats, n_surrogates: int) -> ChanceLevel:
    return ChanceLevel(
        null="iaaft",
        n_surrogates=n_surrogates,
        median=float(np.tanh(np.median(null))),
        p95=float(np.tanh(np.quantile(null, 0.95))),
        p_value=None,
    )
