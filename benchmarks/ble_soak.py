"""What two straps lose in hours of random faults, at many times the speed.

The whole collector records from bleak's own Linux backend against the simulated BlueZ,
all in this process. Its packets are numbered, so each one is looked for in the file.

    python -m benchmarks.ble_soak --minutes 60 --speed 20 --faults 200 --seeds 1 2 3
"""

import argparse
import asyncio
import gc
import logging
import random
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import samenstemming as sam
from samenstemming.events import HEART_RATE_MEASUREMENT, LinkChange, Packet, Wearer
from samenstemming.recording.check import check
from samenstemming.session.collector import Collector
from samenstemming.session.plan import Plan
from samenstemming.session.straps import RadioStrap
from samenstemming.sources.simulated_bluez.player import numbered, play
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus, private_bus
from samenstemming.sources.simulated_bluez.service import (
    FAILED,
    IN_PROGRESS,
    SimulatedBlueZ,
)
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from samenstemming.wire.heart_rate import decode

LONGEST_FAULT_S = 8.0
"""Session seconds."""

SILENT_S = 6
"""A strap that was silent for less is not connected anew; the beat clock sees it."""


@dataclass
class Soak:
    """One run and what was seen of it."""

    bus: PrivateBus
    bluez: SimulatedBlueZ
    straps: dict[Wearer, BlueZStrap]
    speed: float
    chance: random.Random
    faults: int = 0
    errors: list[str] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)

    async def last(self) -> None:
        """As long as a fault lasts."""
        await asyncio.sleep(self.chance.uniform(0.2, LONGEST_FAULT_S) / self.speed)


class Log(logging.Handler):
    """Keeps every error: there must be none."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self._errors.append(record.getMessage())


Fault = Callable[[Soak, BlueZStrap], Awaitable[None]]


async def dropped(soak: Soak, strap: BlueZStrap) -> None:
    """The link breaks."""
    soak.bluez.drop(strap)


async def away(soak: Soak, strap: BlueZStrap) -> None:
    """Out of range for a while."""
    soak.bluez.leave(strap)
    await soak.last()
    soak.bluez.come(strap)


async def silent(soak: Soak, strap: BlueZStrap) -> None:
    """Connected, and says nothing."""
    strap.silent = True
    await soak.last()
    strap.silent = False


async def refused(soak: Soak, strap: BlueZStrap) -> None:
    """Two attempts to connect are refused."""
    errors = [
        (IN_PROGRESS, "Operation already in progress"),
        (FAILED, "le-connection-abort-by-local"),
        (FAILED, "br-connection-canceled"),
    ]
    strap.connect_errors = soak.chance.choices(errors, k=2)
    soak.bluez.drop(strap)


async def not_subscribed(soak: Soak, strap: BlueZStrap) -> None:
    """Connected, but the subscription is refused."""
    strap.subscribe_errors = [(FAILED, "Operation failed with ATT error: 0x0e")]
    soak.bluez.drop(strap)


async def hanging(soak: Soak, strap: BlueZStrap) -> None:
    """Connecting never ends."""
    strap.connect_hangs = True
    soak.bluez.drop(strap)
    await soak.last()
    strap.connect_hangs = False


async def unresolved(soak: Soak, strap: BlueZStrap) -> None:
    """Its services are never known."""
    strap.resolves = False
    soak.bluez.drop(strap)
    await soak.last()
    strap.resolves = True


async def broken_off(soak: Soak, strap: BlueZStrap) -> None:
    """Two attempts break off during discovery."""
    strap.drops_in_discovery = 2
    soak.bluez.drop(strap)


async def forgotten(soak: Soak, strap: BlueZStrap) -> None:
    """BlueZ removes the device."""
    if strap.known:
        soak.bluez.forget(strap)


async def power_cut(soak: Soak, strap: BlueZStrap) -> None:
    """The adapter is switched off."""
    del strap
    soak.bluez.power(on=False)
    await soak.last()
    soak.bluez.power(on=True)


async def unplugged(soak: Soak, strap: BlueZStrap) -> None:
    """The adapter is pulled out."""
    del strap
    soak.bluez.unplug()
    await soak.last()
    soak.bluez.plug()


async def bluetoothd_dead(soak: Soak, strap: BlueZStrap) -> None:
    """The service dies and is started again."""
    del strap
    await soak.bluez.stop()
    await soak.last()
    await soak.bluez.start()


async def malformed(soak: Soak, strap: BlueZStrap) -> None:
    """Bytes that are no packet."""
    for payload in (b"", b"\x10", b"\x10\x3c\x00", b"\x01\x3c"):
        soak.bluez.notify(strap, payload)


FAULTS: tuple[Fault, ...] = (
    *(dropped, away, silent, refused, not_subscribed, hanging, unresolved),
    *(broken_off, forgotten, power_cut, unplugged, bluetoothd_dead, malformed),
)


def open_descriptors() -> int:
    """How many files and sockets this process holds open."""
    return len(list(Path("/proc/self/fd").iterdir()))


async def break_things(soak: Soak, *, minutes: float, faults: int) -> None:
    """So many random faults, one after the other, spread over the run."""
    loop = asyncio.get_running_loop()
    zero_s = loop.time()
    for number in range(faults):
        due_s = zero_s + (number + 0.5) * minutes * 60 / faults / soak.speed
        await asyncio.sleep(max(0.0, due_s - loop.time()))
        fault = soak.chance.choice(FAULTS)
        await fault(soak, soak.chance.choice(list(soak.straps.values())))
        soak.faults += 1
        soak.descriptors.append(open_descriptors())
        soak.tasks.append(len(asyncio.all_tasks()))


async def run(
    bus: PrivateBus, path: Path, *, minutes: float, speed: float, faults: int, seed: int
) -> Soak:
    """Record, break things, end."""
    straps = {
        Wearer.A: BlueZStrap(name="Strap AAAA", address="C0:00:00:00:00:0A"),
        Wearer.B: BlueZStrap(name="Strap BBBB", address="C0:00:00:00:00:0B"),
    }
    bluez = SimulatedBlueZ(bus.address, list(straps.values()))
    soak = Soak(bus, bluez, straps, speed, random.Random(seed))
    logging.getLogger().addHandler(Log(soak.errors))
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: soak.errors.append(str(context["message"]))
    )
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
    breaking = asyncio.create_task(break_things(soak, minutes=minutes, faults=faults))
    await Collector(plan).run()
    breaking.cancel()
    for heart in hearts:
        heart.cancel()
    await asyncio.gather(breaking, *hearts, return_exceptions=True)
    await bluez.stop()
    return soak


def judge(path: Path, soak: Soak) -> dict[str, int]:
    """What is wrong with the file, counted: all of it should be zero."""
    events = sam.open_recording(path).events()
    found = {"missing": 0, "twice or foreign": 0, "unmarked gaps": 0}
    for wearer, strap in soak.straps.items():
        recorded = []
        marked = True
        before: int | None = None
        for event in events:
            if isinstance(event, LinkChange) and event.wearer is wearer:
                marked = marked or event.state == "connected"
            if (
                not isinstance(event, Packet)
                or event.wearer is not wearer
                or event.characteristic != HEART_RATE_MEASUREMENT
            ):
                continue
            recorded.append(event.payload)
            if len(event.payload) < 6:
                continue  # a malformed one, sent on purpose
            number = decode(event.payload).energy_kj
            assert number is not None
            if before is not None and number > before + SILENT_S and not marked:
                found["unmarked gaps"] += 1
                soak.errors.append(f"{wearer}: {before} → {number} at {event.t_ns} ns")
            before, marked = number, False
        found["missing"] += max(0, len(strap.sent) - len(recorded))
        if recorded != strap.sent:
            found["twice or foreign"] += sum(
                one != other for one, other in zip(recorded, strap.sent, strict=False)
            )
    found["time runs back"] = sum(b.t_ns < a.t_ns for a, b in pairwise(events))
    found["file not whole"] = int(not check(path).ok)
    found["errors"] = len(soak.errors) - found["unmarked gaps"]
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line for each seed; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--speed", type=float, default=20.0)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    arguments = parser.parse_args(argv)
    failed = False
    for seed in arguments.seeds:
        with tempfile.TemporaryDirectory() as folder, private_bus() as bus:
            path = Path(folder) / "soak.samen"
            begun_s = time.perf_counter()
            soak = asyncio.run(
                run(
                    *(bus, path),
                    minutes=arguments.minutes,
                    speed=arguments.speed,
                    faults=arguments.faults,
                    seed=seed,
                )
            )
            took_s = time.perf_counter() - begun_s
            found = judge(path, soak)
        gc.collect()
        failed = failed or any(found.values())
        sent = sum(len(strap.sent) for strap in soak.straps.values())
        connects = sum(strap.connects for strap in soak.straps.values())
        quarter = max(1, len(soak.descriptors) // 4)
        print(
            f"seed {seed}: {soak.faults} faults, {connects} connections, {sent} packets"
            f" in {took_s:.0f} s; {found}; descriptors "
            f"{max(soak.descriptors[:quarter], default=0)} → "
            f"{max(soak.descriptors[-quarter:], default=0)}, tasks "
            f"{max(soak.tasks[:quarter], default=0)} → "
            f"{max(soak.tasks[-quarter:], default=0)}, "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
        )
        for error in soak.errors[:10]:
            print(f"  {error}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
