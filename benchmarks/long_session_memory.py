"""Eight hours of two straps through one pipeline: memory after every hour.

Run: python -m benchmarks.long_session_memory [--hours H]
"""

import argparse
from pathlib import Path

import samenstemming as sam
from benchmarks.report import write_report
from samenstemming.events import Tick
from samenstemming.series import HrvFrame
from samenstemming.sources.simulate import simulated_strap_events

HOUR_NS = 3_600_000_000_000


def resident_mib() -> float:
    """Resident memory of this process in MiB (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    msg = "This benchmark reads /proc, which this system does not have."
    raise SystemExit(msg)


def main() -> None:
    """Print resident memory after every hour."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=8)
    asked = parser.parse_args()
    pipeline = sam.Pipeline()
    after: list[float] = []
    frames, next_tick_ns = 0, 0
    for event in simulated_strap_events(seed=3, faults=("losses", "drop-out")):
        while next_tick_ns <= event.t_ns:
            derived = pipeline.feed(Tick(t_ns=next_tick_ns))
            frames += sum(isinstance(d, HrvFrame) for d in derived)
            next_tick_ns += 1_000_000_000
        pipeline.feed(event)
        if event.t_ns >= (len(after) + 1) * HOUR_NS:
            after.append(round(resident_mib(), 1))
            print(f"  after {len(after)} h: {after[-1]} MiB", flush=True)
            if len(after) == asked.hours:
                break
    write_report(
        "long_session_memory",
        {
            "hours": asked.hours,
            "hrv_frames": frames,
            "mib_after_each_hour": after,
            "growth_after_first_hour_mib": round(after[-1] - after[0], 1),
        },
    )


if __name__ == "__main__":
    main()
