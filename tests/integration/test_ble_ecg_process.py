"""A collector with `--ecg` as a process of its own: ended, killed, and followed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.recording.check import check
from samenstemming.session.launch import CollectorHandle, start_collector
from samenstemming.sources.simulated_bluez.player import (
    numbered,
    numbered_ecg,
    play,
    play_ecg,
)
from samenstemming.sources.simulated_bluez.pmd import Pmd
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from samenstemming.wire.polar_pmd import START_ECG, STOP_ECG
from tests.radio_session import A, B, ecg_frames, heart_packets, two_straps


@asynccontextmanager
async def in_the_air(
    bus: PrivateBus,
) -> AsyncIterator[tuple[SimulatedBlueZ, BlueZStrap, BlueZStrap]]:
    """Two straps that beat and would send an ECG."""
    straps = two_straps()
    for strap in straps.values():
        strap.pmd = Pmd()
    bluez = SimulatedBlueZ(bus.address, list(straps.values()))
    await bluez.start()
    hearts = [
        asyncio.create_task(playing)
        for strap in straps.values()
        for playing in (
            play(bluez, strap, numbered(every_s=0.05)),
            play_ecg(bluez, strap, numbered_ecg(every_s=0.05)),
        )
    ]
    try:
        async with asyncio.timeout(60):
            yield bluez, straps[A], straps[B]
    finally:
        for heart in hearts:
            heart.cancel()
        await asyncio.gather(*hearts, return_exceptions=True)
        await bluez.stop()


async def start(path: Path, *, ecg: bool) -> CollectorHandle:
    return await asyncio.to_thread(
        start_collector, a="AAAA", b="BBBB", path=path, ecg=ecg
    )


async def until(bluez: SimulatedBlueZ, holds: Callable[[], object]) -> None:
    while not holds():
        bluez.changed.clear()
        await bluez.changed.wait()


def all_there(path: Path, a: BlueZStrap, b: BlueZStrap) -> None:
    events = sam.open_recording(path).events()
    for wearer, strap in ((A, a), (B, b)):
        assert heart_packets(events, wearer) == strap.sent
        assert ecg_frames(events, wearer) == strap.ecg_sent


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_both_streams_and_keeps_every_frame(
    bus: PrivateBus, tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "talk.samen"

    async def session() -> None:
        async with in_the_air(bus) as (bluez, a, b):
            handle = await start(path, ecg=True)
            await until(bluez, lambda: len(a.ecg_sent) > 9 and len(b.ecg_sent) > 9)
            os.kill(handle.pid, number)
            assert await asyncio.to_thread(handle.wait, 20) == 130
            for strap in (a, b):
                assert strap.pmd is not None
                assert not strap.pmd.running
                assert strap.pmd.commands == [STOP_ECG, START_ECG, STOP_ECG]
                assert not strap.connected
            all_there(path, a, b)

    asyncio.run(session())
    assert check(path).ok


@pytest.mark.parametrize("wanted", [True, False])
def test_the_stream_that_a_killed_collector_left_is_stopped_by_the_next(
    bus: PrivateBus, tmp_path: Path, *, wanted: bool
) -> None:
    first, second = tmp_path / "first.samen", tmp_path / "second.samen"

    async def session() -> None:
        async with in_the_air(bus) as (bluez, a, b):
            assert a.pmd is not None
            killed = await start(first, ecg=True)
            await until(bluez, lambda: len(a.ecg_sent) > 9 and len(b.ecg_sent) > 9)
            os.kill(killed.pid, signal.SIGKILL)
            await asyncio.to_thread(killed.wait, 20)
            assert a.pmd.running
            assert a.connected  # nobody told the strap
            kept = ecg_frames(sam.open_recording(first).events(), A)
            assert kept == a.ecg_sent[: len(kept)]
            for strap in (a, b):
                strap.sent.clear()
                strap.ecg_sent.clear()
            follower = await start(second, ecg=wanted)
            if wanted:
                await until(bluez, lambda: len(a.ecg_sent) > 9)
            else:
                await until(bluez, lambda: a.pmd and not a.pmd.running)
            assert await asyncio.to_thread(follower.stop) == 0
            assert not a.pmd.running
            again = [STOP_ECG, START_ECG, STOP_ECG] if wanted else [STOP_ECG]
            assert a.pmd.commands == [STOP_ECG, START_ECG, *again]
            all_there(second, a, b)

    asyncio.run(session())
    assert check(second).ok
