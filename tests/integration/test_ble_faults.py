"""Every fault that two straps have, and that the recording survives.

For each: what the person reads, the other strap loses nothing, there is one whole file,
nothing that left a strap is missing or twice in it (`radio_session.compare`), the gap
is marked with its reason, and the strap is back within two seconds of the cause's end.
The faults are those of the table in docs/bluetooth.md; benchmarks/ble_recovery.py
measures them at the pace of an evening.
"""

import asyncio
import sys
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.cli.live import link_sentence
from samenstemming.events import SUSPEND, LinkChange, Marker, Packet, Wearer
from samenstemming.recording.hostclock import Anchor, read_clocks
from samenstemming.session import collector
from samenstemming.session.clocks import SessionClock
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.wire.heart_rate import decode
from tests.radio_faults_told import FAULTS, Script
from tests.radio_session import A, B, Session, breaks, recording

BACK_WITHIN_S = 2.0
"""Once the cause has ended, in real seconds."""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def record(
    bus: PrivateBus, tmp_path: Path, script: Script, *, speed: float = 1.0
) -> Path:
    path = tmp_path / "talk.samen"

    async def run() -> None:
        async with (
            asyncio.timeout(60),
            recording(bus, path, speed=speed) as session,
        ):
            await script(session)
            # Whatever happened to A, B has noticed nothing, or is back.
            await session.hear(B)

    asyncio.run(run())
    return path


def states(session: Session) -> list[str]:
    return [link.state for link in session.links(A)]


def numbers(packets: list[bytes]) -> list[int]:
    found = [decode(payload).energy_kj for payload in packets]
    return [number for number in found if number is not None]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_marked_and_over(
    bus: PrivateBus, tmp_path: Path, name: str
) -> None:
    fault = FAULTS[name]
    broken = (A, B) if fault.both else (A,)

    def reasons(session: Session, wearer: Wearer) -> dict[str, LinkChange]:
        waits = (link for link in session.links(wearer) if link.state == "waiting")
        return {link.detail.partition(": ")[0]: link for link in waits}

    def waited(session: Session, wearer: Wearer) -> bool:
        return fault.reason in reasons(session, wearer)

    async def script(session: Session) -> None:
        await fault.begins(session)
        for wearer in broken:
            await session.until(partial(waited, session, wearer))
        assert link_sentence(reasons(session, A)[fault.reason]) == fault.reads
        await fault.ends(session)
        for wearer in broken:
            assert await session.hear(wearer) < BACK_WITHIN_S
        if not fault.both:
            assert len(session.links(B)) == 2  # connecting, connected: nothing else
            heard = numbers(session.packets(B))
            assert all(after - before == 1 for before, after in pairwise(heard))

    path = record(bus, tmp_path, script, speed=fault.speed)
    links = [e for e in sam.open_recording(path).events() if isinstance(e, LinkChange)]
    for wearer in broken:
        assert breaks(path, wearer)
        of_it = [link for link in links if link.wearer is wearer]
        told = [link.state for link in of_it]
        assert fault.told in told
        # What stands in the file between the two runs of beats says why.
        since = of_it[told.index(fault.told) :]
        assert all(link.detail for link in since if link.state == "waiting")
    if not fault.both:
        assert not breaks(path, B)


def test_two_straps_are_recorded(bus: PrivateBus, tmp_path: Path) -> None:
    async def script(session: Session) -> None:
        await session.hear(A, 20)
        await session.hear(B, 20)
        assert states(session) == ["connecting", "connected"]

    path = record(bus, tmp_path, script)
    assert breaks(path, A) == breaks(path, B) == 0
    meta = sam.open_recording(path).meta
    assert meta["simulated"] is False
    wearers = meta["wearers"]
    assert isinstance(wearers, dict)
    for wearer, name in (("a", "AAAA1111"), ("b", "BBBB2222")):
        expected = {
            "strap": f"Polar H10 {name}",
            "participant": f"participant-{wearer}",
            "model": "Simulated strap",
            "serial": "0000",
            "firmware": "1.0.0",
        }
        assert {name: wearers[wearer][name] for name in expected} == expected


def test_a_lost_link_goes_through_these_states(bus: PrivateBus, tmp_path: Path) -> None:
    async def script(session: Session) -> None:
        session.bluez.drop(session.straps[A])
        await session.state(A, "waiting", "out_of_reach")
        await session.hear(A)
        assert states(session)[2:] == ["lost", "waiting", "connecting", "connected"]

    record(bus, tmp_path, script)


def test_both_straps_may_go_and_come_in_any_order(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(session: Session) -> None:
        for wearer in (A, B):
            session.bluez.leave(session.straps[wearer])
        await session.state(B, "waiting", "not_seen")
        session.bluez.come(session.straps[B])
        assert await session.hear(B) < BACK_WITHIN_S
        assert states(session)[-1] == "waiting"
        session.bluez.drop(session.straps[B])
        assert await session.hear(B) < BACK_WITHIN_S  # while A is still missing
        session.bluez.come(session.straps[A])
        assert await session.hear(A) < BACK_WITHIN_S

    path = record(bus, tmp_path, script, speed=4)
    assert breaks(path, A)
    assert breaks(path, B)


def test_silence_right_after_the_first_packet_is_noticed_as_soon(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(session: Session) -> None:
        session.bluez.drop(session.straps[A])
        await session.hear(A, 1)
        session.straps[A].silent = True
        noticed_s = await session.until(lambda: "silent" in states(session))
        assert noticed_s < 3.5  # 4 s at twice the speed; the first packet has 10 s
        session.straps[A].silent = False
        assert await session.hear(A) < BACK_WITHIN_S

    path = record(bus, tmp_path, script, speed=2)
    assert breaks(path, A)
    assert not breaks(path, B)


def test_a_strap_that_wants_it_is_paired(bus: PrivateBus, tmp_path: Path) -> None:
    async def script(session: Session) -> None:
        strap = session.straps[A]
        strap.needs_pairing, strap.paired = True, False
        session.bluez.drop(strap)
        assert await session.hear(A) < BACK_WITHIN_S
        assert strap.paired

    path = record(bus, tmp_path, script)
    assert breaks(path, A)
    assert not breaks(path, B)


class SleepyClock:
    """The host's clocks; what is added to `slept_ns` passed while it was asleep."""

    def __init__(self) -> None:
        self.slept_ns = 0

    def __call__(self) -> Anchor:
        now = read_clocks()
        boottime_ns = (now.boottime_ns or now.monotonic_ns) + self.slept_ns
        return replace(now, utc_ns=now.utc_ns + self.slept_ns, boottime_ns=boottime_ns)


def test_a_laptop_that_slept_leaves_a_gap_as_long_as_its_sleep(
    bus: PrivateBus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SleepyClock()
    monkeypatch.setattr(collector, "SessionClock", partial(SessionClock, read=clock))

    async def script(session: Session) -> None:
        session.bluez.power(on=False)  # as an adapter is in its sleep
        await session.state(A, "waiting", "bluetooth_off")
        clock.slept_ns += 600 * 10**9
        session.bluez.power(on=True)
        for wearer in (A, B):
            assert await session.hear(wearer) < BACK_WITHIN_S

    path = record(bus, tmp_path, script)
    events = sam.open_recording(path).events()
    slept = [e for e in events if isinstance(e, Marker) and e.name == SUSPEND]
    assert [round(float(str(e.data["slept_s"]))) for e in slept] == [600]
    for wearer in (A, B):
        times_s = [
            e.t_ns / 1e9 for e in events if isinstance(e, Packet) and e.wearer is wearer
        ]
        assert 600 < max(after - before for before, after in pairwise(times_s)) < 620
        assert breaks(path, wearer)
