"""How soon a strap is heard again once a fault is over, and what people read meanwhile.

Each fault of `radio_faults` once or more, at the pace of an evening, all in one
recording of two straps. A strap here notifies ten times a second, so that the figure is
the link's and not the wait for the next packet.

    python -m benchmarks.ble_recovery --rounds 3
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.radio_faults import FAULTS, Air, Fault, hanging, unresolved
from benchmarks.report import write_report
from samenstemming.cli.live import link_sentence
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    Event,
    LinkChange,
    Packet,
    Wearer,
)
from samenstemming.session.collector import Collector
from samenstemming.session.plan import Plan
from samenstemming.session.straps import RadioStrap
from samenstemming.sources.simulated_bluez.player import numbered, play
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus, private_bus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap

EVERY_S = 0.1

LASTS_S = 8.0
"""Longer than the silence that a link is given."""

HANGS_S = 16.0
"""Longer than a connection is given."""

WITHIN_S = 30.0


class Heard:
    """When each strap was heard last, and what people read."""

    def __init__(self) -> None:
        self.at_s = dict.fromkeys(Wearer, 0.0)
        self.sentences: list[str] = []
        self.news = asyncio.Event()

    def event(self, event: Event) -> None:
        """Take what was delivered."""
        if isinstance(event, Packet) and event.characteristic == HEART_RATE_MEASUREMENT:
            self.at_s[event.wearer] = time.monotonic()
            self.news.set()
        elif isinstance(event, LinkChange) and event.state == "waiting":
            self.sentences.append(link_sentence(event))

    async def both_since(self, since_s: float) -> float:
        """How long after this moment both straps had been heard again."""
        async with asyncio.timeout(WITHIN_S):
            while min(self.at_s.values()) <= since_s:
                self.news.clear()
                await self.news.wait()
        return max(self.at_s.values()) - since_s


class HeardCollector(Collector):
    """Tells what is handed to it."""

    def __init__(self, plan: Plan, heard: Heard) -> None:
        super().__init__(plan)
        self._heard = heard

    def _deliver(self, event: Event) -> None:
        super()._deliver(event)
        self._heard.event(event)


@dataclass
class Row:
    """A fault: its time to recover, each time, and what was read."""

    recovered_s: list[float] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)


async def measure(bus: PrivateBus, path: Path, rounds: int) -> dict[Fault, Row]:
    """Break things and wait, one after another."""
    straps = {
        Wearer.A: BlueZStrap(name="Strap AAAA", address="C0:00:00:00:00:0A"),
        Wearer.B: BlueZStrap(name="Strap BBBB", address="C0:00:00:00:00:0B"),
    }
    bluez = SimulatedBlueZ(bus.address, list(straps.values()))
    await bluez.start()
    hearts = [
        asyncio.create_task(play(bluez, strap, numbered(every_s=EVERY_S)))
        for strap in straps.values()
    ]
    heard = Heard()
    wanted = {w: RadioStrap(text=strap.address) for w, strap in straps.items()}
    collector = HeardCollector(Plan(path=path, straps=wanted), heard)
    running = asyncio.create_task(collector.run())
    rows = {fault: Row() for fault in FAULTS}
    try:
        await heard.both_since(time.monotonic())
        for _ in range(rounds):
            for fault, row in rows.items():
                heard.sentences.clear()
                hangs = fault in (hanging, unresolved)
                lasts_s = HANGS_S if hangs else LASTS_S
                air = Air(
                    bus=bus,
                    bluez=bluez,
                    straps=straps,
                    chance=random.Random(1),
                    last_s=(lasts_s, lasts_s),
                )
                await fault(air, straps[Wearer.A])
                row.recovered_s.append(await heard.both_since(time.monotonic()))
                row.reads = list(dict.fromkeys([*row.reads, *heard.sentences]))
    finally:
        collector.end("stop")
        await running
        for heart in hearts:
            heart.cancel()
        await asyncio.gather(*hearts, return_exceptions=True)
        await bluez.stop()
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args(argv)
    os.environ["LC_ALL"] = "C.UTF-8"  # what people read, in English
    with tempfile.TemporaryDirectory() as folder, private_bus() as bus:
        path = Path(folder) / "recovery.samen"
        rows = asyncio.run(measure(bus, path, asked.rounds))
    write_report(
        "ble_recovery",
        {
            f"{fault.__name__}: {(fault.__doc__ or '').strip()}": {
                "recovered_s": [round(s, 2) for s in row.recovered_s],
                "read": [text for text in row.reads if "Strap A" in text],
            }
            for fault, row in rows.items()
        },
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
