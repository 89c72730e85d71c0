"""A collector in this process, recording two straps of the simulated BlueZ.

Packets are numbered, so that what left a strap and what is in the file can be compared
one by one. Nothing here sleeps: `until` is woken by every packet and every change.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import samenstemming as sam
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    POLAR_ECG,
    Event,
    LinkChange,
    Packet,
    Wearer,
)
from samenstemming.recording.check import check
from samenstemming.rhythm.beats import locate
from samenstemming.session.collector import Collector
from samenstemming.session.plan import Outcome, Plan
from samenstemming.session.straps import RadioStrap
from samenstemming.sources.simulated_bluez.player import (
    numbered,
    numbered_ecg,
    play,
    play_ecg,
)
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap

A, B = Wearer.A, Wearer.B


class Recorder(Collector):
    """A collector that can be watched from within."""

    def __init__(self, plan: Plan, seen: Callable[[Event], None]) -> None:
        super().__init__(plan)
        self._seen = seen

    def _deliver(self, event: Event) -> None:
        super()._deliver(event)
        self._seen(event)


@dataclass(eq=False)
class Session:
    """Two straps, the radio between, and what has been recorded so far."""

    bus: PrivateBus
    bluez: SimulatedBlueZ
    straps: dict[Wearer, BlueZStrap]
    path: Path
    events: list[Event] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    watch: Callable[[Event], None] | None = None

    def take(self, event: Event) -> None:
        (self.watch or self.seen)(event)

    def seen(self, event: Event) -> None:
        self.events.append(event)
        self.news.set()

    async def until(
        self, holds: Callable[[], object], *, within_s: float = 20.0
    ) -> float:
        """How long it took until this held, in seconds; TimeoutError if never."""
        begun = time.monotonic()
        async with asyncio.timeout(within_s):
            while not holds():
                self.news.clear()
                await self.news.wait()
        return time.monotonic() - begun

    async def hear(self, wearer: Wearer, count: int = 3) -> float:
        """Wait for some more packets of a wearer; how long the first one took."""
        before = len(self.packets(wearer))
        first_s = await self.until(lambda: len(self.packets(wearer)) > before)
        await self.until(lambda: len(self.packets(wearer)) >= before + count)
        return first_s

    async def state(self, wearer: Wearer, state: str, what: str = "") -> None:
        """Wait until the newest change of a link is this one."""

        def holds() -> bool:
            links = self.links(wearer)
            return (
                bool(links)
                and links[-1].state == state
                and links[-1].detail.startswith(what)
            )

        await self.until(holds)

    def packets(self, wearer: Wearer) -> list[bytes]:
        return heart_packets(self.events, wearer)

    def links(self, wearer: Wearer) -> list[LinkChange]:
        return [
            event
            for event in self.events
            if isinstance(event, LinkChange) and event.wearer is wearer
        ]


def heart_packets(
    events: list[Event] | tuple[Event, ...], wearer: Wearer
) -> list[bytes]:
    return _payloads(events, wearer, HEART_RATE_MEASUREMENT)


def ecg_frames(events: Iterable[Event], wearer: Wearer) -> list[bytes]:
    return _payloads(events, wearer, POLAR_ECG)


def _payloads(
    events: Iterable[Event], wearer: Wearer, characteristic: str
) -> list[bytes]:
    return [
        event.payload
        for event in events
        if isinstance(event, Packet)
        and event.wearer is wearer
        and event.characteristic == characteristic
    ]


def two_straps() -> dict[Wearer, BlueZStrap]:
    return {
        A: BlueZStrap(name="Polar H10 AAAA1111", address="C0:00:00:00:00:0A"),
        B: BlueZStrap(name="Polar H10 BBBB2222", address="C0:00:00:00:00:0B"),
    }


@asynccontextmanager
async def recording(
    bus: PrivateBus,
    path: Path,
    *,
    speed: float = 1.0,
    every_s: float = 0.03,
    wanted: dict[Wearer, str] | None = None,
    straps: dict[Wearer, BlueZStrap] | None = None,
    started: bool = True,
    packets: Callable[[Wearer], Iterable[tuple[float, bytes]]] | None = None,
    more: Mapping[str, Any] | None = None,
) -> AsyncIterator[Session]:
    """Record until the body ends; then everything in the file is compared.

    `packets` are what each strap sends, by real time in seconds; `more` of the plan.
    """
    straps = straps or two_straps()
    bluez = SimulatedBlueZ(bus.address, list(straps.values()))
    await bluez.start()
    session = Session(bus, bluez, straps, path)
    wanted = wanted or {wearer: strap.address for wearer, strap in straps.items()}
    plan = Plan(
        path=path,
        straps={wearer: RadioStrap(text=text) for wearer, text in wanted.items()},
        speed=speed,
        **(more or {}),
    )
    collector = Recorder(plan, session.take)
    hearts = [
        asyncio.create_task(
            play(
                bluez,
                strap,
                numbered(every_s=every_s) if packets is None else packets(wearer),
            )
        )
        for wearer, strap in straps.items()
    ] + [
        asyncio.create_task(play_ecg(bluez, strap, numbered_ecg(every_s=every_s)))
        for strap in straps.values()
        if strap.pmd is not None
    ]
    running = asyncio.create_task(collector.run())
    try:
        if started:
            for wearer in wanted:
                await session.hear(wearer)
        yield session
    finally:
        collector.end("stop")
        try:
            outcome = await running
        finally:
            for heart in hearts:
                heart.cancel()
            await asyncio.gather(*hearts, return_exceptions=True)
            await bluez.stop()
    compare(session, outcome)


def compare(session: Session, outcome: Outcome) -> None:
    """One whole file; each packet that left a strap is in it once, in order."""
    assert outcome.path == session.path
    assert [p for p in session.path.parent.iterdir() if p.suffix != ".conf"] == [
        session.path
    ]
    report = check(session.path)
    assert report.ok, report.problems
    events = sam.open_recording(session.path).events()
    assert [event.t_ns for event in events] == sorted(event.t_ns for event in events)
    for wearer, strap in session.straps.items():
        assert heart_packets(events, wearer) == strap.sent
        assert ecg_frames(events, wearer) == strap.ecg_sent
        assert not strap.connected


def breaks(path: Path, wearer: Wearer) -> int:
    """How many runs of this wearer's beats began because a link was lost.

    Twenty packets a second are no strap's cadence: other reasons mean nothing here.
    """
    located = locate(sam.open_recording(path).events())
    return sum(
        found.wearer is wearer and found.reason == "link_lost"
        for found in located.breaks
    )
