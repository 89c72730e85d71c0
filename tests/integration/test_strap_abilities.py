"""What a strap can do is found out while it is recorded, said, and kept in the meta."""

import asyncio
import sys
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.events import Wearer
from samenstemming.session.client import control
from samenstemming.session.known_straps import load
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode
from tests.radio_commands import Air, run, said
from tests.radio_session import A, B, recording

SPEED = 20.0

OPTICAL = HeartRateMeasurement(heart_rate_bpm=66)
CHEST = HeartRateMeasurement(heart_rate_bpm=60, contact=True, rr_ticks=(1024,))


def worn(wearer: Wearer) -> Iterable[tuple[float, bytes]]:
    said = {A: CHEST, B: OPTICAL}[wearer]
    return ((number / SPEED, encode(said)) for number in count())


async def status(path: Path, holds: Callable[[dict[str, object]], object]) -> None:
    """Ask until this holds of the status; it is a tenth of a second behind."""
    async with asyncio.timeout(20):
        while not holds(await asyncio.to_thread(control(path).status)):
            continue


def code_of(said: dict[str, object], wearer: str) -> object:
    wearers = said["wearers"]
    assert isinstance(wearers, dict)
    return wearers[wearer]["probe"]["code"]


def test_an_optical_band_is_told_apart_from_a_chest_strap(
    bus: PrivateBus, tmp_path: Path
) -> None:
    path = tmp_path / "talk.samen"

    async def script() -> None:
        async with recording(bus, path, speed=SPEED, packets=worn):
            await status(path, lambda said: code_of(said, "b") == "probe.no_rr")
            await status(path, lambda said: code_of(said, "a") == "probe.rr")
            # It is in the file while the talk goes on, not only at its end.
            async with asyncio.timeout(10):
                while "cadence_s" not in meta_of(path, "b"):
                    await asyncio.to_thread(control(path).status)

    asyncio.run(script())
    a, b = meta_of(path, "a"), meta_of(path, "b")
    assert (a["sends_rr"], b["sends_rr"]) == (True, False)
    assert b["contact_bits"] is False
    assert 0.9 < float(str(b["cadence_s"])) < 1.1
    assert a["strap"] == "Polar H10 AAAA1111"


def meta_of(path: Path, wearer: str) -> dict[str, object]:
    wearers = sam.open_recording(path).meta["wearers"]
    assert isinstance(wearers, dict)
    return dict(wearers[wearer])


def test_a_band_without_rr_is_told_so_by_the_command_while_it_records(
    bus: PrivateBus, tmp_path: Path
) -> None:
    path = tmp_path / "talk.samen"

    def at_real_speed(strap: BlueZStrap) -> Iterable[tuple[float, bytes]]:
        return ((number / 2, encode(OPTICAL)) for number in count())

    async def script(air: Air) -> None:
        process = await air.start("record", "--a", "AAAA", "-o", str(path))
        lines = await said(process, "variability and synchrony cannot")
        assert lines[-1].startswith("A: This strap reports a heart rate only")
        await asyncio.to_thread(control(path).stop)
        await process.communicate()
        assert process.returncode == 0

    run(bus, script, packets=at_real_speed)
    assert meta_of(path, "a")["sends_rr"] is False


def test_what_is_known_of_a_strap_changes_nothing_in_the_analysis(
    bus: PrivateBus, tmp_path: Path
) -> None:
    path = tmp_path / "talk.samen"

    async def script() -> None:
        async with recording(bus, path, speed=SPEED, packets=worn) as session:
            await session.hear(B, 30)

    asyncio.run(script())
    kept = sam.open_recording(path)
    bare = sam.Recording.of(kept.events(), meta={})
    found = [sam.analyze(one, surrogates=0).to_json() for one in (kept, bare)]
    assert found[0]["wearers"] == found[1]["wearers"]


def test_a_program_may_have_straps_remembered_in_a_place_of_its_own(
    bus: PrivateBus, tmp_path: Path
) -> None:
    path, own = tmp_path / "talk.samen", tmp_path / "own.json"

    async def script(air: Air) -> None:
        more = ("--straps-file", str(own), "--minutes", "0.02")
        process = await air.start("record", "--a", "AAAA", "-o", str(path), *more)
        await process.communicate()
        assert process.returncode == 0

    run(bus, script)
    assert [strap.identity.name for strap in load(own).straps] == ["Polar H10 AAAA1111"]
