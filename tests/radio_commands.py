"""Commands of the program run as people run them, beside a simulated BlueZ."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from samenstemming.sources.simulated_bluez.player import numbered, play
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from tests.radio_session import two_straps


class Air:
    """Two straps that beat, and commands of the program run beside them."""

    def __init__(self, bluez: SimulatedBlueZ) -> None:
        self.bluez = bluez
        self.a, self.b = bluez.straps[:2]
        self.processes: list[asyncio.subprocess.Process] = []

    async def start(self, *arguments: str) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "samenstemming",
            *arguments,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={
                **os.environ,
                "LC_ALL": "C.UTF-8",
                "DBUS_SYSTEM_BUS_ADDRESS": self.bluez.address,
            },
        )
        self.processes.append(process)
        return process

    async def leave_nothing(self) -> None:
        """End what a failing test left: a collector outlives its folder."""
        for process in self.processes:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def record(self, path: Path, *more: str) -> asyncio.subprocess.Process:
        """Start recording; returns once a packet of each has been asked for."""
        process = await self.start(
            *("record", "--a", "AAAA", "--b", "BBBB", "-o", str(path), *more)
        )
        await said(process, "Strap A: connected", "Strap B: connected")
        return process

    async def refused(self, *arguments: str) -> str:
        """What it says when it cannot; nothing else may have happened."""
        process = await self.start(*arguments)
        out, err = await process.communicate()
        assert process.returncode == 1
        assert out == b""
        sentence = err.decode()
        assert "Traceback" not in sentence
        assert sentence.count("\n") == 1
        return sentence


async def said(process: asyncio.subprocess.Process, *sentences: str) -> list[str]:
    """Read what it says until all of this has been said."""
    assert process.stderr is not None
    missing = set(sentences)
    lines: list[str] = []
    while missing:
        line = (await process.stderr.readline()).decode()
        assert line, f"it ended before it said {missing}: {lines}"
        lines.append(line)
        missing -= {sentence for sentence in missing if sentence in line}
    return lines


@asynccontextmanager
async def in_the_air(
    bus: PrivateBus,
    straps: list[BlueZStrap] | None = None,
    packets: Callable[[BlueZStrap], Iterable[tuple[float, bytes]]] | None = None,
    kind: type[SimulatedBlueZ] = SimulatedBlueZ,
) -> AsyncIterator[Air]:
    bluez = kind(bus.address, list(two_straps().values()) if straps is None else straps)
    await bluez.start()
    hearts = [
        asyncio.create_task(
            play(
                bluez,
                strap,
                numbered(every_s=0.05) if packets is None else packets(strap),
            )
        )
        for strap in bluez.straps
    ]
    air = Air(bluez)
    try:
        async with asyncio.timeout(120):
            yield air
    finally:
        await air.leave_nothing()
        for heart in hearts:
            heart.cancel()
        await asyncio.gather(*hearts, return_exceptions=True)
        await bluez.stop()


def run(
    bus: PrivateBus,
    script: Callable[[Air], Awaitable[None]],
    packets: Callable[[BlueZStrap], Iterable[tuple[float, bytes]]] | None = None,
    kind: type[SimulatedBlueZ] = SimulatedBlueZ,
) -> None:
    async def session() -> None:
        async with in_the_air(bus, packets=packets, kind=kind) as air:
            await script(air)

    asyncio.run(session())
