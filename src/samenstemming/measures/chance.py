"""What each further measure gives for strangers with these very rhythms.

One set of IAAFT surrogates of both people (Schreiber & Schmitz 1996) serves every
measure of a pair: each measure is a function from stacks of series to statistics, and
runs over the surrogates exactly as it runs over the data. So each has its own null,
and whatever a filter, a window or an edge does, it does to the null as well.

Every band and every measure is a test of its own. None of them is corrected for the
others, and none decides: that is for `measures.synchrony`.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from samenstemming.measures.pair import Pair
from samenstemming.measures.surrogates import p_value
from samenstemming.series import ChanceLevel, Floats

SURROGATES: Final = 199
"""A p-value to half a percent; five times fewer than the deciding test has."""

Statistic = Callable[[Floats, Floats, Pair], Floats]
"""(s, n), (s, n) and their pair to (s, k), larger meaning more together."""

Progress = Callable[[float], None]

BANDS_HZ: Final[Mapping[str, tuple[float, float]]] = {
    "slow": (0.008, 0.1),
    "lf": (0.04, 0.15),
    "hf": (0.15, 0.4),
}
"""Arousal's slow waves; low and high frequency after Task Force 1996."""

SHORTEST_S: Final = 180.0
"""Below three minutes a spectrum of slow waves is one wave (science.md 7.8)."""


AT_THE_ENDS: Final = 0.95
"""A record of ten minutes has a little less of both: the share that counts as all."""


def no_p_because(pair: Pair, null: Floats | None, needed_s: float) -> str | None:
    """Why a measure has no p-value; None where it has one.

    `needed_s` is the length from which the measure's false positives were measured to
    lie between 3 and 7 % at .05; infinite where they never did.
    """
    if null is None or not null.size:
        return "not_asked"
    if needed_s == float("inf"):
        return "no_valid_null"
    enough = pair.known_s >= AT_THE_ENDS * needed_s
    return None if enough else pair.too_little(needed_s)


def nulls_of(
    pair: Pair,
    statistics: Mapping[str, Statistic],
    *,
    n_surrogates: int = SURROGATES,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, Floats]:
    """Every statistic over the same surrogates: (n_surrogates, k) by name."""
    found: dict[str, list[Floats]] = {name: [] for name in statistics}
    done = 0
    for first, second in pair.surrogates(n_surrogates, seed):
        for name, statistic in statistics.items():
            found[name].append(statistic(first, second, pair))
        done += first.shape[0]
        if progress:
            progress(done / n_surrogates)
    return {name: np.concatenate(parts) for name, parts in found.items() if parts}


def observed(pair: Pair, statistic: Statistic) -> Floats:
    """The statistic of the data themselves, (k,)."""
    first, second = pair.slow
    of_data: Floats = statistic(first[None], second[None], pair)[0]
    return of_data


def level(value: float, null: Floats, *, with_p: bool = True) -> ChanceLevel:
    """Where a value stands among those of its surrogates (n,).

    Without a p-value where the null was not measured to hold its level.
    """
    return ChanceLevel(
        null="iaaft",
        n_surrogates=int(null.size),
        median=float(np.median(null)),
        p95=float(np.quantile(null, 0.95)),
        p_value=p_value(value, null) if with_p else None,
    )
