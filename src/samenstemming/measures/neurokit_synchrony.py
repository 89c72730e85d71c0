"""neurokit2's `signal_synchrony`, beside ours, with what is wrong with it.

Two curves, each summed up by its mean. *hilbert* is `1 - sin(|phase a - phase b| / 2)`
of the analytic signals of whatever it is given. Given heart rates as they are, the
mean is most of the signal, the angle hardly moves, and strangers score .97. With the
mean taken out they score .36. Nor is it a phase between 0 and 2 pi, as its docstring
says, nor a phase locking value: a constant angle of half a turn scores 0.

*correlation* is a rolling r, moved back by half a window so that it is not causal. The
last half window and what has no value yet are filled with the record's mean, and one
missing sample makes all of the hilbert curve missing.

It gives no lag, no sign, no null. The null here is ours, through the very same calls;
`MISTAKES` names each fault, and a test shows each of them.

Source: neurokit2 0.2.13, `signal_synchrony`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.measures.chance import SHORTEST_S, level, no_p_because
from samenstemming.measures.pair import Pair
from samenstemming.series import ChanceLevel, Floats

WINDOW_S = 60.0

P_FROM_S = float("inf")
"""No p-value: of 300 strangers .04 came out at .05 in five minutes, but .07 and .08 in
ten, and nobody has spent the hours on a thousand."""

MISTAKES: Final = (
    "hilbert_keeps_the_mean",
    "hilbert_is_no_phase_locking",
    "correlation_is_not_causal",
    "correlation_fills_its_ends_with_the_mean",
    "no_null_no_lag",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeurokitSynchrony:
    """Means over the longest stretch without a hole.

    `hilbert_as_given` is what most people would compute; `hilbert` is of the series
    without their mean and drift, as is `correlation` over 60 s. The last leaves out
    what neurokit2 filled in.
    """

    hilbert_as_given: float
    hilbert: float
    hilbert_chance: ChanceLevel | None
    correlation: float
    correlation_chance: ChanceLevel | None
    p_withheld: str | None = None
    mistakes: tuple[str, ...] = MISTAKES


def neurokit_synchrony(
    pair: Pair, null: Floats | None = None
) -> NeurokitSynchrony | str:
    """neurokit2's own values for the pair; `null` is `neurokit_means`, (n, 2)."""
    segment = longest(pair)
    if pair.withheld or segment is None:
        return pair.withheld or pair.too_little(SHORTEST_S)
    hilbert, correlation = neurokit_means(pair.slow[0][None], pair.slow[1][None], pair)[
        0
    ].tolist()
    no_p = no_p_because(pair, null, P_FROM_S)
    chances = [
        None if null is None else level(value, null[:, k], with_p=no_p is None)
        for k, value in enumerate((hilbert, correlation))
    ]
    return NeurokitSynchrony(
        hilbert_as_given=_hilbert(pair.first[segment], pair.second[segment]),
        hilbert=hilbert,
        hilbert_chance=chances[0],
        correlation=correlation,
        correlation_chance=chances[1],
        p_withheld=no_p,
    )


def neurokit_means(first: Floats, second: Floats, pair: Pair) -> Floats:
    """Mean of both curves: (s, n) twice to (s, 2)."""
    segment = longest(pair)
    window = round(WINDOW_S * pair.rate_hz)
    return np.array(
        [
            [_hilbert(x, y), _correlation(x, y, window)]
            for x, y in zip(first[:, segment], second[:, segment], strict=True)
        ]
    )


def longest(pair: Pair) -> slice | None:
    """The longest stretch of three minutes or more: neurokit2 knows no holes."""
    needed = SHORTEST_S * pair.rate_hz
    enough = [s for s in pair.segments if s.stop - s.start >= needed]
    return max(enough, key=lambda s: s.stop - s.start) if enough else None


def _hilbert(x: Floats, y: Floats) -> float:
    import neurokit2 as nk

    return float(np.mean(nk.signal_synchrony(x, y, method="hilbert")))


def _correlation(x: Floats, y: Floats, window: int) -> float:
    import neurokit2 as nk

    curve = nk.signal_synchrony(x, y, method="correlation", window_size=window)
    half = window // 2
    # Moved back by half a window: the values it computed end half a window early.
    return float(np.mean(curve[window - 1 - half : x.size - half]))
