"""Whether taking turns makes synchrony out of nothing, marked and unmarked.

Two independent hearts, each 8 bpm faster while its wearer talks, two minutes in turn
(conversation.md 3.2): ten minutes through beats, artefact handling and `analyze`. With
the turns marked the whole-record answer knows of them; without, it is the plain one.
Beside it the same hearts without talk, a talk effect that rises slowly, and how much
is still found in couples who share three quarters of their arousal.

Run: python -m benchmarks.turn_taking [--dyads N] [--surrogates N]
"""

import argparse
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.measures.synchrony import Synchrony
from samenstemming.sources.simulated_talk import simulate_talk, turns

CASES: Final[Mapping[str, dict[str, Any]]] = {
    "marked": {},
    "unmarked": {"marked": False},
    "no_talk_effect_unmarked": {"talk_bpm": 0.0, "marked": False},
    "marked_rising_over_10_s": {"talk_rise_s": 10.0},
    "marked_12_bpm": {"talk_bpm": 12.0},
}

STARTS_S: Final = 7.0
"""Turns do not begin where windows do."""


def one(seed: int, surrogates: int, **talk: Any) -> Synchrony:
    """The whole-record answer of one couple of five turns."""
    recording = simulate_talk(
        turns(5, 120), seed=7000 + seed, starts_s=STARTS_S, **talk
    )
    return sam.analyze(recording, surrogates=surrogates).synchrony


def main() -> None:
    """Print how often p <= .05, by case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dyads", type=int, default=200)
    parser.add_argument("--surrogates", type=int, default=199)
    asked = parser.parse_args()
    figures: dict[str, object] = {"dyads": asked.dyads, "surrogates": asked.surrogates}
    for name, talk in CASES.items():
        found = [one(k, asked.surrogates, **talk) for k in range(asked.dyads)]
        p = np.array([s.p_value for s in found if s.p_value is not None])
        figures[f"false_positive_{name}"] = round(float(np.mean(p <= 0.05)), 3)
        anti = [s.sign == "anti-phase" for s in found]
        figures[f"anti_phase_share_{name}"] = round(float(np.mean(anti)), 3)
        pairs = [s.segment_pairs.p_value for s in found if s.segment_pairs]
        figures[f"segment_pairs_{name}"] = (
            round(float(np.mean(np.array(pairs) <= 0.05)), 3) if pairs else None
        )
        figures[f"with_p_{name}"] = int(p.size)
        print(name, figures[f"false_positive_{name}"], flush=True)
    coupled = {"unmarked_no_talk": {"talk_bpm": 0.0, "marked": False}, "marked": {}}
    for name, talk in coupled.items():
        p = np.array(
            [
                one(k, asked.surrogates, coupling=0.75, **talk).p_value or 1.0
                for k in range(asked.dyads // 2)
            ]
        )
        figures[f"power_c.75_{name}"] = round(float(np.mean(p <= 0.05)), 3)
    write_report("turn_taking", figures)


if __name__ == "__main__":
    main()
