"""A slice of the soak: minutes, every fault, nothing lost, nothing left."""

import asyncio
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

from benchmarks import ble_soak
from benchmarks.packets_told import compare
from benchmarks.radio_faults import FAULTS
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus


def test_six_minutes_with_every_fault_lose_nothing_and_leave_nothing(
    bus: PrivateBus, tmp_path: Path
) -> None:
    path = tmp_path / "soak.samen"
    soak = asyncio.run(
        ble_soak.run(bus, path, minutes=6, speed=20, faults=len(FAULTS), seed=4)
    )
    assert set(soak.faults) == {fault.__name__ for fault in FAULTS}
    found = ble_soak.judge(path, soak)
    assert soak.errors == []
    assert found == dict.fromkeys(found, 0)
    # Only those in the hands of the bus when it was killed, or of a link that hung.
    assert soak.never_heard < 0.05 * sum(map(len, soak.air.heard.values()))


def test_the_judge_sees_what_is_missing_and_what_is_foreign() -> None:
    heard = [b"1", b"2", b"3", b"4", b"5"]
    assert compare(heard, heard) == (0, 0)
    assert compare([b"1", b"3", b"4"], heard) == (2, 0)
    assert compare([*heard, b"5"], heard) == (0, 1)
    assert compare([b"1", b"1", *heard[1:]], heard) == (0, 1)
