"""How far off the beat clock is, against a simulated truth, in easy and hard air.

Prints a table and writes `benchmarks/out/beat_times.json`. Each row pools its seeds;
"bias removed" takes the median error of each record away first. The published way,
arrival minus RR, stands beside it. Nothing here was measured on a real strap.

    python benchmarks/beat_times.py --seeds 6 --minutes 45
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np

from samenstemming.events import Event, Packet, Wearer
from samenstemming.rhythm.beats import MS_PER_TICK, locate
from samenstemming.rhythm.clock import Break, CausalClock
from samenstemming.series import Beat, Floats
from samenstemming.settings import Settings
from samenstemming.sources.radio import Notification, RadioSettings, notifications

USUAL: Final = RadioSettings(loss=0.01)
"""straps.md 4: ~1 Hz, radio 15-100 ms, 1 % tail of 250 ms, 50 ppm, 1 % lost."""

CONDITIONS: Final = {
    "usual (1 % lost, 50 ppm)": USUAL,
    "nothing lost": replace(USUAL, loss=0.0),
    "5 % lost": replace(USUAL, loss=0.05),
    "jitter 15-400 ms": replace(USUAL, jitter_high_s=0.4),
    "jitter 15-400 ms, 5 % lost": replace(USUAL, jitter_high_s=0.4, loss=0.05),
    "200 ppm": replace(USUAL, drift_ppm=200.0),
    "-200 ppm": replace(USUAL, drift_ppm=-200.0),
    "period 0.975 s": replace(USUAL, period_s=0.975),
    "period 1.05 s": replace(USUAL, period_s=1.05),
    "a notification a beat": replace(USUAL, each_beat=True),
}

WARM_UP_S: Final = 60.0


def heart(minutes: float, seed: int) -> Floats:
    """Beat times in seconds: breathing, blood pressure and slow waves on ~72 bpm."""
    rng = np.random.default_rng(seed)
    rate_hz = 20
    t_s = np.arange(0, minutes * 60, 1 / rate_hz)
    slow = np.cumsum(rng.standard_normal(t_s.size)) / np.sqrt(t_s.size)
    slow -= np.linspace(slow[0], slow[-1], t_s.size)
    breath_hz = 0.25 + 0.02 * np.sin(2 * np.pi * t_s / 97)
    bpm = (
        60
        + 24 * rng.random()
        + 2.8 * np.sin(2 * np.pi * np.cumsum(breath_hz) / rate_hz)
        + 2.0 * np.sin(2 * np.pi * 0.1 * t_s + rng.uniform(0, 6))
        + 10.0 * slow
    )
    phase = np.cumsum(bpm / 60) / rate_hz
    beats: Floats = np.interp(np.arange(1, phase[-1]), phase, t_s)
    return beats + 0.004 * rng.standard_normal(beats.size)


@dataclass(slots=True)
class Pool:
    """What one method did over all seeds of one condition."""

    errors_s: list[Floats] = field(default_factory=list)
    sds_s: list[Floats] = field(default_factory=list)
    late_errors_s: list[Floats] = field(default_factory=list)
    late_sds_s: list[Floats] = field(default_factory=list)
    lost: int = 0
    found: int = 0
    false: int = 0
    hours: float = 0.0
    seconds: float = 0.0
    worst_rhythm_s: float = 0.0


def packets(sent: Sequence[Notification], wearer: Wearer = Wearer.A) -> list[Packet]:
    """The packets that arrived."""
    return [n.packet(wearer) for n in sent if not n.lost]


def causal(
    sent: Sequence[Notification], settings: Settings
) -> tuple[list[Beat], list[Break], float]:
    """Beats of the live clock, settled once a second, and its CPU seconds."""
    clock = CausalClock(Wearer.A, settings)
    beats: list[Beat] = []
    arrived = [n for n in sent if not n.lost]
    at = 0
    spent = time.process_time()
    for second in range(int(arrived[-1].arrival_s) + 12):
        while at < len(arrived) and arrived[at].arrival_s <= second:
            n = arrived[at]
            clock.take(n.arrival_s, [rr * MS_PER_TICK for rr in n.rr_ticks])
            at += 1
        beats += clock.settle(second - settings.settle_s)
    return beats, clock.breaks, time.process_time() - spent


def judge(
    pool: Pool,
    beats: Sequence[Beat],
    breaks: Sequence[Break],
    sent: Sequence[Notification],
    truth_s: Floats,
) -> None:
    """Add one record to a pool."""
    arrived = [n for n in sent if not n.lost]
    index = np.array([i for n in arrived for i in n.beat_index])
    t_s = np.array([beat.t_s for beat in beats])
    error_s = t_s - truth_s[index]
    sd_s = np.array([beat.t_sd_s for beat in beats])
    late = truth_s[index] > truth_s[0] + WARM_UP_S
    pool.errors_s.append(error_s)
    pool.sds_s.append(sd_s)
    pool.late_errors_s.append(error_s[late])
    pool.late_sds_s.append(sd_s[late])
    run = np.array([beat.run for beat in beats])
    # Neighbours in `index` with a lost notification between them, empty or not.
    number = np.array([n.number for n in arrived for _ in n.beat_index])
    lost_before = np.cumsum([n.lost for n in sent])[number - sent[0].number]
    should = np.diff(lost_before)
    did = np.diff(run)
    pool.lost += int((should > 0).sum())
    pool.found += int(((should > 0) & (did > 0)).sum())
    pool.false += int(((should == 0) & (did > 0)).sum())
    pool.hours += (truth_s[-1] - truth_s[0]) / 3600
    rr_s = np.array([beat.rr_ms or 0.0 for beat in beats]) / 1000
    step = np.abs(np.diff(t_s) - rr_s[1:])[did == 0]
    pool.worst_rhythm_s = max(pool.worst_rhythm_s, float(step.max()))


def summary(pool: Pool, *, after_warm_up: bool) -> dict[str, float]:
    """The figures of one pool, times in ms."""
    errors = pool.late_errors_s if after_warm_up else pool.errors_s
    sds = pool.late_sds_s if after_warm_up else pool.sds_s
    error = np.abs(np.concatenate(errors))
    unbiased = np.abs(np.concatenate([e - np.median(e) for e in errors]))
    sd = np.concatenate(sds)
    return {
        "median_ms": float(np.median(error)) * 1e3,
        "p95_ms": float(np.quantile(error, 0.95)) * 1e3,
        "max_ms": float(error.max()) * 1e3,
        "unbiased_median_ms": float(np.median(unbiased)) * 1e3,
        "unbiased_p95_ms": float(np.quantile(unbiased, 0.95)) * 1e3,
        "worst_record_p95_ms": max(float(np.quantile(np.abs(e), 0.95)) for e in errors)
        * 1e3,
        "within_2_sd": float(np.mean(error <= 2 * sd)),
        "sd_median_ms": float(np.median(sd)) * 1e3,
        "lost_found": pool.found / pool.lost if pool.lost else 1.0,
        "false_an_hour": pool.false / pool.hours,
        "rhythm_max_ms": pool.worst_rhythm_s * 1e3,
        "cpu_s_an_hour": pool.seconds / pool.hours,
    }


def published(sent: Sequence[Notification], truth_s: Floats) -> Floats:
    """Errors, in seconds, of arrival minus the RR that follow in the packet."""
    errors = []
    for n in sent:
        if n.lost:
            continue
        t_s = n.arrival_s
        for ticks, i in zip(reversed(n.rr_ticks), reversed(n.beat_index), strict=True):
            errors.append(t_s - truth_s[i])
            t_s -= ticks / 1024
    return np.array(errors)


def measure(
    radio: RadioSettings, *, seeds: int, minutes: float
) -> dict[str, dict[str, float]]:
    """Figures of each method in one condition."""
    settings = Settings()
    whole, live, naive = Pool(), Pool(), []
    for seed in range(seeds):
        truth_s = heart(minutes, seed)
        sent = notifications(list(truth_s), radio, seed)
        events: list[Event] = [*packets(sent)]
        spent = time.process_time()
        located = locate(events, settings)
        whole.seconds += time.process_time() - spent
        judge(whole, located.beats[Wearer.A], located.breaks, sent, truth_s)
        beats, breaks, seconds = causal(sent, settings)
        live.seconds += seconds
        judge(live, beats, breaks, sent, truth_s)
        naive.append(published(sent, truth_s))
    error = np.abs(np.concatenate(naive))
    return {
        "whole": summary(whole, after_warm_up=False),
        "causal": summary(live, after_warm_up=True),
        "arrival minus RR": {
            "median_ms": float(np.median(error)) * 1e3,
            "p95_ms": float(np.quantile(error, 0.95)) * 1e3,
        },
    }


SHOWN: Final = (
    ("median_ms", "median", "{:7.1f}"),
    ("p95_ms", "p95", "{:7.1f}"),
    ("max_ms", "max", "{:7.0f}"),
    ("unbiased_p95_ms", "nobias95", "{:8.1f}"),
    ("within_2_sd", "in 2 sd", "{:7.3f}"),
    ("sd_median_ms", "sd", "{:6.1f}"),
    ("lost_found", "found", "{:6.3f}"),
    ("false_an_hour", "false/h", "{:7.2f}"),
    ("rhythm_max_ms", "rhythm", "{:6.1f}"),
    ("cpu_s_an_hour", "cpu s/h", "{:7.3f}"),
)


def main() -> None:
    """Measure every condition and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--minutes", type=float, default=45.0)
    parser.add_argument("--only", default="", help="conditions whose name holds this")
    parser.add_argument("-o", "--output", default="benchmarks/out/beat_times.json")
    args = parser.parse_args()
    header = " ".join(name.rjust(len(form.format(0.0))) for _, name, form in SHOWN)
    print(f"{'condition':28} {'method':16} {header}")
    results = {}
    for name, radio in CONDITIONS.items():
        if args.only not in name:
            continue
        results[name] = measure(radio, seeds=args.seeds, minutes=args.minutes)
        for method, figures in results[name].items():
            cells = " ".join(
                form.format(figures[key])
                if key in figures
                else " " * len(form.format(0.0))
                for key, _, form in SHOWN
            )
            print(f"{name:28} {method:16} {cells}", flush=True)
    output = Path(args.output)
    output.parent.mkdir(parents=True, exist_ok=True)
    document = {"seeds": args.seeds, "minutes": args.minutes, "conditions": results}
    output.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
