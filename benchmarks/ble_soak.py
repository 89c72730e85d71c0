"""What two straps lose in hours of random faults, at many times the speed.

The whole collector records from bleak's own Linux backend against the simulated BlueZ,
all in this process. Its packets are numbered, so each one is looked for in the file.

    python -m benchmarks.ble_soak --minutes 60 --speed 20 --faults 200 --seeds 1 2 3
    python -m benchmarks.ble_soak --minutes 1440 --speed 48 --faults 2400 --seeds 1
"""

import argparse
import asyncio
import gc
import importlib
import logging
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import samenstemming as sam
from benchmarks.long_session_memory import resident_mib
from benchmarks.packets_told import compare, heart_packets, unmarked_gaps
from benchmarks.radio_faults import FAULTS, Air, Fault
from benchmarks.report import write_report
from samenstemming.events import (
    Event,
    Wearer,
)
from samenstemming.recording.check import check
from samenstemming.session.collector import Collector
from samenstemming.session.plan import Plan
from samenstemming.session.straps import RadioStrap
from samenstemming.sources.simulated_bluez.player import numbered, play
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus, private_bus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap

FAULT_LASTS_S = (0.2, 8.0)
"""Session seconds."""

GROWTH_MIB = 8.0
"""More than this from the first quarter to the end, beside what the simulated straps
keep of what they sent, is no flat memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What this process holds at one moment."""

    descriptors: int
    tasks: int
    threads: int
    mib: float

    @classmethod
    def now(cls) -> "Held":
        """As it is; inside a running loop."""
        return cls(
            descriptors=len(list(Path("/proc/self/fd").iterdir())),
            tasks=len(asyncio.all_tasks()),
            threads=threading.active_count(),
            mib=resident_mib(),
        )


@dataclass
class Soak:
    """One run and what was seen of it."""

    air: Air
    faults: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)

    @property
    def straps_keep_mib(self) -> float:
        """What the simulated straps keep for the comparison afterwards."""
        kept = sum(
            sys.getsizeof(payload) + 8
            for strap in self.air.straps.values()
            for payload in strap.sent
        )
        return kept / 2**20

    @property
    def never_heard(self) -> int:
        """Packets that a strap sent and the collector was never handed.

        They were in the hands of a bus that was killed, or of a link that had hung for
        longer than a link is given; the faster time runs, the sooner this machine's own
        pauses are that long. Nobody acknowledged them, and their gap is marked.
        """
        sent = sum(len(strap.sent) for strap in self.air.straps.values())
        return sent - sum(map(len, self.air.heard.values()))

    @property
    def growth_mib(self) -> float:
        """How much memory grew from the end of the first quarter to the end."""
        quarter = self.held[: max(1, len(self.held) // 4)]
        return self.held[-1].mib - max(held.mib for held in quarter)


class WatchedCollector(Collector):
    """Says what has been handed to it."""

    def __init__(self, plan: Plan, air: Air) -> None:
        super().__init__(plan)
        self._air = air

    def _deliver(self, event: Event) -> None:
        super()._deliver(event)
        self._air.arrived(event)


class Log(logging.Handler):
    """Keeps every error: there must be none."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self._errors.append(record.getMessage())


async def break_things(
    soak: Soak, *, minutes: float, speed: float, faults: int
) -> None:
    """So many random faults, one after the other, spread over the run."""
    loop, air = asyncio.get_running_loop(), soak.air
    zero_s, kinds = loop.time(), list[Fault]()
    for number in range(faults):
        due_s = zero_s + (number + 0.5) * minutes * 60 / faults / speed
        await asyncio.sleep(max(0.0, due_s - loop.time()))
        if not kinds:  # each kind as often as any other, in a random order
            kinds = air.chance.sample(FAULTS, len(FAULTS))
        fault = kinds.pop()
        await fault(air, air.chance.choice(list(air.straps.values())))
        soak.faults[fault.__name__] += 1
        soak.held.append(Held.now())


async def run(
    bus: PrivateBus, path: Path, *, minutes: float, speed: float, faults: int, seed: int
) -> Soak:
    """Record, break things, end."""
    straps = {
        Wearer.A: BlueZStrap(name="Strap AAAA", address="C0:00:00:00:00:0A"),
        Wearer.B: BlueZStrap(name="Strap BBBB", address="C0:00:00:00:00:0B"),
    }
    bluez = SimulatedBlueZ(bus.address, list(straps.values()))
    low_s, high_s = FAULT_LASTS_S
    air = Air(
        bus=bus,
        bluez=bluez,
        straps=straps,
        chance=random.Random(seed),
        last_s=(low_s / speed, high_s / speed),
    )
    soak = Soak(air)
    log = Log(soak.errors)
    logging.getLogger().addHandler(log)
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: soak.errors.append(
            f"{context['message']} {context.get('exception')!r} {context.get('future')}"
        )
    )
    importlib.import_module("neurokit2")  # which a live screen needs after 2 minutes
    before = Held.now()
    await bluez.start()
    plan = Plan(
        path=path,
        straps={w: RadioStrap(text=strap.address) for w, strap in straps.items()},
        speed=speed,
        minutes=minutes,
    )
    hearts = [
        asyncio.create_task(play(bluez, strap, numbered(), speed=speed))
        for strap in straps.values()
    ]
    breaking = asyncio.create_task(
        break_things(soak, minutes=minutes, speed=speed, faults=faults)
    )
    try:
        await WatchedCollector(plan, air).run()
        soak.held.append(Held.now())
    finally:
        breaking.cancel()
        for heart in hearts:
            heart.cancel()
        ended = await asyncio.gather(breaking, *hearts, return_exceptions=True)
        soak.errors += [
            f"the simulation failed: {error!r}"
            for error in ended
            if isinstance(error, Exception)
        ]
        await bluez.stop()
        logging.getLogger().removeHandler(log)
    await left_over(soak, before)
    return soak


async def left_over(soak: Soak, before: Held) -> None:
    """Count what is still held once the bus has gone.

    Until then bleak keeps one connection to it and one task, whatever happens.
    """
    soak.air.bus.kill()
    await asyncio.get_running_loop().shutdown_default_executor()
    for _ in range(100):
        now = Held.now()
        soak.left = {
            "tasks left": now.tasks - before.tasks,
            # Fewer than before: something older than this run was closed meanwhile.
            "descriptors left": max(0, now.descriptors - before.descriptors),
            "threads left": now.threads - before.threads,
        }
        if not any(soak.left.values()):
            return
        await asyncio.sleep(0.02)


def judge(path: Path, soak: Soak) -> dict[str, int]:
    """What is wrong with the file, counted: all of it should be zero."""
    events = sam.open_recording(path).events()
    found = Counter[str]()
    for wearer, strap in soak.air.straps.items():
        recorded = [packet.payload for packet in heart_packets(events, wearer)]
        heard = [strap.sent[place] for place in soak.air.heard[wearer]]
        missing, foreign = compare(recorded, heard)
        found["missing"] += missing
        found["twice or foreign"] += foreign
        gaps = unmarked_gaps(events, wearer)
        found["unmarked gaps"] += len(gaps)
        soak.errors += gaps
    found["twice or foreign"] += soak.air.strange
    found["time runs back"] = sum(b.t_ns < a.t_ns for a, b in pairwise(events))
    found["file not whole"] = int(not check(path).ok)
    found["errors"] = len(soak.errors) - found["unmarked gaps"]
    found["memory grew"] = int(soak.growth_mib - soak.straps_keep_mib > GROWTH_MIB)
    return {**found, **soak.left}


def one(
    *, seed: int, minutes: float, speed: float, faults: int, keep: Path | None
) -> tuple[dict[str, object], dict[str, int]]:
    """One run's figures, and what was lost, which must be all zeros."""
    with tempfile.TemporaryDirectory() as folder, private_bus() as bus:
        path = Path(folder) / "soak.samen"
        begun_s = time.perf_counter()
        soak = asyncio.run(
            run(
                *(bus, path),
                minutes=minutes,
                speed=speed,
                faults=faults,
                seed=seed,
            )
        )
        took_s = time.perf_counter() - begun_s
        found = judge(path, soak)
        if keep is not None and any(found.values()):
            shutil.copy(path, keep / f"soak-seed-{seed}.samen")
    gc.collect()
    straps = soak.air.straps.values()
    quarter = max(1, len(soak.held) // 4)
    first, last = soak.held[:quarter], soak.held[-quarter - 1 : -1] or soak.held
    figures = {
        "seed": seed,
        "simulated_minutes": minutes,
        "took_s": round(took_s),
        "faults": sum(soak.faults.values()),
        "tried": dict(sorted(soak.faults.items())),
        "connections": sum(strap.connects for strap in straps),
        "packets": sum(len(strap.sent) for strap in straps),
        "never_reached_the_collector": soak.never_heard,
        "lost": found,
        "descriptors": [max(h.descriptors for h in part) for part in (first, last)],
        "tasks": [max(h.tasks for h in part) for part in (first, last)],
        "threads": [max(h.threads for h in part) for part in (first, last)],
        "mib": [round(max(h.mib for h in part), 1) for part in (first, last)],
        "of_that_the_straps_own_list_mib": round(soak.straps_keep_mib, 1),
        "errors": soak.errors[:10],
    }
    return figures, found


def main(argv: Sequence[str] | None = None) -> int:
    """Print what was tried and what was lost; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--speed", type=float, default=20.0)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--keep", type=Path, help="folder for what failed")
    asked = parser.parse_args(argv)
    runs, lost = [], Counter[str]()
    for seed in asked.seeds:
        figures, found = one(
            seed=seed,
            minutes=asked.minutes,
            speed=asked.speed,
            faults=asked.faults,
            keep=asked.keep,
        )
        for name, value in figures.items():
            print(f"  {name:<32}{value}", flush=True)
        runs.append(figures)
        lost.update(found)
    write_report(
        f"ble_soak_{asked.minutes:g}_minutes",
        {"speed": asked.speed, "lost": dict(lost), "runs": runs},
    )
    return int(any(lost.values()))


if __name__ == "__main__":
    sys.exit(main())
