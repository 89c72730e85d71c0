"""Hearts for simulated straps: packets handed to the radio at their moment."""

import asyncio
from collections.abc import Iterable, Iterator
from itertools import count

from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode


async def play(
    bluez: SimulatedBlueZ,
    strap: BlueZStrap,
    packets: Iterable[tuple[float, bytes]],
    *,
    speed: float = 1.0,
) -> None:
    """Notify each packet at its time, in seconds from now.

    A strap measures whether or not anybody listens: what nobody is subscribed to is
    gone.
    """
    loop = asyncio.get_running_loop()
    zero_s = loop.time()
    for at_s, payload in packets:
        await asyncio.sleep(max(0.0, zero_s + at_s / speed - loop.time()))
        bluez.notify(strap, payload)


def numbered(
    *, every_s: float = 1.0, rr_ticks: int = 1000
) -> Iterator[tuple[float, bytes]]:
    """Packets without end that can be told apart: the energy field counts them."""
    for number in count():
        packet = HeartRateMeasurement(
            heart_rate_bpm=60,
            contact=True,
            energy_kj=number % 0x10000,
            rr_ticks=(rr_ticks,),
        )
        yield number * every_s, encode(packet)
