"""An ECG that breaks off, hangs or breaks the link; and how it ends.

For each (`radio_session.compare`): all heart packets of both straps are in the file
once and in order, and so is every frame of ECG that left a strap, byte for byte.
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.rhythm.beats import locate
from samenstemming.session import radio_straps
from samenstemming.sources.ble_patience import Patience
from samenstemming.sources.simulated_bluez.pmd import Pmd
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.strap import PMD_CONTROL
from samenstemming.wire.polar_pmd import START_ECG, STOP_ECG
from tests.ecg_session import BRISK, record, said, stream, told, undisturbed
from tests.radio_session import A, B, Session, ecg_frames, recording, two_straps


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(radio_straps, "Patience", BRISK)


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (("org.bluez.Error.NotPermitted", "Write not permitted"), "refused"),
        (
            ("org.bluez.Error.Failed", "Operation failed with ATT error: 0xfd"),
            "refused",
        ),
        (
            ("org.bluez.Error.Failed", "Operation failed with ATT error: 0x0f"),
            "needs_pairing",
        ),
    ],
)
def test_a_write_that_fails_is_no_fault_of_the_link(
    bus: PrivateBus, tmp_path: Path, error: tuple[str, str], what: str
) -> None:
    async def script(session: Session) -> None:
        await told(session, what)
        assert undisturbed(session)

    record(bus, tmp_path, script, a=Pmd(write_errors=[error]), b=Pmd())


@pytest.mark.parametrize("wanted", [True, False])
def test_a_strap_that_wants_pairing_for_it_is_left_alone(
    bus: PrivateBus, tmp_path: Path, *, wanted: bool
) -> None:
    pmd = Pmd(needs_pairing=True)

    async def script(session: Session) -> None:
        if wanted:
            await told(session, "needs_pairing")
        await session.hear(A, 10)
        assert not session.straps[A].paired
        assert undisturbed(session)

    record(bus, tmp_path, script, a=pmd, ecg=wanted)
    assert pmd.commands == []


def test_a_control_point_that_says_nothing_is_given_up_and_asked_again(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd(answers=False, streams=False)

    async def script(session: Session) -> None:
        await told(session, "no_answer")
        assert undisturbed(session)
        pmd.answers = pmd.streams = True
        await stream(session)
        assert said(session) == ["no_answer", "streaming"]

    record(bus, tmp_path, script, a=pmd)


@pytest.mark.parametrize("pmd", [Pmd(answers_stops=False), Pmd(answers=False)])
def test_a_strap_that_does_what_it_is_told_need_not_say_so(
    bus: PrivateBus, tmp_path: Path, pmd: Pmd
) -> None:
    async def script(session: Session) -> None:
        await stream(session)
        assert said(session) == ["streaming"]

    record(bus, tmp_path, script, a=pmd)
    assert pmd.commands == [STOP_ECG, START_ECG, STOP_ECG]


def test_a_stream_that_dries_up_is_started_again(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd()

    async def script(session: Session) -> None:
        await stream(session)
        pmd.streams = False
        await told(session, "silent")
        pmd.streams = True
        await stream(session)
        assert said(session) == ["streaming", "silent", "streaming"]
        assert undisturbed(session)

    record(bus, tmp_path, script, a=pmd)


def test_a_link_lost_in_the_middle_brings_the_ecg_back_with_it(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd()

    async def script(session: Session) -> None:
        await stream(session, 20)
        session.bluez.drop(session.straps[A])
        await session.state(A, "ecg", "streaming")
        await stream(session, 20)
        assert said(session) == ["streaming", "streaming"]
        assert not [link for link in session.links(B) if link.state == "lost"]

    path = record(bus, tmp_path, script, a=pmd, b=Pmd())
    assert pmd.commands == [STOP_ECG, START_ECG] * 2 + [STOP_ECG]
    assert locate(sam.open_recording(path).events()).breaks


def test_malformed_frames_are_kept_as_they_came_and_end_nothing(
    bus: PrivateBus, tmp_path: Path
) -> None:
    odd = [b"", b"\x00", bytes(9), bytes(10), bytes(12), b"\x02" + bytes(20), b"\xff"]

    async def script(session: Session) -> None:
        await stream(session)
        for frame in odd:
            assert session.bluez.notify_ecg(session.straps[A], frame)
        await stream(session)
        assert said(session) == ["streaming"]

    path = record(bus, tmp_path, script, a=Pmd())
    kept = ecg_frames(sam.open_recording(path).events(), A)
    assert [frame for frame in kept if frame in odd] == odd


def test_an_ecg_that_breaks_the_link_is_not_asked_for_again(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd(breaks_link=True)

    async def script(session: Session) -> None:
        await told(session, "breaks_link")
        asked = len(pmd.commands)
        await session.hear(A, 20)
        assert len(pmd.commands) == asked == 3
        assert not [link for link in session.links(B) if link.state == "lost"]

    record(bus, tmp_path, script, a=pmd)


def test_a_stream_whose_link_broke_too_often_is_stopped_and_not_started_again(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd()

    async def script(session: Session) -> None:
        def began(times: int) -> Callable[[], bool]:
            return lambda: said(session).count("streaming") == times

        for times in (1, 2, 3):
            await session.until(began(times))
            session.bluez.drop(session.straps[A])
        await told(session, "breaks_link")
        await session.until(lambda: not pmd.running)
        await session.hear(A, 20)
        assert pmd.commands == [STOP_ECG, START_ECG] * 3 + [STOP_ECG]

    record(bus, tmp_path, script, a=pmd)


def test_a_left_over_that_cannot_be_stopped_breaks_the_link_once_at_most(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd(breaks_link=True)

    async def script(session: Session) -> None:
        def lost() -> int:
            return [link.state for link in session.links(A)].count("lost")

        await session.until(lost)
        await session.hear(A, 20)
        assert lost() == len(pmd.commands) == 1

    record(bus, tmp_path, script, a=pmd, ecg=False)


def test_a_strap_that_hangs_at_the_end_does_not_hold_it_up(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd()
    ended: list[float] = []

    async def script(session: Session) -> None:
        await stream(session)
        assert session.straps[A].subscribers.get(PMD_CONTROL)
        pmd.answers = False
        ended.append(asyncio.get_running_loop().time())

    async def timed() -> float:
        path = tmp_path / "talk.samen"
        straps = two_straps()
        straps[A].pmd = pmd
        async with recording(bus, path, straps=straps, more={"ecg": True}) as session:
            await script(session)
        return asyncio.get_running_loop().time() - ended[0]

    assert asyncio.run(timed()) < 4
    assert not pmd.running  # it did what it was told, and only said nothing


@pytest.mark.parametrize("how", ["bluetoothd dies", "adapter off"])
def test_after_a_fault_of_the_system_both_ecgs_are_back(
    bus: PrivateBus, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As it is: a link that is silent is noticed before its ECG is.
    monkeypatch.setattr(radio_straps, "Patience", Patience)

    async def script(session: Session) -> None:
        await stream(session)
        if how == "adapter off":
            session.bluez.power(on=False)
            await session.state(A, "waiting", "bluetooth_off")
            session.bluez.power(on=True)
        else:
            await session.bluez.stop()
            await session.state(A, "waiting")
            await session.bluez.start()
        await stream(session)
        assert said(session) == ["streaming", "streaming"]

    record(bus, tmp_path, script, a=Pmd(), b=Pmd())


def test_an_end_in_the_middle_of_a_start_leaves_nothing_running(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd(streams=False)

    async def script(session: Session) -> None:
        await session.until(lambda: START_ECG in pmd.commands)

    record(bus, tmp_path, script, a=pmd)
    assert pmd.commands[-1] == STOP_ECG
