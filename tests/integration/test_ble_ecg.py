"""The ECG of two straps over the simulated BlueZ, and every way in which it is not had.

For each (`radio_session.compare`): all heart packets of both straps are in the file
once and in order, and so is every frame of ECG that left a strap, byte for byte.
"""

import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.events import LinkChange
from samenstemming.session import radio_straps
from samenstemming.sources.simulated_bluez.pmd import Pmd
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.wire.polar_pmd import START_ECG, STOP_ECG, Status
from tests.ecg_session import BRISK, record, said, stream, told, undisturbed
from tests.radio_session import A, Session, ecg_frames


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(radio_straps, "Patience", BRISK)


def test_a_stream_is_started_recorded_and_stopped(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd()

    async def script(session: Session) -> None:
        await stream(session, 20)
        assert said(session) == ["streaming"]
        assert undisturbed(session)

    path = record(bus, tmp_path, script, a=pmd, b=Pmd())
    assert pmd.commands == [STOP_ECG, START_ECG, STOP_ECG]
    recorded = sam.open_recording(path)
    assert len(ecg_frames(recorded.events(), A)) >= 20
    wearers = recorded.meta["wearers"]
    assert isinstance(wearers, dict)
    assert wearers["a"]["ecg"] == wearers["b"]["ecg"] == "streaming"
    changes = [e for e in recorded.events() if isinstance(e, LinkChange)]
    states = [link.detail for link in changes if link.state == "ecg"]
    assert sorted(states) == ["stopped", "stopped", "streaming", "streaming"]


def test_a_stream_that_a_crash_left_is_stopped_before_it_is_started_anew(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd(running=True)

    async def script(session: Session) -> None:
        await stream(session)
        assert said(session) == ["streaming"]

    record(bus, tmp_path, script, a=pmd)
    assert pmd.commands == [STOP_ECG, START_ECG, STOP_ECG]


def test_a_stream_that_nobody_wants_is_stopped_too(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd(running=True)

    async def script(session: Session) -> None:
        await session.until(lambda: not pmd.running)
        assert said(session) == []
        session.bluez.drop(session.straps[A])
        await session.hear(A)

    path = record(bus, tmp_path, script, a=pmd, ecg=False)
    assert pmd.commands == [STOP_ECG]  # once in a session is enough
    assert ecg_frames(sam.open_recording(path).events(), A) == []


@pytest.mark.parametrize("wanted", [True, False])
def test_a_strap_without_an_ecg_records_as_ever(
    bus: PrivateBus, tmp_path: Path, *, wanted: bool
) -> None:
    async def script(session: Session) -> None:
        if wanted:
            await told(session, "no_ecg")
        await session.hear(A, 10)
        assert said(session) == (["no_ecg"] if wanted else [])
        assert undisturbed(session)

    path = record(bus, tmp_path, script, a=None, ecg=wanted)
    wearers = sam.open_recording(path).meta["wearers"]
    assert isinstance(wearers, dict)
    assert wearers["a"].get("ecg") == ("no_ecg" if wanted else None)


def test_a_strap_whose_features_have_no_ecg_is_not_asked(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd(features=bytes((0x0F, 0x04)))

    async def script(session: Session) -> None:
        await told(session, "no_ecg")

    record(bus, tmp_path, script, a=pmd)
    assert pmd.commands == []


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (Status.INVALID_MTU, "narrow: invalid mtu"),
        (Status.DEVICE_IN_CHARGER, "refused: device in charger"),
        (Status.INVALID_SAMPLE_RATE, "refused: invalid sample rate"),
        (77, "refused: status 77"),
    ],
)
def test_a_refusal_is_told_once_with_its_reason(
    bus: PrivateBus, tmp_path: Path, status: int, what: str
) -> None:
    pmd = Pmd(refuses=status)

    async def script(session: Session) -> None:
        await told(session, what)
        await session.until(lambda: pmd.commands.count(START_ECG) > 1)
        assert said(session) == [what]
        assert undisturbed(session)

    record(bus, tmp_path, script, a=pmd, b=Pmd())


def test_what_was_refused_is_asked_for_again_and_may_be_had_then(
    bus: PrivateBus, tmp_path: Path
) -> None:
    pmd = Pmd(refuses=Status.INVALID_STATE)

    async def script(session: Session) -> None:
        await told(session, "refused")
        pmd.refuses = None
        await stream(session)
        assert said(session) == ["refused: invalid state", "streaming"]

    record(bus, tmp_path, script, a=pmd)
