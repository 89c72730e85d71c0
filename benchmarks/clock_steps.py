"""Clocks that are set, drift and stop: random histories of a computer that records.

Each session is written by our own writer under clocks that a test moves: the wall
clock is stepped forwards and backwards by up to years (people, time servers), drifts
by a slewing NTP, the computer sleeps, the collector dies and another goes on. Held
against what was done: session time never runs backwards; a step of the wall clock
moves no event at all; a sleep becomes a gap of its own length, said by a marker, and
no run of beats reaches across it.

    python -m benchmarks.clock_steps [--n N] [--seed S]
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    SUSPEND,
    Event,
    Marker,
    Packet,
    Tick,
    Wearer,
)
from samenstemming.recording import Anchor, RecordingWriter
from samenstemming.rhythm.beats import locate
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode

SECOND: Final = 1_000_000_000
PAYLOAD: Final = encode(HeartRateMeasurement(heart_rate_bpm=60, rr_ticks=(1024,)))
CLOSE_S: Final = 0.6
"""A sleep is measured from anchor to anchor; shorter differences are no error."""


class Hands:
    """The host's clocks, moved by hand."""

    def __init__(self) -> None:
        self.now = Anchor(
            monotonic_ns=100 * SECOND,
            utc_ns=1_760_000_000 * SECOND,
            boottime_ns=150 * SECOND,
            uncertainty_ns=100,
        )

    def __call__(self) -> Anchor:
        """A reading."""
        return self.now

    def move(self, monotonic_s: float, utc_s: float, boottime_s: float) -> None:
        """Let each clock go on by so much."""
        assert self.now.boottime_ns is not None
        self.now = replace(
            self.now,
            monotonic_ns=self.now.monotonic_ns + round(monotonic_s * SECOND),
            utc_ns=self.now.utc_ns + round(utc_s * SECOND),
            boottime_ns=self.now.boottime_ns + round(boottime_s * SECOND),
        )


@dataclass(slots=True)
class Tally:
    """What was done, and what of it was wrong in the file."""

    done: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


def one(path: Path, rng: np.random.Generator, tally: Tally) -> None:
    """One session of a few minutes."""
    hands = Hands()
    writer = RecordingWriter.create(path, {"label": "clocks"}, clock=hands)
    truth_s, slept_s, now_s = list[float](), list[float](), 0.0
    for _ in range(int(rng.integers(40, 120))):
        draw = rng.random()
        if draw < 0.04:
            step_s = float(rng.choice([-1, 1]) * rng.choice([0.7, 61, 3600, 3e7]))
            hands.move(0, step_s, 0)
            tally.done["wall clock stepped"] += 1
        elif draw < 0.06:
            long_s = float(rng.choice([2, 31, 1200]))
            hands.move(0, long_s, long_s)
            now_s += long_s
            slept_s.append(long_s)
            tally.done["slept"] += 1
        elif draw < 0.07:
            writer.close()
            away_s = float(rng.integers(1, 90))
            hands.move(away_s, away_s, away_s)
            now_s += away_s
            writer = RecordingWriter.resume(path, clock=hands)
            tally.done["collector began again"] += 1
        hands.move(1.0, 1.0 + float(rng.normal(0, 5e-4)), 1.0)
        now_s += 1.0
        truth_s.append(now_s)
        now = hands.now
        tick = Tick(
            t_ns=now.monotonic_ns, utc_ns=now.utc_ns, boottime_ns=now.boottime_ns
        )
        writer.put(tick).result()
        for wearer in Wearer:
            packet = Packet(
                t_ns=now.monotonic_ns,
                wearer=wearer,
                characteristic=HEART_RATE_MEASUREMENT,
                payload=PAYLOAD,
            )
            writer.put(packet).result()
    writer.close()
    judge(sam.open_recording(path).events(), truth_s, slept_s, tally)


def judge(
    events: Sequence[Event],
    truth_s: Sequence[float],
    slept_s: Sequence[float],
    tally: Tally,
) -> None:
    """Count what the file says against what was done."""
    tally.done["events"] += len(events)
    tally.wrong["time ran backwards"] += sum(
        after.t_ns < before.t_ns for before, after in pairwise(events)
    )
    ticks_s = [event.t_ns / 1e9 for event in events if isinstance(event, Tick)]
    tally.wrong["ticks lost"] += abs(len(ticks_s) - len(truth_s))
    tally.wrong["moved from where it was"] += sum(
        abs((said - ticks_s[0]) - (true - truth_s[0])) > CLOSE_S
        for said, true in zip(ticks_s, truth_s, strict=False)
    )
    told = sum(isinstance(e, Marker) and e.name == SUSPEND for e in events)
    tally.wrong["sleeps not told"] += max(0, len(slept_s) - told)
    tally.wrong["sleeps told of none"] += max(0, told - len(slept_s))
    for beats in locate(events).beats.values():
        tally.wrong["beats joined across a hole"] += sum(
            after.run == before.run and after.t_s - before.t_s > 1.9
            for before, after in pairwise(beats)
        )


def campaign(n: int, seed: int) -> Tally:
    """So many sessions."""
    rng, tally = np.random.default_rng(seed), Tally()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(n):
            one(Path(folder) / f"{number}.samen", rng, tally)
    return tally


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was done and what was wrong; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(argv)
    tally = campaign(asked.n, asked.seed)
    figures = {"sessions": asked.n, **tally.done, "wrong": dict(tally.wrong)}
    write_report("clock_steps", figures)
    return int(any(tally.wrong.values()))


if __name__ == "__main__":
    sys.exit(main())
