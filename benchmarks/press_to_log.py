"""From a press of a couple's button to its marker on disk, in a guided talk (T13).

A collector of two simulated straps in real time, a client as the couple's screen has
one. A press counts until its `seq` is back, which is when the marker can be read from
the file by anybody. Beside it a question that touches no disk, asked in turn with the
presses: their ratio says what the disk costs, also on a machine that is busy.

Run: python -m benchmarks.press_to_log [--rounds N]
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Final

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.session.guided_talk import MARKS
from samenstemming.session.launch import start_collector

APART_S: Final = 1.05
"""The same mark within a second counts once, so a round takes longer than that."""


def took_ms(act: Callable[[], object]) -> float:
    """How long this takes, in ms."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Print the times of presses and of questions, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    asked = parser.parse_args()
    presses: list[float] = []
    questions: list[float] = []
    never = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talk.samen"
        running = start_collector(
            a="simulated:1", b="simulated:2", path=path, exercise="om_de_beurt"
        )
        try:
            seqs = []
            for _ in range(asked.rounds):
                for mark in MARKS:
                    questions.append(took_ms(running.control.status))
                    begun = time.perf_counter()
                    seqs.append(running.control.marker(mark))
                    presses.append((time.perf_counter() - begun) * 1000)
                never.wait(APART_S)
        finally:
            running.stop()
        events = dict(sam.tail(path).poll())
        found = sum(isinstance(events.get(seq), sam.Marker) for seq in seqs)
    cuts = quantiles(presses, n=100)
    write_report(
        "press_to_log",
        {
            "presses": len(presses),
            "found_in_the_file": found,
            "press_ms_median": round(median(presses), 2),
            "press_ms_95": round(cuts[94], 2),
            "press_ms_99": round(cuts[98], 2),
            "press_ms_longest": round(max(presses), 2),
            "over_100_ms": sum(one >= 100 for one in presses),
            "question_ms_median": round(median(questions), 2),
            "press_to_question_ratio": round(median(presses) / median(questions), 2),
        },
    )


if __name__ == "__main__":
    main()
