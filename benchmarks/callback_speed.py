"""How long a Bluetooth callback keeps the loop, and until its packet is on the disk.

A whole collector records two straps at their own pace: bleak's Linux backend in this
process, the simulated BlueZ in another, so that every callback finds the processor as
cold as it will on an evening. Each callback is timed around what bleak calls, up to its
return; a row counts as being on the disk once its COMMIT has returned.

    python -m benchmarks.callback_speed --seconds 60
"""

import argparse
import asyncio
import gc
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from bleak import BleakClient

from benchmarks.report import write_report
from samenstemming.events import Packet, Wearer
from samenstemming.recording import open_recording
from samenstemming.recording.live_file import LiveFile, Write
from samenstemming.session.collector import Collector
from samenstemming.session.plan import Plan
from samenstemming.session.straps import RadioStrap
from samenstemming.sources.simulated_bluez.player import numbered, play
from samenstemming.sources.simulated_bluez.private_bus import private_bus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap

CALLBACK_US = 50
"""What the median of the callback may be."""

ON_DISK_MS = 150
"""What the 99th percentile from the stamp to the disk may be."""

ADDRESSES = {Wearer.A: "C0:00:00:00:00:0A", Wearer.B: "C0:00:00:00:00:0B"}


def beat(bus_address: str, every_s: float, there: Event) -> None:
    """Two straps in the air, until somebody ends this process."""

    async def run() -> None:
        straps = [BlueZStrap(name=w.value, address=a) for w, a in ADDRESSES.items()]
        bluez = SimulatedBlueZ(bus_address, straps)
        await bluez.start()
        there.set()
        # Half a period apart: behind another callback everything is warm already.
        await asyncio.gather(
            *(
                play(bluez, strap, later(number * every_s / 2, every_s))
                for number, strap in enumerate(straps)
            )
        )

    asyncio.run(run())


def later(by_s: float, every_s: float) -> Iterator[tuple[float, bytes]]:
    """Numbered packets, all of them `by_s` later."""
    return ((at_s + by_s, packet) for at_s, packet in numbered(every_s=every_s))


class Stopwatch:
    """Times every notification callback and every commit."""

    def __init__(self) -> None:
        self.callback_ns: list[int] = []
        self.on_disk_ns: dict[int, int] = {}
        self._start_notify = BleakClient.start_notify
        self._commit = LiveFile.commit

    async def start_notify(
        self, client: BleakClient, which: Any, callback: Callable[..., None]
    ) -> None:
        """What bleak does, with the callback timed."""
        took_ns, now_ns = self.callback_ns, time.perf_counter_ns

        def timed(characteristic: object, data: bytearray) -> None:
            begin_ns = now_ns()
            callback(characteristic, data)
            took_ns.append(now_ns() - begin_ns)

        await self._start_notify(client, which, timed)

    def commit(self, file: LiveFile, writes: Iterable[Write]) -> list[int] | None:
        """The file's own; what it acknowledged is on the disk now."""
        numbers = self._commit(file, writes)
        now_ns = time.perf_counter_ns()
        for number in numbers or ():
            self.on_disk_ns.setdefault(number, now_ns)
        return numbers


def measure(path: Path, seconds: float) -> tuple[Stopwatch, np.ndarray[Any, Any]]:
    """Record so long; the stopwatch, and ms from each packet's stamp to the disk."""
    watch = Stopwatch()

    async def start_notify(client: BleakClient, which: Any, callback: Any) -> None:
        await watch.start_notify(client, which, callback)

    def commit(file: LiveFile, writes: Iterable[Write]) -> list[int] | None:
        return watch.commit(file, writes)

    collector = Collector(
        Plan(
            path=path,
            straps={w: RadioStrap(text=a) for w, a in ADDRESSES.items()},
            minutes=seconds / 60,
        )
    )
    gc.collect()
    with (
        mock.patch.object(BleakClient, "start_notify", start_notify),
        mock.patch.object(LiveFile, "commit", commit),
    ):
        outcome = asyncio.run(collector.run())
    recording = open_recording(outcome.path)
    zero_ns = _zero_ns(path)
    to_disk_ms = [
        (watch.on_disk_ns[seq] - zero_ns - event.t_ns) / 1e6
        for seq, event in enumerate(recording.events(), start=1)
        if isinstance(event, Packet)
    ]
    return watch, np.array(to_disk_ms)


def _zero_ns(path: Path) -> int:
    """The raw host clock at session zero: the stamp of the first row, a tick."""
    import sqlite3

    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        found: int = connection.execute(
            "SELECT t_ns FROM event WHERE kind = 'tick' ORDER BY seq LIMIT 1"
        ).fetchone()[0]
    finally:
        connection.close()
    return found


def spread(values: Sequence[float] | np.ndarray[Any, Any]) -> dict[str, float]:
    """Median, 95th and 99th percentile, and the worst."""
    levels = {"median": 50, "p95": 95, "p99": 99, "worst": 100}
    return {
        name: round(float(np.percentile(values, level)), 1)
        for name, level in levels.items()
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a bound is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=1.0, help="seconds")
    asked = parser.parse_args(argv)
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder, private_bus() as bus:
        there = spawn.Event()
        air = spawn.Process(
            target=beat, args=(bus.address, asked.every, there), daemon=True
        )
        air.start()
        if not there.wait(20):
            sys.exit("The simulated BlueZ did not begin within 20 s.")
        try:
            watch, to_disk_ms = measure(Path(folder) / "speed.samen", asked.seconds)
        finally:
            air.terminate()
            air.join()
    callback_us = spread(np.array(watch.callback_ns) / 1000)
    to_disk = spread(to_disk_ms)
    write_report(
        "callback_speed",
        {
            "seconds": asked.seconds,
            "callbacks": len(watch.callback_ns),
            "callback_us": callback_us,
            "stamp_to_disk_ms": to_disk,
            "bounds": f"callback median {CALLBACK_US} us, p99 to disk {ON_DISK_MS} ms",
        },
    )
    kept = callback_us["median"] <= CALLBACK_US and to_disk["p99"] <= ON_DISK_MS
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
