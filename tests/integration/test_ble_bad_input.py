"""What people get wrong, or what is not there: one sentence, exit code 1, nothing lost.

Each row of the list of bad input is a test here, through the commands themselves. What
one strap that stays away does to the other is also in `test_ble_process`.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

from dbus_fast.errors import DBusError
from dbus_fast.message import Message

import samenstemming as sam
from samenstemming.events import Wearer
from samenstemming.recording.check import check
from samenstemming.session.known_straps import KnownStraps, StrapIdentity, save
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from tests.radio_commands import Air, run, said
from tests.radio_session import heart_packets

A, B = Wearer.A, Wearer.B
BLUE = "'Polar H10 AAAA1111' (C0:00:00:00:00:0A)"
RED = "'Polar H10 BBBB2222' (C0:00:00:00:00:0B)"

RECORD = ("record", "--a", "AAAA", "--b", "BBBB")
CHECK = ("straps", "check", "--a", "AAAA", "--b", "BBBB")
LABEL = ("straps", "label", "AAAA", "blue")
SCAN = ("scan", "--seconds", "2")
USERS = pytest.mark.parametrize("command", [RECORD, CHECK, LABEL, SCAN], ids=" ".join)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for recordings and remembered straps, which must stay as it is."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def nothing_made(here: Path) -> bool:
    """Whether no recording, part of one or remembered strap was left behind."""
    return not [path for path in here.rglob("*") if path.is_file()]


# -- which strap ------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("record", "--a", "Garmin"),
        ("straps", "check", "--a", "AAAA", "--b", "Garmin"),
        ("straps", "label", "Garmin", "blue"),
    ],
    ids=" ".join,
)
def test_an_unknown_name_is_answered_with_those_in_the_air(
    bus: PrivateBus, here: Path, command: tuple[str, ...]
) -> None:
    async def script(air: Air) -> None:
        sentence = await air.refused(*command)
        assert "No strap called 'Garmin' answered within 8 s" in sentence
        assert BLUE in sentence
        assert RED in sentence

    run(bus, script)
    assert nothing_made(here)


@pytest.mark.parametrize(
    "command",
    [
        ("record", "--a", "Polar"),
        ("straps", "check", "--a", "Polar", "--b", "H10"),
        ("straps", "label", "Polar", "blue"),
    ],
    ids=" ".join,
)
def test_a_name_that_fits_two_names_both(
    bus: PrivateBus, here: Path, command: tuple[str, ...]
) -> None:
    async def script(air: Air) -> None:
        sentence = await air.refused(*command)
        assert "'Polar' fits 2 straps" in sentence
        assert BLUE in sentence
        assert RED in sentence
        assert "Use the address" in sentence

    run(bus, script)
    assert nothing_made(here)


def test_a_strap_that_a_phone_holds_comes_with_that_hint(
    bus: PrivateBus, here: Path
) -> None:
    async def script(air: Air) -> None:
        air.a.held_elsewhere = True
        sentence = await air.refused("record", "--a", "AAAA")
        assert "One that a phone or a watch uses stays silent too" in sentence
        assert "disconnect it there" in sentence
        assert RED in sentence
        assert BLUE not in sentence

    run(bus, script)
    assert nothing_made(here)


@pytest.mark.parametrize("other", ["C0:00:00:00:00:0A", "H10 AAAA", "AAAA1111"])
def test_one_strap_by_two_names_is_still_one(
    bus: PrivateBus, here: Path, other: str
) -> None:
    async def script(air: Air) -> None:
        sentence = await air.refused("record", "--a", "AAAA", "--b", other)
        assert f"--a 'AAAA' and --b '{other}' are one and the same strap" in sentence
        assert "needs a strap of their own" in sentence

    run(bus, script)
    assert nothing_made(here)


def test_a_label_and_the_address_of_one_strap_are_still_one(
    bus: PrivateBus, here: Path
) -> None:
    path = here / "samenstemming" / "straps.json"
    blue = StrapIdentity(address="C0:00:00:00:00:0A", name="Polar H10 AAAA1111")
    save(path, KnownStraps().remember(blue, label="blue sticker", wearer=A))
    before = path.read_text()

    async def script(air: Air) -> None:
        for other in ("C0:00:00:00:00:0A", "Polar H10 AAAA1111"):
            sentence = await air.refused(
                *("record", "--a", "blue sticker", "--b", other)
            )
            assert "one and the same strap" in sentence

    run(bus, script)
    assert path.read_text() == before
    assert [p for p in here.rglob("*") if p.is_file()] == [path]


def test_the_same_text_twice_needs_no_radio_to_be_refused(here: Path) -> None:
    process = asyncio.run(without_bus("record", "--a", "AAAA", "--b", "aaaa"))
    assert process[0] == 1
    assert "one and the same strap" in process[1]
    assert process[1].count("\n") == 1
    assert nothing_made(here)


async def without_bus(*arguments: str) -> tuple[int | None, str]:
    """How a command ends, and its last words, where nobody asks for a radio."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "samenstemming", *arguments),
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    return process.returncode, err.decode()


# -- no Bluetooth -----------------------------------------------------------------


@USERS
def test_bluetooth_that_is_off_is_said_with_what_to_do(
    bus: PrivateBus, here: Path, command: tuple[str, ...]
) -> None:
    async def script(air: Air) -> None:
        air.bluez.power(on=False)
        sentence = await air.refused(*command)
        assert "Bluetooth is switched off" in sentence
        assert "Switch it on" in sentence

    run(bus, script)
    assert nothing_made(here)


@USERS
def test_no_adapter_is_said_with_what_to_do(
    bus: PrivateBus, here: Path, command: tuple[str, ...]
) -> None:
    async def script(air: Air) -> None:
        air.bluez.unplug()
        sentence = await air.refused(*command)
        assert "No Bluetooth adapter was found" in sentence
        assert "Plug one in" in sentence

    run(bus, script)
    assert nothing_made(here)


class Forbidding(SimulatedBlueZ):
    """A system that lets nobody use Bluetooth, as over ssh or in a container."""

    async def _outcome(self, message: Message) -> tuple[str, list[Any]]:
        error = "org.freedesktop.DBus.Error.AccessDenied"
        raise DBusError(error, "Rejected send message")


@USERS
def test_no_permission_is_said_with_what_to_do(
    bus: PrivateBus, here: Path, command: tuple[str, ...]
) -> None:
    async def script(air: Air) -> None:
        sentence = await air.refused(*command)
        assert "This program may not use Bluetooth" in sentence
        assert "Put yourself in the group 'bluetooth'" in sentence

    run(bus, script, kind=Forbidding)
    assert nothing_made(here)


# -- only one of two --------------------------------------------------------------


def test_one_of_two_is_recorded_alone_says_so_and_takes_the_second_when_it_comes(
    bus: PrivateBus, here: Path
) -> None:
    path = here / "talk.samen"

    async def script(air: Air) -> None:
        air.a.in_range = False
        process = await air.start(*RECORD, "-o", str(path))
        lines = await said(process, "Strap B: connected", "Strap A is not to be seen")
        waiting = next(line for line in lines if "not to be seen" in line)
        assert "Waiting for it" in waiting
        air.a.in_range = True
        await said(process, "Strap A: connected")
        while len(air.a.sent) < 5:
            await asyncio.to_thread(sam.control(path).status)
        await asyncio.to_thread(sam.control(path).stop)
        await process.communicate()
        assert process.returncode == 0
        events = sam.open_recording(path).events()
        assert heart_packets(events, A) == air.a.sent
        assert heart_packets(events, B) == air.b.sent

    run(bus, script)
    assert check(path).ok
