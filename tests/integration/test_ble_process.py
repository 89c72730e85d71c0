"""`record` and `scan` as people run them, on the simulated BlueZ: starts and ends."""

import asyncio
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.recording.check import check
from samenstemming.session.client import control
from samenstemming.session.launch import start_collector
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from tests.radio_commands import Air, run, said
from tests.radio_session import A, B, heart_packets


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_every_packet_and_both_straps_free(
    bus: PrivateBus, tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "talk.samen"

    async def script(air: Air) -> None:
        process = await air.record(path)
        process.send_signal(number)
        out, _ = await process.communicate()
        assert process.returncode == 130
        assert out.decode().strip() == str(path)
        assert not air.a.connected
        assert not air.b.connected
        assert_all_there(path, air)

    run(bus, script)
    report = check(path)
    assert report.ok
    assert report.closed


def assert_all_there(path: Path, air: Air) -> None:
    events = sam.open_recording(path).events()
    for wearer, strap in ((A, air.a), (B, air.b)):
        assert heart_packets(events, wearer) == strap.sent


def test_killed_it_keeps_what_was_acknowledged_and_the_next_takes_the_straps_over(
    bus: PrivateBus, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.samen", tmp_path / "second.samen"

    async def script(air: Air) -> None:
        process = await air.record(first)
        await asyncio.to_thread(control(first).marker, "here")
        acknowledged = len(sam.tail(first).poll())
        process.kill()
        await process.communicate()
        assert air.a.connected  # nobody told the strap
        kept = sam.open_recording(first).events()
        assert len(kept) >= acknowledged
        for wearer, strap in ((A, air.a), (B, air.b)):
            packets = heart_packets(kept, wearer)
            assert packets == strap.sent[: len(packets)]
        process = await air.record(second)
        await asyncio.to_thread(control(second).stop)
        await process.communicate()
        assert process.returncode == 0

    run(bus, script)
    assert check(second).ok


OFF = "Bluetooth is off. Switch it on."
NO_SERVICE = "the system's Bluetooth service does not answer. Waiting for it."


@pytest.mark.parametrize(
    ("what", "sentence"),
    [("adapter", OFF), ("bluetoothd", NO_SERVICE), ("bus", NO_SERVICE)],
)
def test_what_dies_in_the_middle_is_told_and_the_recording_goes_on_when_it_is_back(
    bus: PrivateBus, tmp_path: Path, what: str, sentence: str
) -> None:
    path = tmp_path / "talk.samen"

    async def dies(air: Air) -> None:
        if what == "adapter":
            air.bluez.power(on=False)
            return
        if what == "bus":
            bus.kill()
        await air.bluez.stop()

    async def is_back(air: Air) -> None:
        if what == "adapter":
            air.bluez.power(on=True)
            return
        if what == "bus":
            bus.start()
        await air.bluez.start()

    async def script(air: Air) -> None:
        process = await air.record(path)
        await dies(air)
        told = await said(process, f"Strap A: {sentence}", f"Strap B: {sentence}")
        await is_back(air)
        told += await said(process, "Strap A: connected", "Strap B: connected")
        process.send_signal(signal.SIGINT)
        out, err = await process.communicate()
        assert process.returncode == 130
        assert out.decode().strip() == str(path)
        # Sentences and nothing else, also of what lay about when it died.
        text = "".join(told) + err.decode()
        assert "Traceback" not in text
        assert "exception" not in text
        if what != "bus":  # which takes with it what it was carrying
            assert_all_there(path, air)
        for wearer, strap in ((A, air.a), (B, air.b)):
            sent = iter(strap.sent)
            kept = heart_packets(sam.open_recording(path).events(), wearer)
            assert all(packet in sent for packet in kept)  # in order, none twice

    run(bus, script)
    assert check(path).closed


def test_one_strap_is_enough_to_begin_and_the_second_is_taken_when_it_comes(
    bus: PrivateBus, tmp_path: Path
) -> None:
    path = tmp_path / "talk.samen"

    async def script(air: Air) -> None:
        air.b.held_elsewhere = True
        process = await air.start(
            *("record", "--a", "AAAA", "--b", "BBBB", "-o", str(path))
        )
        await said(process, "Strap A: connected", "Strap B is not to be seen")
        await until_b(path, lambda b: b["link_detail"] == "not_seen")
        air.b.held_elsewhere = False
        await said(process, "Strap B: connected")
        await until_b(path, lambda b: b["packets"])
        await asyncio.to_thread(control(path).stop)
        await process.communicate()
        assert_all_there(path, air)

    run(bus, script)
    assert sam.open_recording(path).wearers == ("a", "b")


async def until_b(path: Path, holds: Callable[[dict[str, object]], object]) -> None:
    """Ask for B's status until this holds; it is a tenth of a second behind."""
    while True:
        status = await asyncio.to_thread(control(path).status)
        wearers = status["wearers"]
        assert isinstance(wearers, dict)
        if holds(wearers["b"]):
            return


def test_names_that_are_not_clear_are_refused_with_those_in_the_air(
    bus: PrivateBus, tmp_path: Path
) -> None:
    out = ("-o", str(tmp_path / "talk.samen"))

    async def script(air: Air) -> None:
        # One after the other: on one adapter the end of one program's scan may be
        # the end of another's.
        unknown = await air.refused("record", "--a", "Garmin", *out)
        several = await air.refused("record", "--a", "Polar", *out)
        same = await air.refused("record", "--a", "AAAA", "--b", "H10 A", *out)
        assert "No strap called 'Garmin' answered within 8 s" in unknown
        assert "'Polar' fits 2 straps" in several
        assert "one and the same strap" in same
        for sentence in (unknown, several):
            assert "'Polar H10 AAAA1111' (C0:00:00:00:00:0A)" in sentence
            assert "'Polar H10 BBBB2222' (C0:00:00:00:00:0B)" in sentence

    run(bus, script)
    assert list(tmp_path.iterdir()) == []


def test_without_bluetooth_it_says_what_to_do(bus: PrivateBus, tmp_path: Path) -> None:
    out = ("-o", str(tmp_path / "talk.samen"))

    async def script(air: Air) -> None:
        air.bluez.power(on=False)
        off = await air.refused("record", "--a", "AAAA", *out)
        assert "Bluetooth is switched off" in off
        assert "Switch it on" in off
        air.bluez.unplug()
        none = await air.refused("scan", "--seconds", "1")
        assert "No Bluetooth adapter was found" in none
        await air.bluez.stop()
        dead = await air.refused("record", "--a", "AAAA", *out)
        assert "sudo systemctl start bluetooth" in dead

    run(bus, script)
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_while_it_looks_for_straps_leaves_nothing(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(air: Air) -> None:
        path = tmp_path / "talk.samen"
        process = await air.start("record", "--a", "Garmin", "-o", str(path))
        while not air.bluez.discovering:
            await air.bluez.changed.wait()
        process.send_signal(signal.SIGINT)
        out, err = await process.communicate()
        assert (process.returncode, out) == (130, b"")
        assert b"Traceback" not in err

    run(bus, script)
    assert list(tmp_path.iterdir()) == []


def test_scan_lists_straps_and_nothing_else(bus: PrivateBus) -> None:
    async def script(air: Air) -> None:
        air.bluez.straps.append(
            BlueZStrap(
                name="A speaker", address="E0:00:00:00:00:01", says_heart_rate=False
            )
        )
        as_json, as_table = await asyncio.gather(
            air.start("scan", "--seconds", "1", "--json"),
            air.start("scan", "--seconds", "1"),
        )
        out, _ = await as_json.communicate()
        assert as_json.returncode == 0
        assert json.loads(out) == [
            {
                "name": f"Polar H10 {name}",
                "address": address,
                "rssi_dbm": -60,
                "sends_rr": None,
                "held": False,
            }
            for name, address in (
                ("AAAA1111", "C0:00:00:00:00:0A"),
                ("BBBB2222", "C0:00:00:00:00:0B"),
            )
        ]
        out, _ = await as_table.communicate()
        assert as_table.returncode == 0
        assert b"Polar H10 BBBB2222" in out
        assert b"speaker" not in out

    run(bus, script)


def test_an_empty_air_is_said_so(bus: PrivateBus) -> None:
    async def script(air: Air) -> None:
        air.bluez.straps.clear()
        process = await air.start("scan", "--seconds", "0.5")
        out, err = await process.communicate()
        assert (process.returncode, out) == (0, b"")
        assert b"No strap is in the air" in err

    run(bus, script)


def test_the_whole_collector_runs_on_simulated_hearts(
    bus: PrivateBus, tmp_path: Path
) -> None:
    del bus  # it has one of its own; this only says whether it can
    path = tmp_path / "talk.samen"
    handle = start_collector(
        a="simulated-radio:3", b="simulated-radio:3", path=path, speed=20, minutes=2
    )
    assert handle.wait(60) == 0
    recording = sam.open_recording(path)
    assert recording.meta["simulated"] is True
    wearers = recording.meta["wearers"]
    assert isinstance(wearers, dict)
    assert wearers["a"]["model"] == wearers["b"]["model"] == "Simulated strap"
    assert recording.meta["truth"]
    for wearer in (A, B):
        assert len(heart_packets(recording.events(), wearer)) > 80
    assert check(path).ok
