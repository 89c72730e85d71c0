"""What can happen to two straps and their radio, each as something to be done.

`ble_soak` draws from these by chance for hours, `ble_recovery` does each once at the
pace of an evening. Each returns once its cause has ended.
"""

import asyncio
import random
from array import array
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from samenstemming.events import HEART_RATE_MEASUREMENT, Event, Packet, Wearer
from samenstemming.sources.simulated_bluez.private_bus import PrivateBus
from samenstemming.sources.simulated_bluez.service import (
    FAILED,
    IN_PROGRESS,
    SimulatedBlueZ,
)
from samenstemming.sources.simulated_bluez.strap import BlueZStrap


@dataclass(kw_only=True)
class Air:
    """Two straps, the services between them and the collector, and chance.

    `last_s` is how long a fault lasts, in real seconds. `heard` are the places, among
    what each strap sent, of what the collector was handed; it has acknowledged those.
    """

    bus: PrivateBus
    bluez: SimulatedBlueZ
    straps: dict[Wearer, BlueZStrap]
    chance: random.Random
    last_s: tuple[float, float]
    heard: "dict[Wearer, array[int]]" = field(
        default_factory=lambda: {wearer: array("l") for wearer in Wearer}
    )
    strange: int = 0

    async def last(self) -> None:
        """As long as a fault lasts."""
        await asyncio.sleep(self.chance.uniform(*self.last_s))

    def arrived(self, event: Event) -> None:
        """The collector has been handed this."""
        if isinstance(event, Packet) and event.characteristic == HEART_RATE_MEASUREMENT:
            sent, heard = self.straps[event.wearer].sent, self.heard[event.wearer]
            place = heard[-1] + 1 if heard else 0
            while place < len(sent) and sent[place] != event.payload:
                place += 1
            if place < len(sent):
                heard.append(place)
            else:
                self.strange += 1


Fault = Callable[[Air, BlueZStrap], Awaitable[None]]


async def dropped(air: Air, strap: BlueZStrap) -> None:
    """The link breaks."""
    air.bluez.drop(strap)


async def away(air: Air, strap: BlueZStrap) -> None:
    """Out of range for a while."""
    air.bluez.leave(strap)
    await air.last()
    air.bluez.come(strap)


async def silent(air: Air, strap: BlueZStrap) -> None:
    """Connected, and says nothing."""
    strap.silent = True
    await air.last()
    strap.silent = False


async def refused(air: Air, strap: BlueZStrap) -> None:
    """Two attempts to connect are refused."""
    errors = [
        (IN_PROGRESS, "Operation already in progress"),
        (FAILED, "le-connection-abort-by-local"),
        (FAILED, "br-connection-canceled"),
    ]
    strap.connect_errors = air.chance.choices(errors, k=2)
    air.bluez.drop(strap)


async def not_subscribed(air: Air, strap: BlueZStrap) -> None:
    """Connected, but the subscription is refused."""
    strap.subscribe_errors = [(FAILED, "Operation failed with ATT error: 0x0e")]
    air.bluez.drop(strap)


async def hanging(air: Air, strap: BlueZStrap) -> None:
    """Connecting never ends."""
    strap.connect_hangs = True
    air.bluez.drop(strap)
    await air.last()
    strap.connect_hangs = False


async def unresolved(air: Air, strap: BlueZStrap) -> None:
    """Its services are never known."""
    strap.resolves = False
    air.bluez.drop(strap)
    await air.last()
    strap.resolves = True


async def broken_off(air: Air, strap: BlueZStrap) -> None:
    """Two attempts break off during discovery."""
    strap.drops_in_discovery = 2
    air.bluez.drop(strap)


async def forgotten(air: Air, strap: BlueZStrap) -> None:
    """BlueZ removes the device."""
    if strap.known:
        air.bluez.forget(strap)


async def power_cut(air: Air, strap: BlueZStrap) -> None:
    """The adapter is switched off and on."""
    del strap
    air.bluez.power(on=False)
    await air.last()
    air.bluez.power(on=True)


async def unplugged(air: Air, strap: BlueZStrap) -> None:
    """The adapter is pulled out and put back."""
    del strap
    air.bluez.unplug()
    await air.last()
    air.bluez.plug()


async def bluetoothd_dead(air: Air, strap: BlueZStrap) -> None:
    """The service bluetoothd dies and is started again."""
    del strap
    await air.bluez.stop()
    await air.last()
    await air.bluez.start()


async def bus_dead(air: Air, strap: BlueZStrap) -> None:
    """The D-Bus daemon dies, bluetoothd with it, and both are started again."""
    del strap
    air.bus.kill()
    await air.bluez.stop()
    await air.last()
    air.bus.start()
    await air.bluez.start()


async def malformed(air: Air, strap: BlueZStrap) -> None:
    """Bytes that are no packet."""
    for payload in (b"", b"\x10", b"\x10\x3c\x00", b"\x01\x3c"):
        air.bluez.notify(strap, payload)


async def doubled(air: Air, strap: BlueZStrap) -> None:
    """The strap sends the same packet again."""
    if strap.sent:
        air.bluez.notify(strap, strap.sent[-1])


FAULTS: Final[tuple[Fault, ...]] = (
    *(dropped, away, silent, refused, not_subscribed, hanging, unresolved),
    *(broken_off, forgotten, power_cut, unplugged, bluetoothd_dead, bus_dead),
    *(malformed, doubled),
)
