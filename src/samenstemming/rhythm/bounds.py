"""Between what limits a run of beats can lie, given when its notifications were sent.

A notification holds the beats that were complete when it left, and not the next one.
So with C the running sum of RR, every notification says

    send(n) - C(last beat in it)  >=  offset  >  send(n - 1) - C(first beat in it)

and as heart and timer are out of step, a few hundred of these leave milliseconds.
Limits that contradict each other by more than a strap's own untidiness prove that
RR were lost in between without a trace in the numbering.

The strap's clock is off by some parts per million. Offset and rate together must lie
in a polygon; its width at each rate is the likelihood of that rate.
"""

from typing import Final

import numpy as np

from samenstemming.series import Floats, Ints

RATE_SD: Final = 100e-6
"""Prior of a strap's crystal: tens of parts per million are usual."""

RATE_GRID: Final = np.arange(-900e-6, 901e-6, 50e-6)
FINE_GRID: Final = np.arange(-50e-6, 51e-6, 5e-6)

FINE_SD: Final = 25e-6
"""A rate known less well than this is not worth the fine grid, which ends at twice."""

SOFT_S: Final = 0.002
"""Send times are known to about this, so widths are softened by it."""


def rate_of(
    *,
    send_s: Floats,
    sent_before_s: Floats,
    before_s: Floats,
    first_s: Floats,
    last_s: Floats,
    starts: Ints,
    prior: float = 0.0,
    prior_sd: float = RATE_SD,
) -> tuple[float, float]:
    """Host seconds per strap second, minus 1, and its standard deviation.

    Both are of the posterior over the feasible rates. Rows are notifications with
    RR, (n,); `starts` are the rows at which a new stretch with an offset of its own
    begins.
    """
    rate, sd = prior, prior_sd
    for fine in (False, True):
        rates = rate + FINE_GRID if fine else RATE_GRID
        scale = (1.0 + rates)[:, None]
        high = np.minimum(send_s - scale * last_s, sent_before_s - scale * before_s)
        low = sent_before_s - scale * first_s
        width = np.minimum.reduceat(high, starts, axis=1)
        width = width - np.maximum.reduceat(low, starts, axis=1)
        # Where nothing holds from below, two seconds are as good as infinity.
        soft = np.minimum(width, 2.0) / SOFT_S
        log_width = np.where(
            soft > -20.0, np.log(np.logaddexp(0.0, np.maximum(soft, -20.0))), soft
        )
        log_weight = log_width.sum(axis=1) - 0.5 * ((rates - prior) / prior_sd) ** 2
        weight = np.exp(log_weight - log_weight.max())
        weight /= weight.sum()
        rate = float(weight @ rates)
        sd = float(weight @ (rates - rate) ** 2) ** 0.5
        if sd > FINE_SD:
            break
    return rate, sd
