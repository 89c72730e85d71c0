"""Whether strangers stay within the chance that stands beside their map.

Simulated strangers (`synchrony_couples`, coupling 0), each pair with its own map and
its own surrogates. Two things are claimed on the screen and counted here: the share of
windows beyond their bound is about .05, and a record exceeds its own `share_p95` in
about one of twenty. With so few surrogates as a test can pay for, a rank among n is in
steps of 1 / (n + 1); the standard error is the binomial one.

Run: python -m benchmarks.synchrony_map_validity [--strangers N] [--minutes 12 20]
     [--surrogates N] [--first SEED]
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.report import write_report
from benchmarks.synchrony_couples import RATE_HZ, couple_of, heart_rates
from samenstemming.measures.synchrony_map import map_chance, map_input
from samenstemming.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """What one pair's map and its chance said."""

    above: float
    median: float
    p95: float


def stranger(seed: int, minutes: float, surrogates: int) -> Stranger:
    """Two simulated people who never met, over so many minutes."""
    a, b = heart_rates(couple_of(seed, 0.0), minutes)
    known = np.ones(a.size, np.bool_)
    settings = Settings()
    assert settings.whole_rate_hz == RATE_HZ
    ready = map_input(a, b, known_a=known, known_b=known, settings=settings)
    found = map_chance(ready, surrogates=surrogates, seed=seed)
    assert found.share_above is not None
    assert found.share_median is not None
    assert found.share_p95 is not None
    return Stranger(
        above=found.share_above, median=found.share_median, p95=found.share_p95
    )


def figures_of(
    minutes: float, first: int, strangers: int, surrogates: int
) -> dict[str, object]:
    """How often strangers of one length exceed their own chance."""
    begun = time.process_time()
    found = [
        stranger(seed, minutes, surrogates) for seed in range(first, first + strangers)
    ]
    beyond = float(np.mean([one.above > one.p95 for one in found]))
    error = float(np.sqrt(beyond * (1 - beyond) / strangers))
    name = f"{minutes:g} min"
    return {
        f"{name}: strangers": strangers,
        f"{name}: beyond share_p95": f"{beyond:.3f} ± {error:.3f}",
        f"{name}: mean share of windows beyond": round(
            float(np.mean([one.above for one in found])), 4
        ),
        f"{name}: mean share_median": round(
            float(np.mean([one.median for one in found])), 4
        ),
        f"{name}: mean share_p95": round(float(np.mean([one.p95 for one in found])), 4),
        f"{name}: CPU (s)": round(time.process_time() - begun, 1),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Count, print and keep the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--strangers", type=int, default=40, help="of each length")
    parser.add_argument("--minutes", type=float, nargs="*", default=[12.0])
    parser.add_argument("--surrogates", type=int, default=99)
    parser.add_argument("--first", type=int, default=0, help="seed of the first pair")
    arguments = parser.parse_args(argv)
    figures: dict[str, object] = {"surrogates": arguments.surrogates}
    for minutes in arguments.minutes:
        figures |= figures_of(
            minutes, arguments.first, arguments.strangers, arguments.surrogates
        )
    write_report("synchrony_map_validity", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
