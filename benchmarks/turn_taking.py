"""Whether taking turns makes synchrony out of nothing, marked and unmarked.

Two independent hearts, each 8 bpm faster while its wearer talks, two minutes in turn
(conversation.md 3.2): ten minutes through beats, artefact handling and the record's
answer, as `analyze` gives it. With the turns marked that answer knows of them; without,
it is the plain one. Beside it the same hearts without talk, a talk effect that rises
slowly, and how much is found in couples who share three quarters of their arousal.

Run: python -m benchmarks.turn_taking [--dyads N] [--surrogates N] [--case NAME]
"""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.analysis_pair import rate_grid
from samenstemming.measures.roles import roles_of
from samenstemming.measures.speech import turns_of
from samenstemming.measures.synchrony import Synchrony, synchrony_of_spans
from samenstemming.rhythm.artifacts import corrected
from samenstemming.rhythm.beats import locate
from samenstemming.sources.simulated_talk import simulate_talk, turns

CASES: Final[Mapping[str, dict[str, Any]]] = {
    "marked": {},
    "unmarked": {"marked": False},
    "no_talk_effect_unmarked": {"talk_bpm": 0.0, "marked": False},
    "marked_rising_over_10_s": {"talk_rise_s": 10.0},
    "coupled_marked": {"coupling": 0.75},
    "coupled_no_talk_effect_unmarked": {
        "coupling": 0.75,
        "talk_bpm": 0.0,
        "marked": False,
    },
}
"""Those of a couple without coupling give false positives, the others power."""

STARTS_S: Final = 7.0
"""Turns do not begin where windows do."""


def one(seed: int, surrogates: int, **talk: Any) -> Synchrony:
    """The whole-record answer of one couple of five turns."""
    settings = sam.Settings()
    recording = simulate_talk(
        turns(5, 120), seed=7000 + seed, starts_s=STARTS_S, **talk
    )
    events, duration_s = recording.events(), recording.duration_s
    beats = locate(events, settings).beats
    (a, known_a), (b, known_b) = (
        rate_grid(corrected(beats[w], settings).nn, duration_s, settings)
        for w in sam.Wearer
    )
    marked = turns_of(events, duration_s)
    found = synchrony_of_spans(
        a,
        b,
        settings.whole_rate_hz,
        spans={"": None},
        known_a=known_a,
        known_b=known_b,
        settings=settings,
        surrogates=surrogates,
        roles=roles_of(marked, a.size, settings.whole_rate_hz, settings),
    )
    return found[""]


def figures_of(name: str, found: Sequence[Synchrony]) -> dict[str, object]:
    """How often p <= .05, and which sign the answers have."""
    p = np.array([s.p_value for s in found if s.p_value is not None])
    pairs = [s.segment_pairs.p_value for s in found if s.segment_pairs]
    anti = [s.sign == "anti-phase" for s in found]
    return {
        f"{name}_p_below_.05": round(float(np.mean(p <= 0.05)), 3),
        f"{name}_with_p": int(p.size),
        f"{name}_segment_pairs_p_below_.05": round(
            float(np.mean(np.array(pairs) <= 0.05)), 3
        )
        if pairs
        else None,
        f"{name}_anti_phase": round(float(np.mean(anti)), 3),
    }


def main() -> None:
    """Print how often p <= .05, by case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dyads", type=int, default=200)
    parser.add_argument("--surrogates", type=int, default=199)
    parser.add_argument("--case", choices=[*CASES])
    asked = parser.parse_args()
    figures: dict[str, object] = {"dyads": asked.dyads, "surrogates": asked.surrogates}
    for name, talk in CASES.items():
        if asked.case in (None, name):
            found = [one(k, asked.surrogates, **talk) for k in range(asked.dyads)]
            figures |= figures_of(name, found)
    write_report("turn_taking" + (f"_{asked.case}" if asked.case else ""), figures)


if __name__ == "__main__":
    main()
