"""How often the flood rule finds what is there, and how often it speaks of nothing.

Hearts with rhythms of their own (sd 3 bpm of slow arousal, breathing, Mayer waves), a
quiet rest, ordinary talk of each, then a talk. In half of the cases one of the two has
so many bpm more for a minute, at a random moment: a hit is an offer that is shown while
that lasts or within the half minute after. Calm talks of half an hour, turns of two
minutes at +8 bpm, say how many offers nobody needed. Simulated hearts and clean beats:
people and straps do worse, and nobody knows yet by how much.

Intervals: Wilson for shares, the exact Poisson one for counts, both 95 %.

Run: python -m benchmarks.flooding_detection [--talks N] [--calm N]
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from math import sqrt
from typing import Final

import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.events import Marker, Recording, Wearer
from samenstemming.series import Cue
from samenstemming.sources.simulated_talk import (
    ARRIVING,
    Bump,
    ScriptStep,
    simulate_talk,
)

CUES: Final = {"live_cues": "flood_only", "on_flooded": "offer_pause"}
BEGINS_S: Final = sum(step.seconds for step in ARRIVING)
TURN_S: Final = 120.0
LASTS_S: Final = 60.0
LATE_S: Final = 30.0
Z: Final = 1.959964

CASES: Final = {
    "quiet_20_bpm": (20.0, False),
    "quiet_25_bpm": (25.0, False),
    "quiet_30_bpm": (30.0, False),
    "talking_25_bpm": (25.0, True),
}
"""How much more, and whether it is the one who speaks; else nobody speaks."""


def offers(script: Sequence[ScriptStep], bumps: Sequence[Bump], seed: int) -> list[Cue]:
    """The offers that are shown in this talk."""
    made = simulate_talk((*ARRIVING, *script), bumps=bumps, seed=seed)
    begin = Marker(t_ns=0, name="exercise_begin", data={"id": "own"})
    recording = Recording.of([begin, *made.events()], meta=made.meta)
    settings = sam.Settings(table_every_s=0, live_every_s=36_000)
    found = sam.Pipeline(settings).feed_all(recording.events())
    return [of for of in found if isinstance(of, Cue) and of.held_back is None]


def hit(seed: int, bpm: float, *, talking: bool) -> bool:
    """Whether a minute of so much more is offered a break."""
    rng = np.random.default_rng(10_000 + seed)
    wearer = Wearer.A if seed % 2 else Wearer.B
    speaker = wearer.value if talking else "none"
    step = ScriptStep(id="talk", seconds=240, speaker=speaker, data=CUES)
    start_s = BEGINS_S + float(rng.uniform(60, 120))
    bump = Bump(wearer=wearer, start_s=start_s, seconds=LASTS_S, bpm=bpm)
    ends_s = start_s + LASTS_S + LATE_S
    return any(start_s <= cue.t_s <= ends_s for cue in offers((step,), (bump,), seed))


def false_offers(seed: int) -> int:
    """How many offers half an hour of talking gets in which nothing happens."""
    turns = tuple(
        ScriptStep(id=f"turn_{k}", seconds=TURN_S, speaker="ab"[k % 2], data=CUES)
        for k in range(15)
    )
    return len(offers(turns, (), 50_000 + seed))


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The interval of a share."""
    share, z2 = hits / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)


def poisson(count: int, exposure: float) -> tuple[float, float]:
    """The interval of a rate: so many in so many half hours."""
    from scipy.stats import chi2

    low = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    high = chi2.ppf(0.975, 2 * (count + 1)) / 2
    return round(float(low) / exposure, 3), round(float(high) / exposure, 3)


def main() -> None:
    """Print hit rates and false offers with their intervals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--talks", type=int, default=100)
    parser.add_argument("--calm", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    figures: dict[str, object] = {"talks": asked.talks, "calm_half_hours": asked.calm}
    with ProcessPoolExecutor(asked.jobs) as pool:
        for name, (bpm, talking) in CASES.items():
            act = partial(hit, bpm=bpm, talking=talking)
            hits = sum(pool.map(act, range(asked.talks)))
            figures[f"{name}_hit_rate"] = round(hits / asked.talks, 3)
            figures[f"{name}_interval"] = wilson(hits, asked.talks)
        counts = list(pool.map(false_offers, range(asked.calm)))
    figures["false_offers_per_30_min"] = round(sum(counts) / asked.calm, 3)
    figures["false_offers_interval"] = poisson(sum(counts), asked.calm)
    figures["half_hours_with_any"] = sum(count > 0 for count in counts)
    write_report("flooding_detection", figures)


if __name__ == "__main__":
    main()
