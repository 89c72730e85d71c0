"""Every fault that two straps have, and that the recording survives.

For each: the other strap loses nothing, there is one whole file, nothing that left a
strap is missing or twice in it (`radio_session.compare`), and the gap is marked.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.events import BATTERY_LEVEL, Event, Packet
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.service import FAILED, IN_PROGRESS
from samenstemming.sources.simulated_bluez.strap import BATTERY_LEVEL as BATTERY
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode
from tests.radio_session import A, B, Session, breaks, recording

Script = Callable[[Session], Awaitable[None]]

BACK_WITHIN_S = 2.0
"""Once the cause has ended, in real seconds."""


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
            # Whatever happened to A, B has noticed nothing.
            await session.hear(B)

    asyncio.run(run())
    return path


def states(session: Session) -> list[str]:
    return [link.state for link in session.links(A)]


def only_a_was_broken(path: Path) -> None:
    assert breaks(path, A)
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
    assert meta["wearers"] == {
        wearer: {
            "strap": f"Polar H10 {name}",
            "participant": f"participant-{wearer}",
            "model": "Simulated strap",
            "serial": "0000",
            "firmware": "1.0.0",
        }
        for wearer, name in (("a", "AAAA1111"), ("b", "BBBB2222"))
    }


def test_a_lost_link_is_back_within_two_seconds(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(session: Session) -> None:
        session.bluez.drop(session.straps[A])
        await session.state(A, "waiting", "out_of_reach")
        assert await session.hear(A) < BACK_WITHIN_S
        assert states(session)[2:] == ["lost", "waiting", "connecting", "connected"]
        assert len(session.links(B)) == 2

    only_a_was_broken(record(bus, tmp_path, script))


def test_a_strap_out_of_range_comes_back_by_itself(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(session: Session) -> None:
        session.bluez.leave(session.straps[A])
        await session.state(A, "waiting", "not_seen")
        session.bluez.come(session.straps[A])
        assert await session.hear(A) < BACK_WITHIN_S

    only_a_was_broken(record(bus, tmp_path, script, speed=4))


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


def test_a_silent_link_is_dropped_and_made_again(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(session: Session) -> None:
        session.straps[A].silent = True
        await session.state(A, "waiting", "silent")
        assert "silent" in states(session)
        session.straps[A].silent = False
        assert await session.hear(A) < BACK_WITHIN_S

    only_a_was_broken(record(bus, tmp_path, script))


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

    only_a_was_broken(record(bus, tmp_path, script, speed=2))


@pytest.mark.parametrize(
    "errors",
    [
        [(IN_PROGRESS, "Operation already in progress")] * 2,
        [(FAILED, "le-connection-abort-by-local")],
        [(FAILED, "br-connection-canceled")] * 2,
    ],
    ids=["in progress", "aborted", "cancelled"],
)
def test_a_refused_connection_is_tried_again(
    bus: PrivateBus, tmp_path: Path, errors: list[tuple[str, str]]
) -> None:
    async def script(session: Session) -> None:
        session.straps[A].connect_errors = list(errors)
        session.bluez.drop(session.straps[A])
        await session.until(lambda: not session.straps[A].connect_errors)
        assert await session.hear(A) < BACK_WITHIN_S

    only_a_was_broken(record(bus, tmp_path, script, speed=2))


@pytest.mark.parametrize("error", ["NotPermitted", "Failed"])
def test_a_refused_subscription_is_tried_again(
    bus: PrivateBus, tmp_path: Path, error: str
) -> None:
    async def script(session: Session) -> None:
        refused = (f"org.bluez.Error.{error}", "Operation failed with ATT error: 0x0e")
        session.straps[A].subscribe_errors = [refused]
        session.bluez.drop(session.straps[A])
        await session.until(lambda: not session.straps[A].subscribe_errors)
        assert await session.hear(A) < BACK_WITHIN_S

    only_a_was_broken(record(bus, tmp_path, script))


@pytest.mark.parametrize("fault", ["connect_hangs", "never_resolves"])
def test_what_never_answers_is_given_up_and_tried_again(
    bus: PrivateBus, tmp_path: Path, fault: str
) -> None:
    async def script(session: Session) -> None:
        strap = session.straps[A]
        strap.connect_hangs = fault == "connect_hangs"
        strap.resolves = fault != "never_resolves"
        session.bluez.drop(strap)
        await session.state(A, "waiting", "no_answer")
        strap.connect_hangs, strap.resolves = False, True
        assert await session.hear(A) < BACK_WITHIN_S

    only_a_was_broken(record(bus, tmp_path, script, speed=8))


def test_a_drop_during_discovery_makes_a_new_client(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(session: Session) -> None:
        strap = session.straps[A]
        strap.drops_in_discovery = 2
        session.bluez.drop(strap)
        await session.until(lambda: strap.drops_in_discovery == 0)
        assert await session.hear(A) < BACK_WITHIN_S

    only_a_was_broken(record(bus, tmp_path, script, speed=2))


def test_a_removed_device_is_found_anew(bus: PrivateBus, tmp_path: Path) -> None:
    async def script(session: Session) -> None:
        session.bluez.forget(session.straps[A])
        assert await session.hear(A) < BACK_WITHIN_S

    only_a_was_broken(record(bus, tmp_path, script))


@pytest.mark.parametrize("how", ["off", "unplugged"])
def test_an_adapter_that_goes_and_comes(
    bus: PrivateBus, tmp_path: Path, how: str
) -> None:
    async def script(session: Session) -> None:
        if how == "off":
            session.bluez.power(on=False)
            await session.state(A, "waiting", "bluetooth_off")
            session.bluez.power(on=True)
        else:
            session.bluez.unplug()
            await session.state(A, "waiting", "no_adapter")
            session.bluez.plug()
        assert await session.hear(A) < BACK_WITHIN_S
        assert await session.hear(B) < BACK_WITHIN_S

    path = record(bus, tmp_path, script, speed=2)
    assert breaks(path, A)
    assert breaks(path, B)


def test_a_dead_bluetoothd_is_noticed_by_its_silence(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(session: Session) -> None:
        await session.bluez.stop()
        await session.state(A, "waiting", "no_service")
        await session.bluez.start()
        assert await session.hear(A) < BACK_WITHIN_S
        assert await session.hear(B) < BACK_WITHIN_S

    path = record(bus, tmp_path, script, speed=4)
    assert breaks(path, A)
    assert breaks(path, B)


def test_a_dead_bus_comes_back(bus: PrivateBus, tmp_path: Path) -> None:
    async def script(session: Session) -> None:
        bus.kill()
        await session.bluez.stop()
        await session.state(A, "waiting", "no_service")
        await session.state(B, "waiting", "no_service")
        bus.start()
        await session.bluez.start()
        assert await session.hear(A) < BACK_WITHIN_S
        assert await session.hear(B) < BACK_WITHIN_S

    path = record(bus, tmp_path, script, speed=4)
    assert breaks(path, A)
    assert breaks(path, B)


def test_a_strap_that_wants_it_is_paired(bus: PrivateBus, tmp_path: Path) -> None:
    async def script(session: Session) -> None:
        strap = session.straps[A]
        strap.needs_pairing, strap.paired = True, False
        session.bluez.drop(strap)
        assert await session.hear(A) < BACK_WITHIN_S
        assert strap.paired

    only_a_was_broken(record(bus, tmp_path, script))


def test_a_strap_that_cannot_be_paired_says_so(bus: PrivateBus, tmp_path: Path) -> None:
    async def script(session: Session) -> None:
        strap = session.straps[A]
        strap.needs_pairing, strap.pairing_works = True, False
        session.bluez.drop(strap)
        await session.state(A, "waiting", "needs_pairing")
        strap.needs_pairing = False
        assert await session.hear(A) < BACK_WITHIN_S

    only_a_was_broken(record(bus, tmp_path, script))


def test_every_kind_of_packet_is_stored_as_it_came(
    bus: PrivateBus, tmp_path: Path
) -> None:
    wide = encode(HeartRateMeasurement(heart_rate_bpm=300, rr_ticks=(205,)))
    full = encode(HeartRateMeasurement(heart_rate_bpm=60, rr_ticks=(900,) * 9))
    no_contact = encode(HeartRateMeasurement(heart_rate_bpm=0, contact=False))
    rr_flag_without_rr = bytes((0x10, 60))
    malformed = [b"", b"\x10", b"\x01\x3c", b"\x08\x3c\x01", b"\x10\x3c\x00"]
    odd = [wide, full, no_contact, rr_flag_without_rr, *malformed, full, full, full]

    async def script(session: Session) -> None:
        for payload in odd * 5:
            assert session.bluez.notify(session.straps[A], payload)
        await session.hear(A)
        assert states(session) == ["connecting", "connected"]

    record(bus, tmp_path, script)


def test_the_battery_is_recorded_and_each_change_of_it(
    bus: PrivateBus, tmp_path: Path
) -> None:
    def levels(events: list[Event]) -> list[int]:
        return [
            event.payload[0]
            for event in events
            if isinstance(event, Packet)
            and event.characteristic == BATTERY_LEVEL
            and event.wearer is A
        ]

    async def script(session: Session) -> None:
        strap = session.straps[A]
        await session.until(lambda: levels(session.events))
        await session.until(lambda: strap.subscribers.get(BATTERY))
        strap.battery_percent = 15
        session.bluez.notify_value(strap, BATTERY)
        await session.until(lambda: levels(session.events) == [90, 15])

    record(bus, tmp_path, script)


def test_a_fault_in_the_callback_never_ends_the_link(
    bus: PrivateBus, tmp_path: Path
) -> None:
    async def script(session: Session) -> None:
        raised: list[Event] = []

        def break_once(event: Event) -> None:
            session.seen(event)
            if isinstance(event, Packet) and event.wearer is A and not raised:
                raised.append(event)
                msg = "a screen fell over"
                raise RuntimeError(msg)

        session.watch = break_once
        await session.until(lambda: raised)
        await session.hear(A)
        assert states(session) == ["connecting", "connected"]

    record(bus, tmp_path, script)
