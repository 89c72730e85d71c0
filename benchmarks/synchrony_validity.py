"""Whether synchrony holds its level, and how often a true one is found.

Simulated couples (science: IPFM hearts with breath, Mayer waves and shared arousal),
through packets, beat clock and artefact handling like any recording. Whole record: A1
against IAAFT. Live: the share of frames with a word in couples who share nothing.

Run: python -m benchmarks.synchrony_validity [--dyads N] [--surrogates N]
"""

import argparse

import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.measures.synchrony import Synchrony
from samenstemming.series import SynchronyFrame, Word


def whole(minutes: float, coupling: float, seed: int, surrogates: int) -> Synchrony:
    """One couple's whole-record answer."""
    lag_s = float(np.random.default_rng(seed).uniform(-6, 6))
    recording = sam.simulate(
        minutes=minutes, coupling=coupling, lag_s=lag_s, seed=1000 + seed
    )
    return sam.analyze(recording, surrogates=surrogates).synchrony


def live_words(coupling: float, seed: int) -> list[Word]:
    """All words of one couple's twenty minutes."""
    recording = sam.simulate(minutes=20, coupling=coupling, seed=5000 + seed)
    pipeline = sam.Pipeline(sam.Settings(table_every_s=0))
    return [
        d.word
        for d in pipeline.feed_all(recording.events())
        if isinstance(d, SynchronyFrame) and d.withheld is None
    ]


def main() -> None:
    """Print false positive rates and power."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dyads", type=int, default=100)
    parser.add_argument("--surrogates", type=int, default=99)
    asked = parser.parse_args()
    figures: dict[str, object] = {"dyads": asked.dyads, "surrogates": asked.surrogates}
    for minutes in (3.5, 5.0, 10.0):
        for coupling in (0.0, 0.75):
            found = [
                whole(minutes, coupling, k, asked.surrogates)
                for k in range(asked.dyads)
            ]
            p = [s.p_value for s in found if s.p_value is not None]
            label = "false_positive" if coupling == 0 else "power_c.75"
            figures[f"whole_{minutes:g}min_{label}"] = round(
                float(np.mean(np.array(p) <= 0.05)), 3
            )
    n_live = max(10, asked.dyads // 4)
    for coupling in (0.0, 0.75):
        words = [word for k in range(n_live) for word in live_words(coupling, k)]
        for word in (Word.TOGETHER, Word.OPPOSITE):
            share = float(np.mean([w is word for w in words]))
            figures[f"live_c{coupling:g}_{word.value}"] = round(share, 3)
    figures["live_dyads"] = n_live
    write_report("synchrony_validity", figures)


if __name__ == "__main__":
    main()
