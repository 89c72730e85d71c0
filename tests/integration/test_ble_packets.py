"""Whatever a strap sends is kept as it came, and gives the right beats or none.

Each kind of packet goes through bleak and the simulated BlueZ into the file, and out
through `analyze`'s beats. What is not measurable is not made up.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

import samenstemming as sam
from samenstemming.errors import MalformedPacketError
from samenstemming.events import (
    BATTERY_LEVEL,
    Event,
    Packet,
    Wearer,
)
from samenstemming.rhythm.beats import locate
from samenstemming.rhythm.rr_unit import RrUnit, UnitWatch
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.strap import BATTERY_LEVEL as BATTERY
from samenstemming.wire.heart_rate import HeartRateMeasurement, decode, encode
from tests.radio_session import A, B, Session, heart_packets, recording

Packets = Callable[[int], bytes]
"""The packet with this number, of a strap that sends one a second."""

SPEED = 20.0

RR_TICKS = (1000, 1048)
"""Long and short by turns; two of them are two seconds."""


def of(
    bus: PrivateBus,
    path: Path,
    script: Callable[[Session], Awaitable[None]],
    *,
    packets: Callable[[Wearer], Iterator[tuple[float, bytes]]] | None = None,
    speed: float = 1.0,
) -> None:
    """Record while this goes on."""

    async def run() -> None:
        async with (
            asyncio.timeout(60),
            recording(bus, path, speed=speed, packets=packets) as session,
        ):
            await script(session)

    asyncio.run(run())


def once_a_second(
    packet: Packets, speed: float = SPEED
) -> Iterator[tuple[float, bytes]]:
    return ((number / speed, packet(number)) for number in count())


def ticks(number: int) -> tuple[int, ...]:
    return (RR_TICKS[number % 2],)


def usual(number: int) -> bytes:
    return encode(HeartRateMeasurement(heart_rate_bpm=60, rr_ticks=ticks(number)))


def with_energy(number: int) -> bytes:
    return encode(
        HeartRateMeasurement(
            heart_rate_bpm=60, energy_kj=40_000 + number, rr_ticks=ticks(number)
        )
    )


def wide(number: int) -> bytes:
    """A heart rate of 16 bits, where 8 would do."""
    return bytes((0x11, 60, 0)) + usual(number)[2:]


def nine_at_once(number: int) -> bytes:
    """Nothing for eight seconds, and then nine intervals: eight seconds of them."""
    if number % 8:
        return bytes((0x00, 67))
    return encode(
        HeartRateMeasurement(heart_rate_bpm=67, rr_ticks=(910, 911) * 4 + (908,))
    )


def empty_list(number: int) -> bytes:
    """Every second says that intervals follow, and none do; the next has both."""
    if number % 2:
        return bytes((0x10, 60))
    return encode(HeartRateMeasurement(heart_rate_bpm=60, rr_ticks=RR_TICKS))


def contact_denied(number: int) -> bytes:
    return encode(
        HeartRateMeasurement(heart_rate_bpm=60, contact=False, rr_ticks=ticks(number))
    )


def cut_short(number: int) -> bytes:
    """Every eleventh is cut in the middle of its interval."""
    return usual(number)[:-1] if number % 11 == 10 else usual(number)


def nothing_on(number: int) -> bytes:
    """Contact lost: a heart rate of 0 and no interval, for as long as it lasts."""
    if 20 <= number < 40:
        return encode(HeartRateMeasurement(heart_rate_bpm=0, contact=False))
    return usual(number)


KINDS = (
    *(usual, with_energy, wide, nine_at_once, empty_list),
    *(contact_denied, cut_short, nothing_on),
)


@pytest.mark.parametrize("packet", KINDS)
def test_what_a_strap_sends_gives_its_own_intervals_and_no_others(
    bus: PrivateBus, tmp_path: Path, packet: Packets
) -> None:
    path = tmp_path / "talk.samen"

    async def script(session: Session) -> None:
        await session.until(lambda: len(session.packets(A)) >= 60)

    def packets(wearer: Wearer) -> Iterator[tuple[float, bytes]]:
        return once_a_second(packet if wearer is A else usual)

    of(bus, path, script, packets=packets, speed=SPEED)
    found = sam.open_recording(path)
    told_ms = [
        rr / 1.024
        for payload in heart_packets(found.events(), A)
        for rr in rr_of(payload)
    ]
    beats = locate(found.events()).beats[A]
    found_ms = [beat.rr_ms for beat in beats if beat.rr_ms is not None]
    rest = iter(told_ms)
    assert all(any(abs(rr - told) < 0.01 for told in rest) for rr in found_ms)
    # The first interval of a run may have no beat before it; the others are there.
    assert len(found_ms) >= 0.8 * len(told_ms)
    assert sam.analyze(found).to_json()


def rr_of(payload: bytes) -> tuple[int, ...]:
    try:
        return decode(payload).rr_ticks
    except MalformedPacketError:
        return ()


def in_ms(number: int) -> bytes:
    """Whole milliseconds, where 1/1024 s are asked for: a heart at 150."""
    beats = (400,) * (2 + number % 2)
    return encode(HeartRateMeasurement(heart_rate_bpm=150, rr_ticks=beats))


def test_a_strap_that_counts_in_milliseconds_is_found_out(
    bus: PrivateBus, tmp_path: Path
) -> None:
    path = tmp_path / "talk.samen"
    # Slowly: a minute without a pause of 1.75 s of the session decides it.
    speed = 4.0

    async def script(session: Session) -> None:
        watch, taken = UnitWatch(), 0

        def decided() -> bool:
            nonlocal taken
            for event in session.events[taken:]:
                for payload in heart_packets([event], A):
                    watch.take(event.t_ns / 1e9, rr_of(payload), 150)
            taken = len(session.events)
            return watch.unit is not None

        await session.until(decided, within_s=50)

    def packets(wearer: Wearer) -> Iterator[tuple[float, bytes]]:
        return once_a_second(in_ms if wearer is A else usual, speed)

    of(bus, path, script, packets=packets, speed=speed)
    located = locate(sam.open_recording(path).events())
    assert located.units[A] == (RrUnit.MS, "detected")
    assert located.units[B][0] is RrUnit.TICKS
    assert {beat.rr_ms for beat in located.beats[A] if beat.rr_ms} == {400.0}


def test_a_packet_that_comes_twice_is_kept_twice_and_ends_nothing(
    bus: PrivateBus, tmp_path: Path
) -> None:
    path = tmp_path / "talk.samen"

    async def script(session: Session) -> None:
        await session.hear(A, 5)
        for _ in range(3):
            assert session.bluez.notify(session.straps[A], session.straps[A].sent[-1])
        await session.hear(A, 5)
        assert [link.state for link in session.links(A)] == ["connecting", "connected"]

    of(bus, path, script)  # what is in the file is compared with what was sent


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
        assert [link.state for link in session.links(A)] == ["connecting", "connected"]

    of(bus, tmp_path / "talk.samen", script)


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

    of(bus, tmp_path / "talk.samen", script)


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
        assert [link.state for link in session.links(A)] == ["connecting", "connected"]

    of(bus, tmp_path / "talk.samen", script)
