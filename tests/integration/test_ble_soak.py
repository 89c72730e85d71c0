"""A slice of the soak: minutes, every fault, nothing lost, nothing left."""

import asyncio
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

from benchmarks import ble_soak
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


def test_the_judge_sees_what_is_missing_foreign_or_gone_with_a_bus() -> None:
    sent = [b"1", b"2", b"3", b"4", b"5"]
    assert ble_soak.compare(sent, sent, set()) == (0, 0, 0)
    assert ble_soak.compare([b"1", b"3", b"4"], sent, set()) == (2, 0, 0)
    assert ble_soak.compare([b"1", b"3", b"4"], sent, {1}) == (1, 0, 1)
    assert ble_soak.compare([*sent, b"5"], sent, set()) == (0, 1, 0)
    assert ble_soak.compare([b"1", b"1", *sent[1:]], sent, set()) == (0, 1, 0)
