"""Two straps on one body: the lag between two people that is really zero.

A constant delay of a strap cannot be seen from its RR, so a lag of one person behind
another may be the strap's. With both straps on one person the true lag is zero, and
what is found instead is the pair's own. It is measured on the beats themselves, to
milliseconds, where a lag of rhythms is known to tenths of a second.

The result is kept with the recordings of that pair. It widens `lag_sd_s`, since the
lag between the two people is reported as it was measured, and it permits what two
straps of one model permit: that a lead is named at all (docs/beat-times.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import hypot, isfinite
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.rhythm.matching import match_beats
from samenstemming.series import Beat

KEY: Final = "alignment"
"""Where a recording's meta holds the result."""

ONE_BODY: Final = "alignment_check"
"""Where its meta says that both straps were on one body."""

FEWEST_BEATS: Final = 60
"""About a minute of beats that both straps saw."""

SAME_SHARE: Final = 0.8
"""Straps on one body see nearly every beat alike; two bodies never do."""

LARGEST_S: Final = 60.0
"""No strap is later than this; a file that says so was not written by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How much later B's strap has the same beats than A's, in seconds.

    Positive: B's strap is later. `spread_s` is the standard deviation of single beats,
    `lag_sd_s` that of the lag itself, with what the clocks leave open.
    """

    lag_s: float
    lag_sd_s: float
    spread_s: float
    n_beats: int

    def to_json(self) -> dict[str, object]:
        """JSON values for a recording's meta; `alignment_in` reads them."""
        return asdict(self)

    @property
    def turned(self) -> "Alignment":
        """The same pair of straps worn the other way round."""
        return replace(self, lag_s=-self.lag_s)

    @property
    def widens_by_s(self) -> float:
        """What a lag between people is uncertain by for want of a true zero."""
        return hypot(self.lag_s, self.lag_sd_s)


def align(beats: Mapping[Wearer, Sequence[Beat]]) -> Alignment | str:
    """The pair's own lag from beats of both straps on one body, or why there is none.

    The reason is a code with words: `alignment.one_strap`, `alignment.too_short`,
    `alignment.two_hearts`.
    """
    a, b = beats.get(Wearer.A, ()), beats.get(Wearer.B, ())
    if not a or not b:
        return "alignment.one_strap"
    fewer = min(len(a), len(b))
    if fewer < FEWEST_BEATS:
        return "alignment.too_short"
    match = match_beats(a, b)
    if match is None or match.n < SAME_SHARE * fewer:
        return "alignment.two_hearts"
    apart = [
        b[j].t_s - a[i].t_s for i, j in zip(match.first, match.second, strict=True)
    ]
    clocks = [
        hypot(a[i].t_sd_s, b[j].t_sd_s)
        for i, j in zip(match.first, match.second, strict=True)
    ]
    lag_s = float(np.median(apart))
    return Alignment(
        lag_s=lag_s,
        # The clocks' part does not average out: it is the same for all beats.
        lag_sd_s=hypot(match.lag_sd_s, float(np.median(clocks))),
        spread_s=match.spread_s,
        n_beats=match.n,
    )


def alignment_in(meta: Mapping[str, object]) -> Alignment | None:
    """The result that a recording's meta holds; None where it holds none."""
    held = meta.get(KEY)
    if not isinstance(held, Mapping):
        return None
    values: dict[str, float] = {}
    for name in ("lag_s", "lag_sd_s", "spread_s", "n_beats"):
        value = held.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if not isfinite(value) or (abs(value) > LARGEST_S and name != "n_beats"):
            return None
        values[name] = float(value)
    if min(values["lag_sd_s"], values["spread_s"], values["n_beats"]) < 0:
        return None
    return Alignment(
        lag_s=values["lag_s"],
        lag_sd_s=values["lag_sd_s"],
        spread_s=values["spread_s"],
        n_beats=int(values["n_beats"]),
    )
