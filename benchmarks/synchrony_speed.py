"""How quick synchrony is, beside the loop others write and what the processor allows.

Three figures, all in CPU seconds of one thread, the better of a few runs:

- windowed cross-correlation of an hour (4 Hz, 30 s windows every second, lags to 5 s:
  3,561 windows x 41 lags) beside a loop over `np.corrcoef`, which is how rMEA's and
  most studies' scripts go, beside pandas' `rolling(120).corr` at each lag, the
  fastest public call we know, and beside one matrix product with as many operations;
- every 60 s segment of an hour with every other at 41 lags, and 999 pairings of them;
- 999 IAAFT surrogates of both for ten minutes, alone and with the whole answer.

Run: OMP_NUM_THREADS=1 python -m benchmarks.synchrony_speed
"""

from collections.abc import Callable
from time import process_time

import numpy as np

from benchmarks.report import write_report
from benchmarks.synchrony_couples import RATE_HZ, couple_of, heart_rates
from samenstemming.measures.segment_pairs import segment_pairs
from samenstemming.measures.sides import Side, side_of
from samenstemming.measures.synchrony import synchrony
from samenstemming.measures.windowed import Plan, plan, window_starts, z_curves
from samenstemming.series import Floats
from samenstemming.settings import Settings

SETTINGS = Settings()
FAST_HZ = 4.0
SHORT_WINDOWS = Settings(whole_window_s=30.0, whole_step_s=1.0, max_lag_s=5.0)


def cpu_s(work: Callable[[], object], runs: int = 3) -> float:
    """CPU seconds of the quickest of some runs, the first one thrown away."""
    spent = []
    for _ in range(runs + 1):
        began = process_time()
        work()
        spent.append(process_time() - began)
    return min(spent[1:])


def in_turns(*works: Callable[[], object], runs: int = 20) -> list[float]:
    """CPU seconds of the quickest run of each, one after the other, again and again."""
    return list(np.min([[cpu_s(work, 1) for work in works] for _ in range(runs)], 0))


def corrcoef_loop(x: Floats, y: Floats, the_plan: Plan, step: int) -> Floats:
    """Fisher z of every `step`-th window at every lag, one call each."""
    n, half = x.size, the_plan.half_shift
    rows = []
    for start in range(half, n - the_plan.window - half + 1, step * the_plan.step):
        row = []
        for lag in the_plan.lags:
            a, b = start - lag // 2, start + lag - lag // 2
            r = np.corrcoef(x[a : a + the_plan.window], y[b : b + the_plan.window])[
                0, 1
            ]
            row.append(np.arctanh(r))
        rows.append(row)
    return np.array(rows)


def pandas_rolling(x: Floats, y: Floats, the_plan: Plan) -> list[Floats]:
    """Correlation of every window at every lag, a window a sample."""
    import pandas as pd

    first, second = pd.Series(x), pd.Series(y)
    windows = first.rolling(the_plan.window)
    return [windows.corr(second.shift(-lag)).to_numpy() for lag in the_plan.lags]


def running_sums(x: Floats, y: Floats, the_plan: Plan) -> list[Floats]:
    """Correlation of every window at every lag from differences of cumulative sums."""
    n, wide = x.size, the_plan.window

    def total(of: Floats) -> Floats:
        sums = np.concatenate(([0.0], np.cumsum(of)))
        ends = sums[wide :: the_plan.step]
        found: Floats = ends - sums[: n - wide + 1 : the_plan.step][: ends.size]
        return found

    x, y = x - x.mean(), y - y.mean()
    sx, sxx = total(x), total(x * x)
    found = []
    for lag in the_plan.lags:
        moved = np.roll(y, -lag)
        sy, syy = total(moved), total(moved * moved)
        cross = total(x * moved) - sx * sy / wide
        found.append(cross / np.sqrt((sxx - sx**2 / wide) * (syy - sy**2 / wide)))
    return found


def windowed_figures() -> dict[str, object]:
    """An hour of windowed cross-correlation, beside the loop and the bound."""
    a, b = heart_rates(couple_of(1, 0.75), 120)  # two hours at 2 Hz: one at 4 Hz
    x, y = a[: round(3600 * FAST_HZ)], b[: round(3600 * FAST_HZ)]
    the_plan = plan(FAST_HZ, SHORT_WINDOWS)
    starts = window_starts([slice(0, x.size)], x.size, the_plan)
    thinned = 20
    loop = thinned * cpu_s(lambda: corrcoef_loop(x, y, the_plan, thinned), 1)
    # As many multiplications and additions as windows x lags x samples, in one product.
    left = np.ones((starts.size, the_plan.window))
    right = np.ones((the_plan.window, len(the_plan.lags)))
    first = int(starts[0])
    # In turns: within a second this machine may be half as quick as in the next.
    ours, bound, rolled, summed = in_turns(
        lambda: z_curves(x[None], y[None], starts, the_plan),
        lambda: left @ right,
        lambda: pandas_rolling(x, y, the_plan),
        lambda: running_sums(x, y, the_plan),
    )
    theirs = pandas_rolling(x, y, the_plan)
    z = z_curves(x[None], y[None], starts, the_plan)[0]
    at_0 = the_plan.lags.index(0)
    same = np.allclose(
        np.tanh(z[:, at_0]),
        theirs[at_0][first + the_plan.window - 1 :: the_plan.step][: starts.size],
        atol=1e-6,
    )
    return {
        "windows x lags": f"{starts.size} x {len(the_plan.lags)}",
        "np.corrcoef loop, s": round(loop, 2),
        "ours, s": round(ours, 4),
        "times quicker than the loop": round(loop / ours),
        "pandas rolling(120).corr x 41, the fastest public call, s": round(rolled, 4),
        "times quicker than pandas": round(rolled / ours, 1),
        "the same correlations as pandas at lag 0": same,
        "numpy running sums (no public tool), s": round(summed, 4),
        "times quicker than the running sums": round(summed / ours, 1),
        "one matrix product of as many operations, s": round(bound, 4),
        "times that bound": round(ours / bound, 1),
    }


def pairs_figures() -> dict[str, object]:
    """All segment pairs of an hour, and random pairings of them."""
    first, second = sides(60)
    the_plan = plan(RATE_HZ, SETTINGS)
    n = first.slow.size
    starts = window_starts([slice(0, n)], n, the_plan)
    spent = cpu_s(
        lambda: segment_pairs(
            first.slow,
            second.slow,
            starts,
            the_plan,
            n_pairings=999,
            rng=np.random.default_rng(0),
        ),
        10,
    )
    return {"segment pairs of an hour, 999 pairings, ms": round(1000 * spent, 1)}


def surrogate_figures() -> dict[str, object]:
    """999 surrogates of ten minutes, alone and within the whole answer."""
    both = sides(10)
    alone = cpu_s(
        lambda: [side.surrogates(999, np.random.default_rng(0)) for side in both], 2
    )
    a, b = heart_rates(couple_of(2, 0.75), 10)
    answer = cpu_s(lambda: synchrony(a, b, RATE_HZ, surrogates=999), 2)
    return {
        "999 surrogates of both, ten minutes, s": round(alone, 2),
        "the whole answer with 999 x 4 pairs, s": round(answer, 2),
    }


def sides(minutes: float) -> tuple[Side, Side]:
    """Both sides of a simulated couple."""
    the_plan = plan(RATE_HZ, SETTINGS)
    first, second = (
        side_of(hr, np.ones(hr.size, np.bool_), the_plan, SETTINGS, None)
        for hr in heart_rates(couple_of(2, 0.75), minutes)
    )
    return first, second


def main() -> None:
    """Print and keep the figures."""
    write_report(
        "synchrony_speed",
        windowed_figures() | pairs_figures() | surrogate_figures(),
    )


if __name__ == "__main__":
    main()
