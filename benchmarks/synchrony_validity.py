"""Whether synchrony holds its level, how often a true one is found, and how well.

Simulated couples (`synchrony_couples`): strangers for every p-value that is printed,
couples at coupling .75 for what is found of them, and minutes for the three live
words. Every rate is a share of the couples given, with its binomial standard error.

Parts, each by itself with `--part`: `whole` (A1 with IAAFT, segment pairs, lag and its
interval), `further` (every measure of the table that has a null), `live`.

Run: python -m benchmarks.synchrony_validity [--dyads N] [--coupled N]
     [--minutes 3 5 10] [--surrogates N] [--jobs N] [--part whole further live]
     [--measures coherence phase ...]
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from benchmarks.report import write_report
from benchmarks.synchrony_couples import RATE_HZ, couple_of, heart_rates
from samenstemming.measures import chance
from samenstemming.measures.live_synchrony import moving_together
from samenstemming.measures.pair import pair_of
from samenstemming.measures.surrogates import p_value
from samenstemming.measures.synchrony import synchrony
from samenstemming.measures.synchrony_table import statistics_of
from samenstemming.series import Floats, Word
from samenstemming.settings import Settings

T = TypeVar("T")

PARTS = ("whole", "further", "live")

COUPLED = 0.75
ALPHA = 0.05
FAR_S = 2.0
"""A lead is claimed from here on (science: |lag| >= 2 s)."""

LIVE_MINUTES = 21
"""Twenty windows of two minutes, one a minute."""

NO_P_EVER = ("wavelet",)
"""Measures that print no p-value at any length: not worth their time here."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Couples are independent: as many at a time as there are workers."""

    workers: ProcessPoolExecutor

    def each(self, one: Callable[[int], T], seeds: Iterable[int]) -> list[T]:
        """What `one` says of every seed, in order."""
        return list(self.workers.map(one, seeds, chunksize=5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What one couple's record gave, beside what is true of it."""

    p: float
    pairs_p: float
    lag_s: float
    low_s: float
    high_s: float
    true_lag_s: float
    sign_right: bool


def whole(seed: int, minutes: float, coupling: float, surrogates: int) -> Whole:
    """One couple's whole-record answer; NaN where something is withheld."""
    couple = couple_of(seed, coupling)
    found = synchrony(*heart_rates(couple, minutes), RATE_HZ, surrogates=surrogates)
    pairs = found.segment_pairs
    low, high = found.lag_interval_s or (np.nan, np.nan)
    return Whole(
        p=_number(found.p_value),
        pairs_p=_number(None if pairs is None else pairs.p_value),
        lag_s=_number(found.lag_s),
        low_s=low,
        high_s=high,
        true_lag_s=couple.lag_s,
        sign_right=found.sign == ("anti-phase" if couple.anti_phase else "in-phase"),
    )


def further(
    seed: int, minutes: float, surrogates: int, only: Sequence[str]
) -> dict[str, float]:
    """The p-value of every further measure for one couple of strangers."""
    a, b = heart_rates(couple_of(seed, 0.0), minutes)
    pair = pair_of(a, b, RATE_HZ)
    measures = {
        name: statistic
        for name, statistic in statistics_of(pair).items()
        if name not in NO_P_EVER and (not only or name in only)
    }
    nulls = chance.nulls_of(pair, measures, n_surrogates=surrogates, seed=seed)
    found = {}
    for name, null in nulls.items():
        seen = chance.observed(pair, measures[name])
        for k, value in enumerate(seen.tolist()):
            found[f"{name}_{k}"] = p_value(value, null[:, k])
    return found


def live(seed: int, coupling: float) -> list[tuple[float, Word]]:
    """Signed r and word of every minute of one couple that moves at lag 0."""
    couple = replace(couple_of(seed, coupling), lag_s=0.0, anti_phase=False)
    a, b = heart_rates(couple, LIVE_MINUTES)
    settings = Settings()
    width = round(settings.live_window_s * RATE_HZ)
    minute = round(60 * RATE_HZ)
    windows = [slice(end - width, end) for end in range(width, a.size + 1, minute)]
    moved = [moving_together(a[w], b[w], RATE_HZ, settings) for w in windows]
    return [(of.r, of.word) for of in moved if of is not None]


def whole_figures(
    pool: Pool, dyads: int, coupled: int, minutes: float, surrogates: int
) -> dict[str, object]:
    """False positives, power, lag error and calibration of records of one length."""
    strangers, couples = (
        pool.each(
            partial(whole, minutes=minutes, coupling=coupling, surrogates=surrogates),
            range(first, first + count),
        )
        for coupling, first, count in ((0.0, 0, dyads), (COUPLED, 10**6, coupled))
    )
    lags = [of for of in couples if np.isfinite(of.lag_s)]
    claimed = [of for of in lags if of.p <= ALPHA]
    far = [of for of in couples if abs(of.true_lag_s) >= FAR_S]
    return {
        "false positives": share(of.p <= ALPHA for of in strangers),
        "false positives, segment pairs": share(
            of.pairs_p <= ALPHA for of in strangers if np.isfinite(of.pairs_p)
        ),
        "found at .75": share(of.p <= ALPHA for of in couples),
        "found at .75, segment pairs": share(
            of.pairs_p <= ALPHA for of in couples if np.isfinite(of.pairs_p)
        ),
        "sign right": share(of.sign_right for of in couples),
        "median lag error, s": round(
            float(np.median([abs(of.lag_s - of.true_lag_s) for of in lags])), 2
        ),
        "lead right where |lag| >= 2 s": share(
            of.lag_s * of.true_lag_s > 0 for of in far
        ),
        "95 % interval holds the lag": share(_held(of) for of in lags),
        "the same where p <= .05": share(_held(of) for of in claimed),
        "median width of the interval, s": round(
            float(np.median([of.high_s - of.low_s for of in lags])), 1
        ),
    }


def _held(of: Whole) -> bool:
    return of.low_s <= of.true_lag_s <= of.high_s


def further_figures(
    pool: Pool, dyads: int, minutes: float, surrogates: int, only: Sequence[str]
) -> dict[str, object]:
    """False positives of every further measure in records of one length."""
    found = pool.each(
        partial(further, minutes=minutes, surrogates=surrogates, only=only),
        range(dyads),
    )
    return {name: share(of[name] <= ALPHA for of in found) for name in found[0]}


def live_figures(pool: Pool, dyads: int) -> dict[str, object]:
    """How often strangers get a word, and how well |.75| is told from them."""
    strangers, coupled = (
        [minute for of in pool.each(partial(live, coupling=c), seeds) for minute in of]
        for c, seeds in (
            (0.0, range(2 * 10**6, 2 * 10**6 + dyads)),
            (COUPLED, range(3 * 10**6, 3 * 10**6 + max(20, dyads // 5))),
        )
    )
    said = Word.TOGETHER, Word.OPPOSITE
    return {
        "live: minutes of strangers": len(strangers),
        "live: strangers with a word": share(word in said for _, word in strangers),
        "live: of these 'together'": share(word is said[0] for _, word in strangers),
        "live: coupled called together": share(word is said[0] for _, word in coupled),
        "live: coupled called opposite": share(word is said[1] for _, word in coupled),
        "live: area under the curve": round(
            area(
                np.array([r for r, _ in coupled]), np.array([r for r, _ in strangers])
            ),
            3,
        ),
    }


def area(found: Floats, chance_r: Floats) -> float:
    """The chance that a coupled minute's r is above a stranger's."""
    ordered = np.sort(chance_r)
    below = np.searchsorted(ordered, found, "left")
    up_to = np.searchsorted(ordered, found, "right")
    return float(np.mean(below + up_to) / (2 * ordered.size))


def share(hits: Iterable[bool]) -> str | None:
    """A share and its standard error, as text; None of nobody."""
    of = np.array(list(hits), np.float64)
    if not of.size:
        return None
    error = np.sqrt(of.mean() * (1 - of.mean()) / of.size)
    return f"{of.mean():.3f} ± {error:.3f} of {of.size}"


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def main(given: Sequence[str] | None = None) -> None:
    """Print and keep the figures of every part and length asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dyads", type=int, default=100)
    parser.add_argument("--coupled", type=int, help="couples at .75; as many if unsaid")
    parser.add_argument("--minutes", type=float, nargs="+", default=[3.0, 5.0, 10.0])
    parser.add_argument("--surrogates", type=int, default=99)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--measures", nargs="+", default=[], help="of 'further'")
    asked = parser.parse_args(given)
    coupled = asked.dyads if asked.coupled is None else asked.coupled
    with ProcessPoolExecutor(asked.jobs) as workers:
        pool = Pool(workers)
        for minutes in asked.minutes:
            # A file for each length: whoever waits for the longest has the others.
            said = {"dyads": asked.dyads, "surrogates": asked.surrogates}
            if "whole" in asked.part:
                figures = whole_figures(
                    pool, asked.dyads, coupled, minutes, asked.surrogates
                )
                write_report(_name("whole", minutes), said | figures)
            if "further" in asked.part:
                figures = further_figures(
                    pool, asked.dyads, minutes, asked.surrogates, asked.measures
                )
                write_report(_name("further", minutes), said | figures)
        if "live" in asked.part:
            figures = live_figures(pool, asked.dyads)
            write_report("synchrony_validity_live", figures)


def _name(part: str, minutes: float) -> str:
    return f"synchrony_validity_{part}_{minutes:g}min"


if __name__ == "__main__":
    main()
