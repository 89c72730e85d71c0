"""Everything that can happen to a strap, a radio, a computer; and what people read.

A script makes the fault begin, another one makes it end.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from samenstemming.sources.simulated_bluez.service import FAILED, IN_PROGRESS
from tests.radio_session import A, Session

Script = Callable[[Session], Awaitable[None]]

WAITING_FOR_SERVICE = (
    "Strap A: the system's Bluetooth service does not answer. Waiting for it."
)


async def nothing(session: Session) -> None:
    del session


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens to strap A, or to both; what `waiting` says then, and to people."""

    begins: Script
    ends: Script = nothing
    reason: str
    reads: str
    told: str = "lost"
    both: bool = False
    speed: float = 1.0


# -- what can happen to a strap, a radio, a computer --------------------------------


async def drop(session: Session) -> None:
    session.bluez.drop(session.straps[A])


async def leave(session: Session) -> None:
    session.bluez.leave(session.straps[A])


async def come(session: Session) -> None:
    session.bluez.come(session.straps[A])


async def taken_by_a_phone(session: Session) -> None:
    session.straps[A].held_elsewhere = True
    session.bluez.drop(session.straps[A])


async def given_back(session: Session) -> None:
    session.straps[A].held_elsewhere = False


async def silent(session: Session) -> None:
    session.straps[A].silent = True


async def heard_again(session: Session) -> None:
    session.straps[A].silent = False


async def refused(session: Session, *, errors: list[tuple[str, str]]) -> None:
    session.straps[A].connect_errors = list(errors)
    session.bluez.drop(session.straps[A])


async def not_subscribed(session: Session, *, error: str) -> None:
    session.straps[A].subscribe_errors = [
        (f"org.bluez.Error.{error}", "Operation failed with ATT error: 0x0e")
    ]
    session.bluez.drop(session.straps[A])


async def hangs(session: Session) -> None:
    session.straps[A].connect_hangs = True
    session.bluez.drop(session.straps[A])


async def never_resolves(session: Session) -> None:
    session.straps[A].resolves = False
    session.bluez.drop(session.straps[A])


async def answers(session: Session) -> None:
    session.straps[A].connect_hangs, session.straps[A].resolves = False, True


async def breaks_off(session: Session) -> None:
    session.straps[A].drops_in_discovery = 2
    session.bluez.drop(session.straps[A])


async def removed(session: Session) -> None:
    session.bluez.forget(session.straps[A])


async def off(session: Session) -> None:
    session.bluez.power(on=False)


async def on(session: Session) -> None:
    session.bluez.power(on=True)


async def unplugged(session: Session) -> None:
    session.bluez.unplug()


async def plugged(session: Session) -> None:
    session.bluez.plug()


async def bluetoothd_dies(session: Session) -> None:
    await session.bluez.stop()


async def bluetoothd_starts(session: Session) -> None:
    await session.bluez.start()


async def bus_dies(session: Session) -> None:
    session.bus.kill()
    await session.bluez.stop()


async def bus_starts(session: Session) -> None:
    session.bus.start()
    await session.bluez.start()


async def wants_pairing(session: Session) -> None:
    session.straps[A].needs_pairing, session.straps[A].pairing_works = True, False
    session.bluez.drop(session.straps[A])


async def paired_by_hand(session: Session) -> None:
    session.straps[A].needs_pairing = False


OUT_OF_REACH = "Strap A is out of reach. Waiting for it."
NOT_SEEN = (
    "Strap A is not to be seen. Is it on, and wet, and does no phone use it? Waiting "
    "for it."
)
BUSY = "Strap A: Bluetooth is busy. Trying again."
NOT_CONNECTED = "Strap A: it could not be connected. Trying again."
NO_ANSWER = "Strap A does not answer. Trying again."

FAULTS = {
    "link lost": Fault(begins=drop, reason="out_of_reach", reads=OUT_OF_REACH),
    "out of range, or its battery empty": Fault(
        begins=leave, ends=come, reason="not_seen", reads=NOT_SEEN, speed=4
    ),
    "held by a phone": Fault(
        begins=taken_by_a_phone,
        ends=given_back,
        reason="not_seen",
        reads=NOT_SEEN,
        speed=4,
    ),
    "silent but connected": Fault(
        begins=silent,
        ends=heard_again,
        reason="silent",
        reads="Strap A says nothing. Does it sit well, and is it wet? Connecting "
        "again.",
        told="silent",
    ),
    "connecting is in progress already": Fault(
        begins=partial(
            refused, errors=[(IN_PROGRESS, "Operation already in progress")] * 2
        ),
        reason="busy",
        reads=BUSY,
        speed=2,
    ),
    "connecting is aborted": Fault(
        # Once: bleak tries this one again by itself.
        begins=partial(refused, errors=[(FAILED, "le-connection-abort-by-local")]),
        reason="out_of_reach",
        reads=OUT_OF_REACH,
        speed=2,
    ),
    "connecting is cancelled": Fault(
        begins=partial(refused, errors=[(FAILED, "br-connection-canceled")] * 2),
        reason="refused",
        reads=NOT_CONNECTED,
        speed=2,
    ),
    "subscribing is not permitted": Fault(
        begins=partial(not_subscribed, error="NotPermitted"), reason="busy", reads=BUSY
    ),
    "subscribing fails": Fault(
        begins=partial(not_subscribed, error="Failed"),
        reason="refused",
        reads=NOT_CONNECTED,
    ),
    "connecting never ends": Fault(
        begins=hangs, ends=answers, reason="no_answer", reads=NO_ANSWER, speed=8
    ),
    "services never resolve": Fault(
        begins=never_resolves,
        ends=answers,
        reason="no_answer",
        reads=NO_ANSWER,
        speed=8,
    ),
    "disconnect during discovery": Fault(
        begins=breaks_off, reason="refused", reads=NOT_CONNECTED, speed=2
    ),
    "device removed": Fault(begins=removed, reason="out_of_reach", reads=OUT_OF_REACH),
    "adapter off": Fault(
        begins=off,
        ends=on,
        reason="bluetooth_off",
        reads="Strap A: Bluetooth is off. Switch it on.",
        both=True,
        speed=2,
    ),
    "adapter pulled": Fault(
        begins=unplugged,
        ends=plugged,
        reason="no_adapter",
        reads="Strap A: this computer has no Bluetooth any more. Plug the adapter "
        "back in.",
        both=True,
        speed=2,
    ),
    "bluetoothd dies": Fault(
        begins=bluetoothd_dies,
        ends=bluetoothd_starts,
        reason="no_service",
        reads=WAITING_FOR_SERVICE,
        told="silent",
        both=True,
        speed=4,
    ),
    "D-Bus dies": Fault(
        begins=bus_dies,
        ends=bus_starts,
        reason="no_service",
        reads=WAITING_FOR_SERVICE,
        both=True,
        speed=4,
    ),
    "pairing is wanted and fails": Fault(
        begins=wants_pairing,
        ends=paired_by_hand,
        reason="needs_pairing",
        reads="Strap A wants to be paired. Pair it in the system's Bluetooth settings.",
    ),
}
