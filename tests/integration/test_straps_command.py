"""Straps as people deal with them at a terminal: labels, swaps, whose is whose."""

import asyncio
import json
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.events import Wearer
from samenstemming.session.known_straps import (
    KnownStraps,
    StrapIdentity,
    load,
    save,
)
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode
from tests.radio_commands import Air, run, said
from tests.radio_session import heart_packets

A, B = Wearer.A, Wearer.B
IDENTITY = {
    A: StrapIdentity(address="C0:00:00:00:00:0A", name="Polar H10 AAAA1111"),
    B: StrapIdentity(address="C0:00:00:00:00:0B", name="Polar H10 BBBB2222"),
}


@pytest.fixture(autouse=True)
def straps_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    return tmp_path / "user" / "samenstemming" / "straps.json"


def remember(path: Path, *, swapped: bool = False) -> None:
    known = KnownStraps()
    for wearer, identity in IDENTITY.items():
        worn_by = wearer.other if swapped else wearer
        label = {A: "blue sticker", B: "red sticker"}[wearer]
        known = known.remember(identity, label=label, wearer=worn_by)
    save(path, known)


async def done(air: Air, *arguments: str) -> tuple[str, str]:
    """What it says, result and rest, when it could."""
    process = await air.start(*arguments)
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode(), err.decode()


def test_a_recording_remembers_its_straps_and_their_owner_alone_may_read_it(
    bus: PrivateBus, tmp_path: Path, straps_file: Path
) -> None:
    path = tmp_path / "talk.samen"

    async def script(air: Air) -> None:
        air.a.serial, air.b.serial = "5512", "5513"
        process = await air.record(path)
        while min(len(air.a.sent), len(air.b.sent)) < 70:
            await asyncio.to_thread(sam.control(path).status)
        await done(air, "stop", str(path))
        await process.communicate()
        assert process.returncode == 0

    run(bus, script)
    known = load(straps_file)
    assert {strap.wearer: strap.identity.name for strap in known.straps} == {
        A: "Polar H10 AAAA1111",
        B: "Polar H10 BBBB2222",
    }
    assert {strap.identity.serial for strap in known.straps} == {"5512", "5513"}
    assert straps_file.stat().st_mode & 0o777 == 0o600


def test_a_label_is_given_listed_recorded_by_and_forgotten(
    bus: PrivateBus, tmp_path: Path, straps_file: Path
) -> None:
    path = tmp_path / "talk.samen"

    async def script(air: Air) -> None:
        # It was never here, so it is looked for in the air.
        _, err = await done(air, "straps", "label", "AAAA1111", "blue sticker")
        assert "'blue sticker'" in err
        out, _ = await done(air, "straps", "list", "--json")
        assert [strap["label"] for strap in json.loads(out)] == ["blue sticker"]
        taken = await air.refused("straps", "label", "BBBB2222", "Blue Sticker")
        assert "called 'Blue Sticker' already: Polar H10 AAAA1111" in taken
        process = await air.start(
            *("record", "--a", "blue sticker", "--minutes", "0.02", "-o", str(path))
        )
        await process.communicate()
        assert process.returncode == 0
        assert air.a.sent
        assert heart_packets(sam.open_recording(path).events(), A) == air.a.sent
        await done(air, "straps", "forget", "blue sticker")
        unknown = await air.refused("straps", "forget", "blue sticker")
        assert "knows no strap 'blue sticker'" in unknown

    run(bus, script)
    assert load(straps_file) == KnownStraps()


def test_swapped_straps_are_warned_about_and_recorded_all_the_same(
    bus: PrivateBus, tmp_path: Path, straps_file: Path
) -> None:
    remember(straps_file, swapped=True)
    path = tmp_path / "talk.samen"

    async def script(air: Air) -> None:
        process = await air.start(
            *("record", "--a", "blue sticker", "--b", "red sticker", "-o", str(path))
        )
        await said(
            process,
            "The straps have changed places: blue sticker was on B last time",
            "Strap B: connected",
        )
        status = await asyncio.to_thread(sam.control(path).status)
        swap = status["swap"]
        assert isinstance(swap, dict)
        assert swap["code"] == "strap.swapped"
        await done(air, "stop", str(path))
        await process.communicate()
        assert process.returncode == 0

    run(bus, script)
    assert sam.open_recording(path).wearers == (A, B)


SPEED = 5.0
"""Simulated straps speak so many times a second."""


def test_the_check_says_which_heart_answered_and_remembers_it(
    bus: PrivateBus, straps_file: Path
) -> None:
    remember(straps_file)
    lift = Lift()

    async def script(air: Air) -> None:
        process = await air.start(
            *("straps", "check", "--speed", str(SPEED), "--remember")
        )
        await said(process, "A: lift your strap off the skin now")
        lift.begun = True
        _, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        assert "the other way round: A wears Polar H10 BBBB2222" in err.decode()
        assert "Remembered" in err.decode()
        assert not air.a.connected
        assert not air.b.connected

    run(bus, script, packets=lift.packets)
    known = load(straps_file)
    worn = {strap.wearer: strap.label for strap in known.straps}
    assert worn == {A: "red sticker", B: "blue sticker"}


class Lift:
    """Two straps that are worn, until B's is lifted."""

    begun = False

    def packets(self, strap: BlueZStrap) -> Iterable[tuple[float, bytes]]:
        for number in count():
            away = self.begun and strap.address == IDENTITY[B].address
            usual = HeartRateMeasurement(
                heart_rate_bpm=60, contact=True, rr_ticks=(1000 + number % 3,)
            )
            off = HeartRateMeasurement(heart_rate_bpm=0, contact=False)
            yield number / SPEED, encode(off if away else usual)


def test_nobody_lifted_is_no_answer_and_nothing_is_remembered(
    bus: PrivateBus, straps_file: Path
) -> None:
    remember(straps_file)
    before = straps_file.read_text()

    async def script(air: Air) -> None:
        process = await air.start("straps", "check", "--speed", "20", "--remember")
        out, err = await process.communicate()
        assert (process.returncode, out) == (1, b"")
        assert "could not be seen which strap" in err.decode()

    run(bus, script, packets=Lift().packets)
    assert straps_file.read_text() == before


def test_without_two_straps_there_is_nothing_to_check(bus: PrivateBus) -> None:
    async def script(air: Air) -> None:
        sentence = await air.refused("straps", "check", "--a", "AAAA")
        assert "give it with --b" in sentence

    run(bus, script)
