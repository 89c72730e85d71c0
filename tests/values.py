"""Small values that many tests build."""

from collections.abc import Sequence

import numpy as np

from samenstemming.events import Wearer
from samenstemming.series import Beat, NNSeries


def nn_series(*runs: Sequence[float]) -> NNSeries:
    """NN intervals in ms, one run each, ten seconds between runs."""
    t_s: list[float] = []
    nn_ms: list[float] = []
    follows: list[bool] = []
    number: list[int] = []
    now = 0.0
    for k, run in enumerate(runs):
        now += 10.0 if k else 0.0
        for i, nn in enumerate(run):
            now += nn / 1000
            t_s.append(now)
            nn_ms.append(float(nn))
            follows.append(i > 0)
            number.append(k)
    return NNSeries(
        t_s=np.array(t_s),
        nn_ms=np.array(nn_ms),
        follows=np.array(follows, np.bool_),
        flag=np.zeros(len(t_s), np.int8),
        run=np.array(number, np.int64),
    )


def beats_of(
    *runs: Sequence[float], wearer: Wearer = Wearer.A, gap_s: float = 10.0
) -> list[Beat]:
    """Beats whose intervals are given in ms, `gap_s` seconds between runs."""
    beats: list[Beat] = []
    now = 0.0
    for k, run in enumerate(runs):
        now += gap_s if k else 0.0
        for rr in run:
            now += rr / 1000
            beats.append(
                Beat(wearer=wearer, t_s=now, t_sd_s=0.01, rr_ms=float(rr), run=k)
            )
    return beats
