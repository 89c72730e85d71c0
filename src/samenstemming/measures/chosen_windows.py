"""Which windows count for a stretch of the record, and how long they are together."""

from collections.abc import Sequence

import numpy as np

from samenstemming.measures.roles import Roles
from samenstemming.measures.windowed import Plan
from samenstemming.series import Bools, Floats, Ints
from samenstemming.settings import Settings

Span = tuple[float, float]
"""Start and end in seconds from sample 0."""


def why_none(span: Span | None, n_samples: int, the_plan: Plan) -> str:
    """Why a stretch has no window: too short for one, or too much of it missing."""
    needed = the_plan.window + 2 * the_plan.half_shift + the_plan.step
    short = length_s(span, n_samples, the_plan) * the_plan.rate_hz < needed
    return "window_too_short" if short else "poor_coverage"


def usable(weights: Floats, starts: Ints, the_plan: Plan, settings: Settings) -> Bools:
    """Which windows lie far enough outside the stretches that do not count."""
    counted = np.concatenate(([0.0], np.cumsum(weights)))
    share = (counted[starts + the_plan.window] - counted[starts]) / the_plan.window
    enough: Bools = share >= settings.turn_window_share
    return enough


def length_s(span: Span | None, n_samples: int, the_plan: Plan) -> float:
    """The length of the stretch in seconds; None is the whole."""
    return span[1] - span[0] if span else n_samples / the_plan.rate_hz


def outside(starts: Ints, excluded: Sequence[Span], the_plan: Plan) -> Bools:
    """Which windows touch none of the excluded stretches."""
    apart = np.ones(starts.size, np.bool_)
    for span in excluded:
        begin, end = (edge * the_plan.rate_hz for edge in span)
        apart &= (starts + the_plan.window <= begin) | (starts >= end)
    return apart


def inside(starts: Ints, span: Span, the_plan: Plan) -> Bools:
    """Which windows lie inside the stretch."""
    begin, end = (edge * the_plan.rate_hz for edge in span)
    within: Bools = (starts >= begin) & (starts + the_plan.window <= end)
    return within


def covered(starts: Ints, n_samples: int, the_plan: Plan, roles: Roles | None) -> Bools:
    """Which samples are compared in one window or another, (n,)."""
    reached = np.zeros(n_samples, np.bool_)
    for start in starts.tolist():
        reached[start : start + the_plan.window] = True
    return reached if roles is None else reached & roles.usable
