"""neurokit2's full set of indices for one stretch of one wearer's record.

`hrv_time`, `hrv_frequency(normalize=False)` and `hrv_nonlinear`, under neurokit2's
names and with its values. What it gets wrong, or gives although it means nothing, is
withheld with a reason; its warnings reach nobody. `hrv_full_rules` says which index
needs what.
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from samenstemming.measures.hrv import FEWEST_BEATS, SMALLEST_SD_MS, sdnn_ms
from samenstemming.measures.hrv_full_rules import (
    NEVER,
    RATES,
    SHORTEST_S,
    SLACK_S,
    ZERO_IS_A_BUG,
    Domain,
)
from samenstemming.measures.hrv_series import refuse_seconds
from samenstemming.measures.hrv_table import INTERPOLATION_HZ, handed_times_s
from samenstemming.rhythm.resample import pieces
from samenstemming.series import (
    FAIR_CORRECTED,
    Floats,
    NNSeries,
    Quality,
    Rhythm,
    Verdict,
    Window,
)
from samenstemming.settings import Settings

if TYPE_CHECKING:
    from pandas import DataFrame

HOLE_S: Final = 0.05
"""Less than this between two intervals is clock noise."""

MISHAPS: Final = (ZeroDivisionError, ValueError, IndexError, FloatingPointError)
"""How neurokit2 says that an index does not exist for these beats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullHrv:
    """All indices by neurokit2's names; for those that are None, the reason's code.

    `windows`: what each domain was computed from; None where there was nothing.
    """

    values: Mapping[str, float | None]
    withheld: Mapping[str, str]
    windows: Mapping[Domain, Window | None]
    n_beats: Mapping[Domain, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Base:
    """The intervals of one domain and their length; `capped`: there were more."""

    nn: NNSeries
    length_s: float
    capped: bool = False


def full_hrv(
    nn: NNSeries,
    *,
    rhythm: Rhythm,
    quality: Quality,
    settings: Settings,
    speaking: bool = False,
    left_out_s: float = 0.0,
) -> FullHrv:
    """The full set of these intervals; seconds of work for ten minutes of beats.

    `left_out_s`: how much of the part the wearer spoke, if that is left out already.
    SettingsError where the intervals cannot be milliseconds.
    """
    refuse_seconds(nn)
    known_s = _length_s(nn)
    bases = {
        Domain.TIME: _Base(nn=nn, length_s=known_s),
        Domain.FREQUENCY: _longest(nn, bridge_s=settings.gap_s),
        Domain.NONLINEAR: _longest(
            nn, bridge_s=HOLE_S, at_most_s=settings.hrv_nonlinear_s
        ),
    }
    values: dict[str, float | None] = {}
    withheld: dict[str, str] = {}
    for domain, base in bases.items():
        spoilt = _spoilt(
            base, rhythm=rhythm, quality=quality, speaking=speaking, domain=domain
        )
        reasons = {
            name: _reason(
                name,
                shortest_s,
                base,
                known_s=known_s,
                left_out_s=left_out_s,
                spoilt=spoilt,
            )
            for name, shortest_s in SHORTEST_S[domain].items()
        }
        needed = [name for name, reason in reasons.items() if reason is None]
        found = _CALLS[domain](base.nn) if needed else {}
        for name, why in reasons.items():
            reason, value = why, found.get(name)
            if reason is None and value is None:
                reason = "undefined"
            elif reason is None and value == 0 and name in ZERO_IS_A_BUG:
                reason = "library_bug"
            values[name] = None if reason else value
            if reason:
                withheld[name] = reason
    return FullHrv(
        values=values,
        withheld=withheld,
        windows={domain: _window(base.nn) for domain, base in bases.items()},
        n_beats={domain: len(base.nn) for domain, base in bases.items()},
    )


def _reason(
    name: str,
    shortest_s: float,
    base: _Base,
    *,
    known_s: float,
    left_out_s: float,
    spoilt: str | None,
) -> str | None:
    if known_s < shortest_s - SLACK_S <= known_s + left_out_s:
        return "speaking"
    if len(base.nn) < FEWEST_BEATS and known_s < shortest_s - SLACK_S:
        return "too_few_beats"
    if name not in RATES and spoilt in ("speaking", "irregular_rhythm"):
        return spoilt
    if known_s < shortest_s - SLACK_S:
        return "window_too_short"
    if name in NEVER:
        return NEVER[name]
    if base.length_s < shortest_s - SLACK_S:
        return "window_too_short" if base.capped else "gap"
    return None if name in RATES else spoilt


def _spoilt(
    base: _Base, *, rhythm: Rhythm, quality: Quality, speaking: bool, domain: Domain
) -> str | None:
    """Why nothing about variability may be said of these intervals, None if it may."""
    if speaking:
        return "speaking"
    if rhythm is Rhythm.IRREGULAR:
        return "irregular_rhythm"
    unusable = quality.verdict is Verdict.UNUSABLE
    if unusable and quality.corrected > FAIR_CORRECTED:
        return "too_many_corrected"
    made = base.nn.flag != 0
    if domain is not Domain.TIME and made.size and made.mean() > FAIR_CORRECTED:
        return "too_many_corrected"
    spread = sdnn_ms(base.nn)
    if spread is not None and spread < SMALLEST_SD_MS:
        return "no_variation"
    return None


def _longest(nn: NNSeries, *, bridge_s: float, at_most_s: float = np.inf) -> _Base:
    """The longest stretch without a longer hole, or the first part of it."""
    found = [_part(nn, piece) for piece in pieces(nn, bridge_s=bridge_s)]
    if not found:
        return _Base(nn=nn, length_s=0.0)
    stretch = max(found, key=_length_s)
    begin_s = stretch.t_s[0] - stretch.nn_ms[0] / 1000
    # One beat more than fits, so that a stretch of the full length is long enough.
    kept = int(np.searchsorted(stretch.t_s, begin_s + at_most_s)) + 1
    capped = kept < len(stretch)
    stretch = _part(stretch, slice(0, kept))
    length_s = float(stretch.t_s[-1] - begin_s)
    return _Base(nn=stretch, length_s=length_s, capped=capped)


def _part(nn: NNSeries, piece: slice) -> NNSeries:
    follows = nn.follows[piece].copy()
    if follows.size:
        follows[0] = False
    return NNSeries(
        t_s=nn.t_s[piece].copy(),
        nn_ms=nn.nn_ms[piece].copy(),
        follows=follows,
        flag=nn.flag[piece].copy(),
        run=nn.run[piece].copy(),
    )


def _length_s(nn: NNSeries) -> float:
    return float(nn.nn_ms.sum()) / 1000


def _window(nn: NNSeries) -> Window | None:
    if not len(nn):
        return None
    begin_s = float(nn.t_s[0] - nn.nn_ms[0] / 1000)
    return Window(start_s=begin_s, end_s=float(nn.t_s[-1]))


def _time(nn: NNSeries) -> dict[str, float]:
    import neurokit2 as nk

    return _asked(nk.hrv_time, nn, handed_times_s(nn))


def _frequency(nn: NNSeries) -> dict[str, float]:
    import neurokit2 as nk

    def call(peaks: Mapping[str, Floats]) -> "DataFrame":
        table: DataFrame = nk.hrv_frequency(
            peaks, normalize=False, interpolation_rate=INTERPOLATION_HZ
        )
        return table

    return _asked(call, nn, nn.t_s - nn.t_s[0])


def _nonlinear(nn: NNSeries) -> dict[str, float]:
    import neurokit2 as nk

    return _asked(nk.hrv_nonlinear, nn, handed_times_s(nn))


_CALLS: Final[Mapping[Domain, Callable[[NNSeries], dict[str, float]]]] = {
    Domain.TIME: _time,
    Domain.FREQUENCY: _frequency,
    Domain.NONLINEAR: _nonlinear,
}


def _asked(
    call: Callable[[Mapping[str, Floats]], "DataFrame"], nn: NNSeries, times_s: Floats
) -> dict[str, float]:
    """What neurokit2 answers, finite values only; nothing where it cannot."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            table = call({"RRI": nn.nn_ms.copy(), "RRI_Time": times_s})
        except MISHAPS:
            return {}
    found = {str(name): float(value) for name, value in table.iloc[0].items()}
    return {name: value for name, value in found.items() if np.isfinite(value)}
