"""An hour of two people through the pipeline, beside neurokit2 called per window.

What a user would otherwise pick: `nk.hrv_time` on the trailing minute of each wearer,
once a second. It is timed on every fortieth window in the same run, and scaled. The
heavy imports are paid before the clock starts, on both sides.

Run: python -m benchmarks.replay_speed [--minutes M]
"""

import argparse
import time

import neurokit2 as nk
import numpy as np

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.events import Tick, Wearer
from samenstemming.series import Floats, HrvFrame

EVERY = 40


def replay_cpu_s(recording: sam.Recording, settings: sam.Settings) -> float:
    """CPU seconds of one replay."""
    pipeline = sam.Pipeline(settings)
    begun = time.process_time()
    pipeline.feed_all(recording.events())
    return time.process_time() - begun


def tick_ms(recording: sam.Recording) -> Floats:
    """CPU milliseconds of everything that each tick set off, (ticks,)."""
    pipeline = sam.Pipeline()
    took = []
    for event in recording.events():
        begun = time.process_time()
        pipeline.feed(event)
        if isinstance(event, Tick):
            took.append((time.process_time() - begun) * 1000)
    return np.array(took)


def neurokit_cpu_s(recording: sam.Recording) -> float:
    """CPU seconds of nk.hrv_time for every window, scaled from a sample of them."""
    beats = sam.locate_beats(recording.events())
    total = 0.0
    for wearer in Wearer:
        t_s = np.array([b.t_s for b in beats[wearer] if b.rr_ms])
        rr = np.array([b.rr_ms for b in beats[wearer] if b.rr_ms])
        ends = np.arange(60, int(t_s[-1]), EVERY)
        begun = time.process_time()
        for end in ends:
            inside = (t_s > end - 60) & (t_s <= end)
            nk.hrv_time({"RRI": rr[inside], "RRI_Time": t_s[inside]})
        total += (time.process_time() - begun) * EVERY
    return total


def main() -> None:
    """Print CPU seconds, the ratio, and the time of a live tick."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    asked = parser.parse_args()
    recording = sam.simulate(
        minutes=asked.minutes, coupling=0.7, lag_s=2, faults=("losses",), seed=1
    )
    replay_cpu_s(sam.simulate(minutes=3, seed=2), sam.Settings())
    plain = replay_cpu_s(recording, sam.Settings(table_every_s=0))
    table = replay_cpu_s(recording, sam.Settings())
    ticks = tick_ms(recording)
    per_window = neurokit_cpu_s(recording)
    frames = [
        d
        for d in sam.Pipeline().feed_all(recording.events())
        if isinstance(d, HrvFrame)
    ]
    write_report(
        "replay_speed",
        {
            "minutes": asked.minutes,
            "frames": len(frames),
            "replay_cpu_s": round(plain, 2),
            "replay_with_neurokit2_table_cpu_s": round(table, 2),
            "neurokit2_per_window_cpu_s": round(per_window, 1),
            "ratio_to_neurokit2_per_window": round(per_window / plain, 1),
            "tick_ms_median": round(float(np.median(ticks)), 3),
            "tick_ms_p95": round(float(np.percentile(ticks, 95)), 2),
            "tick_ms_max": round(float(ticks.max()), 1),
        },
    )


if __name__ == "__main__":
    main()
