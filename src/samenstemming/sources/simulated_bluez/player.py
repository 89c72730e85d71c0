"""Hearts for simulated straps: packets handed to the radio at their moment."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from itertools import count

from samenstemming.sources.simulated_bluez.service import SimulatedBlueZ
from samenstemming.sources.simulated_bluez.strap import BlueZStrap
from samenstemming.sources.simulated_ecg import FRAME_SAMPLES, UNSET_NS
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode
from samenstemming.wire.polar_pmd import ECG_RATE_HZ, EcgFrame, encode_ecg


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
    await _play(lambda payload: bluez.notify(strap, payload), packets, speed)


async def play_ecg(
    bluez: SimulatedBlueZ,
    strap: BlueZStrap,
    frames: Iterable[tuple[float, bytes]],
    *,
    speed: float = 1.0,
) -> None:
    """The same with frames of its ECG, which it sends while its stream runs."""
    await _play(lambda frame: bluez.notify_ecg(strap, frame), frames, speed)


async def _play(
    send: Callable[[bytes], object],
    packets: Iterable[tuple[float, bytes]],
    speed: float,
) -> None:
    loop = asyncio.get_running_loop()
    zero_s = loop.time()
    for at_s, payload in packets:
        await asyncio.sleep(max(0.0, zero_s + at_s / speed - loop.time()))
        send(payload)


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


def numbered_ecg(*, every_s: float = 0.56) -> Iterator[tuple[float, bytes]]:
    """Frames without end that can be told apart: the samples count them."""
    for number in count():
        frame = EcgFrame(
            stamp_ns=UNSET_NS + round(number * FRAME_SAMPLES / ECG_RATE_HZ * 1e9),
            microvolts=(number,) * FRAME_SAMPLES,
        )
        yield number * every_s, encode_ecg(frame)
